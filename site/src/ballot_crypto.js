// The voter's side of a ballot: a key of one's own for each paper, blinded for signing, and the ballot that it signs.
// docs/ballots.md says what each part is; src/ballot/ is the server's side of the same.
import { RSABSSA } from '@cloudflare/blindrsa-ts';

const suite = RSABSSA.SHA384.PSS.Randomized();
const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const prefixSize = 32;

export const hasCrypto = () => Boolean(window.isSecureContext && window.crypto && window.crypto.subtle);

export function toBase64(bytes) {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
export function fromBase64(text) {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
export const utf8 = (text) => new TextEncoder().encode(text);
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
export const sha256 = async (bytes) => hex(await crypto.subtle.digest('SHA-256', bytes));

export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const paperKey = (spki) =>
  crypto.subtle.importKey('spki', fromBase64(spki), { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);

/// A new token, blinded. All of it is text, so that it can be kept until the answer comes, and after.
export async function newToken(spki) {
  const own = await crypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  const key = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey));
  const prepared = suite.prepare(key);
  const { blindedMsg, inv } = await suite.blind(await paperKey(spki), prepared);
  return {
    token: toBase64(prepared),
    secret: await crypto.subtle.exportKey('jwk', own.privateKey),
    blinded: toBase64(blindedMsg),
    inverse: toBase64(inv),
  };
}

/// The signature under the token; throws where the answer is none.
export async function unblind(spki, pending, answer) {
  const signature = await suite.finalize(await paperKey(spki), fromBase64(pending.token), fromBase64(answer), fromBase64(pending.inverse));
  return toBase64(signature);
}

export const commitmentOf = async (paperText, sheet, salt) =>
  sha256(utf8(`pingxing sheet 1\n${await sha256(utf8(paperText))}\n${sheet}\n${salt}`));

/// A ballot, ready to be sent as often as it takes: the same bytes each time.
export async function signedBallot(paperText, kept, sheet) {
  const salt = toBase64(crypto.getRandomValues(new Uint8Array(16)));
  const commitment = await commitmentOf(paperText, sheet, salt);
  const key = await crypto.subtle.importKey('jwk', kept.secret, curve, false, ['sign']);
  const proof = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, utf8(`pingxing ballot 1\n${commitment}`));
  return { token: kept.token, signature: kept.signature, sheet, salt, proof: toBase64(new Uint8Array(proof)), commitment };
}

export const numberOf = async (token) => (await sha256(fromBase64(token))).slice(0, 16);

/// For the recount: whether a token was signed by its paper's key, and a commitment by the token's own.
export const isToken = async (key, token, signature) =>
  crypto.subtle.verify({ name: 'RSA-PSS', saltLength: 48 }, key, fromBase64(signature), fromBase64(token));
export async function isProof(token, commitment, proof) {
  const point = fromBase64(token).slice(prefixSize);
  try {
    const key = await crypto.subtle.importKey('raw', point, curve, false, ['verify']);
    return await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64(proof), utf8(`pingxing ballot 1\n${commitment}`));
  } catch {
    return false; // no point of the curve
  }
}

/// 0 to limit - 1, none more likely than another.
export function randomBelow(limit) {
  const whole = Math.floor(2 ** 32 / limit) * limit;
  for (;;) {
    const [one] = crypto.getRandomValues(new Uint32Array(1));
    if (one < whole) return one % limit;
  }
}
export const shuffled = (list) => {
  const all = [...list];
  for (let i = all.length - 1; i > 0; --i) {
    const j = randomBelow(i + 1);
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
};
