// The scripts of ballots without a browser: the recount finds what was tampered with, and what the voter's side makes is
// what the recount accepts.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';

globalThis.document = { getElementById: () => null, documentElement: { lang: 'en' } };
globalThis.window = globalThis;
const { recount, found, canonical } = await import('./recount.js');
const { commitmentOf, fromBase64, isProof, isToken, newToken, paperKey, randomBelow, sha256, shuffled, signedBallot, toBase64, unblind, utf8 } = await import('./ballot_crypto.js');
const { checkedFingerprint, fingerprintOf, holdAgainst, inGroups, Lied, paperFingerprint, readFragment } = await import('./ballot_keys.js');
const { isAcknowledged } = await import('./ballot_ack.js');

const KEYS_OF_SAMPLE = '306e852fabd107f1083a07542f8d4ddfd4dbdeeca588006a4a084cc19a23e99c'; // the same number stands in key_list_test.cpp and recount_test.py
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

// ---- keys, acknowledgements, and what is kept ---------------------------------------------------------------------------

const elements = (name) => fs.readFileSync(new URL(name, sample), 'utf8').split('\n').slice(1, -2).map((one) => JSON.parse(one.replace(/,$/, '')));
const lie = (key) => (error) => error instanceof Lied && error.key === key;

/// As the server gives it to a voter of the first papers only: the lines of all, the papers of some.
async function given(count = 2) {
  const [bulletin, ...rest] = elements('bulletin.json'), papers = rest.filter((one) => one.numbers);
  const keys = [];
  for (const one of papers) keys.push(await paperFingerprint(canonical(one.paper), one.key));
  return { poll: Number(bulletin.poll), ack_key: bulletin.ack_key, keys, papers: papers.slice(0, count).map((one, i) => ({ position: i + 1, text: canonical(one.paper), key: one.key })) };
}

test('H4: the fingerprint of the keys is that of the program and of the recount', async () => {
  const fresh = await given();
  const print = await checkedFingerprint(fresh, '5');
  assert.equal(print, KEYS_OF_SAMPLE);
  assert.equal((await recount(bytes(text), quiet)).keys, print);
  assert.equal(inGroups(print), print.match(/.{4}/g).join(' '));
});

test('H4: a list that is not whole, or not that of the papers, is refused whatever was changed', async () => {
  const good = await given(), other = await given(3);
  const changes = {
    lie_list: [
      (fresh) => delete fresh.keys, (fresh) => delete fresh.ack_key, (fresh) => delete fresh.papers, (fresh) => (fresh.papers = []), (fresh) => (fresh.keys = []),
      (fresh) => (fresh.keys[3] = 'x'), (fresh) => (fresh.keys[0] = fresh.keys[1]), (fresh) => (fresh.ack_key = 'AAAA'), (fresh) => (fresh.ack_key = 7),
      (fresh) => (fresh.papers[0].key = other.papers[2].key), (fresh) => (fresh.papers[0].text = other.papers[2].text), (fresh) => (fresh.papers[0].position = 2), (fresh) => (fresh.papers[1] = fresh.papers[0]),
      (fresh) => (fresh.papers[0].position = 99), (fresh) => (fresh.papers[0].text = '{}'), (fresh) => (fresh.papers[0].key = '???'), (fresh) => (fresh.papers[0] = null), (fresh) => fresh.keys.splice(0, 1), (fresh) => (fresh.poll = '5'),
    ],
    lie_poll: [(fresh) => (fresh.poll = 6)],
  };
  for (const [key, list] of Object.entries(changes))
    for (const change of list) {
      const fresh = structuredClone(good);
      change(fresh);
      await assert.rejects(checkedFingerprint(fresh, '5'), lie(key), String(change));
    }
});

test('H4: other keys than those of the link or than before are told', async () => {
  const print = await fingerprintOf(await given()), others = [];
  for (const change of [(fresh) => (fresh.ack_key = toBase64(new Uint8Array(32))), (fresh) => (fresh.keys[3] = '0'.repeat(64)), (fresh) => fresh.keys.pop(), (fresh) => fresh.keys.reverse()]) {
    const fresh = await given();
    change(fresh);
    others.push(await fingerprintOf(fresh));
  }
  assert.equal(new Set([print, ...others]).size, 5);
  holdAgainst(print, undefined, []);
  holdAgainst(print, print, [print]);
  for (const other of others) {
    assert.throws(() => holdAgainst(other, print, []), lie('lie_keys_link'));
    assert.throws(() => holdAgainst(other, undefined, [print]), lie('lie_keys_seen'));
  }
  assert.throws(() => holdAgainst(print, '', []), lie('lie_keys_link'));
});

test('what stands behind # of a link or slip', () => {
  assert.deepEqual(readFragment(''), {});
  assert.deepEqual(readFragment('#ABCD2345EFGH'), { code: 'ABCD2345EFGH' });
  assert.deepEqual(readFragment('#ABCD2345EFGH&keys=0A'), { code: 'ABCD2345EFGH', keys: '0a' });
  assert.deepEqual(readFragment('#poll=5&keys=0a'), { poll: '5', keys: '0a' });
  assert.deepEqual(readFragment('#keys='), { keys: '' });
});

test('H4: an acknowledgement is of just this ballot, or none; with and without Ed25519 in the browser', async () => {
  const [{ ack_key: key }] = elements('bulletin.json');
  const [one, two] = JSON.parse(fs.readFileSync(new URL('receipt.json', sample), 'utf8')).ballots;
  const subtle = crypto.subtle.importKey.bind(crypto.subtle);
  let isOld = false, asked = 0;
  crypto.subtle.importKey = (format, bytes_, algorithm, ...rest) => {
    if (algorithm.name !== 'Ed25519') return subtle(format, bytes_, algorithm, ...rest);
    ++asked;
    return isOld ? Promise.reject(new DOMException('Unrecognized name', 'NotSupportedError')) : subtle(format, bytes_, algorithm, ...rest);
  };
  for (isOld of [false, true]) {
    assert.equal(await isAcknowledged(key, one.paper, one.token, one.commitment, one.ack), true);
    const wrong = [
      [key, one.paper, one.token, one.commitment, two.ack], [key, two.paper, one.token, one.commitment, one.ack], [key, one.paper, two.token, one.commitment, one.ack],
      [key, one.paper, one.token, two.commitment, one.ack], [toBase64(new Uint8Array(32)), one.paper, one.token, one.commitment, one.ack], [key, one.paper, one.token, one.commitment, toBase64(new Uint8Array(64))],
      ...[undefined, null, '', 7, '?', one.ack.slice(1), {}, true].map((ack) => [key, one.paper, one.token, one.commitment, ack]),
    ];
    for (const parts of wrong) assert.equal(await isAcknowledged(...parts), false, JSON.stringify(parts));
  }
  assert.equal(asked, 14); // what has not the size of a signature asks for none
  crypto.subtle.importKey = subtle;
});

test('a random order has no favourite', () => {
  const first = Array(3).fill(0);
  for (let i = 0; i < 3000; ++i) first[shuffled([0, 1, 2])[0]] += 1;
  for (const times of first) assert.ok(times > 850 && times < 1150, String(first)); // 5.8 deviations
  for (let i = 0; i < 100; ++i) assert.ok(randomBelow(7) < 7);
});

// A localStorage and a poll as the server gives it, with a key of ours.
const memory = new Map();
globalThis.localStorage = new Proxy({}, {
  get: (_, name) => ({ getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => memory.set(key, String(value)), removeItem: (key) => memory.delete(key) })[name],
  ownKeys: () => [...memory.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
});
const { byAccount, byCode, bySlip, Kept, packed, recordsOf, seenKeys, unpacked, withQuestions } = await import('./ballot_store.js');
const seals = [toBase64(new Uint8Array(32).fill(1)), toBase64(new Uint8Array(32).fill(2))];
const pollOf = async () => {
  const fresh = await given();
  return withQuestions({ ...fresh, title: '上半年', electorate: '党员票', print: await fingerprintOf(fresh), keys: undefined });
};

test('H2: what is kept opens for its account alone, and says nothing of its marks', async () => {
  memory.clear();
  const poll = await pollOf();
  poll.papers[0].sheet = '9';
  poll.papers[0].touched = { 0: true };
  poll.papers[1].kept = { token: 'tokentoken', secret: { d: 'secretsecret' }, signature: 'signed' };
  const kept = await Kept.make(poll, await byAccount(seals[0]));
  await kept.save();
  const all = JSON.stringify([...memory]);
  for (const word of ['tokentoken', 'secretsecret', 'signed"', '上半年', '党员票', '测试员', '"9"', 'D0101', seals[0]]) assert.ok(!all.includes(word), word);
  assert.equal(await Kept.find(await byAccount(seals[1])), null);
  const again = await Kept.find(await byAccount(seals[0]));
  assert.equal(again.poll.papers[0].sheet, '9');
  assert.equal(again.poll.papers[1].sheet, undefined);
  assert.equal(again.poll.papers[1].kept.token, 'tokentoken');
  assert.deepEqual(seenKeys(5), [poll.print]);
  assert.deepEqual(seenKeys('6'), []);
  // Its size is the same whatever was marked, and whether anything was.
  const size = () => [...memory.values()][0].length;
  const before = size();
  for (const [sheet, touched] of [['10', { 0: true }], ['', { 0: true }], [undefined, {}]]) {
    Object.assign(again.poll.papers[0], { sheet, touched });
    await again.save();
    assert.equal(size(), before, sheet);
  }
  // Who changes what stands open, or swaps the sealed part, is noticed.
  for (const change of [(one) => (one.keys = '0'.repeat(64)), (one) => (one.poll = 6), (one) => (one.sealed = one.sealed.replace(/^./, (head) => (head === 'A' ? 'B' : 'A')))]) {
    const [[name, value]] = memory, changed = JSON.parse(value);
    change(changed);
    memory.set(name, JSON.stringify(changed));
    await assert.rejects(Kept.find(await byAccount(seals[0])));
    memory.set(name, value);
  }
  again.remove();
  await again.save();
  assert.equal(memory.size, 0);
});

test('marks come back as they were', async () => {
  const poll = await pollOf();
  for (const paper of poll.papers) {
    for (const [sheet, touched] of [[undefined, {}], ['7', { 0: true }], ['', { 0: true }]]) {
      Object.assign(paper, { sheet, touched });
      const back = unpacked(packed(poll)).papers[paper.position - 1];
      assert.equal(back.sheet, sheet);
      assert.deepEqual(back.touched, touched);
    }
  }
  const [paper] = poll.papers;
  Object.assign(paper, { sheet: '8', kept: { token: 't', signature: 's' }, ballot: { salt: 'a', proof: 'b', commitment: 'c', token: 't', signature: 's', sheet: '8' } });
  assert.deepEqual(unpacked(packed(poll)).papers[0].ballot, paper.ballot);
});

test('H2: a code opens what was kept under it, on this device and from a file; a slip opens its own', async () => {
  memory.clear();
  const kept = await Kept.make(await pollOf(), await byAccount(seals[0]));
  await kept.add(await byCode('abcd-efgh-jkmn-pqrs'));
  const file = JSON.parse(JSON.stringify(await kept.file()));
  assert.deepEqual(file.record.openers.map((one) => one.by), ['code']);
  assert.equal(await Kept.withCode('abcd-efgh-jkmn-pqrt'), null);
  assert.equal((await Kept.withCode(' ABCD efgh jkmnpqrs ')).slot, kept.slot);
  memory.clear();
  assert.equal(await Kept.withCode('abcd-efgh-jkmn-pqrs'), null);
  const moved = await Kept.withCode('abcd-efgh-jkmn-pqrs', recordsOf(file));
  assert.equal(moved.poll.title, '上半年');
  assert.equal(recordsOf({ 5: { papers: [] } }), null);
  assert.equal(recordsOf(null), null);
  const slip = await Kept.make(await pollOf(), await bySlip('abcd-2345-efgh', '5'));
  await slip.save();
  assert.ok(await Kept.find(await bySlip('ABCD2345EFGH', '5')));
  assert.equal(await Kept.find(await bySlip('ABCD2345EFGJ', '5')), null);
});

test('codes that are easy to guess are refused', async () => {
  const { isStrong, newCode, tidied } = await import('./ballot_code.js');
  for (let i = 0; i < 200; ++i) assert.ok(isStrong(newCode()));
  assert.match(newCode(), /^[2-9a-z]{4}(-[2-9a-z]{4}){3}$/);
  assert.equal(tidied(' ABCD-efgh jkmn-PQRS '), 'abcdefghjkmnpqrs');
  assert.equal(tidied(' My own Words '), 'My own Words');
  for (const weak of ['', '1', '123456789012', 'abcdefghijkl', 'aaaaaaaaaaaaaaaa', 'password1234', 'Password!2026', 'qwertyuiop123', 'pingxing2026!!', 'woaini1314520', '19880808zhang', '13812345678', 'abab abab abab', 'kx7kx7kx7kx7', 'short1!', '我爱中国', '密码密码密码密码', 'zhang19880808', 'Admin@123456', '1qaz2wsx'])
    assert.equal(isStrong(weak), false, weak);
  for (const strong of ['horse battery staple', '窗前梧桐夜雨声', 'Kf9-tq2Rw,xB', '门口那棵枣树今年结了'])
    assert.equal(isStrong(strong), true, strong);
});

// The server's part of a poll, honest but where a test makes it lie.
const modulus = (part) => BigInt(`0x${Buffer.from(part, 'base64url').toString('hex')}`);
async function honest() {
  const papers = [], keys = [];
  const ack = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  for (let i = 1; i <= 3; ++i) {
    const pair = await crypto.subtle.generateKey({ name: 'RSA-PSS', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-384' }, true, ['sign', 'verify']);
    const text_ = canonical({ id: `5-${i}`, electorate: '党员票', pool: '支部', marks: ['1', '2'], points: true, questions: [[`D${i}`, `测试员${i}`, '1', '爱岗']] });
    const key = toBase64(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
    papers.push({ position: i, text: text_, key });
    keys.push(await crypto.subtle.exportKey('jwk', pair.privateKey));
  }
  const sign = (position, blinded) => {
    const { n, d } = keys[position - 1];
    let [base, exponent, signed] = [modulus(blinded), modulus(d), 1n];
    for (const m = modulus(n); exponent > 0n; exponent >>= 1n) {
      if (exponent & 1n) signed = (signed * base) % m;
      base = (base * base) % m;
    }
    return Buffer.from(signed.toString(16).padStart(512, '0'), 'hex').toString('base64url');
  };
  const acknowledge = async ({ position, token, sheet, salt }) => {
    const commitment = await commitmentOf(papers[position - 1].text, sheet, salt);
    const message = utf8(`pingxing receipt 1\n5-${position}\n${await sha256(fromBase64(token))}\n${commitment}`);
    return { ack: toBase64(new Uint8Array(await crypto.subtle.sign('Ed25519', ack.privateKey, message))) };
  };
  const poll = withQuestions({ poll: 5, title: '', electorate: '', ack_key: toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', ack.publicKey))), print: 'p', papers });
  return { poll, acknowledge, ask: async (list) => ({ signatures: list.map(({ position, blinded }) => ({ position, signature: sign(position, blinded) })) }) };
}

test('H4: signatures and acknowledgements are believed only where they are good; all are there before the first is cast', async () => {
  const { castAll, getTokens, receiptOf } = await import('./ballot_box.js');
  const server = await honest();
  const kept = { poll: server.poll, saves: 0, save: async () => void ++kept.saves };
  await assert.rejects(castAll(kept, quiet), { message: 'not all signatures' });
  const good = server.ask, answers = [];
  const lies = {
    lie_answer: [async () => ({}), async () => ({ signatures: 'x' }), async () => ({ signatures: [null, null, null] }), async (list) => ({ signatures: (await good(list)).signatures.slice(1) }),
      async (list) => ({ signatures: (await good(list)).signatures.map((one) => ({ ...one, position: 1 })) }), async (list) => ({ signatures: [...(await good(list)).signatures, { position: 9, signature: 'AA' }] })],
    lie_signature: [async (list) => ({ signatures: (await good(list)).signatures.map((one, i, all) => ({ ...one, signature: all[(i + 1) % 3].signature })) }), // of another paper
      async (list) => ({ signatures: list.map(({ position }) => ({ position, signature: toBase64(new Uint8Array(256)) })) }), async (list) => ({ signatures: list.map(({ position }) => ({ position })) })],
  };
  for (const [key, list] of Object.entries(lies))
    for (const ask of list) await assert.rejects(getTokens(kept, ask, quiet), lie(key), String(ask));
  assert.ok(server.poll.papers.every((paper) => !paper.kept.signature));
  const first = structuredClone(server.poll.papers[0].kept.blinded);
  await getTokens(kept, async (list) => {
    answers.push(list);
    return good(list);
  }, quiet);
  assert.equal(answers[0][0].blinded, first); // the same message as when it was lied to
  const sent = [];
  let lieTo = null;
  globalThis.fetch = async (path, { body, credentials }) => {
    assert.equal(credentials, 'omit');
    const ballot = JSON.parse(body);
    sent.push(ballot.position);
    const value = await (lieTo || server.acknowledge)(ballot);
    return { ok: true, status: 200, headers: new Map(), json: async () => value };
  };
  const replay = await server.acknowledge({ position: 1, token: 'AAAA', sheet: '1', salt: 'AAAA' });
  for (lieTo of [async () => ({}), async () => null, async () => ({ ack: toBase64(new Uint8Array(64)) }), async () => replay]) {
    await assert.rejects(castAll(kept, quiet), lie('lie_ack'));
    assert.ok(server.poll.papers.every((paper) => !paper.ack && paper.ballot));
  }
  lieTo = null;
  sent.length = 0;
  await castAll(kept, quiet);
  assert.deepEqual([...sent].sort(), [1, 2, 3]);
  assert.ok(server.poll.papers.every((paper) => paper.ack && !paper.kept.secret));
  assert.equal(receiptOf(server.poll).keys, 'p');
});

test('H2: tokens of earlier versions are taken over only where the keys are still those', async () => {
  const { getTokens, takenOver } = await import('./ballot_box.js');
  const server = await honest(), { poll } = server;
  await getTokens({ poll, save: quiet }, server.ask, quiet);
  const keys = [];
  for (const paper of poll.papers) keys.push(await paperFingerprint(paper.text, paper.key));
  const list = () => structuredClone({ poll: 5, title: '', electorate: '', ack_key: poll.ack_key, keys, papers: poll.papers.slice(1).map(({ position, text: asks, key, kept }) => ({ position, text: asks, key, kept })) });
  const good = await takenOver(list(), '5');
  assert.deepEqual(good.papers.map((paper) => paper.kept.token), poll.papers.slice(1).map((paper) => paper.kept.token));
  assert.equal(good.print, await fingerprintOf(list()));
  for (const signature of [poll.papers[0].kept.signature, 'AAAA', '?']) {
    const forged = list();
    forged.papers[0].kept.signature = signature;
    await assert.rejects(takenOver(forged, '5'), lie('lie_signature'));
  }
  const other = list();
  other.keys[1] = '0'.repeat(64);
  await assert.rejects(takenOver(other, '5'), lie('lie_list'));
});

test('H2: what earlier versions kept in the open loses marks and receipts at once', async () => {
  const { forgetOld, oldPapers, stripOld } = await import('./ballot_old.js');
  memory.clear();
  assert.deepEqual(stripOld(), { removed: 0, left: [] });
  const cast = { position: 1, text: 'a', key: 'k', sheet: '9', kept: { token: 't1' }, ballot: { sheet: '9', salt: 's' }, ack: 'ack' };
  const waiting = { position: 2, text: 'b', key: 'k', sheet: '8', touched: { 0: true }, kept: { token: 't2', signature: 's2' }, ballot: { sheet: '8' } };
  memory.set('pingxing-ballots', JSON.stringify({ 5: { papers: [cast, waiting] }, 6: { papers: [cast] }, 7: 'x' }));
  assert.deepEqual(stripOld(), { removed: 2, left: ['5'] });
  assert.deepEqual(JSON.parse(memory.get('pingxing-ballots')), { 5: { papers: [{ position: 2, text: 'b', key: 'k', kept: waiting.kept }] } });
  assert.deepEqual(oldPapers('5').map((paper) => paper.position), [2]);
  assert.deepEqual(oldPapers('6'), []);
  forgetOld('5');
  assert.equal(memory.size, 0);
  memory.set('pingxing-ballots', 'no JSON');
  assert.deepEqual(stripOld(), { removed: 0, left: [] });
  assert.equal(memory.size, 0);
});
