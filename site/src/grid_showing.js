// What the sheet of figures shows of each cell and of all: marks, clashes, the bar below. Methods of Sheet.
import { make, newId } from './grid_make.js';

export const showing = {
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
  },

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
  },

  barOf(element) {
    return element.querySelector('progress');
  },

  showProgress() {
    this.progress.forEach((element, index) => {
      const filled = this.filledBefore[index] + this.filledMore;
      element.dataset.filled = filled;
      const bar = this.barOf(element);
      if (bar) bar.value = filled;
      const text = element.querySelector('span') || (bar ? null : element);
      if (text) text.textContent = this.say('progress', filled, element.dataset.wanted ?? (bar ? bar.max : ''));
    });
  },

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
      cell.note = make('div', { className: 'cell-note', id: newId('cell-note') });
      td.append(cell.note);
      field.setAttribute('aria-describedby', cell.note.id);
    }
    const text = make('p', { textContent: mend ? `${message} ${mend}` : message });
    cell.note.textContent = '';
    cell.note.append(text, ...(buttons ? [buttons] : []));
  },

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
  },

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
  },

  speak(text) {
    this.message = text;
    this.live.textContent = text;
  },

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
  },

  /// The line under the sheet: what is not yet in order, and what to do about it.
  tell() {
    if (this.isTelling) return;
    this.isTelling = true;
    requestAnimationFrame(() => {
      this.isTelling = false;
      this.tellNow();
    });
  },

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
  },

  goToNextTrouble() {
    const all = Array.from(this.table.querySelectorAll('td.is-wrong, td.is-clash'));
    const here = this.current ? all.findIndex((td) => this.current.td.compareDocumentPosition(td) & Node.DOCUMENT_POSITION_FOLLOWING) : 0;
    const td = all[here < 0 ? 0 : here];
    if (td) this.go(td);
  },
};
