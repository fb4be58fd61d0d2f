// Scanners of others against a server with the sample: scans.mjs PINGXING [testssl|sqlmap|wapiti …]. Each is bounded, prints what
// it found and ends with status 1 where that is more than the reasons below allow.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { serve } from './server.mjs';

const [binary, ...named] = process.argv.slice(2);
const wanted = named.length ? named : ['testssl', 'sqlmap', 'wapiti'];
const folder = mkdtempSync(join(tmpdir(), 'scans-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let faults = 0;
const told = (scanner, lines) => { for (const line of lines) console.log(`${scanner}: ${line}`); };

/// A tool that says itself what it found; its exit status is of no use.
const run = (tool, args, minutes) => {
  const done = spawnSync(tool, args, { cwd: folder, encoding: 'utf8', timeout: minutes * 60_000, maxBuffer: 64 << 20, env: { ...process.env, HOME: folder } });
  if (done.error && done.error.code !== 'ETIMEDOUT') throw done.error;
  return done.stdout + done.stderr;
};

/// A session of the office, as the value of its cookie.
async function signedIn(port) {
  const base = `http://127.0.0.1:${port}`;
  const form = await fetch(`${base}/sign-in`);
  const csrf = (await form.text()).match(/name="csrf" value="([^"]+)"/)[1];
  const done = await fetch(`${base}/sign-in`, { method: 'POST', redirect: 'manual', headers: { origin: base, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ csrf, login: 'office', password: 'pingxing-demo' }) });
  if (done.status !== 303) throw new Error(`sign-in answers ${done.status}`);
  return done.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
}

// What testssl.sh may say of a certificate that was made a moment ago, and which nobody signed.
const ofTheCertificate = /^(cert_|overall_grade|grade_cap_reason|final_score|DNS_CAA|OCSP)/;
const scanners = {
  async testssl() {
    const certificate = join(folder, 'site.pem'), key = join(folder, 'site.key'), report = join(folder, 'testssl.json');
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    const server = await serve(binary, join(folder, 'tls.db'), '--demo', '--tls-cert', certificate, '--tls-key', key);
    run('testssl', ['--quiet', '--color', '0', '--warnings', 'off', '--jsonfile', report, `https://127.0.0.1:${server.port}`], 15);
    await server.stop();
    const findings = JSON.parse(readFileSync(report, 'utf8'));
    const bad = findings.filter((one) => ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL', 'FATAL'].includes(one.severity) && !ofTheCertificate.test(one.id));
    told('testssl', bad.map((one) => `${one.severity} ${one.id}: ${one.finding}`));
    faults += bad.filter((one) => one.severity !== 'LOW').length;
    const offered = findings.filter((one) => /^(TLS|SSL)/.test(one.id)).map((one) => `${one.id} ${one.finding}`);
    console.log(`testssl: ${findings.length} findings, ${bad.length} of them low or worse; ${offered.join(', ')}`);
    if (findings.length < 50) throw new Error('testssl.sh did not come to its end');
  },

  async sqlmap() {
    const server = await serve(binary, join(folder, 'sql.db'), '--demo');
    const cookie = await signedIn(server.port), base = `http://127.0.0.1:${server.port}`;
    const targets = ['/rounds/1/figures?source=assessed&search=a&pool=b&unit=1&page=1', '/accounts?search=a&page=1', '/journal?page=1&search=a', '/units?unit=1&search=a', '/rounds/1*/board', '/people/1*', '/language/zh?to=/sign-in'];
    for (const target of targets) {
      const out = run('sqlmap', ['--batch', '--flush-session', '--disable-coloring', '--level', '2', '--risk', '1', '--technique', 'BEUS', '--threads', '2', '--cookie', cookie, '--skip', 'Cookie,User-Agent,Referer', '--output-dir', join(folder, 'sqlmap'), '-u', base + target], 5);
      const isSafe = /do not appear to be injectable|no parameter\(s\) found/.test(out) && !/is vulnerable|identified the following injection/.test(out);
      const requests = out.match(/total of (\d+) HTTP/)?.[1];
      console.log(`sqlmap: ${target}: ${isSafe ? 'nothing to inject' : out.split('\n').slice(-12).join(' | ')}${requests ? `, ${requests} requests` : ''}`);
      faults += isSafe ? 0 : 1;
    }
    if (!server.isUp()) throw new Error('the server ended');
    await server.stop();
  },

  async wapiti() {
    const server = await serve(binary, join(folder, 'web.db'), '--demo');
    const cookie = await signedIn(server.port), base = `http://127.0.0.1:${server.port}`, report = join(folder, 'wapiti.json');
    const out = run('wapiti', ['--url', `${base}/`, '--flush-session', '--scope', 'domain', '--module', 'sql,xss,permanentxss,exec,file,crlf,redirect,ssrf,xxe,csrf,http_headers,cookieflags,csp', '--header', `Cookie: ${cookie}`, '--max-links-per-page', '30', '--max-files-per-dir', '15', '--max-scan-time', '8', '--depth', '3', '--format', 'json', '--output', report], 15);
    if (!server.isUp()) throw new Error('the server ended');
    const me = await fetch(`${base}/api/v1/me`, { headers: { cookie } });
    if (me.status !== 200) console.log(`wapiti: its session was over before the end (${me.status})`);
    await server.stop();
    if (!existsSync(report)) throw new Error(`wapiti made no report: ${out}`);
    const { vulnerabilities, anomalies, infos } = JSON.parse(readFileSync(report, 'utf8'));
    for (const [kind, all] of Object.entries({ ...vulnerabilities, ...anomalies })) told('wapiti', all.slice(0, 5).map((one) => `${kind}: ${one.method} ${one.path} ${one.parameter ?? ''} ${one.info}`));
    const count = Object.values(vulnerabilities).flat().length, odd = Object.values(anomalies).flat().length;
    console.log(`wapiti: ${infos.crawled_pages_nbr ?? infos.crawled_pages?.length ?? '?'} pages, ${count} weaknesses, ${odd} anomalies`);
    faults += count;
  },
};

for (const name of wanted) await scanners[name]();
process.exit(faults ? 1 : 0);
