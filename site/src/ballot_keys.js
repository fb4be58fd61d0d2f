// Whether the keys that the server gives are those that it gives everybody: their list is computed from all that it
// gave, and its fingerprint held against the one of the link or slip, and against what this browser was given before.
// src/ballot/key_list.hpp describes the list. Whatever does not fit is a lie and is told loudly.
import { fromBase64, sha256, utf8 } from './ballot_crypto.js';

/// `key`: of the words; `values` are filled in.
export class Lied extends Error {
  constructor(key, ...values) {
    super(key);
    Object.assign(this, { key, values });
  }
}

export const paperFingerprint = async (text, spki) =>
  sha256(utf8(`pingxing paper key 1\n${await sha256(utf8(text))}\n${await sha256(fromBase64(spki))}`));

export const listText = ({ poll, ack_key: ack, keys }) =>
  `pingxing keys 1\npoll ${poll}\nack ${ack}\n${keys.map((one) => `paper ${one}\n`).join('')}`;
export const fingerprintOf = (list) => sha256(utf8(listText(list)));

export const inGroups = (fingerprint) => fingerprint.replace(/(.{4})(?=.)/g, '$1 ');

const isDigest = (text) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
const isBytes = (text, size) => {
  try {
    return typeof text === 'string' && /^[\w-]+$/.test(text) && fromBase64(text).length === size;
  } catch {
    return false;
  }
};

async function isListed(poll, paper, keys) {
  try {
    return keys[paper.position - 1] === (await paperFingerprint(paper.text, paper.key)) && JSON.parse(paper.text).id === `${poll}-${paper.position}`;
  } catch {
    return false; // no text, no key, or no JSON
  }
}

/// The fingerprint of the list that came with the papers; throws Lied where it is not whole or a paper is not on it.
/// `poll`: which was asked for; nothing where the server is to say it.
export async function checkedFingerprint(fresh, poll) {
  const { papers, keys, ack_key: ack } = fresh;
  const isWhole = Array.isArray(papers) && papers.length > 0 && Array.isArray(keys) && keys.length > 0 && keys.every(isDigest) && isBytes(ack, 32) && Number.isInteger(fresh.poll);
  if (!isWhole) throw new Lied('lie_list');
  if (poll !== undefined && String(fresh.poll) !== poll) throw new Lied('lie_poll');
  const positions = new Set(papers.map((paper) => paper && paper.position));
  if (positions.size !== papers.length) throw new Lied('lie_list');
  for (const paper of papers)
    if (!(await isListed(fresh.poll, paper, keys))) throw new Lied('lie_list');
  return fingerprintOf(fresh);
}

/// `link`: what the link or slip said, as it stands there; `seen`: what this browser was given before for the poll.
export function holdAgainst(fingerprint, link, seen) {
  if (link !== undefined && link !== fingerprint) throw new Lied('lie_keys_link', inGroups(link), inGroups(fingerprint));
  for (const one of seen)
    if (one !== fingerprint) throw new Lied('lie_keys_seen', inGroups(one), inGroups(fingerprint));
}

/// What stands behind "#": {code, poll, keys}, each only where it is there. A fingerprint that is none stays as it is, so
/// that it is told to differ.
export function readFragment(hash) {
  const found = {};
  for (const part of hash.replace(/^#/, '').split('&').filter(Boolean)) {
    const [, name, value] = /^(poll|keys)=(.*)$/.exec(part) || [];
    if (name) found[name] = value.toLowerCase();
    else found.code = part;
  }
  return found;
}
