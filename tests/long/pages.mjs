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
const cookie = `session=${session}; language=en`;
let csrf = '';
const ask = (method, path, type, body) => new Promise((resolve) => {
  const headers = { cookie, ...(method === 'GET' ? {} : { 'x-csrf-token': csrf, 'content-type': type }) };
  const request = http.request({ host: '127.0.0.1', port: server.port, agent, method, path, headers }, (answer) => {
    let bytes = 0, start = '';
    answer.on('data', (piece) => { bytes += piece.length; if (start.length < 100_000) start += piece; }).on('end', () => resolve({ status: answer.statusCode, bytes, start })).on('error', () => resolve({ status: 'broken off', bytes, start }));
  }).on('error', () => resolve({ status: 'none within a minute', bytes: 0, start: '' })).setTimeout(60_000, function () { this.destroy(); });
  request.end(body);
});
const get = (path) => ask('GET', path);
const post = (path, body) => ask('POST', path, 'application/json', JSON.stringify(body));
const upload = (path, text, fields = {}) => ask('POST', path, 'multipart/form-data; boundary=x', [...Object.entries(fields).map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`), `--x\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\n${text}\r\n--x--\r\n`].join(''));
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/// Follows a job that an answer names to its end, and its file; any other answer is the end itself.
async function followed(answer) {
  if (answer.status !== 202) return { how: String(answer.status), bytes: answer.bytes, start: answer.start };
  const { job: id } = JSON.parse(answer.start);
  let job;
  do { await wait(200); job = JSON.parse((await get(`/api/v1/jobs/${id}`)).start); } while (['waiting', 'running'].includes(job.state));
  const file = job.has_file ? await get(`/jobs/${id}/file`) : { bytes: 0 };
  return { how: `job ${job.state}${job.refusal ? ` ${job.refusal.code}` : ''}`, bytes: file.bytes, start: '' };
}

csrf = /name="csrf" value="([^"]+)"/.exec((await get('/')).start)[1];
const base = `/rounds/${round}`, over = [];
const rows = Math.min(people, 49_999);  // with the header, what a table that is sent may have
const table = `编号,姓名,单位编号\n${Array.from({ length: rows }, (_, i) => `Q${1_000_000 + i},甲${i},B${1001 + i % 200}\n`).join('')}`;
let fingerprint = '';
const works = [
  ...['/', '/units', `/people/${person}`, `/api/v1/people/${person}`, '/accounts', '/api/v1/accounts', '/journal', '/api/v1/journal', '/rounds', base, `${base}/people`, `${base}/figures?source=assessed`, `/api/v1${base}/figures?source=assessed`, `${base}/evidence`, `${base}/board`, `/api/v1${base}/board`, `${base}/verification`, `/api/v1${base}/verifications`, `${base}/remarks`, `/api/v1${base}/progress`, `${base}/polls`, `/api/v1${base}`].map((path) => [path, () => get(path)]),
  ['workbook of figures', () => post('/api/v1/jobs', { kind: 'figures_workbook', round, source: 'assessed' })],
  ['workbook of the board', () => post('/api/v1/jobs', { kind: 'board_workbook', round })],
  ['verification of the journal', () => post('/api/v1/jobs', { kind: 'verify_journal' })],
  [`preview of ${rows} people`, async () => { const answer = await upload('/api/v1/imports/people/preview', table); fingerprint = /"fingerprint":"([0-9a-f]+)"/.exec(answer.start)?.[1] ?? ''; return answer; }],
  [`import of ${rows} people`, () => upload('/api/v1/imports/people', table, { fingerprint })],
];
console.log(`${people} people; idle ${(server.residentKb() / 1024).toFixed(0)} MB`);
console.log('| page | answer | bytes | ms | grew by MB |\n| --- | --- | --- | --- | --- |');
for (const [name, work] of works) {
  await wait(pause);
  server.forgetPeak();
  const before = server.peakKb(), begin = Date.now();
  const { how, bytes } = await followed(await work());
  const grown = (server.peakKb() - before) / 1024;
  if (grown > limitMb) over.push(name);
  console.log(`| ${name.replace(/\/\d{3,}/, '/N')} | ${how} | ${bytes} | ${Date.now() - begin} | ${grown.toFixed(0)} |`);
}
console.log(over.length ? `over ${limitMb} MB: ${over.join(', ')}` : `nothing over ${limitMb} MB`);
await server.stop();
process.exit(over.length ? 1 : 0);
