// Opens each kept database with today's program and looks at what was in it: upgrade.mjs PINGXING. A database is kept
// at the end of each version (NNNN.db.gz, by its last migration): the sample of `serve --demo`, no session in it. In
// 0023-units.db.gz two schemes have units behind names of inputs, as the columns of that time had them. boards.json has
// what the boards came to before later versions; `upgrade.mjs PINGXING --keep` adds those that it lacks, and is for the
// program that a database was kept with.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { serve } from '../browser/server.mjs';

const [binary, keep] = process.argv.slice(2);
const here = new URL('.', import.meta.url).pathname;
const kept = readdirSync(here).filter((name) => name.endsWith('.db.gz')).sort();
assert.ok(kept.length >= 2);
const boards = JSON.parse(readFileSync(join(here, 'boards.json')));

/// What counts of a board: who came to what, and how many figures there are. No wording.
function digest(board, figures) {
  const rows = board.subjects.map((one) => [one.id, one.total, one.total_range, one.rank, one.grade, one.status, one.items]);
  rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return createHash('sha256').update(JSON.stringify([rows, figures.filled, figures.wanted])).digest('hex');
}

async function signIn(address) {
  const page = await fetch(`${address}/sign-in`);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())[1];
  const body = new URLSearchParams({ csrf, login: 'office', password: 'pingxing-demo' });
  const answer = await fetch(`${address}/sign-in`, { method: 'POST', redirect: 'manual', headers: { origin: address }, body });
  assert.equal(answer.status, 303);
  return answer.headers.get('set-cookie').split(';')[0];
}

/// The API has the headers that people know, and takes a figure under the header, with its unit and without.
async function lookAtNames(address, cookie, rounds, get) {
  const csrf = /name="csrf" value="([^"]+)"/.exec(await get('/accounts'))[1];
  let said = 0;
  for (const id of rounds) {
    const figures = JSON.parse(await get(`/api/v1/rounds/${id}/figures`));
    const known = ['*', ...figures.fields.map((field) => field.requirement)];
    for (const { indicator } of JSON.parse(await get(`/api/v1/rounds/${id}`)).assignments) assert.ok(known.includes(indicator), indicator);
    const cell = figures.rows.flatMap((row) => row.cells).find(({ fact }) => fact !== 0);
    if (!figures.is_open || !cell) continue;
    for (const input of [cell.input, cell.input.replace(/\(.*\)$/, '')]) {
      const { subject, value, reason, fact } = cell;
      const body = JSON.stringify({ source: 'assessed', subject, input, value, reason, replaces: fact });
      const headers = { cookie, origin: address, 'x-csrf-token': csrf, 'content-type': 'application/json' };
      const answer = await fetch(`${address}/api/v1/rounds/${id}/figures`, { method: 'POST', headers, body });
      assert.deepEqual(await answer.json(), { fact, value }, input);
      ++said;
    }
  }
  assert.ok(said >= 2);
}

for (const name of kept) {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-'));
  const database = join(folder, 'kept.db');
  writeFileSync(database, gunzipSync(readFileSync(join(here, name))));
  const server = await serve(binary, database);
  try {
    const cookie = await signIn(server.address);
    const get = async (path) => {
      const answer = await fetch(server.address + path, { headers: { cookie } });
      const text = await answer.text();
      assert.equal(answer.status, 200, `${name} ${path}: ${text.slice(0, 300)}`);
      return text;
    };
    const rounds = JSON.parse(await get('/api/v1/rounds')).rounds;
    assert.equal(rounds.length, 3, name);
    const over = rounds.find((round) => round.state === 'over');
    const board = JSON.parse(await get(`/api/v1/rounds/${over.id}/board`));
    assert.equal(board.subjects.length, 186, name);
    assert.equal(board.pools.reduce((sum, pool) => sum + pool.pending, 0), 1, `${name}: one lacks a figure, all others are rated`);
    assert.ok(board.subjects.filter((subject) => subject.rank === 1).length >= 12, name);
    const found = {};
    for (const { id } of rounds)
      found[id] = digest(JSON.parse(await get(`/api/v1/rounds/${id}/board`)), JSON.parse(await get(`/api/v1/rounds/${id}/figures`)));
    if (keep === '--keep') boards[name] ??= found;
    assert.deepEqual(found, boards[name], `${name}: the boards are those that they were`);
    await lookAtNames(server.address, cookie, rounds.map(({ id }) => id), get);
    for (const round of rounds)
      for (const part of ['', '/board', '/people', '/figures', '/verification', '/polls'])
        if (!(round.id === over.id && part === '/figures')) await get(`/rounds/${round.id}${part}`);
    for (const path of ['/', '/units', '/accounts', '/schemes', '/journal?verify=1']) await get(path);
    const { head, rows, verified } = JSON.parse(await get('/api/v1/journal?verify=1'));
    assert.deepEqual([verified.holds, verified.faults, verified.seq], [true, [], head.seq], name);
    const before = rows.filter(({ way }) => way === 1).length; // entries from before the record proved itself
    assert.equal(verified.sealed_from, before === 0 ? 1 : before + 1, `${name}: what was there is sealed by the next entry`);
    assert.ok(verified.rows > 5000, name);
    execFileSync(binary, ['verify', database, '--head', `${head.seq}:${head.hash}`]); // while the server runs
  } finally {
    assert.equal(await server.stop(), 0, name);
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`ok ${name}`);
}
if (keep === '--keep') writeFileSync(join(here, 'boards.json'), JSON.stringify(boards, null, 2) + '\n');
