// The server's signature under a receipt: who has it can show that a ballot was taken in.
import { verifyAsync } from '@noble/ed25519';
import { fromBase64, sha256, utf8 } from './ballot_crypto.js';

/// Whether the server took in just this ballot. Browsers that have no Ed25519 yet compute it in a script.
export async function isAcknowledged(ackKey, paper, token, commitment, ack) {
  try {
    const key = fromBase64(ackKey), signature = fromBase64(ack);
    const message = utf8(`pingxing receipt 1\n${paper}\n${await sha256(fromBase64(token))}\n${commitment}`);
    if (key.length !== 32 || signature.length !== 64) return false;
    let own;
    try {
      own = await crypto.subtle.importKey('raw', key, { name: 'Ed25519' }, false, ['verify']);
    } catch {
      return await verifyAsync(signature, message, key, { zip215: false });
    }
    return await crypto.subtle.verify({ name: 'Ed25519' }, own, signature, message);
  } catch {
    return false; // no text, no point of the curve
  }
}
