// Asking for the reason of an entry. Methods of Sheet.
import { make, newId } from './grid_make.js';
import { tidy } from './grid_text.js';

export const reasons = {
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
  },

  hideReasonButton() {
    if (!this.reasonButton) return;
    this.reasonButton.parentElement.classList.remove('has-button');
    this.reasonButton.remove();
    this.reasonButton = null;
  },

  ask(cell, value) {
    if (this.question) this.closeQuestion(true);
    const id = newId('reason');
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
  },

  place(pop, td) {
    const box = td.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(box.left, room - pop.offsetWidth - 8));
    const below = box.bottom + 4;
    const top = below + pop.offsetHeight > innerHeight && box.top - pop.offsetHeight - 4 > 0 ? box.top - pop.offsetHeight - 4 : below;
    pop.style.left = `${left + scrollX}px`;  // through the object model, which the policy allows
    pop.style.top = `${top + scrollY}px`;
  },

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
  },

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
  },

  /// Put off: the figure stays as typed and unsaved until it has its reason. `isLeft`: the focus is elsewhere already.
  closeQuestion(isLeft = false) {
    const { cell, value, text } = this.question;
    const reason = text.value.trim();
    this.removeQuestion();
    const isWanted = this.asksReason(cell.td, value);
    if (isLeft && reason && (reason !== cell.reason || value !== cell.entered || cell.wants)) this.enter(cell, value, reason);
    else if (isWanted && (value !== cell.entered || cell.wants)) this.want(cell, value);
    if (!isLeft) this.go(cell.td);
  },

  removeQuestion() {
    const { pop } = this.question;
    this.question = null;
    pop.remove();
  },
};
