// A poll in a real browser: a roll of forty votes for six colleagues on phones, ten by slip (half of them where the
// browser cannot encrypt), ten on paper counted by two tellers; then tally, bulletin, recount by the program, in the
// browser and in Python, and the stars, all held against what this script itself counted.
// node ballots.mjs PINGXING DATABASE [FOLDER FOR PICTURES]
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { accessible } from './accessible.mjs';
import { confirm, played, serve } from './server.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const [binary, database, pictures] = process.argv.slice(2);
const voters = Number(process.env.BALLOT_VOTERS || 40), slips = 10, onPaper = 10, assessed = 6;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ballots-'));
const phone = { width: 390, height: 844 };

const scheme = `# 党员评星

对象:人员
周期:半年
分组:党支部
总分:20
小数:2
未定级:未得星

## 评星内容(20分)

1. 爱岗敬业(10分)
   - 评分:职工票100%
2. 廉洁自律(10分)
   - 评分:职工票100%

## 定级

- 五星级:18分以上
- 四星级:14分以上不满18分
- 三星级:不满14分

## 程序

1. 评星(1天,无记名):职工
2. 发布:考评办公室
`;

const server = await serve(binary, database);
const { address } = server;
const { port } = new URL(address);
const insecure = `http://pingxing.test:${port}`;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--host-resolver-rules=MAP pingxing.test 127.0.0.1'] });
const troubles = [];
const patience = 120_000; // a busy machine is no failure

function watched(page, who) {
  page.setDefaultTimeout(patience);
  page.on('console', (message) => { if (message.type() === 'error' && !/status of (409|422|403)|ERR_CONNECTION_RESET|Cross-Origin-Opener-Policy header has been ignored/.test(message.text())) troubles.push(`${who}: ${message.text()}`); });
  page.on('pageerror', (error) => troubles.push(`${who}: ${error.message}`));
  return page;
}
async function signedIn(login) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  const page = watched(await context.newPage(), login);
  await page.goto(`${address}/sign-in`);
  await page.fill('#login', login);
  await page.fill('#password', 'pingxing-demo');
  await page.click('button.primary');
  await page.waitForURL(`${address}/`);
  return page;
}
/// A request as the page would send it.
const send = (page, method, target, body) =>
  page.evaluate(async ([how, where, what]) => {
    const csrf = document.querySelector('input[name=csrf]').value;
    const isForm = what && what.form;
    const answer = await fetch(where, { method: how, headers: { accept: 'application/json', 'x-csrf-token': csrf, ...(isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : { 'content-type': 'application/json' }) }, body: what ? (isForm ? new URLSearchParams({ csrf, ...what.form }) : JSON.stringify(what)) : undefined });
    const text = await answer.text();
    return { status: answer.status, url: answer.url, text, json: text.startsWith('{') ? JSON.parse(text) : null };
  }, [method, target, body]);
async function step(what, work) {
  const begin = Date.now();
  await work();
  console.log(`ok ${what} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
}
const picture = async (page, name) => pictures && page.screenshot({ path: path.join(pictures, `${name}.png`) });

// What this script counts by itself: subject → indicator → mark → how many.
const counted = new Map();
function count(subject, indicator, mark) {
  const key = `${subject}/${indicator}`;
  if (!counted.has(key)) counted.set(key, {});
  counted.get(key)[mark] = (counted.get(key)[mark] || 0) + 1;
}
/// The marks of voter `i`: some abstain.
const markOf = (i, s, q) => ((i * 7 + s * 3 + q * 5) % 13 > 10 ? '' : String((i * 7 + s * 3 + q * 5) % 13));

/// The server takes the third ballot in, and its answer is lost on the way.
async function loseAnAnswer(page) {
  let casts = 0;
  await page.route('**/vote/cast', async (route) => {
    if (++casts !== 3) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
}

/// Fills in the screens of one voter as a thumb does, and casts.
async function vote(page, i, subjects, { isInterrupted = false } = {}) {
  for (let s = 0; s < subjects.length; ++s) {
    await page.getByRole('heading', { name: subjects[s].name, exact: true }).waitFor();
    const sets = page.locator('fieldset.asked');
    assert.equal(await sets.count(), 2);
    for (let q = 0; q < 2; ++q) {
      const mark = markOf(i, s, q);
      await sets.nth(q).locator(mark === '' ? 'label.mark:has-text("弃权")' : `.marks label.mark:has(input[value="${mark}"])`).click();
      count(subjects[s].code, String(q + 1), mark);
    }
    if (i === 0 && s === 0) await picture(page, 'ballot-phone');
    await page.locator('.thumb .primary').click();
  }
  await page.getByRole('heading', { name: '投出之前请核对' }).waitFor();
  if (i === 0) await picture(page, 'ballot-review');
  await page.getByRole('button', { name: '投出' }).click();
  if (isInterrupted) {
    await page.getByText('网络中断').waitFor();
    await page.getByRole('button', { name: '再试一次' }).click();
  }
  await page.getByRole('heading', { name: '投票完成' }).waitFor();
}

/// What stands on printed slips: as text, and in the squares as a camera reads them, one slip after the other as they
/// lie on the table when they are cut (among ten on a sheet zbar takes the corners of one for those of another).
function codesOf(file) {
  const codes = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/g);
  const dots = 150, wide = Math.round(105 / 25.4 * dots), high = Math.round(59.4 / 25.4 * dots);
  const scanned = codes.map((_, i) => {
    const page = String(1 + Math.floor(i / 10)), x = String(i % 2 * wide), y = String(Math.floor(i % 10 / 2) * high);
    const image = path.join(folder, `slip-${i}`);
    execFileSync('pdftoppm', ['-r', String(dots), '-png', '-singlefile', '-f', page, '-l', page, '-x', x, '-y', y, '-W', String(wide), '-H', String(high), file, image]);
    return execFileSync('zbarimg', ['--quiet', '--raw', `${image}.png`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  });
  if (pictures) execFileSync('pdftoppm', ['-r', '120', '-png', '-singlefile', '-f', '1', file, path.join(pictures, 'slips-pdf')]);
  assert.deepEqual(scanned.map((address) => address.split('/slip#')[1].split('&')[0]), codes.map((code) => code.replace(/-/g, '')));
  const keys = scanned[0].split('&keys=')[1];
  assert.match(keys, /^[0-9A-F]{64}$/);
  for (const one of scanned) assert.ok(one.startsWith(`${address}/slip#`) && one.endsWith(`&keys=${keys}`), one);
  return { codes, keys };
}

const today = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10); // in China
await played({ browser, server, troubles, close: async () => fs.rmSync(folder, { recursive: true, force: true }) }, async () => {
  const office = await signedIn('office');
  let round = '', poll = '', subjects = [];
  const sessions = [];
  await step('a round of six colleagues is made', async () => {
    const made = await send(office, 'POST', '/api/v1/schemes', { name: '党员评星(投票)', text: scheme });
    assert.equal(made.status, 201, made.text);
    const units = (await send(office, 'GET', '/api/v1/units')).json.units;
    const branch = units.find((unit) => unit.name === '青松支部');
    const schemes = (await send(office, 'GET', `/api/v1/schemes/${made.json.id}`)).json;
    const created = await send(office, 'POST', '/api/v1/rounds', { name: '上半年党员评星', scheme_version: made.json.version_id ?? made.json.version ?? schemes.versions[0].id, unit: branch.id, starts_on: today });
    assert.equal(created.status, 201, created.text);
    round = `/rounds/${created.json.id}`;
    assert.equal((await send(office, 'POST', `/api/v1${round}/state`, { state: 'running' })).status, 200);
    const stages = (await send(office, 'GET', `/api/v1${round}`)).json.stages;
    const voting = stages.findIndex((stage) => stage.kind === 'poll');
    for (let i = 0; i <= voting; ++i) {
      await send(office, 'POST', `/api/v1${round}/stages/${i}`, { command: 'open' }); // or the clock was quicker
      if (i < voting) await send(office, 'POST', `/api/v1${round}/stages/${i}`, { command: 'close', reason: '直接投票' });
    }
    assert.equal((await send(office, 'GET', `/api/v1${round}`)).json.stages[voting].state, 'open');
    const all = (await send(office, 'GET', `/api/v1${round}`)).json.subject_list;
    for (const subject of all.slice(assessed)) await send(office, 'POST', `${round}/subjects/${subject.id}`, { form: { pool: subject.pool, kind: '', out_of_scope: '轮岗' } });
    subjects = all.slice(0, assessed);
  });
  await step(`${voters} voters get accounts`, async () => {
    const top = (await send(office, 'GET', '/api/v1/units')).json.units[0].id;
    for (let i = 0; i < voters; ++i) {
      const made = await send(office, 'POST', '/api/v1/accounts', { login: `zhigong${i}`, name: `职工${i}`, grants: [{ role: 'member', unit: top }] });
      assert.equal(made.status, 201, made.text);
      const page = await fetch(`${address}/invitation/${made.json.invitation}`);
      const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())[1];
      const accepted = await fetch(`${address}/invitation/${made.json.invitation}`, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: address }, body: new URLSearchParams({ csrf, login: `zhigong${i}`, password: `mimi-${i}-changdian` }) });
      assert.equal(accepted.status, 303);
      const [name, value] = accepted.headers.get('set-cookie').split(';')[0].split('=');
      sessions.push({ name, value, url: address });
    }
  });
  await step('the office makes the poll, its roll, and opens it', async () => {
    await office.goto(`${address}${round}/polls`);
    await accessible(office);
    await office.selectOption('#electorate', '职工票');
    await office.getByRole('button', { name: '新建投票' }).click();
    await office.waitForURL(/\/polls\/\d+$/);
    poll = new URL(office.url()).pathname;
    await office.fill('#roll', sessions.map((_, i) => `zhigong${i}`).join('\n'));
    await office.locator(`form[action="${poll}/roll"] button`).click();
    await office.getByRole('button', { name: '开始投票' }).click();
    // Where keys are still to be made it is a job with a bar, which ends with the way back to the poll.
    await office.locator(`form[action="${poll}/open"]`).waitFor({ state: 'detached' });
    if (new URL(office.url()).pathname === '/jobs') await office.locator(`[data-jobs] a[href="${poll}"]`).click();
    await office.getByText('进行中').first().waitFor();
    await accessible(office);
    await picture(office, 'poll-office');
  });
  const receipts = [];
  await step(`${voters} voters vote on phones, with real blinding`, async () => {
    for (let i = 0; i < voters; ++i) {
      const context = await browser.newContext({ viewport: phone, locale: 'zh-CN', isMobile: true, hasTouch: true, acceptDownloads: true });
      await context.addCookies([sessions[i]]);
      const page = watched(await context.newPage(), `voter ${i}`);
      const casts = [];
      page.on('request', (request) => { if (request.url().endsWith('/vote/cast')) casts.push(request); });
      await page.goto(`${address}/ballot`);
      await page.getByRole('link', { name: '领票并投票' }).click();
      if (i === 0) await accessible(page);
      await page.getByRole('button', { name: '领票' }).click();
      if (i === 1) { // kept in a file, and cast from another device that nobody signed in on
        await page.getByRole('button', { name: '另设密码保存' }).click();
        const code = await page.inputValue('#own');
        const [kept] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '保存到文件' }).click()]);
        await kept.saveAs(path.join(folder, 'kept.json'));
        const elsewhere = await browser.newContext({ viewport: phone, locale: 'zh-CN' });
        const other = watched(await elsewhere.newPage(), 'elsewhere');
        await other.goto(`${address}/vote`);
        await other.setInputFiles('input[type=file]', path.join(here, 'package.json'));
        await other.getByText('这不是保存的票').waitFor();
        await other.setInputFiles('input[type=file]', path.join(folder, 'kept.json'));
        await other.fill('#own', code);
        await other.getByRole('button', { name: '打开', exact: true }).click();
        await vote(other, i, subjects);
        await elsewhere.close();
        await context.close();
        continue;
      }
      if (i === 2) await loseAnAnswer(page);
      await page.getByRole('link', { name: '去投票' }).click();
      if (i === 0) await accessible(page);
      await vote(page, i, subjects, { isInterrupted: i === 2 });
      assert.equal(casts.length, assessed * 2 + (i === 2));
      for (const request of casts) assert.equal((await request.allHeaders()).cookie, undefined);
      if (i === 0) {
        await picture(page, 'ballot-done');
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '保存回执' }).click()]);
        await download.saveAs(path.join(folder, 'receipt.json'));
        receipts.push(path.join(folder, 'receipt.json'));
        // The same voter again, in another browser: refused, nothing counted.
        const other = await browser.newContext({ viewport: phone, locale: 'zh-CN' });
        await other.addCookies([sessions[0]]);
        const again = watched(await other.newPage(), 'again');
        await again.goto(`${address}/ballot${poll.replace('/polls', '')}`);
        await again.getByRole('button', { name: '领票' }).click();
        await again.getByText('您已在另一台设备或另一个浏览器上领过').waitFor();
        await other.close();
      }
      await context.close();
    }
  });
  await step(`${slips} vote by slip, half of them without encryption in the browser`, async () => {
    await office.goto(`${address}${poll}`);
    await office.fill('#slip-count', String(slips));
    const [download] = await Promise.all([office.waitForEvent('download'), office.getByRole('button', { name: '制作票条(PDF)' }).click()]);
    await download.saveAs(path.join(folder, 'slips.pdf'));
    const { codes, keys } = codesOf(path.join(folder, 'slips.pdf'));
    assert.equal(keys.toLowerCase(), (await office.innerText('#keys')).replace(/\s/g, ''));
    assert.equal(codes.length, slips);
    await office.fill('#slip-count', '1');
    await office.getByRole('button', { name: '在网页上显示' }).click();
    await office.locator('.slips li').first().waitFor();
    await accessible(office);
    await picture(office, 'slips');
    for (let i = 0; i < slips; ++i) {
      const context = await browser.newContext({ viewport: phone, locale: 'zh-CN' });
      const page = watched(await context.newPage(), `slip ${i}`);
      if (i % 2) {
        await page.goto(`${insecure}/vote`);
        await page.getByText('不是用 https 打开的').waitFor();
        await page.getByRole('link', { name: '用票条投票' }).click();
        await page.fill('#code', codes[i].toLowerCase());
        await page.getByRole('button', { name: '打开' }).click();
      } else {
        await page.goto(`${address}/slip#${codes[i].replace(/-/g, '')}&keys=${keys}`);
      }
      if (i === 0) await accessible(page);
      await vote(page, voters + i, subjects);
      await context.close();
    }
  });
  await step(`${onPaper} vote on paper, two tellers count`, async () => {
    const teller = await signedIn('fuhe');
    for (let s = 0; s < assessed; ++s)
      for (let q = 0; q < 2; ++q) {
        const position = s * 2 + q + 1, form = { issued: String(onPaper) };
        for (let i = 0; i < onPaper; ++i) {
          const mark = markOf(voters + slips + i, s, q);
          const name = mark === '' ? 'b0' : `m0_${mark}`;
          form[name] = String(Number(form[name] || 0) + 1);
          count(subjects[s].code, String(q + 1), mark);
        }
        const wrong = { ...form, issued: String(onPaper + 1) };
        await send(teller, 'POST', `${poll}/papers/${position}/count`, { form: position === 1 ? wrong : form });
        await send(office, 'POST', `${poll}/papers/${position}/count`, { form });
        if (position === 1) {
          await office.goto(`${address}${poll}`);
          await office.getByText('两位计票人不一致').waitFor();
          await send(teller, 'POST', `${poll}/papers/1/count`, { form });
        }
      }
  });
  await step('the poll is closed and counted', async () => {
    await office.goto(`${address}${poll}`);
    await office.getByRole('button', { name: '截止并计票' }).click();
    await office.locator('dialog .primary').click();
    await confirm(office, 'pingxing-demo', office.getByText('计票完成'));
    await accessible(office);
    await picture(office, 'poll-closed');
    assert.equal(fs.readdirSync(server.secrets).filter((name) => name.startsWith('poll-')).length, 1); // of the sample's own poll, which is open
  });
  await step('program, Python, browser and this script count the same', async () => {
    const file = path.join(folder, 'bulletin.json');
    fs.writeFileSync(file, Buffer.from(await (await fetch(`${address}${poll}/bulletin.json`)).arrayBuffer()));
    await office.goto(`${address}${poll}`);
    const keys = (await office.innerText('#keys')).replace(/\s/g, '');
    const told = JSON.parse(execFileSync(binary, ['recount', file, '--format', 'json', '--keys', keys, '--receipt', receipts[0]]));
    assert.equal(told.problems.count, 0);
    assert.equal(told.receipts_found, assessed * 2);
    const python = spawnSync('python3', [path.join(here, '../ballot/recount.py'), file], { encoding: 'utf8', maxBuffer: 1 << 28 });
    assert.equal(python.status, 0, python.stderr);
    const independent = JSON.parse(python.stdout);
    assert.equal(told.keys_sha256, keys);
    assert.ok(execFileSync('python3', [path.join(here, '../ballot/recount.py'), file, '--keys'], { encoding: 'utf8' }).includes(keys));
    assert.equal(told.rows.length, assessed * 2);
    told.rows.forEach((row, at) => {
      const own = { ...counted.get(`${row.subject}/${row.item.split(' ')[0]}`) };
      const blank = own[''] || 0;
      delete own[''];
      assert.deepEqual(row.marks, own, row.subject);
      assert.equal(row.blank, blank);
      assert.equal(row.returned, voters + slips + onPaper);
      assert.equal(row.on_paper, onPaper);
      // Python counts the ballots alone; paper comes on top.
      const sum = Object.values(independent[at].marks).reduce((a, b) => a + b, 0) + independent[at].blank;
      assert.equal(sum, voters + slips);
      for (const [mark, times] of Object.entries(independent[at].marks)) assert.ok(times <= own[mark]);
    });
    const anybody = watched(await (await browser.newContext({ viewport: phone, locale: 'zh-CN' })).newPage(), 'anybody');
    await anybody.goto(`${address}/recount${poll.replace('/polls', '')}`);
    await anybody.getByText(`${(voters + slips) * assessed * 2}张票,逐张核对无误`).waitFor();
    assert.ok((await anybody.innerText('#recount output')).replace(/\s/g, '').includes(keys));
    await anybody.setInputFiles('#receipt', receipts[0]);
    await anybody.getByText(`回执上的${assessed * 2}张票,找到${assessed * 2}张`).waitFor();
    await accessible(anybody);
    await picture(anybody, 'recount');
  });
  await step('the stars are those of the independent count', async () => {
    const board = (await send(office, 'GET', `/api/v1${round}/board`)).json;
    let compared = 0;
    for (const subject of subjects) {
      let hundredfold = 0n, denominator = 1n; // exact: a sum of two fractions
      for (const indicator of ['1', '2']) {
        let sum = 0n, n = 0n;
        for (const [mark, times] of Object.entries(counted.get(`${subject.code}/${indicator}`)))
          if (mark !== '') {
            sum += BigInt(mark) * BigInt(times);
            n += BigInt(times);
          }
        hundredfold = hundredfold * n + sum * denominator;
        denominator *= n;
      }
      const stars = hundredfold >= 18n * denominator ? '五星级' : hundredfold >= 14n * denominator ? '四星级' : '三星级';
      const row = board.subjects.find((one) => one.id === subject.code);
      assert.equal(row.grade, stars);
      const [top, bottom = '1'] = row.total.split('/');
      const exact = top.includes('.') ? [BigInt(top.replace('.', '')), 10n ** BigInt(top.split('.')[1].length)] : [BigInt(top), BigInt(bottom)];
      assert.equal(exact[0] * denominator, hundredfold * exact[1], `${subject.name} ${row.total}`);
      ++compared;
    }
    assert.equal(compared, assessed);
  });
  await step('no address and no name of a voter stands in the access log', async () => {
    for (const word of ['zhigong', '职工', '127.0.0.1:']) assert.equal(server.log().split('\n').filter((line) => line.startsWith('{') && line.includes(word)).length, 0, word);
  });
});
