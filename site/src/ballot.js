// The pages of voters: /ballot/… gets ballots, /vote fills them in and casts them, /slip does both with a slip. Plain
// DOM; every step says where it is, works with the keyboard and is read aloud.
import { hasCrypto, numberOf } from './ballot_crypto.js';
import { castAll, getTokens, keepPoll, load, post, receiptOf, Refused, saveFile } from './ballot_box.js';
import { words } from './ballot_words.js';
import { fill } from './words.js';

const root = document.getElementById('ballot');
const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
const say = (key, ...values) => fill(words[language][key], ...values);

const present = (children) => children.filter((child) => child !== null && child !== undefined);

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...present(children));
  return made;
}
const button = (text, onclick, kind = 'primary') => element('button', { type: 'button', class: `btn ${kind} big`, onclick }, text);
const notice = (text, kind = '') => element('div', { class: `notice ${kind}`, role: kind === 'error' ? 'alert' : 'status' }, element('div', {}, text));

/// One screen in the place of another; its heading takes the focus, so that it is read aloud.
function show(...children) {
  root.replaceChildren(...present(children));
  const heading = root.querySelector('h1');
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  window.scrollTo(0, 0);
}
const head = (poll, text) => element('header', { class: 'ballot-head' }, element('p', { class: 'soft' }, `${poll.title} · ${poll.electorate}`), element('h1', {}, text));

function progressBar(done, all) {
  return element('div', { class: 'bar', role: 'progressbar', 'aria-label': say('progress'), 'aria-valuemin': 0, 'aria-valuemax': all, 'aria-valuenow': done }, element('span', { 'data-share': Math.round((done / all) * 20) }));
}

function failed(error, again) {
  const text = error instanceof Refused ? error.message : error.message === 'lost' ? say('lost') : say('failed', error.message);
  root.querySelectorAll('.notice.error').forEach((old) => old.remove());
  root.append(notice(text, 'error'), button(say('again'), again));
}

// ---- getting ----------------------------------------------------------------------------------------------------------

function withQuestions(poll) {
  for (const paper of poll.papers) {
    const text = JSON.parse(paper.text);
    paper.id = text.id;
    paper.marks = text.marks;
    paper.isPoints = text.points;
    paper.questions = text.questions;
    paper.atMost = text.at_most || {};
    paper.refusesAlike = Boolean(text.refuses_all_alike);
  }
  return poll;
}

async function getBallots(id, fresh, ask, then) {
  const known = load()[id];
  const poll = known && known.papers.length === fresh.papers.length ? known : withQuestions(fresh);
  const bar = element('div', { 'aria-live': 'polite' });
  show(head(poll, say('get')), bar);
  try {
    await getTokens(id, poll, ask, (done, all) => bar.replaceChildren(element('p', {}, say('getting', done, all)), progressBar(done, all)));
    then(poll);
  } catch (error) {
    failed(error, () => getBallots(id, fresh, ask, then));
  }
}

function offerSlips(reason) {
  show(element('h1', {}, say('to_slips')), notice(reason, 'warning'), element('a', { class: 'btn primary big', href: '/slip' }, say('to_slips')));
}

async function gettingPage() {
  const { poll: id, csrf } = root.dataset;
  if (!hasCrypto()) return offerSlips(say('no_crypto'));
  const response = await fetch(`/ballot/${id}/papers`, { headers: { accept: 'application/json' } });
  const fresh = await response.json();
  if (!response.ok) return show(element('h1', {}, say('get')), notice(fresh.message, 'error'));
  const kept = load()[id];
  const ask = (list) => post(`/ballot/${id}/issue`, { papers: list }, csrf);
  const got = (poll) => show(head(poll, say('got')), element('a', { class: 'btn primary big', href: `/vote#${id}` }, say('vote_now')), button(say('later'), () => saveFile(`ballots-${id}.json`, { [id]: poll }), ''));
  if (kept && kept.papers.every((paper) => paper.kept && paper.kept.signature)) return got(kept);
  show(head(fresh, say('get')), element('p', {}, say('get_hint')), button(say('get'), () => getBallots(id, fresh, ask, got)));
}

// ---- filling in -------------------------------------------------------------------------------------------------------

/// Screens: all that is asked about one subject together; a list is a screen of its own.
function screensOf(poll) {
  const screens = new Map();
  for (const paper of poll.papers) {
    const single = paper.questions.length === 1;
    const key = single ? `s${paper.questions[0][0]}` : `p${paper.id}`;
    if (!screens.has(key)) screens.set(key, { title: single ? paper.questions[0][1] : JSON.parse(paper.text).pool, asked: [] });
    paper.questions.forEach((question, index) => screens.get(key).asked.push({ paper, index, label: single ? question[3] || question[1] : question[1] }));
  }
  return [...screens.values()];
}
const marksOf = (paper) => (paper.sheet === undefined ? paper.questions.map(() => undefined) : paper.sheet.split('|').map((mark, i) => (mark === '' ? (paper.touched && paper.touched[i] ? '' : undefined) : mark)));
function setMark(paper, index, mark) {
  const marks = paper.questions.map((_, i) => (paper.sheet || '').split('|')[i] || '');
  marks[index] = mark;
  paper.sheet = marks.join('|');
  paper.touched = { ...paper.touched, [index]: true };
}

/// What a rule of the sheet says against it; nothing where none does.
function brokenRule(paper) {
  const marks = (paper.sheet || '').split('|');
  for (const [mark, most] of Object.entries(paper.atMost)) {
    const times = marks.filter((one) => one === mark).length;
    if (times > most) return say('too_many', mark, most, times);
  }
  const isAlike = marks.length > 1 && marks.length === paper.questions.length && marks[0] !== '' && marks.every((mark) => mark === marks[0]);
  return paper.refusesAlike && isAlike ? say('alike') : null;
}

function question({ paper, index, label }, change) {
  const name = `m-${paper.id}-${index}`;
  const chosen = marksOf(paper)[index];
  const choice = (mark, text) =>
    element('label', { class: 'mark' }, element('input', { type: 'radio', name, value: mark, checked: chosen === mark, onchange: () => (setMark(paper, index, mark), change()) }), element('span', {}, text));
  return element('fieldset', { class: `asked ${paper.isPoints ? 'points' : 'grades'}` }, element('legend', {}, label), element('div', { class: 'marks' }, ...paper.marks.map((mark) => choice(mark, mark))), choice('', say('abstain')));
}

function fillIn(id, poll, at, finish) {
  const screens = screensOf(poll), screen = screens[at];
  const warn = element('div', { 'aria-live': 'assertive' });
  const save = () => {
    if (finish.keeps) keepPoll(id, poll);
    const broken = screen.asked.map(({ paper }) => brokenRule(paper)).find(Boolean);
    warn.replaceChildren(...(broken ? [notice(broken, 'warning')] : []));
    return !broken;
  };
  const go = (to) => (to >= screens.length ? review(id, poll, finish) : fillIn(id, poll, to, finish));
  show(
    head(poll, screen.title), element('p', { class: 'soft' }, say('of', at + 1, screens.length)), progressBar(at + 1, screens.length),
    ...screen.asked.map((asked) => question(asked, save)), warn,
    element('nav', { class: 'thumb' }, at > 0 ? button(say('back'), () => go(at - 1), '') : null, button(at + 1 < screens.length ? say('next') : say('review'), () => save() && go(at + 1))),
  );
}

function review(id, poll, finish) {
  const screens = screensOf(poll);
  show(
    head(poll, say('review_title')),
    ...screens.map((screen, at) =>
      element('section', { class: 'card review' }, element('h2', {}, screen.title, element('button', { type: 'button', class: 'btn small', onclick: () => fillIn(id, poll, at, finish), 'aria-label': `${say('change')} ${screen.title}` }, say('change'))),
        element('dl', {}, ...screen.asked.flatMap((asked) => {
          const mark = marksOf(asked.paper)[asked.index];
          return [element('dt', {}, asked.label), element('dd', {}, mark === undefined ? say('blank') : mark === '' ? say('abstain') : mark)];
        })))),
    element('p', { class: 'soft' }, say('cast_hint')),
    element('nav', { class: 'thumb' }, button(say('back'), () => fillIn(id, poll, screens.length - 1, finish), ''), button(say('cast'), () => finish.cast())),
  );
}

// ---- casting ----------------------------------------------------------------------------------------------------------

async function cast(id, poll) {
  const bar = element('div', { 'aria-live': 'polite' });
  show(head(poll, say('cast')), bar);
  try {
    await castAll(id, poll, (done, all) => bar.replaceChildren(element('p', {}, say('casting', done, all)), progressBar(done, all)));
    finished(id, poll, receiptOf(poll));
  } catch (error) {
    failed(error, () => cast(id, poll));
  }
}

async function finished(id, poll, receipt) {
  const numbers = await Promise.all(receipt.ballots.map((one) => (hasCrypto() ? numberOf(one.token) : one.number)));
  show(
    head(poll, say('done')), notice(say('done_hint', receipt.ballots.length), 'success'),
    button(say('save_receipt'), () => saveFile(`receipt-${id}.json`, receipt)),
    element('details', {}, element('summary', {}, say('number')), element('ul', { class: 'numbers' }, ...numbers.map((number) => element('li', {}, element('code', {}, number))))),
    button(say('forget'), () => {
      keepPoll(id, null);
      show(element('h1', {}, say('done')), notice(say('forgotten'), 'success'));
    }, ''),
  );
}

function votingPage(trouble = '') {
  const polls = load();
  const openFile = element('label', { class: 'btn big' }, say('open_file'), element('input', { type: 'file', accept: '.json,application/json', class: 'sr', onchange: async (event) => {
    let kept = 0;
    try {
      for (const [id, poll] of Object.entries(JSON.parse(await event.target.files[0].text()))) {
        if (!/^[\w.]+$/.test(id) || !Array.isArray(poll.papers)) continue;
        keepPoll(id, poll);
        ++kept;
      }
    } catch { /* told below */ }
    votingPage(kept ? '' : say('not_ours'));
  } }));
  if (!hasCrypto()) return offerSlips(say('no_crypto'));
  const id = location.hash.slice(1) || Object.keys(polls)[0], poll = polls[id];
  if (!poll) return show(element('h1', {}, say('vote_now')), trouble ? notice(trouble, 'error') : notice(say('nothing_here')), openFile);
  if (poll.papers.every((paper) => paper.ack)) return finished(id, poll, receiptOf(poll));
  if (poll.papers.some((paper) => paper.ballot)) return cast(id, poll); // a cast that broke off is finished first
  fillIn(id, poll, 0, { keeps: true, cast: () => cast(id, poll) });
}

// ---- slips ------------------------------------------------------------------------------------------------------------

async function castBySlip(id, poll, code) {
  show(head(poll, say('cast')), element('p', { 'aria-live': 'polite' }, say('casting', 0, poll.papers.length)));
  try {
    const receipt = await post('/slip/cast', { code, sheets: poll.papers.map((paper) => ({ position: paper.position, sheet: paper.sheet || '|'.repeat(paper.questions.length - 1) })) });
    finished(id, poll, receipt);
  } catch (error) {
    failed(error, () => castBySlip(id, poll, code));
  }
}

async function openSlip(code) {
  try {
    const fresh = await post('/slip/open', { code });
    const { poll: id } = fresh;
    if (!hasCrypto()) {
      const poll = withQuestions(fresh);
      fillIn(id, poll, 0, { keeps: false, cast: () => castBySlip(id, poll, code) });
      return root.prepend(notice(say('slip_plain')));
    }
    // A slip's ballots are kept apart from those of an account on the same phone.
    const own = `${id}.${code.replace(/[^0-9a-z]/gi, '').slice(-6)}`;
    await getBallots(own, fresh, (papers) => post('/slip/issue', { code, papers }), (poll) => fillIn(own, poll, 0, { keeps: true, cast: () => cast(own, poll) }));
  } catch (error) {
    slipPage(error instanceof Refused ? error.message : say('lost'));
  }
}

function slipPage(trouble) {
  const input = element('input', { id: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: 24, required: true });
  show(
    element('h1', {}, say('to_slips')), trouble ? notice(trouble, 'error') : null,
    element('form', { class: 'form', onsubmit: (event) => (event.preventDefault(), openSlip(input.value)) },
      element('div', { class: 'field' }, element('label', { for: 'code' }, say('code')), input, element('p', { class: 'hint' }, say('code_hint'))), element('button', { class: 'btn primary big' }, say('open'))),
  );
}

if (root) {
  const { page } = root.dataset;
  if (page === 'get') gettingPage();
  else if (page === 'vote') votingPage();
  else if (location.hash.length > 1) openSlip(decodeURIComponent(location.hash.slice(1)));
  else slipPage();
}
