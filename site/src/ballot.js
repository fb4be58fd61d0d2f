// The pages of voters: /ballot/… gets ballots and casts them, /vote casts those that were kept under a code, /slip does
// both with a slip. Plain DOM; every step says where it is, works with the keyboard and is read aloud. Nothing of a
// voter is in the address of a page or in its history, and whatever the page shows goes when it is left.
import { hasCrypto, numberOf } from './ballot_crypto.js';
import { isStrong, newCode } from './ballot_code.js';
import { asPoll, castAll, get, getTokens, hasAll, post, receiptOf, Refused, saveFile, takenOver } from './ballot_box.js';
import { checkedFingerprint, holdAgainst, inGroups, Lied, readFragment } from './ballot_keys.js';
import { forgetAllOld, forgetOld, isFresh, oldPapers, stripOld } from './ballot_old.js';
import { byAccount, byCode, bySlip, hasOfCode, Kept, recordsOf, seenKeys, withQuestions } from './ballot_store.js';
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

const code = (text) => element('code', {}, text);

/// The fingerprint in four rows of four groups, and whether the browser compared it or the voter is to.
function printBox(print, isLinked) {
  const rows = inGroups(print).match(/.{1,20}/g).map((row) => row.trim());
  return element('section', { class: 'print-box' }, element('h2', {}, say('print')), element('p', { class: 'key-print' }, ...rows.map(code)), element('p', { class: 'soft' }, say(isLinked ? 'print_linked' : 'print_eye')));
}

/// A lie takes the whole screen and says which; only where nothing but an answer was wrong can one try again.
function lied(error, again) {
  const mayTry = ['lie_ack', 'lie_signature', 'lie_answer'].includes(error.key);
  show(element('h1', {}, say('stopped')), notice(say(error.key, ...error.values), 'error'), element('p', {}, say(mayTry ? 'lie_kept' : 'lie_mend')), mayTry && again ? button(say('again'), again) : null);
}

function failed(error, again) {
  if (error instanceof Lied) return lied(error, again);
  const known = ['lost', 'storage', 'kept_damaged'];
  const text = error instanceof Refused ? error.message : known.includes(error.message) ? say(error.message) : say('failed', error.message);
  root.querySelectorAll('.notice.error, .again').forEach((old) => old.remove());
  if (!root.querySelector('h1')) root.append(element('h1', {}, say('get')));
  root.append(notice(text, 'error'), element('div', { class: 'again' }, button(say('again'), again)));
}

// ---- getting ----------------------------------------------------------------------------------------------------------

/// Where a voter is, `at`: `kept` the record, `ask` has tokens signed, `got` comes after that, `by` how the record opens
/// ('account', 'slip', 'code'; 'plain': no record), `isLinked`: whether the link's fingerprint was compared.
async function getBallots(at) {
  const { kept } = at, bar = element('div', { 'aria-live': 'polite' });
  show(head(kept.poll, say('get')), bar);
  try {
    await getTokens(kept, at.ask, (done, all) => bar.replaceChildren(element('p', {}, say('getting', done, all)), progressBar(done, all)));
    at.got();
  } catch (error) {
    failed(error, () => getBallots(at));
  }
}

function offerSlips(reason) {
  show(element('h1', {}, say('to_slips')), notice(reason, 'warning'), element('a', { class: 'btn primary big', href: '/slip' }, say('to_slips')));
}

const toVote = (at) => element('a', { class: 'btn primary big', href: '#vote', onclick: (event) => (event.preventDefault(), resume(at)) }, say('vote_now'));
function gotScreen(at) {
  const { kept } = at;
  show(head(kept.poll, say('got')), printBox(kept.poll.print, at.isLinked), toVote(at), button(say('later'), () => ownCode(kept, () => gotScreen(at)), ''));
}

/// What is next to do with what is kept.
function resume(at) {
  const { papers } = at.kept.poll;
  if (papers.every((paper) => paper.ack)) return finished(at, receiptOf(at.kept.poll));
  if (papers.some((paper) => paper.ballot)) return cast(at); // a cast that broke off is finished first
  return fillIn(at, 0);
}

const oldNotice = ({ removed }) => (removed ? notice(say('old_removed', removed)) : null);

async function gettingPage(old) {
  const { poll: id, csrf } = root.dataset;
  if (!hasCrypto()) return offerSlips(say('no_crypto'));
  const link = readFragment(location.hash);
  show(element('h1', {}, say('loading')));
  try {
    const fresh = await get(`/ballot/${id}/papers`, csrf);
    const print = await checkedFingerprint(fresh, id), isLinked = link.keys !== undefined && (link.poll === undefined || link.poll === id);
    holdAgainst(print, isLinked ? link.keys : undefined, seenKeys(id));
    const opener = await byAccount(fresh.seal);
    const found = await Kept.find(opener).catch(() => {
      throw new Error('kept_damaged');
    });
    const at = { kept: found, by: 'account', isLinked, ask: (papers) => post(`/ballot/${id}/issue`, { papers }, csrf) };
    at.got = () => gotScreen(at);
    if (found && hasAll(found.poll)) return found.poll.papers.some((paper) => paper.ack) ? resume(at) : gotScreen(at);
    const begin = async () => {
      at.kept = at.kept || (await Kept.make(asPoll(fresh, print), opener));
      getBallots(at);
    };
    const start = () => show(head(fresh, say('get')), oldNotice(old), element('p', {}, say('get_hint')), printBox(print, isLinked), button(say('get'), begin));
    const mine = found ? [] : oldPapers(id);
    if (!mine.length || !fresh.is_fetched) return start();
    const take = async () => {
      try {
        at.kept = await Kept.make(await takenOver({ ...fresh, papers: mine }, id), opener);
        await at.kept.save();
        forgetOld(id);
        getBallots(at);
      } catch (error) {
        failed(error, () => gettingPage(old));
      }
    };
    show(head(fresh, say('get')), notice(say('old_mine'), 'warning'), button(say('old_take'), take), button(say('old_not'), start, ''));
  } catch (error) {
    failed(error, () => gettingPage(old));
  }
}

// ---- keeping under a code ---------------------------------------------------------------------------------------------

/// Asks for a code and does something with it; `choices`: [[text, work(code)]].
function codeForm(title, hint, choices, back, extra = null) {
  const input = element('input', { id: 'own', class: 'own', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: 100, value: newCode() });
  const trouble = element('div', { 'aria-live': 'assertive' });
  const use = (work) => async () => {
    if (!isStrong(input.value)) return trouble.replaceChildren(notice(say('own_weak'), 'error'));
    trouble.replaceChildren(element('p', {}, say('own_working')));
    try {
      await work(input.value);
    } catch (error) {
      trouble.replaceChildren(notice(error instanceof Lied ? say(error.key, ...error.values) : say(error.message === 'storage' ? 'storage' : 'failed', error.message), 'error'));
    }
  };
  show(element('h1', {}, title), extra, element('p', {}, hint),
    element('div', { class: 'field' }, element('label', { for: 'own' }, say('own_code')), input), trouble,
    ...choices.map(([text, work], i) => button(text, use(work), i ? '' : 'primary')), back ? button(say('return'), back, '') : null);
}

function ownCode(kept, back) {
  const address = `${location.origin}/vote`;
  const told = (key) => show(element('h1', {}, say('own_title')), notice(say(key, address), 'success'), button(say('return'), back, ''));
  codeForm(say('own_title'), say('own_hint'), [
    [say('own_device'), async (typed) => {
      await kept.add(await byCode(typed));
      await kept.save();
      told('own_kept');
    }],
    [say('own_file'), async (typed) => {
      await kept.add(await byCode(typed));
      saveFile(`ballots-${kept.poll.poll}.json`, await kept.file());
      told('own_filed');
    }],
  ], back);
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

function fillIn(at, which) {
  const { poll } = at.kept, screens = screensOf(poll), screen = screens[which];
  const warn = element('div', { 'aria-live': 'assertive' });
  const save = () => {
    at.kept.save().catch((error) => warn.replaceChildren(notice(say(error.message === 'storage' ? 'storage' : 'failed', error.message), 'error')));
    const broken = screen.asked.map(({ paper }) => brokenRule(paper)).find(Boolean);
    warn.replaceChildren(...(broken ? [notice(broken, 'warning')] : []));
    return !broken;
  };
  const go = (to) => (to >= screens.length ? review(at) : fillIn(at, to));
  show(
    head(poll, screen.title), element('p', { class: 'soft' }, say('of', which + 1, screens.length)), progressBar(which + 1, screens.length),
    ...screen.asked.map((asked) => question(asked, save)), warn,
    element('nav', { class: 'thumb' }, which > 0 ? button(say('back'), () => go(which - 1), '') : null, button(which + 1 < screens.length ? say('next') : say('review'), () => save() && go(which + 1))),
  );
  if (at.note) root.prepend(notice(at.note));
}

function review(at) {
  const { poll } = at.kept, screens = screensOf(poll);
  show(
    head(poll, say('review_title')),
    ...screens.map((screen, which) =>
      element('section', { class: 'card review' }, element('h2', {}, screen.title, element('button', { type: 'button', class: 'btn small', onclick: () => fillIn(at, which), 'aria-label': `${say('change')} ${screen.title}` }, say('change'))),
        element('dl', {}, ...screen.asked.flatMap((asked) => {
          const mark = marksOf(asked.paper)[asked.index];
          return [element('dt', {}, asked.label), element('dd', {}, mark === undefined ? say('blank') : mark === '' ? say('abstain') : mark)];
        })))),
    element('p', { class: 'soft' }, say('cast_hint')),
    element('nav', { class: 'thumb' }, button(say('back'), () => fillIn(at, screens.length - 1), ''), button(say('cast'), () => (at.cast || cast)(at))),
  );
}

// ---- casting ----------------------------------------------------------------------------------------------------------

async function cast(at) {
  const { kept } = at, bar = element('div', { 'aria-live': 'polite' });
  show(head(kept.poll, say('cast')), bar);
  try {
    await castAll(kept, (done, all) => bar.replaceChildren(element('p', {}, say('casting', done, all)), progressBar(done, all)));
    if (at.by === 'slip') kept.remove(); // its letters stand on paper: whoever finds them is not shown what was voted
    finished(at, receiptOf(kept.poll));
  } catch (error) {
    failed(error, () => cast(at));
  }
}

async function finished(at, receipt) {
  const { kept } = at;
  const numbers = await Promise.all(receipt.ballots.map((one) => (hasCrypto() ? numberOf(one.token) : one.number)));
  show(
    head(kept.poll, say('done')), notice(say(hasCrypto() ? 'done_hint' : 'done_plain', receipt.ballots.length), 'success'),
    button(say('save_receipt'), () => saveFile(`receipt-${kept.poll.poll}.json`, receipt)),
    element('details', {}, element('summary', {}, say('number')), element('ul', { class: 'numbers' }, ...numbers.map((number) => element('li', {}, code(number))))),
    element('p', { class: 'soft' }, say({ account: 'done_sealed', code: 'done_code' }[at.by] || 'done_slip')),
    ['account', 'code'].includes(at.by) ? button(say('forget'), () => {
      kept.remove();
      show(element('h1', {}, say('done')), notice(say('forgotten'), 'success'));
    }, '') : null,
  );
}

// ---- ballots under a code ---------------------------------------------------------------------------------------------

/// A file of an earlier version, in the open: its ballots are sealed under a code before anything else.
function openOldFile(polls) {
  const [id, papers] = polls[0];
  codeForm(say('own_title'), say('own_hint'), [[say('own_continue'), async (typed) => {
    const list = await get(`/polls/${id}/keys.json`);
    const poll = await takenOver({ ...list, poll: Number(list.poll), title: papers.title, electorate: papers.electorate, papers: papers.papers.filter(isFresh) }, id);
    holdAgainst(poll.print, undefined, seenKeys(id));
    const kept = await Kept.make(poll, await byCode(typed));
    await kept.save();
    resume({ kept, by: 'code' });
  }]], () => votingPage(stripOld()), notice(say('file_old'), 'warning'));
}

async function readChosen(file) {
  let value;
  try {
    value = JSON.parse(await file.text());
  } catch {
    return votingPage(stripOld(), say('not_ours'));
  }
  const records = recordsOf(value);
  if (records) return votingPage(stripOld(), '', records);
  const old = Object.entries(value || {}).filter(([id, poll]) => /^\d+$/.test(id) && poll && Array.isArray(poll.papers) && poll.papers.some(isFresh));
  return old.length ? openOldFile(old) : votingPage(stripOld(), say('not_ours'));
}

function votingPage(old, trouble = '', records = undefined) {
  if (!hasCrypto()) return offerSlips(say('no_crypto'));
  const openFile = element('label', { class: 'btn big' }, say('open_file'), element('input', { type: 'file', accept: '.json,application/json', class: 'sr', onchange: (event) => readChosen(event.target.files[0]) }));
  const input = element('input', { id: 'own', class: 'own', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: 100, required: true });
  const told = element('div', { 'aria-live': 'assertive' }, trouble ? notice(trouble, 'error') : null);
  const open = async (event) => {
    event.preventDefault();
    told.replaceChildren(element('p', {}, say('own_working')));
    const kept = await Kept.withCode(input.value, records);
    if (!kept) return told.replaceChildren(notice(say('own_wrong'), 'error'));
    await kept.save();
    return resume({ kept, by: 'code' });
  };
  const form = element('form', { class: 'form', onsubmit: open }, element('div', { class: 'field' }, element('label', { for: 'own' }, say('own_code')), input), element('button', { class: 'btn primary big' }, say('open')));
  const hasSome = Boolean(records) || hasOfCode();
  const leftOld = old.left.length ? [notice(say('old_left'), 'warning'), button(say('old_forget'), () => window.confirm(say('old_sure')) && (forgetAllOld(), votingPage(stripOld())), 'danger')] : [];
  show(element('h1', {}, hasSome ? say('own_open') : say('vote_now')), oldNotice(old), hasSome ? null : notice(say('nothing_here')), hasSome ? form : null, told,
    openFile, element('a', { class: `btn big ${hasSome ? '' : 'primary'}`, href: '/ballot' }, say('sign_in')), ...leftOld);
}

// ---- slips ------------------------------------------------------------------------------------------------------------

async function castBySlip(at, letters) {
  const { kept } = at, { papers } = kept.poll;
  show(head(kept.poll, say('cast')), element('p', { 'aria-live': 'polite' }, say('casting', 0, papers.length)));
  try {
    const receipt = await post('/slip/cast', { code: letters, sheets: papers.map((paper) => ({ position: paper.position, sheet: paper.sheet || '|'.repeat(paper.questions.length - 1) })) });
    finished(at, receipt);
  } catch (error) {
    failed(error, () => castBySlip(at, letters));
  }
}

/// Letters that were typed come with no fingerprint: it stands on the slip, to be compared by eye before anything is got.
async function openSlip(letters, link) {
  try {
    const fresh = await post('/slip/open', { code: letters });
    if (!hasCrypto()) {
      const kept = { poll: withQuestions(fresh), save: async () => {} };
      return fillIn({ kept, by: 'plain', note: say('slip_plain'), cast: (at) => castBySlip(at, letters) }, 0);
    }
    const print = await checkedFingerprint(fresh), id = String(fresh.poll), isLinked = link !== undefined;
    holdAgainst(print, link, seenKeys(id));
    const opener = await bySlip(letters, id);
    const found = await Kept.find(opener).catch(() => {
      throw new Error('kept_damaged');
    });
    const at = { kept: found, by: 'slip', isLinked, ask: (papers) => post('/slip/issue', { code: letters, papers }) };
    at.got = () => resume(at);
    const begin = async () => {
      const old = `${id}.${letters.replace(/[^0-9a-z]/gi, '').slice(-6)}`; // as an earlier version called it
      const mine = found ? [] : oldPapers(old);
      if (mine.length) {
        at.kept = await Kept.make(await takenOver({ ...fresh, papers: mine }, id), opener);
        await at.kept.save();
        forgetOld(old);
      }
      at.kept = at.kept || (await Kept.make(asPoll(fresh, print), opener));
      return getBallots(at);
    };
    if (isLinked || found) return begin();
    show(head(fresh, say('get')), printBox(print, false), button(say('get'), begin));
  } catch (error) {
    if (error instanceof Lied) return lied(error);
    slipPage(error instanceof Refused ? error.message : say(['lost', 'kept_damaged'].includes(error.message) ? error.message : 'failed', error.message));
  }
}

function slipPage(trouble, link) {
  const input = element('input', { id: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: 24, required: true });
  show(
    element('h1', {}, say('to_slips')), trouble ? notice(trouble, 'error') : null,
    element('form', { class: 'form', onsubmit: (event) => (event.preventDefault(), openSlip(input.value, link)) },
      element('div', { class: 'field' }, element('label', { for: 'code' }, say('code')), input, element('p', { class: 'hint' }, say('code_hint'))), element('button', { class: 'btn primary big' }, say('open'))),
  );
}

// ---- leaving ----------------------------------------------------------------------------------------------------------

/// Nothing of a voter stays where the page waits to be gone back to, or lies open in another tab when its voter signs
/// out.
function leaveNothing() {
  const empty = () => root.replaceChildren();
  window.addEventListener('pagehide', empty);
  window.addEventListener('pageshow', (event) => event.persisted && location.reload());
  if (!window.BroadcastChannel || root.dataset.page !== 'get') return;
  new BroadcastChannel('pingxing').onmessage = ({ data }) => {
    if (data !== 'signed out') return;
    empty();
    location.replace('/sign-in');
  };
}

if (root) {
  const { page } = root.dataset, old = stripOld();
  leaveNothing();
  if (page === 'get') gettingPage(old);
  else if (page === 'vote') votingPage(old);
  else {
    const { code: letters, keys } = readFragment(location.hash);
    history.replaceState(null, '', location.pathname); // the letters are a secret: not in the address, nor in this tab's history
    if (letters) openSlip(decodeURIComponent(letters), keys);
    else slipPage('', keys);
  }
}
