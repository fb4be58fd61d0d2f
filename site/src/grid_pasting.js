// What Excel and WPS put on the clipboard, put into the cells; and taken back. Methods of Sheet.
import { matchChoice, parseTsv, tidy } from './grid_text.js';

export const pasting = {
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
  },

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
  },

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
  },

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
  },

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
  },

  /// The words about the last paste have been read once the person goes on.
  forgetPaste() {
    if (this.batch || !this.summary) return;
    this.summary = '';
    this.undo = null;
    this.tell();
  },
};
