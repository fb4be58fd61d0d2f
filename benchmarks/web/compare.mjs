// Our server against nginx (Debian's) with the same 20 kB page, wrk with 64 connections, plain and TLS. Rows of JSON on
// standard output, a summary on standard error. Ratios hold, single figures do not: the rounds take turns, medians count.
//   node benchmarks/web/compare.mjs build/bench/benchmarks/web/web_serve [--seconds 5] [--rounds 5]
// Needs nginx-light, wrk and openssl.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createServer } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

const [program, ...rest] = process.argv.slice(2);
const option = (name, usual) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : usual);
const seconds = option('--seconds', 5), rounds = option('--rounds', 5), connections = 64;
const folder = mkdtempSync(join(tmpdir(), 'pingxing-web-'));
const children = [];
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const say = (line) => console.error(line);

let page = '<!doctype html>\n<title>20 kB</title>\n<table>\n';
for (let i = 1; page.length < 20_400; ++i) page += `<tr><td>${i}<td>Unit ${(i * 7919) % 100_003}<td>${((i * 31) % 1000) / 10}\n`;
writeFileSync(join(folder, 'page.html'), page);

function run(command, args) {
  const ran = spawnSync(command, args, { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${ran.error ?? ran.stderr}`);
  return ran.stdout;
}
const certificate = join(folder, 'certificate.pem'), key = join(folder, 'key.pem');
run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=localhost', '-days', '2', '-keyout', key, '-out', certificate]);

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

function fetchPage(url) {
  return new Promise((resolve, reject) => {
    const request = (url.startsWith('https') ? https : http).get(url, { rejectUnauthorized: false, agent: false }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece)).on('end', () => resolve(Buffer.concat(pieces).toString()));
    });
    request.on('error', reject);
  });
}

async function stopAll() {
  await Promise.all(children.splice(0).map((child) => new Promise((resolve) => { child.once('exit', resolve); if (!child.kill('SIGTERM')) resolve(); })));
}

async function started(engine, url, command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  children.push(child);
  for (let tries = 0; ; ++tries) {
    const got = await fetchPage(url).catch(() => undefined);
    if (got === page) return child.pid;
    if (got !== undefined || tries > 100 || child.exitCode !== null) throw new Error(`${engine} does not serve the page`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function startNginx(workers, isTls) {
  const port = await freePort(), conf = join(folder, `nginx-${workers}-${isTls}.conf`);
  writeFileSync(conf, `daemon off; worker_processes ${workers}; pid ${conf}.pid; error_log stderr crit; ${process.getuid() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nodelay on; keepalive_requests 1000000000; open_file_cache max=10 inactive=1h;
  types { text/html html; }
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  server {
    listen 127.0.0.1:${port} ${isTls ? 'ssl' : ''}; root ${folder};
    ${isTls ? `ssl_certificate ${certificate}; ssl_certificate_key ${key}; ssl_protocols TLSv1.2 TLSv1.3;` : ''}
  }
}`);
  const url = `${isTls ? 'https' : 'http'}://127.0.0.1:${port}/page.html`;
  return { url, pid: await started('nginx', url, 'nginx', ['-p', folder, '-c', conf]) };
}

async function startOurs(isTls) {
  const port = await freePort(), base = `${isTls ? 'https' : 'http'}://127.0.0.1:${port}`;
  const pid = await started('pingxing', `${base}/page`, program, [String(port), join(folder, 'page.html'), ...(isTls ? [certificate, key] : [])]);
  return { base, pid };
}

/// Microseconds of processor time of a process and its children so far.
function cpuTime(pid) {
  const ticks = (stat) => stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13).reduce((sum, t) => sum + Number(t), 0);
  let sum = 0;
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]);
      if (Number(entry) === pid || parent === pid) sum += ticks(stat);
    } catch { /* it has ended */ }
  }
  return sum * 10_000;  // a tick is 10 ms
}

function measure({ url, pid }) {
  const before = cpuTime(pid);
  const text = run('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', url]);
  const [, value, unit] = text.match(/99%\s+([\d.]+)(us|ms|s)\b/);
  const errors = /Socket errors|Non-2xx/.test(text);
  if (errors) throw new Error(`${url}: ${text}`);
  const count = Number(text.match(/(\d+) requests in/)[1]);
  return { perSecond: Number(text.match(/Requests\/sec:\s+([\d.]+)/)[1]), cpuUs: (cpuTime(pid) - before) / count, p99: Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit] };
}

try {
  if (loadavg()[0] > 0.5) say(`The machine is busy (load ${loadavg()[0].toFixed(1)}): the ratios may be off.`);
  for (const isTls of [false, true]) {
    const ours = await startOurs(isTls);
    const engines = [
      { engine: 'nginx', threads: 1, task: 'file', ...await startNginx(1, isTls) },
      { engine: 'nginx', threads: cpus().length, task: 'file', ...await startNginx(cpus().length, isTls) },
      { engine: 'pingxing', threads: 1, task: 'handler', url: `${ours.base}/page`, pid: ours.pid },   // one thread for connections, workers for handlers
      { engine: 'pingxing', threads: 1, task: 'at_once', url: `${ours.base}/at-once`, pid: ours.pid },  // files and pages in memory
    ].map((row) => ({ ...row, runs: [] }));
    for (const row of engines) measure(row);  // warm-up
    for (let i = 0; i < rounds; ++i) for (const row of engines) row.runs.push(measure(row));
    const rate = (row) => median(row.runs.map((r) => r.perSecond)), p99 = (row) => median(row.runs.map((r) => r.p99)), cpu = (row) => median(row.runs.map((r) => r.cpuUs));
    const best = Math.max(...engines.filter((row) => row.engine === 'nginx').map(rate));
    for (const row of engines) {
      const { engine, task, threads } = row;
      console.log(JSON.stringify({ engine, task: `web_${task}${isTls ? '_tls' : ''}`, threads, connections, bytes: page.length, requests_per_s: Math.round(rate(row)), p99_ms: p99(row), cpu_us: Number(cpu(row).toFixed(2)), runs: rounds, checksum: createHash('sha256').update(page).digest('hex').slice(0, 16) }));
      const ratio = rate(row) / best;
      const verdict = engine === 'nginx' ? '' : ` = ${ratio.toFixed(2)} of nginx (goal 0.5: ${ratio >= 0.5 ? 'met' : 'MISSED'}; p99 below 50 ms: ${p99(row) < 50 ? 'met' : 'MISSED'})`;
      say(`${isTls ? 'TLS  ' : 'plain'} ${`${engine}, ${task}, ${threads} thr.`.padEnd(28)} ${String(Math.round(rate(row))).padStart(7)} requests/s, p99 ${p99(row).toFixed(2)} ms, ${cpu(row).toFixed(1)} µs of processor each${verdict}`);
    }
    await stopAll();
  }
} finally {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
}
