// The largest pages and exports of an office with many people: pages.mjs BUILD PEOPLE [PAUSE]. A round of so many, an
// account each, without roles. Prints of each page its bytes, its time, and by how much the server's memory grew at most
// while it was made. What is a job is followed to its end. Says at the end what grew by more than 100 MB.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { serve } from './server.mjs';

const [build, people] = [process.argv[2], Number(process.argv[3] ?? 20_000)];
const limitMb = 100, pause = 1000 * Number(process.argv[4] ?? 11);  // the server gives memory back every ten seconds
const folder = mkdtempSync(join(tmpdir(), 'pages-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const database = join(folder, 'site.db');

function run(command, args) {
  const ran = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (ran.status !== 0) throw new Error(`${command}: ${ran.error ?? ran.stderr}`);
  return ran.stdout;
}
const { round, session } = JSON.parse(run(join(build, 'benchmarks/site/site_make_round'), [database, '--people', String(people)]));
const sql = (script) => run('python3', ['-c', 'import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1])\nlast = None\nfor one in sys.argv[2].split(";"): last = db.execute(one).fetchone()\ndb.commit()\nprint(last[0] if last else "")', database, script]);
sql(`INSERT INTO account (login, name, person_id, email, password_hash, is_active, must_change_password, created_at) SELECT lower(code), name, id, '', '', 1, 0, 0 FROM person;
  INSERT INTO account_role (account_id, role, unit_id) SELECT a.id, 'administrator', (SELECT id FROM unit WHERE parent_id IS NULL) FROM account a WHERE a.login = 'office'`);
const person = Number(sql('SELECT MAX(id) FROM person'));

const server = await serve(join(build, 'pingxing'), database);
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const get = (path) => new Promise((resolve, reject) => {
  http.get({ host: '127.0.0.1', port: server.port, agent, path, headers: { cookie: `session=${session}; language=en` } }, (answer) => {
    let bytes = 0, start = '';
    answer.on('data', (piece) => { bytes += piece.length; if (start.length < 100_000) start += piece; }).on('end', () => resolve({ status: answer.statusCode, bytes, start, location: answer.headers.location })).on('error', reject);
  }).on('error', () => resolve({ status: 'none within a minute', bytes: 0, start: '' })).setTimeout(60_000, function () { this.destroy(); });
});
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

await get('/');
const base = `/rounds/${round}`, over = [];
console.log(`${people} people; idle ${(server.residentKb() / 1024).toFixed(0)} MB`);
console.log('| page | status | bytes | ms | grew by MB |\n| --- | --- | --- | --- | --- |');
for (const path of ['/', '/units', `/people/${person}`, `/api/v1/people/${person}`, '/accounts', '/api/v1/accounts', '/journal', '/api/v1/journal', base, `${base}/people`, `${base}/figures?source=assessed`, `/api/v1${base}/figures?source=assessed`, `${base}/evidence`, `${base}/board`, `/api/v1${base}/board`, `${base}/verification`, `${base}/remarks`, `${base}/progress`, `${base}/polls`, `/api/v1${base}`, `${base}/figures.xlsx?source=assessed`, `${base}/board.xlsx`]) {
  await wait(pause);
  server.forgetPeak();
  const before = server.peakKb(), begin = Date.now();
  let answer = await get(path), how = String(answer.status);
  if (answer.location === '/jobs') {
    let job;
    do { await wait(200); [job] = JSON.parse((await get('/api/v1/jobs')).start).jobs; } while (['waiting', 'running'].includes(job.state));
    answer = await get(`/jobs/${job.id}/file`);
    how = `job ${job.state}, ${answer.status}`;
  }
  const grown = (server.peakKb() - before) / 1024;
  if (grown > limitMb) over.push(path);
  console.log(`| ${path.replace(/\d{3,}/, 'N')} | ${how} | ${answer.bytes} | ${Date.now() - begin} | ${grown.toFixed(0)} |`);
}
console.log(over.length ? `over ${limitMb} MB: ${over.join(' ')}` : `nothing over ${limitMb} MB`);
await server.stop();
