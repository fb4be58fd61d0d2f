// The editor of schemes over a textarea, which stays the field of its form. Shows what the checker on the server says
// while one types, and the page that the text would be. Knows no rule of the language but what to colour.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { insertNewlineContinueMarkup, markdownLanguage } from '@codemirror/lang-markdown';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, nextDiagnostic, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, drawSelection, EditorView, gutter, GutterMarker, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers, ViewPlugin } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { changeOf, offsetOf, rangeOf, signs, spansOf } from './editor_text.js';
import { wordsOf } from './words.js';

const own = {
  zh: {
    checking: '正在检查…', fine: '没有发现问题', found: '{0} 处错误,{1} 处提醒', failed: '暂时无法检查,将自动重试', signedOut: '登录已失效:请在另一窗口登录,文字仍在本页',
    at: '第{0}行', problems: '检查发现的问题', error: '错误', warning: '提醒', more: '其余 {0} 处未列出',
    editor: '方案正文', take: '改写', takes: '把第{0}行改写为:{1}', choose: '改写为:{0}', taken: '第{0}行已改写;Ctrl+Z撤销', account: '{0}:{1}', run: '运行', prose: '文字,不运行', finding: '有问题',
  },
  en: {
    checking: 'checking…', fine: 'nothing found', found: '{0} errors, {1} warnings', failed: 'cannot check now, will try again', signedOut: 'signed out: sign in in another window, the text stays here',
    at: 'line {0}', problems: 'what the checker found', error: 'error', warning: 'warning', more: '{0} more not listed',
    editor: 'text of the scheme', take: 'rewrite', takes: 'rewrite line {0} as: {1}', choose: 'rewrite as: {0}', taken: 'line {0} is rewritten; Ctrl+Z undoes it', account: '{0}: {1}', run: 'run', prose: 'prose, not run', finding: 'finding',
  },
};

// The words of CodeMirror itself.
const phrases_zh = {
  Find: '查找', Replace: '替换为', next: '下一个', previous: '上一个', all: '全选', 'match case': '区分大小写', regexp: '正则', 'by word': '整词', replace: '替换', 'replace all': '全部替换', close: '关闭',
  'current match': '当前匹配', 'replaced $ matches': '已替换 $ 处', 'replaced match on line $': '已替换第 $ 行', 'on line': '在第', 'Go to line': '转到行', go: '转到',
  'Control character': '控制字符', 'Selection deleted': '已删除所选', Diagnostics: '问题', 'No diagnostics': '没有问题',
};

const check_wait_ms = 400;  // after the last key
const retry_wait_ms = 5000;

const look = EditorView.theme({
  '&': { fontSize: '14px', backgroundColor: '#fff' },
  '&.cm-focused': { outline: '2px solid #165dbe', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--font)', lineHeight: '1.75' },
  '.cm-gutters': { backgroundColor: '#f7f8fa', color: '#5b6472', borderRight: '1px solid #e5e7eb' },
  '.cm-activeLine': { backgroundColor: '#f5f9ff99' },
  '.cm-activeLineGutter': { backgroundColor: '#e9f1fd' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 .5rem 0 .25rem' },
  '.cm-gutter-lint': { width: '1.4em' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '.3em .15em' },
  // What became of each line: a sign of its own for each, the colour is only the third sign.
  '.cm-account': { width: '1.5em' },
  '.cm-account .cm-gutterElement': { textAlign: 'center', cursor: 'default' },
  '.cm-account .run': { color: '#0f6b3a' },
  '.cm-account .prose': { color: '#5b6472', fontWeight: '700' },
  '.cm-account .finding': { color: '#b91c1c', fontWeight: '700' },
  // Marks with a shape and a letter of their own: no pictures from data: addresses, and not by colour alone.
  '.cm-lint-marker': { width: '1.1em', height: '1.1em', borderRadius: '50%', textAlign: 'center', font: '700 .72em/1.5 var(--font)', color: '#fff' },
  '.cm-lint-marker-error': { content: 'normal', backgroundColor: '#b91c1c' },
  '.cm-lint-marker-warning': { content: 'normal', backgroundColor: '#fff', boxShadow: 'inset 0 0 0 2px #8f5300', color: '#8f5300' },
  '.cm-lint-marker-error::before': { content: '"!"' },
  '.cm-lint-marker-warning::before': { content: '"!"' },
  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy #b91c1c', textUnderlineOffset: '.25em', textDecorationSkipInk: 'none' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy #c77c02', textUnderlineOffset: '.25em', textDecorationSkipInk: 'none' },
  '.cm-lintPoint:after': { borderBottomColor: '#b91c1c' },
  '.cm-tooltip': { border: '1px solid #c9ced6', borderRadius: '.375rem', backgroundColor: '#fff', boxShadow: '0 4px 16px rgba(16,24,40,.16)', maxWidth: '32rem' },
  '.cm-diagnostic': { padding: '.4rem .75rem', borderLeft: '4px solid #b91c1c', fontFamily: 'var(--font)' },
  '.cm-diagnostic-warning': { borderLeftColor: '#c77c02' },
  '.cm-diagnostic p': { margin: '0' },
  '.cm-diagnostic .mend': { color: '#5b6472' },
  '.cm-diagnostic code': { marginLeft: '.5em' },
  '.cm-panels': { backgroundColor: '#f7f8fa', color: '#1f2937' },
  '.cm-panels button, .cm-panels input': { width: 'auto', minHeight: '1.75rem', fontSize: '13px', backgroundImage: 'none' },
  '.cm-panels input[type=checkbox]': { minHeight: '0' },
  '.cm-panel.cm-search': { padding: '.5rem .75rem' },
  '.scheme-property': { color: '#165dbe' },
  '.scheme-number': { color: '#b91c1c', fontWeight: '600' },
  '.scheme-points': { color: '#8f5300' },
  '.scheme-rule': { color: '#165dbe', fontWeight: '600' },
  '.scheme-comment': { color: '#5b6472', fontStyle: 'italic' },
});

const colours = HighlightStyle.define([
  { tag: tags.heading1, color: '#a31318', fontWeight: '700', fontSize: '1.2em' },
  { tag: tags.heading2, color: '#a31318', fontWeight: '700', fontSize: '1.07em' },
  { tag: tags.heading, color: '#a31318', fontWeight: '600' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.processingInstruction, color: '#5b6472' },
]);

const marks = Object.fromEntries(['number', 'points', 'rule', 'property', 'comment'].map((kind) => [kind, Decoration.mark({ class: `scheme-${kind}` })]));

function decorate(view) {
  const builder = new RangeSetBuilder();
  const { doc } = view.state;
  let headEnd = doc.length;
  for (let number = 1; number <= Math.min(doc.lines, 60); ++number)
    if (/^##\s/.test(doc.line(number).text)) {
      headEnd = doc.line(number).from;
      break;
    }
  for (const { from, to } of view.visibleRanges)
    for (let line = doc.lineAt(from); ; line = doc.line(line.number + 1)) {
      for (const [start, end, kind] of spansOf(line.text, line.from < headEnd)) builder.add(line.from + start, line.from + end, marks[kind]);
      if (line.to >= to || line.number === doc.lines) break;
    }
  return builder.finish();
}

const schemeWords = ViewPlugin.fromClass(class {
  constructor(view) {
    this.decorations = decorate(view);
  }
  update(update) {
    if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
  }
}, { decorations: (plugin) => plugin.decorations });

const setAccount = StateEffect.define();

class AccountMarker extends GutterMarker {
  constructor(account, title) {
    super();
    Object.assign(this, { account, title });
  }
  eq(other) {
    return other.account === this.account && other.title === this.title;
  }
  toDOM() {
    const mark = make('span', { className: this.account, textContent: signs[this.account] || '', title: this.title });
    mark.setAttribute('role', 'img');
    mark.setAttribute('aria-label', this.title);
    return mark;
  }
}

/// What became of each line, as the checker last said it; marks move with the text until it says it anew.
const accountField = StateField.define({
  create: () => new RangeSetBuilder().finish(),
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(setAccount)) return effect.value;
    return marks.map(transaction.changes);
  },
});
const accountGutter = gutter({ class: 'cm-account', markers: (view) => view.state.field(accountField) });

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

class SchemeEditor {
  constructor(textarea) {
    this.textarea = textarea;
    this.say = wordsOf(textarea, own);
    this.csrf = textarea.dataset.csrf || '';
    this.turn = 0;
    this.wasSent = false;
    this.mount();
    this.listen();
    if (textarea.dataset.check) this.check();
  }

  mount() {
    const { textarea } = this;
    const nonce = document.querySelector('meta[name="csp-nonce"]');
    const isChinese = (document.documentElement.lang || 'zh').startsWith('zh');
    this.view = new EditorView({
      parent: this.frame(),
      state: EditorState.create({
        doc: textarea.value,
        extensions: [
          nonce ? EditorView.cspNonce.of(nonce.content) : [],
          isChinese ? EditorState.phrases.of(phrases_zh) : [],
          EditorState.readOnly.of(textarea.readOnly || textarea.disabled),
          EditorView.contentAttributes.of(this.names()),
          lineNumbers(), highlightActiveLineGutter(), highlightSpecialChars(), history(), drawSelection(), highlightActiveLine(), EditorView.lineWrapping,
          markdownLanguage, syntaxHighlighting(colours), schemeWords,
          textarea.dataset.check ? [accountField, accountGutter] : [], lintGutter(), search({ top: true }), highlightSelectionMatches(), look,
          // Tab is left to the page: who works by keyboard must get out again.
          keymap.of([{ key: 'Enter', run: insertNewlineContinueMarkup }, { key: 'F8', run: nextDiagnostic }, ...defaultKeymap, ...historyKeymap, ...searchKeymap]),
          EditorView.updateListener.of((update) => update.docChanged && this.changed()),
        ],
      }),
    });
    textarea.required = false;  // the browser cannot point at what is not shown; the server looks
    textarea.hidden = true;
  }

  /// The page may have put a frame around the textarea and, for who has no script, a list of problems behind it.
  frame() {
    const { textarea } = this;
    const { parentElement: parent } = textarea;
    const isFramed = parent.classList.contains('editor');
    const frame = isFramed ? parent : make('div', { className: 'editor' });
    if (!isFramed) textarea.after(frame);
    if (!textarea.dataset.check) return frame;
    const beside = frame.nextElementSibling;
    this.list = beside && beside.classList.contains('problems') ? beside : make('ol', { className: 'problems', hidden: true });
    if (!this.list.parentElement) frame.after(this.list);
    this.list.setAttribute('aria-label', this.say('problems'));
    this.state = make('p', { className: 'check-state' });
    this.state.setAttribute('role', 'status');
    frame.after(this.state);
    return frame;
  }

  /// The label of the textarea names the editor, and a click on it goes there.
  names() {
    const { textarea } = this;
    const label = textarea.labels && textarea.labels[0];
    const names = { 'aria-multiline': 'true', tabindex: '0' };
    if (label) {
      label.id = label.id || `${textarea.id || 'editor'}-label`;
      names['aria-labelledby'] = label.id;
      label.addEventListener('click', (event) => {
        event.preventDefault();
        this.view.focus();
      });
    } else names['aria-label'] = textarea.getAttribute('aria-label') || this.say('editor');
    const described = textarea.getAttribute('aria-describedby');
    if (described) names['aria-describedby'] = described;
    return names;
  }

  changed() {
    this.textarea.value = this.view.state.doc.toString();
    this.wasChanged = true;
    if (!this.textarea.dataset.check) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), check_wait_ms);
  }

  async check() {
    const turn = ++this.turn;
    const { doc } = this.view.state;
    if (this.asking) this.asking.abort();
    this.asking = new AbortController();
    const slow = setTimeout(() => turn === this.turn && this.report('checking'), 600);
    try {
      const response = await fetch(this.textarea.dataset.check, {
        method: 'POST', credentials: 'same-origin', redirect: 'manual', signal: this.asking.signal,
        headers: { Accept: 'application/json', 'X-CSRF-Token': this.csrf },
        body: new URLSearchParams({ text: doc.toString(), csrf: this.csrf }),
      });
      if (response.status === 401 || response.type === 'opaqueredirect') {
        this.report('signedOut', 'bad');
        return;
      }
      if (!response.ok) throw new Error(String(response.status));
      const said = await response.json();
      if (turn === this.turn) this.show(said, doc);
    } catch (failure) {
      if (turn !== this.turn) return;
      this.report('failed', 'bad');
      this.timer = setTimeout(() => this.check(), retry_wait_ms);
    } finally {
      clearTimeout(slow);
    }
  }

  report(key, style = '', ...values) {
    this.state.className = `check-state ${style}`;
    const text = this.say(key, ...values);
    if (this.state.textContent !== text) this.state.textContent = text;
  }

  /// A line in place of the one that a finding is about; a step that can be undone like one that was typed.
  take(fix) {
    const change = this.view.state.readOnly ? null : changeOf(this.view.state.doc, fix);
    if (!change) return;
    this.view.dispatch({ changes: change, selection: { anchor: change.from + change.insert.length }, scrollIntoView: true, userEvent: 'input.complete' });
    this.view.focus();
    this.report('taken', 'good', fix.line);
  }

  /// The buttons of a finding that offers a line, or several to choose from.
  offers(problem, doc) {
    if (this.view.state.readOnly) return [];
    const texts = problem.fix ? [problem.fix.text] : problem.choices || [];
    return texts.map((text) => {
      const fix = { line: problem.fix ? problem.fix.line : problem.line, text };
      const button = make('button', { type: 'button', className: 'take', textContent: problem.fix ? this.say('take') : this.say('choose', text.trim()) });
      button.setAttribute('aria-label', this.say('takes', fix.line, text.trim()));
      button.title = this.say('takes', fix.line, text.trim());
      // Only into the text that was checked: what was typed since may have moved the line.
      button.onclick = () => this.view.state.doc.eq(doc) && this.take(fix);
      return button;
    });
  }

  showAccount(lines, doc) {
    const builder = new RangeSetBuilder();
    for (let number = 1; number <= Math.min(lines.length, doc.lines); ++number) {
      const { account, as, says } = lines[number - 1];
      if (as === 'blank') continue;
      const from = doc.line(number).from;
      builder.add(from, from, new AccountMarker(account, this.say('account', this.say(account), says)));
    }
    return setAccount.of(builder.finish());
  }

  show({ problems = [], lines = [], counts, preview }, doc) {
    if (this.view.state.doc.eq(doc)) {
      const diagnostics = problems.map((problem) => ({
        ...rangeOf(doc, problem.line, problem.column), severity: problem.severity === 'error' ? 'error' : 'warning', message: problem.message,
        renderMessage: () => make('div', {}, make('p', {}, problem.message, problem.code ? make('code', { textContent: problem.code }) : ''), problem.mend ? make('p', { className: 'mend', textContent: problem.mend }) : '', ...this.offers(problem, doc)),
      }));
      this.view.dispatch({ effects: this.showAccount(lines, doc) }, setDiagnostics(this.view.state, diagnostics.sort((a, b) => a.from - b.from)));
    }
    document.querySelector('[data-findings]')?.remove();  // those of the text as it was sent with the page
    // The list may be cut short; the counts are of all.
    const errors = counts ? counts.errors : problems.filter(({ severity }) => severity === 'error').length;
    const warnings = counts ? counts.warnings : problems.length - errors;
    if (errors + warnings === 0) this.report('fine', 'good');
    else this.report('found', errors ? 'bad' : '', errors, warnings);
    this.showList(problems, errors + warnings, doc);
    const place = document.getElementById('preview');
    if (place && typeof preview === 'string') place.innerHTML = preview;  // our own server's, made safe there
  }

  showList(problems, count, doc) {
    const focused = this.list.contains(document.activeElement) ? Array.from(this.list.children).indexOf(document.activeElement.parentElement) : -1;
    this.list.textContent = '';
    for (const problem of problems) {
      const kind = problem.severity === 'error' ? 'error' : 'warning';
      const mark = make('span', { className: 'mark', textContent: '!' });
      mark.setAttribute('aria-hidden', 'true');
      const says = make('span', { className: 'says' }, make('span', { className: 'sr', textContent: `${this.say(kind)} ` }), problem.message);
      if (problem.mend) says.append(make('span', { className: 'mend', textContent: problem.mend }));
      const button = make('button', { type: 'button', onclick: () => this.goTo(problem.line, problem.column) }, mark, make('span', { className: 'at', textContent: this.say('at', problem.line) }), says);
      this.list.append(make('li', { className: kind }, button, ...this.offers(problem, doc)));
    }
    if (count > problems.length) this.list.append(make('li', { className: 'at', textContent: this.say('more', count - problems.length) }));
    this.list.hidden = problems.length === 0;
    if (focused >= 0) {
      const again = this.list.children[Math.min(focused, this.list.children.length - 1)];
      (again && again.firstElementChild ? again.firstElementChild : this.view).focus();
    }
  }

  goTo(line, column = 1) {
    const at = offsetOf(this.view.state.doc, line, column);
    this.view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
    this.view.focus();
  }

  listen() {
    const { form } = this.textarea;
    document.addEventListener('keydown', (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 's' || !form) return;
      event.preventDefault();
      const button = form.querySelector('[type=submit], button:not([type])');
      if (form.requestSubmit) form.requestSubmit(button && button.form === form ? button : undefined);
      else if (button) button.click();
      else form.submit();
    });
    if (form)
      form.addEventListener('reset', () => setTimeout(() => this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: this.textarea.defaultValue } })));
    addEventListener('submit', (event) => {
      if (event.target === form) this.wasSent = !event.defaultPrevented;
    });
    addEventListener('beforeunload', (event) => {
      if (!this.wasChanged || this.wasSent || this.textarea.value === this.textarea.defaultValue) return;
      event.preventDefault();
      event.returnValue = '';
    });
    // The score form, the procedure and the preview beside the text may lead to their lines.
    document.addEventListener('click', (event) => {
      const leads = event.target.closest && event.target.closest('[data-line]');
      if (!leads) return;
      event.preventDefault();
      this.goTo(Number(leads.dataset.line), Number(leads.dataset.column) || 1);
    });
  }
}

for (const textarea of document.querySelectorAll('textarea[data-editor]')) new SchemeEditor(textarea);
