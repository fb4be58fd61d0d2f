// The sheet of figures: moves like a spreadsheet, saves each cell as it is left, takes what Excel and WPS put on the
// clipboard, asks for reasons, and shows a clash instead of overwriting. The markup is in site/README.md; the order of
// saving is in save_queue.js. Judges nothing: what an entry may be, the server says.
import { make } from './grid_make.js';
import { moving } from './grid_moving.js';
import { pasting } from './grid_pasting.js';
import { reasons } from './grid_reasons.js';
import { showing } from './grid_showing.js';
import { countsForReason, isSame, tidy } from './grid_text.js';
import { own } from './grid_words.js';
import { SaveQueue } from './save_queue.js';
import { wordsOf } from './words.js';

const answer_wait_ms = 20000;  // then nobody knows whether it arrived
const leave_wait_ms = 4000;    // how long a link waits for what is being saved
const keepalive_max = 8000;    // bytes; browsers allow 64 kB for all such requests together

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

Object.assign(Sheet.prototype, showing, moving, reasons, pasting);
for (const table of document.querySelectorAll('table.grid[data-save]')) new Sheet(table);