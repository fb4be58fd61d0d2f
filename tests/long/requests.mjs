// Odd requests to a server with the sample: requests.mjs PINGXING [--requests 200000] [--seed N] [--seconds N]. Routes are those of the
// sources; methods, ids, queries, headers, bodies and encodings are odd; who asks is nobody or one of eight accounts. Ends
// with status 1 where the server ends, answers 5xx but 503 (501 to an unknown method), answers not at all, or with text that is no UTF-8;
// and where one of the eight is no longer signed in or has other roles at the end, since most answers then were refusals.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { serve } from './server.mjs';

const [binary, ...rest] = process.argv.slice(2);
const option = (name, usual) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : usual);
const count = option('--requests', 200_000), endsAt = Date.now() + 1000 * option('--seconds', 86_400), firstSeed = option('--seed', Date.now() % 1_000_000);
let seed = firstSeed;
const random = () => { seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff; return (seed >>> 8) / 2 ** 23; };
const below = (n) => Math.floor(random() * n), of = (list) => list[below(list.length)], maybe = (share) => random() < share;

const folder = mkdtempSync(join(tmpdir(), 'requests-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const source = new URL('../../src/site/', import.meta.url).pathname;
const routes = new Map();
for (const name of readdirSync(source).filter((one) => /_(pages|calls)\.cpp$|^api\.cpp$/.test(one))) {
  const text = readFileSync(source + name, 'utf8');
  for (const [, method, path] of text.matchAll(/"(GET|POST|PUT|PATCH|DELETE)",\s*"(\/[^"]*)"/g))
    for (const full of name.endsWith('pages.cpp') ? [path] : [path, `/api/v1${path}`]) routes.set(`${method} ${full}`, { method, path: full });
}
const table = [...routes.values()];

const server = await serve(binary, join(folder, 'site.db'), '--demo', '--lang', 'en');
const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

/// {status, headers, body}; nothing where no answer came.
function ask(method, path, headers = {}, body) {
  return new Promise((resolve) => {
    const request = http.request({ host: '127.0.0.1', port: server.port, agent, method, path, headers }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece)).on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(pieces) })).on('error', () => resolve());
    });
    request.on('error', (error) => resolve({ error }));
    request.setTimeout(60_000, () => request.destroy(new Error('no answer within a minute')));
    request.end(body);
  });
}

/// Bytes as they are, for what no client would send.
function askRaw(bytes) {
  return new Promise((resolve) => {
    const socket = net.connect(server.port, '127.0.0.1');
    const pieces = [];
    const over = () => { socket.destroy(); resolve({ status: Number(Buffer.concat(pieces).toString('latin1').match(/^HTTP\/1\.[01] (\d+)/)?.[1] ?? 0), headers: {}, body: Buffer.alloc(0), isRaw: true }); };
    socket.on('data', (piece) => { pieces.push(piece); socket.end(); }).on('close', over).on('error', over);
    socket.setTimeout(20_000, over);
    socket.write(bytes, () => maybe(0.5) && socket.end());
  });
}

const logins = ['admin', 'office'];
async function signIn(login) {
  const page = await ask('GET', '/sign-in', { 'accept-language': 'en' });
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)?.[1];
  const answer = await ask('POST', '/sign-in', { 'content-type': 'application/x-www-form-urlencoded', origin: `http://127.0.0.1:${server.port}` }, String(new URLSearchParams({ csrf, login, password: 'pingxing-demo' })));
  const cookie = answer.headers['set-cookie']?.[0].split(';')[0];
  if (!cookie) throw new Error(`${login} cannot sign in: ${answer.status}`);
  const home = await ask('GET', '/', { cookie });
  return { login, cookie, csrf: /name="csrf" value="([^"]+)"/.exec(home.body)?.[1] ?? '' };
}

const start = await ask('GET', '/sign-in');
for (const [, login] of String(start.body).matchAll(/<code>([a-z0-9.-]+)<\/code>/g)) if (!logins.includes(login) && login !== 'pingxing-demo') logins.push(login);
const people = [null, null];
for (const login of logins.slice(0, 8)) {
  try { people.push(await signIn(login)); } catch (error) { console.log(String(error)); }
}
const me = async ({ cookie }) => { const answer = await ask('GET', '/api/v1/me', { cookie }); if (answer.status !== 200) return { status: answer.status }; const { id, login, grants } = JSON.parse(answer.body); return { id, login, grants }; };
for (const one of people) if (one) one.me = await me(one);
// What ends sessions or takes roles away happens to the others: whoever asks has to stay who he is.
const asking = new Set(people.map((one) => one?.me.id));
const spare = JSON.parse((await ask('GET', '/api/v1/accounts', { cookie: people.find((one) => one?.login === 'admin').cookie })).body).accounts.map((one) => one.id).filter((id) => !asking.has(id));
if (!spare.length) throw new Error('the sample has no account beside those that ask');

const texts = ['', '0', '-1', '1', '2', '99999999999999999999', '9223372036854775807', '-9223372036854775808', '1.5', 'NaN', 'null', 'true', '青松支部', '%', '\u0000', '\u202e', '😀'.repeat(50), "' OR 1=1 --", '<script>alert(1)</script>', '../../etc/passwd', 'a'.repeat(5_000), '[]', '{}', '2026-13-45', '2026-02-30', '１２', ' ', '\t', '\r\nX: y', '{{csrf}}', '=1+1', 'assessed', 'self', 'running', 'open'];
const ids = ['1', '2', '3', '4', '7', '12', '0', '-1', 'x', '99999999999999999999', '1e3', '0x1', '%00', '%ff', '%e9%9d%92', '1%2f2', '..', '%2e%2e', '1;2', 'P1', 'people', 'units', '2026'];
const encodings = ['application/json', 'application/json; charset=gbk', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'multipart/form-data', 'text/plain', 'application/xml', '', 'application/json; charset="', 'image/png'];
const fields = ['csrf', 'name', 'login', 'email', 'role', 'unit', 'round', 'subject', 'input', 'value', 'reason', 'replaces', 'source', 'scheme_version', 'starts_on', 'text', 'note', 'state', 'command', 'seed', 'size', 'roll', 'pool', 'count', 'person', 'code', 'kind', 'file', 'fingerprint', 'settings', 'assignments', 'pairs', 'days', 'grants', 'accounts', 'electorate', 'verdict', 'indicator', 'done_well', 'papers', 'opens', 'closes', 'password', 'smtp_url', 'mail_from'];

function oddValue(depth) {
  switch (below(depth > 0 ? 9 : 7)) {
    case 0: return null;
    case 1: return maybe(0.5);
    case 2: return of([0, 1, -1, 2 ** 53, 1e308, 0.1, -0, 3]);
    case 3: case 4: case 5: return of(texts);
    case 6: return below(20);
    case 7: return Array.from({ length: below(4) }, () => oddValue(depth - 1));
    default: return Object.fromEntries(Array.from({ length: below(4) }, () => [of(fields), oddValue(depth - 1)]));
  }
}

function oddBody(who) {
  const csrf = who?.csrf ?? '';
  switch (below(14)) {
    case 0: return '';
    case 1: return Buffer.from(Array.from({ length: below(300) }, () => below(256)));
    case 2: return '['.repeat(1 + below(5_000));
    case 3: return `${'{"a":'.repeat(1 + below(200))}1${'}'.repeat(below(200))}`;
    case 4: return JSON.stringify(oddValue(3)).slice(0, below(200));
    case 5: return `{"name":"${'\\ud800'.repeat(1 + below(3))}"}`;
    case 6: return Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from('"}')]);
    case 7: return maybe(0.05) ? 'x'.repeat(3 << 20) : 'a=1&'.repeat(below(2_000));
    case 8: return `--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${csrf}\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="${of(['a.xlsx', '..\\b.csv', '', 'x'.repeat(500)])}"\r\n\r\n${of(['PK\u0003\u0004', '编号,姓名,所在单位\n1,甲,x\n', '\u0000\u0001', ''])}\r\n--x${maybe(0.8) ? '--\r\n' : ''}`;
    case 9: case 10: return JSON.stringify(Object.fromEntries(Array.from({ length: 1 + below(6) }, () => [of(fields), oddValue(2)])));
    default: return String(new URLSearchParams([['csrf', csrf], ...Array.from({ length: below(6) }, () => [of(fields), of(texts)])]));
  }
}

const usual = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);  // to any other, 501 is the answer
function oddRequest() {
  const route = of(table);
  const who = of(people);
  const method = maybe(0.9) ? route.method : of(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'LINK']);
  let path = route.path.replace(/\{[^}]+\}/g, () => (maybe(0.6) ? String(1 + below(12)) : of(ids)));
  if (method !== 'GET') path = path.replace(/(accounts)\/[^/]+/, (_, one) => `${one}/${of(spare)}`);
  if (who && /sign-out|password/.test(path)) path = '/account';  // whoever is signed in stays so
  if (maybe(0.05)) path = of(['//', '/%', '/%zz', `/${'a'.repeat(4_000)}`, '/\u00ff', '/static/../app.css', '/api/v1', '/api/v2/x', '*']).replace(/[^\x21-\x7e]/g, (c) => encodeURIComponent(c));
  if (maybe(0.4)) path += `?${Array.from({ length: 1 + below(3) }, () => `${encodeURIComponent(of([...fields, 'after', 'before', 'verify', 'page', 'search', 'set', 'version', 'to']))}=${maybe(0.9) ? encodeURIComponent(of(texts).replace(/[\ud800-\udfff]/g, '')) : of(['%', '%zz', '%c0%80', '%ff'])}`).join('&')}`;
  const headers = { 'content-type': of(encodings) };
  if (who) headers.cookie = who.cookie + (maybe(0.1) ? '; language=xx; session=' : '');
  if (who && maybe(0.9)) headers['x-csrf-token'] = who.csrf;
  if (maybe(0.3)) headers.accept = of(['application/json', '*/*', 'text/html;q=0.1', 'x'.repeat(500), 'application/json, text/html']);
  if (maybe(0.3)) headers['accept-language'] = of(['en', 'zh', 'xx;q=9', 'z'.repeat(300), '']);
  if (maybe(0.1)) headers.authorization = of(['Bearer ', 'Bearer px_x', `Bearer ${'a'.repeat(3_000)}`, 'Basic eDp5', 'bearer']);
  if (maybe(0.1)) headers.origin = of(['null', 'https://evil.example', `http://127.0.0.1:${server.port}`]);
  if (maybe(0.1)) headers['accept-encoding'] = of(['gzip', 'br', 'gzip;q=0', 'identity;q=0', '*;q=0']);
  if (maybe(0.05)) headers['if-none-match'] = of(['*', '""', 'x']);
  if (maybe(0.05)) headers.range = of(['bytes=0-1', 'bytes=-1', 'bytes=9-1', 'x']);
  if (maybe(0.05)) headers['x-forwarded-for'] = of(['1.2.3.4', 'x', '::1, ::2']);
  for (const name of Object.keys(headers)) headers[name] = headers[name].replace(/[^\x20-\x7e]/g, '');
  const body = method === 'GET' || method === 'HEAD' ? undefined : oddBody(who);
  if (body !== undefined) headers['content-length'] = Buffer.byteLength(body);
  return { method, path, headers, body, who: who?.login ?? 'nobody' };
}

const rawOnes = ['GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', '\r\n\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef', 'POST /sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 'POST /sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n', 'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n', 'GET /\u0000 HTTP/1.1\r\nHost: a\r\n\r\n', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`, `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 'GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n', 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n', '\u0016\u0003\u0001', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'GET / HTTP/1.1\r\nHost : a\r\n\r\n', 'GET / HTTP/1.1\nHost: a\n\n', `GET / HTTP/1.1\r\n${'A: b\r\n'.repeat(2_000)}\r\n`];

const answers = {}, classes = {}, slow = [];
let faults = 0, asked = 0, silent = 0;
const strict = new TextDecoder('utf-8', { fatal: true });
function fault(what, request, answer) {
  if (++faults <= 20) console.log(`${what}: ${request.who} ${request.method} ${request.path.slice(0, 200)} ${String(request.body ?? '').slice(0, 300)} → ${answer?.status} ${String(answer?.body ?? answer?.error ?? '').slice(0, 300)}`);
}
async function worker() {
  while (asked < count && Date.now() < endsAt && server.isUp()) {
    ++asked;
    if (maybe(0.03)) {
      const bytes = of(rawOnes);
      const answer = await askRaw(Buffer.from(bytes, 'latin1'));
      if (answer.status >= 500 && answer.status !== 503 && answer.status !== 501 && answer.status !== 505) fault('5xx', { who: 'raw', method: '', path: bytes }, answer);
      answers[`raw ${answer.status}`] = (answers[`raw ${answer.status}`] ?? 0) + 1;
      continue;
    }
    const request = oddRequest();
    const begin = Date.now();
    let answer;
    try { answer = await ask(request.method, request.path, request.headers, request.body); } catch (error) { answer = { error }; }
    if (Date.now() - begin > 2_000) slow.push(`${Date.now() - begin} ms ${request.who} ${request.method} ${request.path.slice(0, 80)}`);
    if (!answer || answer.error) {
      // A body that is too large is refused before it is read: the connection may be gone first.
      const isLarge = Buffer.byteLength(request.body ?? '') > 20_000;
      if (!isLarge && !/ECONNRESET|EPIPE|socket hang up/.test(String(answer?.error))) fault('no answer', request, answer);
      ++silent;
      continue;
    }
    answers[answer.status] = (answers[answer.status] ?? 0) + 1;
    const kind = `${request.who === 'nobody' ? 'nobody' : 'signed in'} ${Math.floor(answer.status / 100)}xx`;
    classes[kind] = (classes[kind] ?? 0) + 1;
    if (answer.status >= 500 && answer.status !== 503 && !(answer.status === 501 && !usual.has(request.method))) fault('5xx', request, answer);
    if (/text|json/.test(answer.headers['content-type'] ?? '') && !answer.headers['content-encoding'])
      try { strict.decode(answer.body); } catch { fault('no UTF-8', request, answer); }
  }
}

console.log(`seed ${firstSeed}, ${count} requests over ${table.length} routes, as ${people.map((one) => one?.login ?? 'nobody').join(' ')}`);
const begin = Date.now();
for (let i = 0; i < 200; ++i) await ask('GET', '/sign-in');
const before = server.residentKb();
await Promise.all(Array.from({ length: 16 }, worker));
await new Promise((resolve) => setTimeout(resolve, 11_000));  // the clockwork gives memory back every ten seconds
const isUp = server.isUp();
if (isUp) console.log(`memory: ${before >> 10} MB before, ${server.residentKb() >> 10} MB after, ${server.peakKb() >> 10} MB at most`);
console.log(`${asked} requests in ${((Date.now() - begin) / 1000).toFixed(0)} s; ${silent} connections ended without an answer; answers ${JSON.stringify(answers)}`);
console.log(`by class ${JSON.stringify(classes)}`);
for (const line of slow.slice(0, 10)) console.log(`slow: ${line}`);
if (isUp)
  for (const one of people) {
    const now = one && JSON.stringify(await me(one));
    if (one && now !== JSON.stringify(one.me)) { ++faults; console.log(`${one.login} is another one at the end: ${now}`); }
  }
const how = isUp ? await server.stop() : await server.ended;
if (how !== 0) { ++faults; console.log(`the server ended with ${how}`); }
console.log(`${faults} faults`);
process.exit(faults ? 1 : 0);
