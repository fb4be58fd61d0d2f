// Small things on every page, none of which a page needs in order to work: questions before forms that cannot be taken
// back, copying, filtering and sorting of tables, selects that submit, hints at tables that go on sideways.
import { stripOld } from './ballot_old.js';
import { wordsOf } from './words.js';

const say = wordsOf(document.body, {
  zh: { yes: '确定', no: '取消', copied: '已复制', copyFailed: '请按 Ctrl+C 复制', sideways: '← 左右滑动,查看其余各列 →', noneLeft: '没有符合的行', draft: '已恢复上次没有保存的内容' },
  en: { yes: 'OK', no: 'Cancel', copied: 'copied', copyFailed: 'press Ctrl+C to copy', sideways: '← more columns sideways →', noneLeft: 'no row fits', draft: 'what was not saved last time is back' },
});

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// ---------- data-confirm on a form or on the button that submits it ----------

const answered = new WeakSet();

function submitAgain(form, button) {
  answered.add(form);
  if (form.requestSubmit) form.requestSubmit(button || undefined);
  else {
    if (button && button.name) form.append(make('input', { type: 'hidden', name: button.name, value: button.value }));
    form.submit();
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  const button = event.submitter && event.submitter.form === form ? event.submitter : pressed && pressed.form === form ? pressed : null;
  const asks = button && button.dataset.confirm ? button : form.dataset.confirm ? form : null;
  if (!asks || event.defaultPrevented) return;
  if (answered.delete(form)) return;
  const { confirm: question, confirmYes } = asks.dataset;
  if (!window.HTMLDialogElement) {
    if (!window.confirm(question)) event.preventDefault();
    return;
  }
  event.preventDefault();
  const text = make('p', { id: 'confirm-text', textContent: question });
  const yes = make('button', { type: 'button', className: `btn ${button && button.classList.contains('danger') ? 'danger' : 'primary'}`, textContent: confirmYes || (button && button.textContent.trim()) || say('yes') });
  const no = make('button', { type: 'button', className: 'btn', textContent: say('no') });
  const dialog = make('dialog', { className: 'dialog' }, text, make('div', { className: 'actions' }, no, yes));
  dialog.setAttribute('aria-labelledby', 'confirm-text');
  const close = () => {
    dialog.close();
    dialog.remove();
    if (button) button.focus();
  };
  no.onclick = close;
  dialog.oncancel = (cancel) => {
    cancel.preventDefault();
    close();
  };
  yes.onclick = () => {
    close();
    submitAgain(form, button);
  };
  document.body.append(dialog);
  dialog.showModal();
  no.focus();
});

let pressed = null;  // for browsers that do not say which button submitted
document.addEventListener('click', (event) => {
  pressed = event.target.closest && event.target.closest('button, input[type=submit]');
});

// ---------- data-copy="text" or data-copy="#element"; data-print; data-autosubmit ----------

async function copy(button) {
  const { copy: what } = button.dataset;
  const source = /^#[\w-]+$/.test(what) ? document.querySelector(what) : null;
  const text = source ? ('value' in source ? source.value : source.textContent) : what;
  let isDone = true;
  try {
    await navigator.clipboard.writeText(text);  // not there on plain http
  } catch {
    const area = make('textarea', { value: text, className: 'sr' });
    button.after(area);
    area.select();
    isDone = document.execCommand('copy');
    area.remove();
    button.focus();
  }
  const label = button.querySelector('span') || button;
  label.setAttribute('aria-live', 'polite');
  const words = label.dataset.words || (label.dataset.words = label.textContent);
  label.textContent = say(isDone ? 'copied' : 'copyFailed');
  setTimeout(() => (label.textContent = words), 2000);
}

document.addEventListener('click', (event) => {
  const button = event.target.closest && event.target.closest('[data-copy], [data-print]');
  if (!button) return;
  if (button.dataset.print !== undefined) window.print();
  else copy(button);
});

document.addEventListener('change', (event) => {
  const field = event.target;
  if (field.dataset && field.dataset.autosubmit !== undefined && field.form) {
    if (field.form.requestSubmit) field.form.requestSubmit();
    else field.form.submit();
  }
});

// ---------- data-bytes-max on a field of files: too large ones are told before they are sent ----------

document.addEventListener('change', (event) => {
  const field = event.target;
  if (!field.dataset || field.dataset.bytesMax === undefined || !field.files) return;
  const large = Array.from(field.files).filter((file) => file.size > Number(field.dataset.bytesMax)).map((file) => file.name);
  field.setCustomValidity(large.length ? `${large.join(', ')}: ${field.dataset.tooLarge}` : '');
  if (large.length) field.reportValidity();
});

// ---------- data-filter="#table" ----------

function filter(field) {
  const table = document.querySelector(field.dataset.filter);
  if (!table) return;
  const words = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const body of table.tBodies) {
    for (const row of body.rows) {
      if (row.dataset.always !== undefined || row.className === 'filter-none') continue;
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) ++left;
    }
  }
  const none = table.querySelector('tr.filter-none');
  if (left === 0 && !none) {
    const width = table.tHead ? table.tHead.rows[0].cells.length : 1;
    table.tBodies[0].append(make('tr', { className: 'filter-none' }, make('td', { className: 'empty', colSpan: width, textContent: say('noneLeft') })));
  } else if (left > 0 && none) none.remove();
  for (const count of document.querySelectorAll(`[data-filter-count="${field.dataset.filter}"]`)) count.textContent = left;
}

for (const field of document.querySelectorAll('input[data-filter]')) {
  field.addEventListener('input', () => filter(field));
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
  if (field.value) filter(field);
}

// ---------- th[data-sort]: "text", "number" or empty for whichever fits; data-sort-value comes before a cell's text ----------

const inOrder = new Intl.Collator('zh-CN', { numeric: true }).compare;

function sortText(cell) {
  if (!cell) return '';
  if (cell.dataset.sortValue !== undefined) return cell.dataset.sortValue;
  const stars = cell.querySelector('.stars');
  return stars ? String(stars.querySelectorAll('.ic:not(.off)').length) : cell.textContent.trim();
}

const isGone = (text) => text === '' || text === '—' || text === '–' || text === '-';
const numberIn = (text) => parseFloat(text.replace(/[^\d.+-]/g, ''));

function sort(th) {
  const table = th.closest('table');
  const texts = new Map();
  for (const body of table.tBodies) for (const row of body.rows) texts.set(row, sortText(row.cells[th.cellIndex]));
  const isNumber = th.dataset.sort === 'number' || (th.dataset.sort !== 'text' && Array.from(texts.values()).every((text) => isGone(text) || /^[-+]?[\d,]*\.?\d+\s*%?$/.test(text)));
  // The first click shows the most of a number and the beginning of the alphabet; ranks begin with the first.
  const before = th.getAttribute('aria-sort');
  const isDown = before ? before === 'ascending' : isNumber && !table.querySelector(`tbody td:nth-child(${th.cellIndex + 1}) .rank`);
  for (const other of th.parentElement.cells) other.removeAttribute('aria-sort');
  th.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
  for (const body of table.tBodies) {
    const rows = Array.from(body.rows);
    const keyed = rows.filter((row) => !row.classList.contains('sum')).map((row, index) => ({ row, index, text: texts.get(row), isGone: isGone(texts.get(row)) }));
    keyed.sort((a, b) => {
      if (a.isGone || b.isGone) return a.isGone - b.isGone || a.index - b.index;  // what is missing stands last either way
      const order = isNumber ? numberIn(a.text) - numberIn(b.text) : inOrder(a.text, b.text);
      return (isDown ? -order : order) || a.index - b.index;
    });
    body.append(...keyed.map(({ row }) => row), ...rows.filter((row) => row.classList.contains('sum')));
  }
}

for (const th of document.querySelectorAll('th[data-sort]')) {
  const button = make('button', { type: 'button', className: 'sort' });
  button.append(...th.childNodes);
  button.addEventListener('click', () => sort(th));
  th.append(button);
}

// ---------- .scroll: all of it there, or more sideways ----------

function fit(scroller) {
  const table = scroller.firstElementChild;
  if (!table) return;
  const fits = table.offsetWidth <= scroller.clientWidth;
  if (!scroller.classList.contains('tall')) scroller.classList.toggle('fits', fits);
  let hint = scroller.previousElementSibling;
  if (!hint || !hint.classList.contains('scroll-hint')) {
    if (fits) return;
    hint = make('p', { className: 'scroll-hint', textContent: scroller.dataset.hint || say('sideways') });
    hint.setAttribute('aria-hidden', 'true');
    scroller.before(hint);
  }
  hint.hidden = fits;
}

const scrollers = document.querySelectorAll('.scroll');
if (window.ResizeObserver) {
  const watch = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));
  scrollers.forEach((scroller) => watch.observe(scroller));
} else scrollers.forEach(fit);

// ---------- the drawer of the menu: Escape and a way back for the focus ----------

const menu = document.querySelector('.menu-box');
if (menu) {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu.checked) {
      menu.checked = false;
      menu.focus();
    }
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      menu.click();
    }
  });
}

// ---------- data-draft: what is typed stays on this device until it is saved or its owner signs out ----------

const draftPrefix = 'draft ';
let store = null;
try {
  store = window.localStorage;
} catch {
  // switched off: then nothing is kept
}

for (const area of store ? document.querySelectorAll('textarea[data-draft]') : []) {
  const key = draftPrefix + area.dataset.draft;
  const kept = store.getItem(key);
  if (kept === null || kept === area.defaultValue || area.readOnly) store.removeItem(key);
  else {
    area.value = kept;
    const details = area.closest('details');
    if (details) details.open = true;
    area.after(make('p', { className: 'hint', textContent: say('draft') }));
  }
  let timer = 0;
  area.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        store.setItem(key, area.value);
      } catch {
        // full: the page still has it
      }
    }, 300);
  });
}

document.addEventListener('submit', (event) => {
  if (!store || !/\/sign-out$/.test(event.target.action)) return;
  for (const key of Object.keys(store)) if (key.startsWith(draftPrefix)) store.removeItem(key);
  stripOld();
});

// The page of signing in is shown to nobody who is signed in: ballots in other tabs are left when it is.
if (window.BroadcastChannel && document.querySelector('form[action="/sign-in"]')) new BroadcastChannel('pingxing').postMessage('signed out');

// ---------- "#poll=5&keys=…" of a link to a poll goes on through signing in, to the page that compares it ----------

const ofPoll = /^#poll=(\d+)&keys=/.exec(location.hash);
if (ofPoll) {
  for (const form of document.querySelectorAll('form[action="/sign-in"]')) form.action += location.hash;
  for (const link of document.querySelectorAll(`a[href="/ballot/${ofPoll[1]}"], a[href="/ballot"]`)) link.hash = location.hash;
}

// ---------- the tab of this page, where tabs go on sideways ----------

for (const tab of document.querySelectorAll('.tabs a[aria-current]')) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - (tab.parentElement.clientWidth - tab.offsetWidth) / 2;

// ---------- data-jobs="moving": the bars of jobs ----------

async function followJobs() {
  const jobs = document.querySelector('[data-jobs=moving]');
  if (!jobs) return;
  try {
    const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } });
    const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-jobs]');
    if (fresh && !jobs.contains(document.activeElement)) jobs.replaceWith(fresh);
  } catch {
    // the next turn tries again
  }
  setTimeout(followJobs, 2000);
}
setTimeout(followJobs, 1000);
