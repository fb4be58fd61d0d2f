// Kills the server (SIGKILL) at random moments while a round is worked on, and starts it again: nothing that was
// acknowledged may be gone, nobody's entry may stand twice, and the journal must hold.
//   node kill.mjs PINGXING DATABASE [--kills 50] [--seed 1]
// Assessors score, a secretary assesses her branch, a leader writes remarks, all at once. Says how
// much was acknowledged; ends with status 1 where anything is lost.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [binary, database, ...rest] = process.argv.slice(2);
const option = (name, usual) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : usual);
const kills = option('--kills', 50);
const secrets = mkdtempSync(join(tmpdir(), 'secrets-'));
process.on('exit', () => rmSync(secrets, { recursive: true, force: true }));
let seed = option('--seed', Date.now() % 1_000_000);
console.log(`seed ${seed}, ${kills} kills`);
const random = () => { seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31; return seed / 2 ** 31; };
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let port = 0, child, isOver = false;
const starts = [];

async function start(...more) {
  const begin = Date.now();
  child = spawn(binary, ['serve', '--database', database, '--listen', `127.0.0.1:${port}`, '--poll-secrets', secrets, ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
  const own = child;
  await new Promise((resolve, reject) => {
    let out = '';
    own.stdout.on('data', (bytes) => {
      out += bytes;
      const found = out.match(/http:\/\/127\.0\.0\.1:(\d+)/);
      if (found && out.includes('Ctrl+C')) { port = Number(found[1]); resolve(); }
    });
    own.once('exit', (status, signal) => reject(new Error(`the server ended by itself: ${status} ${signal}`)));
  });
  own.removeAllListeners('exit');
  starts.push(Date.now() - begin);
}

async function kill() {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/// One call; nothing where no whole answer came.
function ask(method, path, { headers = {}, body } = {}) {
  return new Promise((resolve) => {
    const request = http.request({ host: '127.0.0.1', port, method, path, agent: false, headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece) => { text += piece; }).on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text })).on('aborted', () => resolve()).on('error', () => resolve());
    });
    request.on('error', () => resolve());
    request.setTimeout(20_000, () => request.destroy());
    request.end(body);
  });
}

async function tokenOf(login) {
  const cookies = new Map();
  const headers = () => ({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') });
  const go = async (method, path, form) => {
    const body = form && new URLSearchParams(form).toString();
    const answer = await ask(method, path, { headers: { ...headers(), ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) }, body });
    for (const line of answer.headers['set-cookie'] ?? []) { const [pair] = line.split(';'); cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)); }
    return answer;
  };
  const csrf = (page) => page.text.match(/name="csrf" value="([^"]+)"/)[1];
  await go('POST', '/sign-in', { csrf: csrf(await go('GET', '/sign-in')), login, password: 'pingxing-demo' });
  const made = await go('POST', '/account/tokens', { csrf: csrf(await go('GET', '/account')), name: 'kill', days: '30' });
  return made.text.match(/px_[A-Za-z0-9_-]{43}/)[0];
}

const call = async (token, method, path, body) => {
  const answer = await ask(method, `/api/v1${path}`, { headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
  return answer && { status: answer.status, json: JSON.parse(answer.text) };
};

/// A cell as one person works on it: what was acknowledged last, and what was sent behind that without an answer.
class Cell {
  constructor(subject, input, fact, value, options) { Object.assign(this, { subject, input, fact, value, options, unknown: [] }); }
  key() { return `${this.subject} ${this.input}`; }
}

const acknowledged = { cells: 0, remarks: 0 };

async function cellsOf(token, round, source) {
  const sheet = (await call(token, 'GET', `/rounds/${round}/figures?source=${source}`)).json;
  return sheet.rows.flatMap((row) => row.cells.filter((cell) => cell.applies)).map((cell) => new Cell(cell.subject, cell.input, cell.fact, cell.value, cell.is_select ? cell.options.map((o) => o.word) : ['0', '1', '2', '3', '5', '90', '100']));
}

async function fillIn(token, round, source, cells) {
  while (!isOver) {
    const cell = cells[Math.floor(random() * cells.length)];
    const value = cell.options[Math.floor(random() * cell.options.length)];
    const sent = { value, reason: `理由${acknowledged.cells}` };
    const answer = await call(token, 'POST', `/rounds/${round}/figures`, { source, subject: cell.subject, input: cell.input, replaces: cell.fact, ...sent });
    if (!answer) {
      cell.unknown.push(sent.value);
      await wait(20);
    } else if (answer.status === 200) {
      Object.assign(cell, { fact: answer.json.fact, value: answer.json.value, unknown: [] });
      ++acknowledged.cells;
    } else if (answer.status === 409) {
      // Only our own entry, whose answer the kill took, can stand there.
      assert.equal(answer.json.code, 'CHANGED_MEANWHILE', JSON.stringify(answer.json));
      const now = (await call(token, 'GET', `/rounds/${round}/figures?source=${source}`))?.json.rows.flatMap((row) => row.cells).find((one) => one.subject === cell.subject && one.input === cell.input);
      if (!now) continue;
      assert.ok(cell.unknown.includes(now.value), `${cell.key()} holds ${now.value}: acknowledged was ${cell.value}, unanswered ${cell.unknown}`);
      Object.assign(cell, { fact: now.fact, value: now.value, unknown: [] });
    } else {
      assert.equal(answer.status, 422, JSON.stringify(answer.json));  // out of that input's limits
      cell.options = cell.options.filter((one) => one !== value);
    }
  }
}

async function remark(token, round, mine) {
  while (!isOver) {
    const one = mine[Math.floor(random() * mine.length)];
    const text = `看过${acknowledged.remarks}次`;
    const answer = await call(token, 'POST', `/rounds/${round}/remarks`, { subject: one.subject, done_well: text, problems: '', requests: '', replaces: one.id });
    if (!answer) { one.unknown.push(text); await wait(20); continue; }
    if (answer.status === 201) { Object.assign(one, { id: answer.json.id, text, unknown: [] }); ++acknowledged.remarks; continue; }
    assert.equal(answer.json.code, 'CHANGED_MEANWHILE', JSON.stringify(answer.json));
    const now = (await call(token, 'GET', `/rounds/${round}/remarks`))?.json.remarks.find((r) => r.subject_id === one.subject);
    if (!now) continue;
    assert.ok(one.unknown.includes(now.done_well), `the remark says ${now.done_well}`);
    Object.assign(one, { id: now.id, text: now.done_well, unknown: [] });
  }
}

try {
  await start('--demo');
  const token = {};
  for (const login of ['office', 'zuzhi', 'jijian', 'bangong', 'qingsong', 'lingdao', 'jiandu']) token[login] = await tokenOf(login);
  const round = (await call(token.office, 'GET', '/rounds')).json.rounds.find((one) => one.name === '本季度流动红旗评定').id;
  const opened = (await call(token.office, 'GET', `/rounds/${round}`)).json;
  for (const index of opened.stages.keys()) {  // going back makes those behind wait again: in order, each as it is by then
    const stage = (await call(token.office, 'GET', `/rounds/${round}`)).json.stages[index];
    if (!['score', 'remark'].includes(stage.kind) || stage.is_open) continue;  // scoring waits for the end of self-assessment
    const done = await call(token.office, 'POST', `/rounds/${round}/stages/${index}`, { command: stage.is_closed ? 'reopen' : 'open', reason: '试验' });
    assert.equal(done.status, 200, JSON.stringify(done.json));
  }
  const work = [];
  const sheets = [['zuzhi', 'assessed'], ['jijian', 'assessed'], ['bangong', 'assessed'], ['qingsong', 'self']];
  const books = [];
  const taken = new Set();  // several may score the same cell: each keeps to his own
  for (const [login, source] of sheets) {
    const answer = await call(token[login], 'GET', `/rounds/${round}/figures?source=${source}`);
    if (answer.status !== 200 || !answer.json.is_open) continue;
    const cells = (await cellsOf(token[login], round, source)).filter((cell) => !taken.has(`${source} ${cell.key()}`));
    for (const cell of cells) taken.add(`${source} ${cell.key()}`);
    books.push({ login, source, cells });
    work.push(fillIn(token[login], round, source, cells));
  }
  const { leaders } = (await call(token.office, 'GET', `/rounds/${round}/matrix`)).json;
  const subjects = opened.subject_list.slice(0, 4);
  const leader = (await call(token.lingdao, 'GET', '/me')).json.id;
  assert.ok(leaders.some((one) => one.id === leader));
  assert.equal((await call(token.office, 'PUT', `/rounds/${round}/matrix`, { pairs: subjects.map((one) => ({ account: leader, subject: one.id })) })).status, 200);
  const remarks = subjects.map((one) => ({ subject: one.id, id: 0, text: '', unknown: [] }));
  for (const one of (await call(token.lingdao, 'GET', `/rounds/${round}/remarks`)).json.remarks)
    for (const mine of remarks) if (one.subject_id === mine.subject) Object.assign(mine, { id: one.id, text: one.done_well });
  work.push(remark(token.lingdao, round, remarks));
  assert.ok(books.length >= 3, `only ${books.map((book) => book.login)} may fill in`);
  for (let i = 0; i < kills; ++i) {
    await wait(30 + random() * 400);
    await kill();
    await start();
  }
  await wait(300);
  isOver = true;
  await Promise.all(work);

  // What stands now, against what was acknowledged.
  let standing = 0;
  for (const { login, source, cells } of books) {
    const now = new Map((await cellsOf(token[login], round, source)).map((cell) => [cell.key(), cell]));
    for (const cell of cells) {
      const found = now.get(cell.key());
      if (cell.unknown.length === 0) {
        assert.equal(found.fact, cell.fact, `${login} ${cell.key()}: fact ${cell.fact} was acknowledged, ${found.fact} stands`);
        assert.equal(found.value, cell.value, `${login} ${cell.key()}`);
      } else {
        assert.ok(found.fact >= cell.fact && (found.fact === cell.fact || cell.unknown.includes(found.value)), `${login} ${cell.key()}`);
      }
      ++standing;
    }
  }
  const written = (await call(token.lingdao, 'GET', `/rounds/${round}/remarks`)).json.remarks;
  for (const one of remarks.filter((r) => r.text && r.unknown.length === 0))
    assert.equal(written.find((r) => r.subject_id === one.subject)?.done_well, one.text);
  let journal = await call(token.jiandu, 'GET', '/journal?verify=1');
  if (journal.status === 202) {  // a long one is verified by a job
    const path = `/jobs/${journal.json.job}`;
    let job;
    do {
      await wait(200);
      job = (await call(token.jiandu, 'GET', path)).json;
    } while (job.state === 'waiting' || job.state === 'running');
    assert.equal(job.state, 'done', JSON.stringify(job));
    journal = { status: 200, json: { head: { seq: job.outcome.seq }, problem: job.outcome.problem ?? null } };
  }
  assert.equal(journal.status, 200);
  assert.equal(journal.json.problem, null, JSON.stringify(journal.json.problem));
  assert.ok(journal.json.head.seq >= acknowledged.cells + acknowledged.remarks, 'each action has its entry');
  const sorted = starts.sort((a, b) => a - b);
  console.log(`${kills} kills: ${acknowledged.cells} cells and ${acknowledged.remarks} remarks acknowledged, ${standing} cells compared, nothing lost; ${journal.json.head.seq} journal entries verified; a start took ${sorted[Math.floor(sorted.length / 2)]} ms at the median`);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  assert.equal(await ended, 0, 'SIGTERM ends it with 0');
} catch (error) {
  console.error(error);
  child?.kill('SIGKILL');
  process.exit(1);
}
