// What the sheet of figures knows about text: what Excel and WPS put on the clipboard, how people type numbers, which
// entries ask for a reason. Pure: no page, no network.

/// Clipboard text as rows of cells. Cells with a tab or a line break in them come in quotes, with quotes doubled; a cell
/// that merely begins with a quote does not, so quotes count only where they close before the next separator and
/// were needed.
export function parseTsv(text) {
  const source = text.replace(/\r\n?/g, '\n').replace(/\u0000/g, '');
  const rows = [];
  let row = [];
  let at = 0;
  for (;;) {
    const quoted = source[at] === '"' ? quotedCell(source, at) : null;
    let end;
    if (quoted) {
      row.push(quoted.text);
      end = quoted.end;
    } else {
      end = at;
      while (end < source.length && source[end] !== '\t' && source[end] !== '\n') ++end;
      row.push(source.slice(at, end));
    }
    if (source[end] === '\t') {
      at = end + 1;
      continue;
    }
    rows.push(row);
    row = [];
    if (end >= source.length) break;
    at = end + 1;
    if (at >= source.length) break;  // the line break that ends the last row begins no further one
  }
  return rows;
}

function quotedCell(source, start) {
  let text = '';
  let wasNeeded = false;
  for (let at = start + 1; at < source.length; ++at) {
    const letter = source[at];
    if (letter !== '"') {
      if (letter === '\t' || letter === '\n') wasNeeded = true;
      text += letter;
    } else if (source[at + 1] === '"') {
      wasNeeded = true;
      text += '"';
      ++at;
    } else {
      const next = source[at + 1];
      const closes = next === undefined || next === '\t' || next === '\n';
      return closes && wasNeeded ? { text, end: at + 1 } : null;
    }
  }
  return null;
}

/// A number as people type or paste it, in plain figures: full-width ones, 。 for the point, grouped thousands. Whatever
/// is no such number stays as it was, for the server to judge.
export function tidyNumber(text) {
  const trimmed = text.trim();
  const narrow = trimmed.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[。．]/g, '.').replace(/[−–—]/g, '-').replace(/\s+/g, '');
  if (!/^[-+]?[\d.,/%]+$/.test(narrow)) return trimmed;
  return /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?%?$/.test(narrow) ? narrow.replace(/,/g, '') : narrow;
}

/// An entry as it goes out. Lines stay apart in long texts only where the field can show them.
export function tidy(text, kind, hasLines = false) {
  if (kind === 'number') return tidyNumber(text);
  return (hasLines ? text : text.replace(/\s*\n\s*/g, ' ')).trim();
}

/// Neither empty nor nought: a deduction was made.
export function countsForReason(value) {
  const plain = tidyNumber(value);
  return plain !== '' && !/^[-+]?0*\.?0*%?$/.test(plain);
}

/// Two entries that are the same: 3 and 3.0 are, as the server may write it shorter.
export function isSame(a, b) {
  const left = a.trim(), right = b.trim();
  if (left === right) return true;
  return plainDecimal(left) !== null && plainDecimal(left) === plainDecimal(right);
}

/// As text, never as a float: 0.1 must stay apart from 0.1000000000000000055.
function plainDecimal(text) {
  const match = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(tidyNumber(text));
  if (!match || !(match[2] || match[3])) return null;
  const whole = (match[2] || '').replace(/^0+/, '') || '0';
  const part = (match[3] || '').replace(/0+$/, '');
  const number = part ? `${whole}.${part}` : whole;
  return match[1] === '-' && number !== '0' ? `-${number}` : number;
}

const yes = new Set(['是', '有', '√', '✓', '✔', 'y', 'yes', 'true', '1', '满足', '对']);
const no = new Set(['否', '无', '没有', '×', '✗', 'x', 'n', 'no', 'false', '0', '不满足', '错']);

/// Which of the choices was meant; "" for nothing, null for none of them. Yes/no lists know what people paste for both.
export function matchChoice(text, choices, kind) {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return '';
  const found = choices.find((choice) => choice.trim().toLowerCase() === wanted);
  if (found !== undefined) return found;
  if (kind === 'yesno' && choices.length === 2) {
    if (yes.has(wanted)) return choices[0];
    if (no.has(wanted)) return choices[1];
  }
  return null;
}
