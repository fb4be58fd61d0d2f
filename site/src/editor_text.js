// Places in the text of a scheme, and what the editor colours. Pure.

/// The offset that the checker means: lines and columns from 1, columns counted in characters, while the editor counts
/// UTF-16 units. A place outside the text is its nearest one.
export function offsetOf(doc, line, column) {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  let units = 0, left = Math.max(column, 1) - 1;
  for (const letter of at.text) {
    if (left-- <= 0) break;
    units += letter.length;
  }
  return at.from + units;
}

/// From a place to the end of what a reader would underline: to the end of its line, without blanks; all of the line's
/// text where nothing is left behind the place.
export function rangeOf(doc, line, column) {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const end = at.from + at.text.trimEnd().length;
  const from = offsetOf(doc, line, column);
  if (from < end) return { from, to: end };
  return { from: at.from + (at.text.length - at.text.trimStart().length), to: Math.max(end, at.from) };
}

const heading = /^#{1,6}(?=\s)/;
const item = /^\s*(\d+(?:\.\d+)*[.、．)])/;
const rule = /^\s*[-*+]\s+([^:：]{1,60})[:：]/;
const property = /^([^\s#:：\-*+\d|<>][^:：。,，]{0,20})[:：]/;
const points = /[（(]\s*-?\d+(?:\.\d+)?\s*(?:分|%|％|points?)[^（）()]*[）)]/gi;
const comment = /<!--.*?-->/g;

/// Spans [from, to, kind] of one line. `isHead`: before the first section, where properties stand.
export function spansOf(text, isHead) {
  const spans = [];
  const first = (pattern, kind) => {
    const match = pattern.exec(text);
    if (!match) return false;
    const from = match[0].lastIndexOf(match[1]);
    spans.push([from, from + match[1].length, kind]);
    return true;
  };
  const isHeading = heading.test(text);
  if (isHeading || item.test(text)) {
    if (!isHeading) first(item, 'number');
    for (const match of text.matchAll(points)) spans.push([match.index, match.index + match[0].length, 'points']);
  } else if (!first(rule, 'rule') && isHead) first(property, 'property');
  for (const match of text.matchAll(comment)) spans.push([match.index, match.index + match[0].length, 'comment']);
  return spans.sort((a, b) => a[0] - b[0]);
}

/// The change that puts a finding's line in place of the one it is about: {from, to, insert}, or null where the text has
/// no such line or reads so already.
export function changeOf(doc, { line, text }) {
  if (!Number.isInteger(line) || line < 1 || line > doc.lines) return null;
  const at = doc.line(line);
  return at.text === text ? null : { from: at.from, to: at.to, insert: text };
}

/// The mark of a line at the margin: run, prose and finding differ in their sign, not by colour alone.
export const signs = { run: '✓', prose: '·', finding: '!' };
