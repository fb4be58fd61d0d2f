// Moving about the sheet of figures as in a spreadsheet. Methods of Sheet.
import { tidy } from './grid_text.js';

export const moving = {
  rows() {
    return Array.from(this.table.tBodies).flatMap((body) => Array.from(body.rows));
  },

  isCell(td) {
    return Boolean(td && td.tagName === 'TD' && td.dataset.input);
  },

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
  },

  rowBeside(row, down) {
    const beside = down > 0 ? row.nextElementSibling : row.previousElementSibling;
    if (beside) return beside;
    const body = down > 0 ? row.parentElement.nextElementSibling : row.parentElement.previousElementSibling;
    return body && body.tagName === 'TBODY' ? body.rows[down > 0 ? 0 : body.rows.length - 1] : null;
  },

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
  },

  go(td) {
    const field = this.fieldOf(td);
    field.focus();
    this.select(field);
  },

  select(field) {
    if (field.select) field.select();
  },

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
  },

  isAtEdge(field, isLeft) {
    if (field.tagName === 'SELECT' || this.isShut(field)) return true;
    const { selectionStart: start, selectionEnd: end, value } = field;
    if (start === 0 && end === value.length) return true;
    return start === end && (isLeft ? start === 0 : end === value.length);
  },

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
  },
};
