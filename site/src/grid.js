// The sheet of figures: moves like a spreadsheet, saves each cell as it is left, takes what Excel and WPS put on the
// clipboard, asks for reasons, and shows a clash instead of overwriting. The markup is in site/README.md; the order of
// saving is in save_queue.js. Judges nothing: what an entry may be, the server says.
import { countsForReason, isSame, matchChoice, parseTsv, tidy } from './grid_text.js';
import { SaveQueue } from './save_queue.js';
import { wordsOf } from './words.js';

const own = {
  zh: {
    saved: '已保存', not_saved: '未保存', saving_cells: '正在保存 {0} 格…', all_saved: '全部已保存', restored: '已恢复',
    away: '网络不通,{0} 格未保存,会自动重试', signed_out: '登录已失效,{0} 格未保存。请在另一窗口登录,本页内容不会丢失', retry: '立即重试',
    wrong_cells: '{0} 格有误', clash_cells: '{0} 格与他人不同', reason_cells: '{0} 格要写理由', next: '下一处',
    they_entered: '{0} 已填:{1}', somebody: '他人', nothing: '(空)', theirs: '用对方的', mine: '用我的',
    reason: '理由', reason_for: '{0} 的理由', reason_keys: 'Enter 保存,Shift+Enter 换行', reason_needed: '请写理由(Ctrl+M)', keep: '保存', cancel: '取消',
    pasting: '正在粘贴…', pasted: '{0} 格已保存,{1} 格有误', pasted_same: '{0} 格无变化', pasted_not_saved: '{0} 格未保存', pasted_shut: '{0} 格不可填,已跳过', pasted_outside: '{0} 格超出表格', not_a_choice: '“{0}”不在选项中', undo: '撤销粘贴', comma: ',',
    progress: '{0} / {1}', keys: '方向键、Enter、Tab 移动 · Esc 恢复 · Ctrl+M 理由 · 可从 Excel/WPS 粘贴',
  },
  en: {
    saved: 'saved', not_saved: 'not saved', saving_cells: 'saving {0}…', all_saved: 'all saved', restored: 'restored',
    away: 'no connection: {0} not saved, will be tried again', signed_out: 'signed out: {0} not saved. Sign in in another window, nothing here is lost', retry: 'try now',
    wrong_cells: '{0} wrong', clash_cells: '{0} differ from others’', reason_cells: '{0} want a reason', next: 'next one',
    they_entered: '{0} has filled in: {1}', somebody: 'somebody', nothing: '(nothing)', theirs: 'keep theirs', mine: 'use mine',
    reason: 'reason', reason_for: 'reason for {0}', reason_keys: 'Enter saves, Shift+Enter breaks the line', reason_needed: 'a reason, please (Ctrl+M)', keep: 'save', cancel: 'cancel',
    pasting: 'pasting…', pasted: '{0} saved, {1} wrong', pasted_same: '{0} unchanged', pasted_not_saved: '{0} not saved', pasted_shut: '{0} closed, left out', pasted_outside: '{0} outside the sheet', not_a_choice: '“{0}” is not among the choices', undo: 'undo paste', comma: ', ',
    progress: '{0} / {1}', keys: 'arrows, Enter, Tab move · Esc restores · Ctrl+M reason · paste from Excel or WPS',
  },
};

const answer_wait_ms = 20000;  // then nobody knows whether it arrived
const leave_wait_ms = 4000;    // how long a link waits for what is being saved
const keepalive_max = 8000;    // bytes; browsers allow 64 kB for all such requests together
let ids = 0;

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

class Sheet {
  constructor(table) {
    this.table = table;
    this.say = wordsOf(table, own);
    this.csrf = table.dataset.csrf || '';
    this.cells = new Map();  // td → what is known of it; made when it is first touched
    this.current = null;
    this.batch = null;
    this.message = '';
    this.queue = new SaveQueue({
      send: (td, entry, replaces) => this.send(td, entry, replaces),
      changed: (td, state, outcome) => this.show(td, state, outcome),
      same: isSame,
    });
    this.progress = Array.from(document.querySelectorAll('[data-progress]'));
    this.filledBefore = this.progress.map((element) => Number(element.dataset.filled ?? (this.barOf(element) || {}).value) || 0);
    this.filledMore = 0;
    this.prepare();
    this.makeBar();
    this.listen();
  }

  // ---------- cells ----------

  fieldOf(td) {
    return td.querySelector('input, select, textarea');
  }

  prepare() {
    const heads = Array.from(this.table.tHead ? this.table.tHead.rows[this.table.tHead.rows.length - 1].cells : []);
    const first = (cell) => (cell.firstChild && cell.firstChild.nodeType === Node.TEXT_NODE ? cell.firstChild.data : cell.textContent).trim();
    for (const body of this.table.tBodies) {
      for (const row of body.rows) {
        const titles = Array.from(row.cells).filter((cell) => cell.tagName === 'TH');
        const subject = titles.length ? first(titles[titles.length - 1]) || titles[titles.length - 1].textContent.trim() : '';
        for (const td of row.cells) {
          if (td.tagName !== 'TD' || !td.dataset.input) continue;
          const field = this.fieldOf(td);
          if (!field) continue;
          field.autocomplete = 'off';
          if (this.isShut(field)) {
            td.classList.add('is-shut');
            field.tabIndex = -1;
          }
          if (td.dataset.reason) td.classList.add('has-reason');
          if (!field.hasAttribute('aria-label') && !field.hasAttribute('aria-labelledby')) {
            const head = heads[td.cellIndex] ? first(heads[td.cellIndex]) : '';
            const input = head === td.dataset.input || titles.length < 2 ? td.dataset.input : head || td.dataset.input;
            field.setAttribute('aria-label', subject === td.dataset.input ? subject : `${subject} ${input}`);
          }
          // What a browser kept over a reload may be older than what others have saved since.
          if (field.tagName === 'SELECT') {
            const chosen = Array.from(field.options).findIndex((option) => option.defaultSelected);
            field.selectedIndex = Math.max(chosen, 0);
          } else if (field.value !== field.defaultValue) field.value = field.defaultValue;
        }
      }
    }
    const open = this.table.querySelector('td[data-input] :not([tabindex="-1"])');
    if (!open) {
      const any = this.table.querySelector('td[data-input] input');
      if (any) any.tabIndex = 0;
    }
  }

  isShut(field) {
    return field.disabled || field.readOnly === true;
  }

  cell(td) {
    let cell = this.cells.get(td);
    if (!cell) {
      const field = this.fieldOf(td);
      const reason = td.dataset.reason || '';
      // saved: what the server has; entered: what was given over last; the field itself may be ahead of both.
      cell = { td, field, saved: field.value, entered: field.value, savedReason: reason, reason, wants: false, note: null };
      this.cells.set(td, cell);
      this.queue.know(td, Number(td.dataset.fact) || 0);
    }
    return cell;
  }

  nameOf(td) {
    return this.fieldOf(td).getAttribute('aria-label') || td.dataset.input;
  }

  // ---------- entering ----------

  /// Gives over what stands in the field. Says 'same', 'asks' (a reason is wanted) or 'entered'.
  commit(cell, { isAsked = true } = {}) {
    const { td, field } = cell;
    if (this.isShut(field)) return 'same';
    const value = field.tagName === 'SELECT' ? field.value : tidy(field.value, td.dataset.kind, field.tagName === 'TEXTAREA');
    if (field.tagName !== 'SELECT' && value !== field.value) field.value = value;
    if (value === cell.entered && !cell.wants) return 'same';
    if (this.asksReason(td, value)) {
      if (isAsked) {
        this.ask(cell, value);
        return 'asks';
      }
      if (!cell.reason) {
        this.want(cell, value);
        return 'asks';
      }
    }
    this.enter(cell, value, td.dataset.needsReason && !this.asksReason(td, value) ? '' : cell.reason);
    return 'entered';
  }

  /// A deduction of nothing needs none; a correction does ("always").
  asksReason(td, value) {
    const { needsReason } = td.dataset;
    return Boolean(needsReason) && value !== '' && (needsReason === 'always' || countsForReason(value));
  }

  want(cell, value) {
    cell.wants = true;
    cell.entered = value;
    this.mark(cell.td, 'is-wrong', this.say('reason_needed'));
    this.tell();
  }

  enter(cell, value, reason) {
    cell.wants = false;
    cell.entered = value;
    cell.reason = reason;
    cell.td.classList.toggle('has-reason', reason !== '');
    const state = this.queue.stateOf(cell.td);
    if ((state === 'saved' || state === 'wrong') && value === cell.saved && reason === cell.savedReason) {
      this.queue.drop(cell.td);
      this.mark(cell.td, '');
      this.tell();
      return;
    }
    this.queue.put(cell.td, { value, reason });
  }

  restore(cell) {
    const { td, field } = cell;
    if (field.value !== cell.entered && !cell.wants) field.value = cell.entered;
    else if (cell.wants || td.classList.contains('is-wrong')) {
      cell.wants = false;
      this.queue.drop(td);
      field.value = cell.entered = cell.saved;
      cell.reason = cell.savedReason;
      td.classList.toggle('has-reason', cell.reason !== '');
      this.mark(td, '');
    } else return;
    this.speak(this.say('restored'));
    this.select(field);
    this.tell();
  }

  async send(td, entry, replaces) {
    const body = JSON.stringify({ source: this.table.dataset.source, subject: Number(td.dataset.subject), input: td.dataset.input, value: entry.value, reason: entry.reason, replaces });
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), answer_wait_ms);
    try {
      if (this.queue.away && this.queue.away.isSignedOut) await this.renewToken();
      const response = await fetch(this.table.dataset.save, {
        method: 'POST', credentials: 'same-origin', redirect: 'manual', signal: stop.signal, keepalive: body.length * 3 < keepalive_max,
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF-Token': this.csrf }, body,
      });
      return await this.read(response);
    } catch {
      return { kind: 'away' };
    } finally {
      clearTimeout(timer);
    }
  }

  async read(response) {
    // A page that asks to sign in, in whatever form it comes.
    if (response.status === 401 || response.type === 'opaqueredirect' || response.redirected) return { kind: 'away', isSignedOut: true };
    if (response.status >= 500 || response.status === 429 || response.status === 408) {
      const seconds = Number(response.headers.get('Retry-After'));
      return { kind: 'later', afterMs: seconds > 0 ? Math.min(seconds, 60) * 1000 : undefined };
    }
    let said;
    try {
      said = await response.json();
    } catch {
      said = null;
    }
    // The token of this page is none of the session that the browser has by now: this is said before any rule is asked.
    if (response.status === 403 && (!said || said.code === 'HTTP_403')) return { kind: 'away', isSignedOut: true };
    if (!said) return { kind: 'later' };
    if (response.ok) return { kind: 'saved', fact: Number(said.fact), value: String(said.value ?? '') };
    if (response.status === 409 && said.now) {
      const now = { fact: Number(said.now.fact), value: String(said.now.value ?? ''), by: said.now.by || '' };
      if (said.now.reason !== undefined) now.reason = String(said.now.reason);
      return { kind: 'clash', now, message: said.message || '', mend: said.mend || '' };
    }
    return { kind: 'wrong', message: said.message || String(response.status), mend: said.mend || '' };
  }

  /// After a new sign-in the token of this page is one of the old session.
  async renewToken() {
    const page = await fetch(location.href, { credentials: 'same-origin', redirect: 'manual' });
    if (!page.ok) return;
    const table = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('table.grid[data-csrf]');
    if (table && table.dataset.save === this.table.dataset.save) this.csrf = table.dataset.csrf;
  }

  // ---------- showing ----------

  show(td, state, outcome) {
    const cell = this.cell(td);
    if (outcome && outcome.kind === 'saved') this.wasSaved(cell, outcome);
    if (cell.wants) return;
    if (state === 'saved') this.mark(td, outcome || td.classList.contains('is-saved') ? 'is-saved' : '');
    else if (state === 'saving') this.mark(td, 'is-saving');
    else if (state === 'unsaved') this.mark(td, 'is-unsaved', this.say('not_saved'));
    else if (state === 'wrong') {
      const { message, mend } = this.queue.cell(td).wrong;
      this.mark(td, 'is-wrong', message, mend);
      if (outcome) this.speak(`${this.nameOf(td)}: ${message} ${mend}`);
    } else if (state === 'clash') this.showClash(cell, this.queue.cell(td).clash);
    if (this.batch) this.batch.check();
    this.tell();
  }

  wasSaved(cell, outcome) {
    const { td, field } = cell;
    const waiting = this.queue.cell(td).waiting;
    const wasFilled = cell.saved !== '', isFilled = outcome.value !== '';
    this.filledMore += Number(isFilled) - Number(wasFilled);
    cell.saved = outcome.value;
    if (!waiting) {
      cell.savedReason = cell.reason;
      // The server may write an entry in its own way; not under the fingers of whoever types on.
      if (field.value === cell.entered && field.value !== outcome.value && (field.tagName !== 'SELECT' || Array.from(field.options).some((option) => option.value === outcome.value))) field.value = outcome.value;
      if (!cell.wants) cell.entered = outcome.value;
    }
    td.dataset.fact = outcome.fact;
    this.speak(this.say('saved'));
    this.showProgress();
  }

  barOf(element) {
    return element.querySelector('progress');
  }

  showProgress() {
    this.progress.forEach((element, index) => {
      const filled = this.filledBefore[index] + this.filledMore;
      element.dataset.filled = filled;
      const bar = this.barOf(element);
      if (bar) bar.value = filled;
      const text = element.querySelector('span') || (bar ? null : element);
      if (text) text.textContent = this.say('progress', filled, element.dataset.wanted ?? (bar ? bar.max : ''));
    });
  }

  /// One state a cell, and the words under its field, tied to it.
  mark(td, state, message = '', mend = '', buttons = null) {
    const cell = this.cell(td);
    td.classList.remove('is-saving', 'is-saved', 'is-unsaved', 'is-wrong', 'is-clash');
    if (state) td.classList.add(state);
    const { field } = cell;
    if (state === 'is-wrong') field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
    if (!message) {
      if (cell.note) {
        if (cell.note.contains(document.activeElement)) field.focus();
        cell.note.remove();
        field.removeAttribute('aria-describedby');
      }
      cell.note = null;
      return;
    }
    if (!cell.note) {
      cell.note = make('div', { className: 'cell-note', id: `cell-note-${++ids}` });
      td.append(cell.note);
      field.setAttribute('aria-describedby', cell.note.id);
    }
    const text = make('p', { textContent: mend ? `${message} ${mend}` : message });
    cell.note.textContent = '';
    cell.note.append(text, ...(buttons ? [buttons] : []));
  }

  showClash(cell, clash) {
    const { td } = cell;
    const mine = this.queue.cell(td).waiting;
    const shown = (value) => value || this.say('nothing');
    const button = (text, choice) => make('button', { type: 'button', className: 'btn small', textContent: text, onclick: () => this.choose(cell, choice) });
    const buttons = make('div', { className: 'row' }, button(this.say('theirs'), 'theirs'), button(`${this.say('mine')} (${mine ? mine.value : cell.entered})`, 'mine'));
    const text = this.say('they_entered', clash.now.by || this.say('somebody'), shown(clash.now.value));
    const isNew = !td.classList.contains('is-clash');
    this.mark(td, 'is-clash', text, '', buttons);
    if (isNew) this.speak(`${this.nameOf(td)}: ${text}`);
  }

  choose(cell, choice) {
    const { td, field } = cell;
    if (choice === 'theirs') {
      const { now } = this.queue.cell(td).clash;
      this.filledMore += Number(now.value !== '') - Number(cell.saved !== '');
      field.value = cell.saved = cell.entered = now.value;
      cell.reason = cell.savedReason = now.reason || '';
      td.classList.toggle('has-reason', cell.reason !== '');
      td.dataset.fact = now.fact;
      this.queue.resolve(td, 'theirs');
      this.mark(td, 'is-saved');
      this.showProgress();
    } else this.queue.resolve(td, 'mine');
    field.focus();
  }

  speak(text) {
    this.message = text;
    this.live.textContent = text;
  }

  makeBar() {
    const scroller = this.table.closest('.scroll') || this.table;
    this.live = make('span', { className: 'sr' });
    this.live.setAttribute('role', 'status');
    this.words = make('span');
    this.buttons = make('span', { className: 'row' });
    this.bar = make('div', { className: 'grid-bar' }, this.live, this.words, this.buttons);
    if (this.table.querySelector('td[data-input]:not(.is-shut)')) this.bar.append(make('span', { className: 'keys', textContent: this.say('keys') }));
    else this.bar.hidden = true;
    scroller.after(this.bar);
  }

  /// The line under the sheet: what is not yet in order, and what to do about it.
  tell() {
    if (this.isTelling) return;
    this.isTelling = true;
    requestAnimationFrame(() => {
      this.isTelling = false;
      this.tellNow();
    });
  }

  tellNow() {
    const count = this.queue.count();
    let wants = 0;
    for (const cell of this.cells.values()) if (cell.wants) ++wants;
    const { away } = this.queue;
    const parts = [];
    const buttons = [];
    const add = (key, action) => buttons.push([key, action]);
    const unsaved = count.unsaved + (away ? count.saving : 0);
    if (away && away.isSignedOut) {
      parts.push(this.say('signed_out', unsaved));
      add('retry', () => this.queue.retryNow());
    } else if (unsaved) {
      parts.push(this.say('away', unsaved));
      add('retry', () => this.queue.retryNow());
    } else if (count.saving) parts.push(this.say('saving_cells', count.saving));
    if (this.summary) parts.unshift(this.summary);
    else {
      if (count.wrong) parts.push(this.say('wrong_cells', count.wrong));
      if (wants) parts.push(this.say('reason_cells', wants));
      if (count.clash) parts.push(this.say('clash_cells', count.clash));
    }
    if (count.wrong + count.clash + wants) add('next', () => this.goToNextTrouble());
    if (this.undo) add('undo', () => this.undoPaste());
    if (parts.length === 0 && this.cells.size && this.hasSaved) parts.push(this.say('all_saved'));
    this.hasSaved = this.hasSaved || count.saving > 0;
    const text = parts.join(this.say('comma'));
    if (this.words.textContent !== text) this.words.textContent = text;
    const wanted = buttons.map(([key]) => key).join();
    if (this.shownButtons !== wanted) {
      const focused = this.buttons.contains(document.activeElement);
      this.shownButtons = wanted;
      this.buttons.textContent = '';
      this.buttons.append(...buttons.map(([key, action]) => make('button', { type: 'button', className: 'btn small', textContent: this.say(key), onclick: action })));
      if (focused && this.current) this.current.field.focus();
    }
    this.bar.classList.toggle('bad', count.wrong + wants > 0 && !unsaved);
    this.bar.classList.toggle('wait', unsaved > 0 || (count.clash > 0 && count.wrong + wants === 0));
  }

  goToNextTrouble() {
    const all = Array.from(this.table.querySelectorAll('td.is-wrong, td.is-clash'));
    const here = this.current ? all.findIndex((td) => this.current.td.compareDocumentPosition(td) & Node.DOCUMENT_POSITION_FOLLOWING) : 0;
    const td = all[here < 0 ? 0 : here];
    if (td) this.go(td);
  }

  // ---------- moving ----------

  rows() {
    return Array.from(this.table.tBodies).flatMap((body) => Array.from(body.rows));
  }

  isCell(td) {
    return Boolean(td && td.tagName === 'TD' && td.dataset.input);
  }

  /// The next cell that way; past those without a field. `isOpen`: only such as can be filled in.
  next(td, down, right, isOpen = false) {
    const fits = (other) => {
      const field = this.isCell(other) && !other.hidden && this.fieldOf(other);
      return field && !field.disabled && !(isOpen && this.isShut(field));
    };
    if (right) {
      let other = td;
      do other = right > 0 ? other.nextElementSibling : other.previousElementSibling;
      while (other && !fits(other));
      return other;
    }
    let row = td.parentElement;
    for (;;) {
      row = this.rowBeside(row, down);
      if (!row) return null;
      const other = row.hidden ? null : row.cells[td.cellIndex];
      if (other && fits(other)) return other;
    }
  }

  rowBeside(row, down) {
    const beside = down > 0 ? row.nextElementSibling : row.previousElementSibling;
    if (beside) return beside;
    const body = down > 0 ? row.parentElement.nextElementSibling : row.parentElement.previousElementSibling;
    return body && body.tagName === 'TBODY' ? body.rows[down > 0 ? 0 : body.rows.length - 1] : null;
  }

  /// In reading order, over the ends of rows, as Tab goes.
  nextInOrder(td, step) {
    const inRow = this.next(td, 0, step, true);
    if (inRow) return inRow;
    for (let row = this.rowBeside(td.parentElement, step); row; row = this.rowBeside(row, step)) {
      if (row.hidden) continue;
      const cells = Array.from(row.cells).filter((other) => this.isCell(other) && this.fieldOf(other) && !this.isShut(this.fieldOf(other)));
      if (cells.length) return step > 0 ? cells[0] : cells[cells.length - 1];
    }
    return null;
  }

  go(td) {
    const field = this.fieldOf(td);
    field.focus();
    this.select(field);
  }

  select(field) {
    if (field.select) field.select();
  }

  onKey(event) {
    const { target: field } = event;
    const td = field.closest('td');
    if (!this.isCell(td) || field !== this.fieldOf(td) || event.isComposing || event.keyCode === 229) return;
    const cell = this.cell(td);
    const { key } = event;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const move = (to, isWanted = true) => {
      if (!isWanted) return;
      event.preventDefault();
      const after = to ? () => this.go(to) : null;
      if (this.commit(cell) === 'asks') this.afterReason = after;
      else if (after) after();
    };
    if (event.ctrlKey && key.toLowerCase() === 'm') {
      event.preventDefault();
      if (!this.isShut(field)) this.ask(cell, tidy(field.value, td.dataset.kind));
    } else if (key === 'Escape') {
      if (!this.isShut(field)) this.restore(cell);
      event.preventDefault();
    } else if (key === 'Enter' && plain) move(this.next(td, event.shiftKey ? -1 : 1, 0));
    else if (key === 'Enter' && event.altKey && field.tagName === 'TEXTAREA') {
      event.preventDefault();
      field.setRangeText('\n', field.selectionStart, field.selectionEnd, 'end');
    } else if (key === 'Tab' && plain) {
      const leads = cell.note && cell.note.querySelector('button') && !event.shiftKey;  // to the buttons under the field
      if (!leads) {
        const to = this.nextInOrder(td, event.shiftKey ? -1 : 1);
        if (to) move(to);
      }
    } else if ((key === 'Home' || key === 'End') && event.ctrlKey) {
      const rows = this.rows();
      const ends = (key === 'Home' ? rows : rows.reverse()).find((row) => Array.from(row.cells).some((other) => this.isCell(other)));
      const cells = Array.from(ends.cells).filter((other) => this.isCell(other));
      move(key === 'Home' ? cells[0] : cells[cells.length - 1]);
    } else if ((key === 'ArrowUp' || key === 'ArrowDown') && plain && !event.shiftKey) {
      const isInside = field.tagName === 'TEXTAREA' && !this.isShut(field) && (key === 'ArrowUp' ? field.value.slice(0, field.selectionStart) : field.value.slice(field.selectionEnd)).includes('\n');
      move(this.next(td, key === 'ArrowUp' ? -1 : 1, 0), !isInside);
    } else if ((key === 'ArrowLeft' || key === 'ArrowRight') && plain && !event.shiftKey) {
      move(this.next(td, 0, key === 'ArrowLeft' ? -1 : 1), this.isAtEdge(field, key === 'ArrowLeft'));
    } else if (key === 'F2' && field.setSelectionRange) {
      event.preventDefault();
      field.setSelectionRange(field.value.length, field.value.length);
    } else if (field.tagName === 'SELECT' && plain) this.onSelectKey(event, field);
  }

  isAtEdge(field, isLeft) {
    if (field.tagName === 'SELECT' || this.isShut(field)) return true;
    const { selectionStart: start, selectionEnd: end, value } = field;
    if (start === 0 && end === value.length) return true;
    return start === end && (isLeft ? start === 0 : end === value.length);
  }

  /// 1, 2 … choose, Delete empties: no need to open the list.
  onSelectKey(event, field) {
    const { key } = event;
    const choices = Array.from(field.options).filter((option) => option.value !== '');
    const chosen = /^[1-9]$/.test(key) ? choices[Number(key) - 1] : null;
    const empties = key === 'Delete' || key === 'Backspace';
    if (!chosen && !empties) return;
    event.preventDefault();
    if (empties && !Array.from(field.options).some((option) => option.value === '')) return;
    field.value = chosen ? chosen.value : '';
    this.commit(this.cell(field.closest('td')));
  }

  // ---------- reasons ----------

  showReasonButton(cell) {
    this.hideReasonButton();
    const { td, field } = cell;
    if (this.isShut(field) || !td.dataset.needsReason && !cell.reason) return;
    this.reasonButton = make('button', { type: 'button', className: 'reason-button', textContent: this.say('reason'), tabIndex: -1 });
    this.reasonButton.setAttribute('aria-label', this.say('reason_for', this.nameOf(td)));
    this.reasonButton.onmousedown = (event) => event.preventDefault();  // the field keeps the focus until the question stands
    this.reasonButton.onclick = () => this.ask(cell, tidy(field.value, td.dataset.kind));
    td.classList.add('has-button');
    field.after(this.reasonButton);
  }

  hideReasonButton() {
    if (!this.reasonButton) return;
    this.reasonButton.parentElement.classList.remove('has-button');
    this.reasonButton.remove();
    this.reasonButton = null;
  }

  ask(cell, value) {
    if (this.question) this.closeQuestion(true);
    const id = `reason-${++ids}`;
    const text = make('textarea', { id, value: cell.reason, rows: 3, maxLength: 500 });
    const error = make('p', { className: 'error', hidden: true, id: `${id}-error` });
    text.setAttribute('aria-describedby', error.id);
    const button = (key, style, action) => make('button', { type: 'button', className: `btn small ${style}`, textContent: this.say(key), onclick: action });
    const pop = make('div', { className: 'pop' },
      make('label', { htmlFor: id, textContent: this.say('reason_for', this.nameOf(cell.td)) }), text, error,
      make('div', { className: 'actions' }, button('keep', 'primary', () => this.answer()), button('cancel', '', () => this.closeQuestion()),
        make('p', { className: 'hint', textContent: this.say('reason_keys') })));
    pop.setAttribute('role', 'dialog');
    pop.setAttribute('aria-label', this.say('reason'));
    this.question = { cell, value, pop, text, error };
    this.afterReason = null;
    pop.onkeydown = (event) => this.onQuestionKey(event);
    pop.addEventListener('focusout', (event) => {
      const { relatedTarget } = event;
      if (this.question && this.question.pop === pop && relatedTarget && !pop.contains(relatedTarget)) this.closeQuestion(true);
    });
    (this.table.closest('main') || document.body).append(pop);
    this.place(pop, cell.td);
    text.focus();
    text.select();
  }

  place(pop, td) {
    const box = td.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(box.left, room - pop.offsetWidth - 8));
    const below = box.bottom + 4;
    const top = below + pop.offsetHeight > innerHeight && box.top - pop.offsetHeight - 4 > 0 ? box.top - pop.offsetHeight - 4 : below;
    pop.style.left = `${left + scrollX}px`;  // through the object model, which the policy allows
    pop.style.top = `${top + scrollY}px`;
  }

  onQuestionKey(event) {
    const { pop, text } = this.question;
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.closeQuestion();
    } else if (event.key === 'Enter' && event.target === text && !event.shiftKey) {
      event.preventDefault();
      this.answer();
    } else if (event.key === 'Tab') {
      const stops = [text, ...pop.querySelectorAll('button')];
      const at = stops.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
      event.preventDefault();
      stops[(at + stops.length) % stops.length].focus();
    }
  }

  answer() {
    const { cell, value, text, error } = this.question;
    const reason = text.value.trim();
    if (reason === '' && this.asksReason(cell.td, value)) {
      error.textContent = this.say('reason_needed');
      error.hidden = false;
      text.setAttribute('aria-invalid', 'true');
      text.focus();
      return;
    }
    const after = this.afterReason;
    this.removeQuestion();
    this.enter(cell, value, reason);
    if (after) after();
    else this.go(cell.td);
  }

  /// Put off: the figure stays as typed and unsaved until it has its reason. `isLeft`: the focus is elsewhere already.
  closeQuestion(isLeft = false) {
    const { cell, value, text } = this.question;
    const reason = text.value.trim();
    this.removeQuestion();
    const isWanted = this.asksReason(cell.td, value);
    if (isLeft && reason && (reason !== cell.reason || value !== cell.entered || cell.wants)) this.enter(cell, value, reason);
    else if (isWanted && (value !== cell.entered || cell.wants)) this.want(cell, value);
    if (!isLeft) this.go(cell.td);
  }

  removeQuestion() {
    const { pop } = this.question;
    this.question = null;
    pop.remove();
  }

  // ---------- pasting ----------

  onPaste(event) {
    const td = event.target.closest && event.target.closest('td');
    const field = this.isCell(td) && this.fieldOf(td);
    if (!field || event.target !== field || !event.clipboardData) return;
    const text = event.clipboardData.getData('text/plain');
    if (text === '') return;
    const rows = parseTsv(text);
    const isOne = rows.length === 1 && rows[0].length === 1;
    if (isOne && field.tagName !== 'SELECT' && !rows[0][0].includes('\n')) return;  // as everywhere
    event.preventDefault();
    this.paste(td, rows);
  }

  paste(start, rows) {
    const tally = { shut: 0, outside: 0, same: 0, reason: 0, wrong: 0, entered: new Set(), before: [] };
    let row = start.parentElement;
    rows.forEach((values, down) => {
      if (down > 0) do row = row && this.rowBeside(row, 1);
      while (row && (row.hidden || !Array.from(row.cells).some((td) => this.isCell(td))));
      values.forEach((text, right) => {
        const td = row && row.cells[start.cellIndex + right];
        if (this.isCell(td) && this.fieldOf(td)) this.pasteOne(td, text, tally);
        else ++tally.outside;
      });
    });
    this.undo = tally.before.length ? tally.before : null;
    this.summary = this.say('pasting');
    this.batch = { check: () => this.summarise(tally) };
    this.batch.check();
    this.tell();
    this.select(this.fieldOf(start));
  }

  pasteOne(td, text, tally) {
    const cell = this.cell(td);
    const { field } = cell;
    if (this.isShut(field)) {
      ++tally.shut;
      return;
    }
    const before = { td, value: cell.entered, reason: cell.reason };
    if (field.tagName === 'SELECT') {
      const choices = Array.from(field.options, (option) => option.value).filter((value) => value !== '');
      const choice = matchChoice(text, choices, td.dataset.kind);
      if (choice === null) {
        ++tally.wrong;
        this.mark(td, 'is-wrong', this.say('not_a_choice', text.trim().slice(0, 40)));
        return;
      }
      field.value = choice;
    } else field.value = tidy(text, td.dataset.kind, field.tagName === 'TEXTAREA');
    const done = this.commit(cell, { isAsked: false });
    if (done === 'same') {
      ++tally.same;
      return;
    }
    tally.before.push(before);
    if (done === 'asks') ++tally.reason;
    else tally.entered.add(td);
  }

  summarise(tally) {
    const count = { saved: 0, saving: 0, unsaved: 0, wrong: tally.wrong, clash: 0 };
    for (const td of tally.entered) ++count[this.queue.stateOf(td)];
    if (count.saving > 0) return;
    const parts = count.saved + count.wrong > 0 ? [this.say('pasted', count.saved, count.wrong)] : [];
    const add = (key, number) => number && parts.push(this.say(key, number));
    add('pasted_same', tally.same);
    add('reason_cells', tally.reason);
    add('clash_cells', count.clash);
    add('pasted_not_saved', count.unsaved);
    add('pasted_shut', tally.shut);
    add('pasted_outside', tally.outside);
    this.summary = parts.join(this.say('comma'));
    this.speak(this.summary);
    if (count.unsaved === 0) this.batch = null;
    this.tell();
  }

  undoPaste() {
    const before = this.undo;
    this.undo = this.batch = null;
    this.summary = '';
    for (const { td, value, reason } of before) {
      const cell = this.cell(td);
      if (this.queue.stateOf(td) === 'clash') continue;
      cell.field.value = value;
      this.enter(cell, value, reason);
    }
    this.tell();
    if (before.length) this.go(before[0].td);
  }

  /// The words about the last paste have been read once the person goes on.
  forgetPaste() {
    if (this.batch || !this.summary) return;
    this.summary = '';
    this.undo = null;
    this.tell();
  }

  // ---------- page ----------

  listen() {
    const { table } = this;
    table.addEventListener('keydown', (event) => this.onKey(event));
    table.addEventListener('paste', (event) => this.onPaste(event));
    table.addEventListener('input', () => this.forgetPaste());
    table.addEventListener('focusin', (event) => {
      const td = event.target.closest('td');
      if (!this.isCell(td) || event.target !== this.fieldOf(td)) return;
      this.current = this.cell(td);
      this.showReasonButton(this.current);
    });
    table.addEventListener('focusout', (event) => {
      const td = event.target.closest('td');
      if (!this.isCell(td) || event.target !== this.fieldOf(td)) return;
      const to = event.relatedTarget;
      if (to && (to === this.reasonButton || (this.question && this.question.pop.contains(to)))) return;
      if (!to || !td.contains(to)) this.hideReasonButton();
      if (this.question) return;
      const cell = this.cell(td);
      if (cell.field.value === cell.entered) return;
      const other = to && table.contains(to) ? to.closest('td') : null;
      // Who clicks into another cell is asked first and then taken there. Focus that has left the sheet is not called
      // back: the cell says that it wants a reason.
      if (!this.isCell(other)) this.commit(cell, { isAsked: false });
      else setTimeout(() => {
        if (this.commit(cell) === 'asks') this.afterReason = () => this.go(other);
      });
    });
    table.addEventListener('change', (event) => {
      if (event.target.tagName === 'SELECT' && this.isCell(event.target.closest('td'))) this.commit(this.cell(event.target.closest('td')));
    });
    addEventListener('online', () => this.queue.retryNow());
    addEventListener('beforeunload', (event) => {
      if (this.isInOrder()) return;
      event.preventDefault();
      event.returnValue = '';
    });
    // A phone that puts the page away may not bring it back.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' && this.current && !this.question) this.commit(this.current, { isAsked: false });
      else if (document.visibilityState === 'visible' && this.queue.away) this.queue.retryNow();
    });
    document.addEventListener('click', (event) => this.onLeave(event));
    document.addEventListener('submit', (event) => this.onSubmit(event));
  }

  isInOrder() {
    if (!this.queue.isEverythingSaved() || this.question) return false;
    for (const cell of this.cells.values()) if (cell.wants) return false;
    return !this.current || this.current.field.value === this.current.entered;
  }

  /// Whoever leaves by a link right after typing need not see a warning: the link waits for what is on its way.
  onLeave(event) {
    const link = event.target.closest && event.target.closest('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.hasAttribute('download')) return;
    if (link.href.split('#')[0] === location.href.split('#')[0] || !this.isJustSaving()) return;
    event.preventDefault();
    this.whenSaved(() => location.assign(link.href));
  }

  onSubmit(event) {
    const form = event.target;
    if (event.defaultPrevented || form.dataset.gridWaited || !this.isJustSaving()) return;
    event.preventDefault();
    const { submitter } = event;
    this.whenSaved(() => {
      form.dataset.gridWaited = '1';
      if (form.requestSubmit) form.requestSubmit(submitter && submitter.form === form ? submitter : undefined);
      else {
        if (submitter && submitter.name) form.append(make('input', { type: 'hidden', name: submitter.name, value: submitter.value }));
        form.submit();
      }
      delete form.dataset.gridWaited;
    });
  }

  isJustSaving() {
    if (this.current && !this.question) this.commit(this.current, { isAsked: false });
    return this.queue.count().saving > 0 && !this.queue.away;
  }

  whenSaved(action) {
    const begin = performance.now();
    const look = () => {
      const { saving } = this.queue.count();
      if (saving > 0 && !this.queue.away && performance.now() - begin < leave_wait_ms) setTimeout(look, 50);
      else action();
    };
    look();
  }
}

for (const table of document.querySelectorAll('table.grid[data-save]')) new Sheet(table);
