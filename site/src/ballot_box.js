// How the voter's page talks to the server: with the session only where a ballot is got, and without cookies, address
// of the page or anything else of the voter where it is cast. It believes no answer: signatures are verified before they
// are kept, and a ballot counts as cast only with the acknowledgement of the poll's key.
import { isAcknowledged } from './ballot_ack.js';
import { isToken, newToken, paperKey, shuffled, signedBallot, unblind } from './ballot_crypto.js';
import { checkedFingerprint, Lied } from './ballot_keys.js';
import { withQuestions } from './ballot_store.js';

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
  return { answer, value: (await answer.json().catch(() => null)) ?? {} };
}

export async function get(path, who) {
  let answer, value;
  try {
    answer = await fetch(path, { credentials: who ? 'same-origin' : 'omit', redirect: 'error', headers: { accept: 'application/json', 'accept-language': document.documentElement.lang } });
    value = await answer.json();
  } catch {
    throw new Error('lost');
  }
  if (!answer.ok) throw new Refused([value.message, value.mend].filter(Boolean).join(' '));
  return value;
}

export const titleOf = ({ questions, pool }) =>
  questions.length > 1 ? [pool, questions[0][3]].filter(Boolean).join(' ') : [questions[0][1], questions[0][3]].filter(Boolean).join(' ');

export const hasAll = (poll) => poll.papers.every((paper) => paper.kept && paper.kept.signature);

/// Of the poll's key for just this token, else it is not kept.
async function take(paper, answer) {
  try {
    const signature = await unblind(paper.key, paper.kept, answer);
    if (!(await isToken(await paperKey(paper.key), paper.kept.token, signature))) throw new Error('forged');
    paper.kept.signature = signature;
  } catch {
    throw new Lied('lie_signature', titleOf(paper));
  }
  delete paper.kept.blinded;
  delete paper.kept.inverse;
}

/// A poll as it is kept, of what the server gave, with the fingerprint of its keys.
export const asPoll = ({ poll, title, electorate, ack_key: ack, papers }, print) =>
  withQuestions({ poll, title, electorate, ack_key: ack, print, papers: papers.map(({ position, text, key }) => ({ position, text, key })) });

/// The same of papers with tokens from before keys had a fingerprint: each has to be on the list as it is now, and its
/// signature of the key there.
export async function takenOver(list, id) {
  const poll = asPoll(list, await checkedFingerprint(list, id));
  for (const [i, paper] of poll.papers.entries()) {
    paper.kept = list.papers[i].kept;
    if (!paper.kept.signature) continue;
    const isGood = await isToken(await paperKey(paper.key), paper.kept.token, paper.kept.signature).catch(() => false);
    if (!isGood) throw new Lied('lie_signature', titleOf(paper));
  }
  return poll;
}

/// Gets a signed token for each paper. What was blinded is kept before it is sent: an answer that was lost is asked for
/// again with the same bytes. `ask(list)` sends [{position, blinded}] and answers [{position, signature}].
export async function getTokens(kept, ask, progress) {
  const chunk = 20, { papers } = kept.poll;
  let done = papers.filter((paper) => paper.kept && paper.kept.signature).length;
  for (let from = 0; from < papers.length; from += chunk) {
    const some = papers.slice(from, from + chunk).filter((paper) => !paper.kept || !paper.kept.signature);
    if (!some.length) continue;
    for (const paper of some) {
      if (!paper.kept) paper.kept = await newToken(paper.key);
      progress(++done, papers.length);
    }
    await kept.save();
    const { signatures } = await ask(some.map((paper) => ({ position: paper.position, blinded: paper.kept.blinded })));
    const answered = Array.isArray(signatures) ? signatures.filter(Boolean) : [];
    const of = (paper) => answered.filter((one) => one.position === paper.position);
    if (answered.length !== some.length || some.some((paper) => of(paper).length !== 1)) throw new Lied('lie_answer', some.length);
    for (const paper of some) await take(paper, of(paper)[0].signature);
    await kept.save();
  }
}

const saved_ms = 1000; // a page that ends meanwhile casts the same bytes again, and is answered the same

/// Casts what is not cast yet, in random order: all signatures are there before the first ballot goes, so no ballot is
/// cast beside the asking for it. Without pauses: whoever sees the connection knows them together with or without, and
/// nobody else sees moments.
export async function castAll(kept, progress) {
  const { poll } = kept;
  if (!hasAll(poll)) throw new Error('not all signatures');
  const open = shuffled(poll.papers.filter((paper) => !paper.ack));
  for (const paper of open) {
    if (paper.ballot) continue;
    paper.sheet = paper.sheet || '|'.repeat(paper.questions.length - 1);
    paper.ballot = await signedBallot(paper.text, paper.kept, paper.sheet);
  }
  await kept.save(); // before anything is sent: a replay is the same ballot
  let done = poll.papers.length - open.length, last = Date.now();
  try {
    for (const paper of open) {
      const { token, signature, sheet, salt, proof, commitment } = paper.ballot;
      const { ack } = await post('/vote/cast', { poll: poll.poll, position: paper.position, token, signature, sheet, salt, proof });
      if (!(await isAcknowledged(poll.ack_key, paper.id, token, commitment, ack))) throw new Lied('lie_ack', titleOf(paper));
      paper.ack = ack;
      delete paper.kept.secret;
      if (Date.now() - last > saved_ms) {
        await kept.save();
        last = Date.now();
      }
      progress(++done, poll.papers.length);
    }
  } finally {
    await kept.save();
  }
}

export const receiptOf = (poll) => ({
  pingxing: 'receipt 1',
  poll: String(poll.poll),
  keys: poll.print,
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
