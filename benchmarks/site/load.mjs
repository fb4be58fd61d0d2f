// The site under load, on SQLite and on PostgreSQL: 200 assessors who save cells at once, the board page of 200 subjects
// (beside nginx with the same bytes as a file), and the memory of the idle server. Rows of JSON on standard output, a
// summary on standard error.
//   node benchmarks/site/load.mjs build/bench [--cells 20] [--seconds 5]
// Needs wrk and nginx-light. PINGXING_TEST_POSTGRES: the address of a server that may be written to; else only SQLite.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [build, ...rest] = process.argv.slice(2);
const option = (name, usual) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : usual);
const cellsEach = option('--cells', 20), seconds = option('--seconds', 5);
const folder = mkdtempSync(join(tmpdir(), 'pingxing-load-'));
const say = (line) => console.error(line);
const quantile = (numbers, share) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

function run(command, args) {
  const ran = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (ran.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${ran.error ?? ran.stderr}`);
  return ran.stdout;
}

async function start(command, args, url) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 200; ++tries) {
    const isUp = await new Promise((resolve) => http.get(url, (answer) => { answer.resume(); resolve(true); }).on('error', () => resolve(false)));
    if (isUp) return child;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${command} does not answer at ${url}`);
}
const stop = (child) => new Promise((resolve) => { child.once('exit', resolve); child.kill('SIGTERM'); });

/// One assessor: cell by cell, as somebody who types fast; the answer has to be there before the next one.
async function assess(port, round, { token, cells }, agent, times) {
  const entry = ([subject, input], value, replaces) => JSON.stringify({ source: 'assessed', subject, input, value, reason: '', replaces });
  const post = (body) => new Promise((resolve, reject) => {
    const begin = process.hrtime.bigint();
    const request = http.request({ host: '127.0.0.1', port, agent, method: 'POST', path: `/api/v1/rounds/${round}/figures`, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece) => { text += piece; }).on('end', () => {
        times.push(Number(process.hrtime.bigint() - begin) / 1e6);
        answer.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(`${answer.statusCode} ${text}`));
      });
    });
    request.on('error', reject);
    request.end(body);
  });
  let saved = 0;
  const known = new Map();
  for (let i = 0; i < cellsEach; ++i) {
    const cell = cells[i % cells.length];
    const answer = await post(entry(cell, `${(i * 7) % 5}.${i % 10}`, known.get(cell) ?? cell[2]));
    known.set(cell, answer.fact);
    ++saved;
  }
  return saved;
}

async function measure(engine, address) {
  const made = JSON.parse(run(join(build, 'benchmarks/site/site_make_round'), [address]));
  const port = await freePort();
  const server = await start(join(build, 'pingxing'), ['serve', '--database', address, '--listen', `127.0.0.1:${port}`], `http://127.0.0.1:${port}/healthz`);
  try {
    const idle = Number(readFileSync(`/proc/${server.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1e3;
    say(`${engine}: idle server ${idle.toFixed(0)} MB`);
    console.log(JSON.stringify({ engine, task: 'site_idle_memory', peak_mb: Math.round(idle) }));
    const times = [], agent = new http.Agent({ keepAlive: true, maxSockets: made.assessors.length });
    const begin = process.hrtime.bigint();
    const saved = (await Promise.all(made.assessors.map((one) => assess(port, made.round, one, agent, times)))).reduce((a, b) => a + b, 0);
    const took = Number(process.hrtime.bigint() - begin) / 1e9;
    agent.destroy();
    say(`${engine}: ${made.assessors.length} assessors at once, ${saved} cells saved and acknowledged, ${(saved / took).toFixed(0)}/s, median ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`);
    console.log(JSON.stringify({ engine, task: 'site_save_cells', threads: made.assessors.length, n: saved, per_second: Math.round(saved / took), p50_ms: quantile(times, 0.5), p99_ms: quantile(times, 0.99) }));
    const board = `http://127.0.0.1:${port}/rounds/${made.round}/board`, cookie = `session=${made.session}`;
    const page = await new Promise((resolve, reject) => http.get(board, { headers: { cookie } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece) => { text += piece; }).on('end', () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(`board: ${answer.statusCode}`))));
    }).on('error', reject));
    await rival(engine, 'site_board', 'board page of 200 subjects', board, cookie, page);
    const style = page.match(/href="(\/static\/app[^"]*\.css)"/)[1];
    const sheet = await (await fetch(`http://127.0.0.1:${port}${style}`)).text();
    await rival(engine, 'site_static', 'style sheet', `http://127.0.0.1:${port}${style}`, '', sheet);
  } finally {
    await stop(server);
  }
}

function wrk(url, cookie) {
  const text = run('wrk', ['-t1', '-c64', `-d${seconds}s`, '--latency', ...(cookie ? ['-H', `Cookie: ${cookie}`] : []), url]);
  if (/Socket errors|Non-2xx/.test(text)) throw new Error(`${url}: ${text}`);
  const [, value, unit] = text.match(/99%\s+([\d.]+)(us|ms|s)\b/);
  return { perSecond: Number(text.match(/Requests\/sec:\s+([\d.]+)/)[1]), p99: Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit] };
}

/// A page of ours against nginx with the same bytes in a file, turn by turn.
async function rival(engine, task, what, url, cookie, page) {
  const bytes = Buffer.byteLength(page);
  writeFileSync(join(folder, 'page.html'), page);
  const port = await freePort(), conf = join(folder, 'nginx.conf');
  writeFileSync(conf, `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log stderr crit; ${process.getuid() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nodelay on; keepalive_requests 1000000000; open_file_cache max=10 inactive=1h; types { text/html html; }
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  server { listen 127.0.0.1:${port}; root ${folder}; } }`);
  const nginx = await start('nginx', ['-p', folder, '-c', conf], `http://127.0.0.1:${port}/page.html`);
  try {
    const ours = [], theirs = [];
    for (let i = 0; i < 4; ++i) {
      const a = wrk(url, cookie), b = wrk(`http://127.0.0.1:${port}/page.html`);
      if (i > 0) { ours.push(a); theirs.push(b); }
    }
    const rate = (runs) => quantile(runs.map((r) => r.perSecond), 0.5), p99 = (runs) => quantile(runs.map((r) => r.p99), 0.5);
    const ratio = rate(ours) / rate(theirs);
    say(`${engine}: ${what} (${(bytes / 1e3).toFixed(0)} kB), 64 connections: ${rate(ours).toFixed(0)}/s, p99 ${p99(ours).toFixed(1)} ms; nginx ${rate(theirs).toFixed(0)}/s, p99 ${p99(theirs).toFixed(1)} ms: ${ratio.toFixed(2)} of nginx (goal 0.5: ${ratio >= 0.5 ? 'met' : 'MISSED'}; p99 below 50 ms: ${p99(ours) < 50 ? 'met' : 'MISSED'})`);
    console.log(JSON.stringify({ engine, task, bytes, requests_per_s: Math.round(rate(ours)), p99_ms: p99(ours), nginx_per_s: Math.round(rate(theirs)), nginx_p99_ms: p99(theirs) }));
  } finally {
    await stop(nginx);
  }
}

try {
  await measure('sqlite', join(folder, 'load.db'));
  if (process.env.PINGXING_TEST_POSTGRES) {
    await measure('postgresql', process.env.PINGXING_TEST_POSTGRES);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
