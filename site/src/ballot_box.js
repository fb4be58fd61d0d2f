// What this device keeps of ballots, and how it talks to the server: with the session only where a ballot is got, and
// without cookies, address of the page or anything else of the voter where it is cast.
import { newToken, signedBallot, unblind } from './ballot_crypto.js';

const name = 'pingxing-ballots';

export function load() {
  try {
    return JSON.parse(localStorage.getItem(name)) || {};
  } catch {
    return {};
  }
}
export function keep(polls) {
  localStorage.setItem(name, JSON.stringify(polls));
}
export function keepPoll(id, poll) {
  const polls = load();
  if (poll) polls[id] = poll;
  else delete polls[id];
  keep(polls);
}

export class Refused extends Error {}

const tries_max = 5, wait_max_s = 30;
const sleep = (ms) => new Promise((wake) => setTimeout(wake, ms));

/// `who`: the csrf token of a session, or nothing: then no cookie goes along. A server that cannot just now says when to
/// come again: then the same bytes are sent once more, unless it cannot tell whether they are stored.
export async function post(path, body, who, wait = sleep) {
  for (let tries = 1; ; ++tries) {
    const { answer, value } = await postOnce(path, body, who);
    if (answer.ok) return value;
    const says = [value.message, value.mend].filter(Boolean).join(' ');
    if (answer.status === 503 && value.code === 'OUTCOME_UNKNOWN') throw new Refused(says);
    if (answer.status === 503 && tries < tries_max) {
      await wait(1000 * Math.min(Number(answer.headers.get('retry-after')) || 5, wait_max_s));
      continue;
    }
    if (answer.status >= 500) throw new Error('lost');
    throw new Refused(says);
  }
}

async function postOnce(path, body, who) {
  let answer;
  try {
    answer = await fetch(path, {
      method: 'POST',
      credentials: who ? 'same-origin' : 'omit',
      referrerPolicy: who ? 'same-origin' : 'no-referrer',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-language': document.documentElement.lang, ...(who ? { 'x-csrf-token': who } : {}) },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error('lost');
  }
  return { answer, value: await answer.json().catch(() => ({})) };
}

/// Gets a signed token for each paper. What was blinded is kept before it is sent: an answer that was lost is asked for
/// again with the same bytes. `ask(list)` sends [{position, blinded}] and answers [{position, signature}].
export async function getTokens(id, poll, ask, progress) {
  const chunk = 20;
  let done = poll.papers.filter((paper) => paper.kept && paper.kept.signature).length;
  for (let from = 0; from < poll.papers.length; from += chunk) {
    const some = poll.papers.slice(from, from + chunk).filter((paper) => !paper.kept || !paper.kept.signature);
    if (!some.length) continue;
    for (const paper of some) {
      if (!paper.kept) paper.kept = await newToken(paper.key);
      progress(++done, poll.papers.length);
    }
    keepPoll(id, poll);
    const { signatures } = await ask(some.map((paper) => ({ position: paper.position, blinded: paper.kept.blinded })));
    for (const { position, signature } of signatures) {
      const paper = some.find((one) => one.position === position);
      paper.kept.signature = await unblind(paper.key, paper.kept, signature);
      delete paper.kept.blinded;
      delete paper.kept.inverse;
    }
    keepPoll(id, poll);
  }
}

/// Casts what is not cast yet, in random order.
export async function castAll(id, poll, progress) {
  const open = poll.papers.filter((paper) => !paper.ack);
  for (let i = open.length - 1; i > 0; --i) {
    const j = crypto.getRandomValues(new Uint32Array(1))[0] % (i + 1);
    [open[i], open[j]] = [open[j], open[i]];
  }
  for (const paper of open)
    if (!paper.ballot) paper.ballot = await signedBallot(paper.text, paper.kept, paper.sheet || '|'.repeat(paper.questions.length - 1));
  keepPoll(id, poll); // before anything is sent: a replay is the same ballot
  let done = poll.papers.length - open.length;
  for (const paper of open) {
    const { token, signature, sheet, salt, proof } = paper.ballot;
    const { ack } = await post('/vote/cast', { poll: poll.poll, position: paper.position, token, signature, sheet, salt, proof });
    paper.ack = ack;
    delete paper.kept.secret;
    keepPoll(id, poll);
    progress(++done, poll.papers.length);
  }
}

export const receiptOf = (poll) => ({
  pingxing: 'receipt 1',
  poll: String(poll.poll),
  ballots: poll.papers.filter((paper) => paper.ack).map((paper) => ({ paper: paper.id, token: paper.ballot.token, commitment: paper.ballot.commitment, ack: paper.ack, sheet: paper.ballot.sheet, salt: paper.ballot.salt })),
});

export function saveFile(filename, value) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(value, null, 1)], { type: 'application/json' }));
  link.download = filename;
  document.body.append(link);
  link.click();
  link.remove();
}
