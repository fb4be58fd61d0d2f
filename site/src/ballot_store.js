// What this device keeps of ballots, in localStorage and nowhere else: a record a voter and poll, sealed with AES-GCM
// under a key of its own, which is sealed once for each way of opening it:
//
//   account  a key that the server gives while that account is signed in, and while the poll is open
//   code     derived from a code of the voter's own: for casting later, or from elsewhere, without signing in
//   slip     derived from the letters of the slip
//
// Open in a record stand only the number of the poll and the fingerprint of its keys, which are public; whose it is
// cannot be seen from its name. Its size does not tell the marks: each sheet takes the room of the longest.
import { fromBase64, sha256, toBase64, utf8 } from './ballot_crypto.js';
import { tidied } from './ballot_code.js';

const prefix = 'pingxing-sealed ';
const rounds = 600_000; // of PBKDF2: half a second, two on a slow phone
const rounds_max = 10 * rounds; // a file from elsewhere does not keep the page busy for hours
const random = (size) => crypto.getRandomValues(new Uint8Array(size));
const hexOf = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const aes = (bytes) => crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);

async function seal(key, bytes, about) {
  const iv = random(12);
  return { iv: toBase64(iv), sealed: toBase64(new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(about) }, key, bytes))) };
}
/// Throws where it was sealed under another key or was changed.
const unseal = async (key, { iv, sealed }, about) =>
  new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(iv), additionalData: utf8(about) }, key, fromBase64(sealed)));

async function derived(secret, salt, size, times) {
  const base = await crypto.subtle.importKey('raw', utf8(secret), 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: times }, base, size * 8));
}

/// Ways of opening: {by, key, slot?, more}; `slot`: the name of its record, where it follows from the secret.
export const byAccount = async (given) => ({ by: 'account', key: await aes(fromBase64(given)), slot: (await sha256(utf8(`pingxing slot 1\n${given}`))).slice(0, 32), more: {} });
export async function bySlip(code, poll) {
  const both = await derived(code.replace(/[\s-]/g, '').toUpperCase(), utf8(`pingxing slip 1\n${poll}`), 48, rounds);
  return { by: 'slip', key: await aes(both.slice(0, 32)), slot: hexOf(both.slice(32)), more: {} };
}
export async function byCode(code, how = { salt: toBase64(random(16)), rounds }) {
  return { by: 'code', key: await aes(await derived(tidied(code), fromBase64(how.salt), 32, how.rounds)), more: { salt: how.salt, rounds: how.rounds } };
}

// ---- a record as text -------------------------------------------------------------------------------------------------

/// What is asked stands in the text of a paper.
export function withQuestions(poll) {
  for (const paper of poll.papers) {
    const text = JSON.parse(paper.text);
    Object.assign(paper, { id: text.id, pool: text.pool, marks: text.marks, isPoints: text.points, questions: text.questions, atMost: text.at_most || {}, refusesAlike: Boolean(text.refuses_all_alike) });
  }
  return poll;
}

const sizeOf = (text) => utf8(text).length;
const widthOf = (paper) => paper.questions.length * (Math.max(...paper.marks.map(sizeOf)) + 1);

export function packed(poll) {
  const papers = poll.papers.map((paper) => {
    const sheet = paper.sheet || '';
    return {
      position: paper.position, text: paper.text, kept: paper.kept, ack: paper.ack,
      key: paper.kept && paper.kept.signature ? undefined : paper.key, // a verified signature needs it no more
      sheet: sheet + ' '.repeat(widthOf(paper) - sizeOf(sheet)),
      touched: paper.questions.map((_, i) => (paper.touched && paper.touched[i] ? 1 : 0)).join(''),
      ballot: paper.ballot && { salt: paper.ballot.salt, proof: paper.ballot.proof, commitment: paper.ballot.commitment },
    };
  });
  return JSON.stringify({ poll: poll.poll, title: poll.title, electorate: poll.electorate, ack_key: poll.ack_key, print: poll.print, papers });
}

export function unpacked(text) {
  const poll = withQuestions(JSON.parse(text));
  for (const paper of poll.papers) {
    const sheet = paper.sheet.trimEnd(), isUntouched = !/1/.test(paper.touched) && !paper.ballot;
    paper.touched = Object.fromEntries([...paper.touched].map((one, i) => [i, one === '1']).filter(([, is]) => is));
    if (isUntouched) delete paper.sheet;
    else paper.sheet = sheet || '|'.repeat(paper.questions.length - 1);
    if (paper.ballot) paper.ballot = { ...paper.ballot, token: paper.kept.token, signature: paper.kept.signature, sheet: paper.sheet };
    else delete paper.ballot;
  }
  return poll;
}

// ---- records ----------------------------------------------------------------------------------------------------------

const aboutBody = ({ poll, keys }) => `pingxing ballots 1\n${poll}\n${keys}`;
const aboutKey = (envelope, by) => `${aboutBody(envelope)}\n${by}`;

/// [slot, envelope] of all that is kept.
function all() {
  const found = [];
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(prefix)) continue;
    try {
      const envelope = JSON.parse(localStorage.getItem(name));
      if (envelope && Array.isArray(envelope.openers)) found.push([name.slice(prefix.length), envelope]);
    } catch { /* not ours */ }
  }
  return found;
}
/// Fingerprints of the keys that this browser was given for a poll, whoever was.
export const seenKeys = (poll) => [...new Set(all().filter(([, one]) => String(one.poll) === String(poll)).map(([, one]) => one.keys))];
export const hasOfCode = () => all().some(([, envelope]) => envelope.openers.some((one) => one.by === 'code'));

export class Kept {
  constructor(slot, envelope, key, poll) {
    Object.assign(this, { slot, envelope, key, poll });
  }

  /// A new record; nothing is kept before `save`.
  static async make(poll, opener) {
    const bytes = random(32);
    const kept = new Kept(opener.slot || hexOf(random(16)), { poll: poll.poll, keys: poll.print, openers: [] }, await aes(bytes), poll);
    kept.bytes = bytes;
    await kept.add(opener);
    return kept;
  }

  static async opened(slot, envelope, opener, how) {
    const bytes = await unseal(opener.key, how, aboutKey(envelope, how.by));
    const key = await aes(bytes);
    const poll = unpacked(new TextDecoder().decode(await unseal(key, envelope, aboutBody(envelope))));
    const kept = new Kept(slot, envelope, key, poll);
    kept.bytes = bytes;
    return kept;
  }

  /// The record of an account or slip; nothing where there is none. Throws where it was changed.
  static async find(opener) {
    const text = localStorage.getItem(prefix + opener.slot);
    if (text === null) return null;
    const envelope = JSON.parse(text);
    return Kept.opened(opener.slot, envelope, opener, envelope.openers.find((one) => one.by === opener.by));
  }

  /// The record that a code opens, of this device or of a file; nothing where it opens none.
  static async withCode(code, records = all()) {
    for (const [slot, envelope] of records)
      for (const how of envelope.openers.filter((one) => one.by === 'code' && one.rounds <= rounds_max))
        try {
          return await Kept.opened(slot, envelope, await byCode(code, how), how);
        } catch { /* another's */ }
    return null;
  }

  async add(opener) {
    const wrapped = await seal(opener.key, this.bytes, aboutKey(this.envelope, opener.by));
    this.envelope.openers = [...this.envelope.openers.filter((one) => one.by !== opener.by), { by: opener.by, ...opener.more, ...wrapped }];
  }

  /// One at a time; what changes meanwhile is saved after it.
  save() {
    this.isWanted = true;
    this.saving = this.saving || this.write().finally(() => (this.saving = null));
    return this.saving;
  }
  async write() {
    while (this.isWanted && !this.isRemoved) {
      this.isWanted = false;
      Object.assign(this.envelope, await seal(this.key, utf8(packed(this.poll)), aboutBody(this.envelope)));
      if (this.isRemoved) return;
      try {
        localStorage.setItem(prefix + this.slot, JSON.stringify(this.envelope));
      } catch {
        throw new Error('storage');
      }
    }
  }
  remove() {
    this.isRemoved = true;
    localStorage.removeItem(prefix + this.slot);
  }

  /// For a file: what opens with the code alone.
  async file() {
    await this.save();
    return { pingxing: 'sealed ballots 1', record: { ...this.envelope, openers: this.envelope.openers.filter((one) => one.by === 'code') } };
  }
}

/// The records of a file that `file` wrote; nothing where it is none. They get a name of their own on this device.
export function recordsOf(value) {
  const record = value && value.pingxing === 'sealed ballots 1' && value.record;
  return record && Array.isArray(record.openers) ? [[hexOf(random(16)), record]] : null;
}
