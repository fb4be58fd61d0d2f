// The scripts of ballots without a browser: the recount finds what was tampered with, and what the voter's side makes is
// what the recount accepts.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';

globalThis.document = { getElementById: () => null, documentElement: { lang: 'en' } };
globalThis.window = globalThis;
const { recount, found, canonical } = await import('./recount.js');
const { commitmentOf, fromBase64, isProof, isToken, newToken, paperKey, signedBallot, toBase64, unblind } = await import('./ballot_crypto.js');

const sample = new URL('../../tests/ballot/', import.meta.url);
const text = fs.readFileSync(new URL('bulletin.json', sample), 'utf8');
const bytes = (changed) => new TextEncoder().encode(changed);
const quiet = async () => {};

test('a good bulletin has no faults', async () => {
  for (const name of ['bulletin.json', 'scrutineers.json']) {
    const counted = await recount(new Uint8Array(fs.readFileSync(new URL(name, sample))), quiet);
    assert.deepEqual(counted.faults, []);
    assert.equal(counted.ballots, 21);
    assert.deepEqual(Object.fromEntries(counted.rows[0].counts), { 8: 1, 9: 2, 10: 3 });
    assert.equal(counted.rows[0].blank, 1);
  }
});

test('a bulletin of words has no faults', async () => {
  const counted = await recount(new Uint8Array(fs.readFileSync(new URL('words.json', sample))), quiet);
  assert.deepEqual(counted.faults, []);
  assert.deepEqual(Object.fromEntries(counted.rows[0].counts), { 满意: 3, 基本满意: 1, 不满意: 1 });
});

test('what was changed, dropped, doubled, added or made up is found', async () => {
  const lines = text.split('\n'), at = lines.findIndex((line) => line.startsWith('{"ballot"') && line.includes('"sheet":"10"'));
  const number = JSON.parse(lines[at].replace(/,$/, '')).ballot;
  const tampered = {
    'a changed ballot': lines.map((line, i) => (i === at ? line.replace('"sheet":"10"', '"sheet":"1"') : line)),
    'a dropped ballot': lines.filter((_, i) => i !== at),
    'a doubled ballot': [...lines.slice(0, at), lines[at], ...lines.slice(at)],
    'a ballot without a valid token': lines.map((line, i) => (i === at ? line.replace(/"signature":"./, (head) => head.slice(0, -1) + (head.endsWith('A') ? 'B' : 'A')) : line)),
  };
  for (const [kind, changed] of Object.entries(tampered)) {
    const { faults } = await recount(bytes(changed.join('\n')), quiet);
    assert.ok(faults.includes(`${kind} ${number}`), `${kind}: ${faults}`);
    assert.ok(faults.some((fault) => fault.includes('fingerprint')));
  }
  const madeUp = text.replace('"marks":[0,0,0,0,0,0,0,0,1,2,3]', '"marks":[0,0,0,0,0,0,0,0,0,0,6]');
  assert.notEqual(madeUp, text);
  assert.ok((await recount(bytes(madeUp), quiet)).faults.some((fault) => fault.startsWith('numbers differ')));
  await assert.rejects(recount(bytes('{}'), quiet));
});

test('the ballots of a receipt are found as they were cast', async () => {
  const receipt = fs.readFileSync(new URL('receipt.json', sample), 'utf8'), kept = JSON.parse(receipt).ballots.length;
  const { commitments } = await recount(bytes(text), quiet);
  assert.ok(kept > 0);
  assert.deepEqual(await found(bytes(receipt), commitments), { kept, there: kept });
  const other = receipt.replace(/"commitment": "./, (head) => head.slice(0, -1) + (head.endsWith('0') ? '1' : '0'));
  assert.deepEqual(await found(bytes(other), commitments), { kept, there: kept - 1 });
  await assert.rejects(found(bytes('{}'), commitments));
});

test('base64url and canonical JSON are those of the server', () => {
  for (const size of [0, 1, 2, 3, 97, 256]) {
    const some = Uint8Array.from({ length: size }, (_, i) => (i * 37) % 256);
    assert.deepEqual(fromBase64(toBase64(some)), some);
    assert.match(toBase64(some), /^[\w-]*$/);
  }
  assert.equal(canonical({ b: [1, '票'], a: { d: false, c: null } }), '{"a":{"c":null,"d":false},"b":[1,"票"]}');
});

test('a token that was blinded, signed and unblinded is good, and signs its ballot', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'RSA-PSS', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-384' }, true, ['sign', 'verify']);
  const spki = toBase64(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
  const kept = await newToken(spki);
  assert.equal(fromBase64(kept.token).length, 97);
  assert.equal(fromBase64(kept.blinded).length, 256);
  // The server's part: raw RSA with the private exponent.
  const number = (part) => BigInt(`0x${Buffer.from(part, 'base64url').toString('hex')}`);
  const { n, d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  let [base, exponent, signed] = [number(kept.blinded), number(d), 1n];
  for (const modulus = number(n); exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) signed = (signed * base) % modulus;
    base = (base * base) % modulus;
  }
  const answer = Buffer.from(signed.toString(16).padStart(512, '0'), 'hex').toString('base64url');
  kept.signature = await unblind(spki, kept, answer);
  assert.ok(await isToken(await paperKey(spki), kept.token, kept.signature));
  await assert.rejects(unblind(spki, kept, toBase64(new Uint8Array(256))));
  const paper = '{"electorate":"党员票"}', ballot = await signedBallot(paper, kept, '8|');
  assert.equal(ballot.commitment, await commitmentOf(paper, '8|', ballot.salt));
  assert.ok(await isProof(ballot.token, ballot.commitment, ballot.proof));
  assert.equal(await isProof(ballot.token, await commitmentOf(paper, '9|', ballot.salt), ballot.proof), false);
  assert.notEqual((await signedBallot(paper, kept, '8|')).salt, ballot.salt);
});

test('what the server cannot just now is sent again, unless it may be stored', async () => {
  const { post, Refused } = await import('./ballot_box.js');
  const answers = [], sent = [], waits = [];
  globalThis.fetch = async (path, { body }) => {
    sent.push(body);
    const [status, value] = answers.shift();
    return { ok: status === 200, status, headers: new Map([['retry-after', '5']]), json: async () => value };
  };
  const wait = async (ms) => waits.push(ms);
  const away = [503, { code: 'DATABASE_AWAY', message: 'away' }];
  answers.push(away, away, [200, { done: true }]);
  assert.deepEqual(await post('/vote/cast', { poll: 1 }, null, wait), { done: true });
  assert.deepEqual(waits, [5000, 5000]);
  assert.deepEqual(new Set(sent), new Set(['{"poll":1}']));
  answers.push([503, { code: 'OUTCOME_UNKNOWN', message: 'cannot tell' }]);
  await assert.rejects(post('/slip/cast', {}, null, wait), (error) => error instanceof Refused && error.message === 'cannot tell');
  answers.push(...Array(5).fill(away));
  await assert.rejects(post('/vote/cast', {}, null, wait), { message: 'lost' });
  assert.equal(answers.length, 0);
  answers.push([422, { message: 'wrong' }]);
  await assert.rejects(post('/vote/cast', {}, null, wait), Refused);
  assert.equal(waits.length, 6);
});
