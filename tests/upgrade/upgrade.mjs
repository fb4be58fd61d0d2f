// Opens each kept database with today's program and looks at what was in it: upgrade.mjs PINGXING. A database is kept
// at the end of each version (NNNN.db.gz, by its last migration): the sample of `serve --demo`, no session in it.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { serve } from '../browser/server.mjs';

const [binary] = process.argv.slice(2);
const here = new URL('.', import.meta.url).pathname;
const kept = readdirSync(here).filter((name) => name.endsWith('.db.gz')).sort();
assert.ok(kept.length >= 2);

async function signIn(address) {
  const page = await fetch(`${address}/sign-in`);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())[1];
  const body = new URLSearchParams({ csrf, login: 'office', password: 'pingxing-demo' });
  const answer = await fetch(`${address}/sign-in`, { method: 'POST', redirect: 'manual', headers: { origin: address }, body });
  assert.equal(answer.status, 303);
  return answer.headers.get('set-cookie').split(';')[0];
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
    for (const round of rounds)
      for (const part of ['', '/board', '/people', '/figures', '/verification', '/polls'])
        if (!(round.id === over.id && part === '/figures')) await get(`/rounds/${round.id}${part}`);
    for (const path of ['/', '/units', '/accounts', '/schemes', '/journal?verify=1']) await get(path);
  } finally {
    assert.equal(await server.stop(), 0, name);
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`ok ${name}`);
}
