// Opens the gallery in a browser under the policy of the server and looks at it: pictures at 1440 and 390 px, the pages on
// A4, no violation of axe or of the policy, no page wider than its window; then plays the sheet and the editor against
// a server that can be told to fail. Not part of ./test: wants node_modules and a Chromium (CHROMIUM=path).
// `node src/look.mjs [folder for pictures]`
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
const pictures = path.resolve(process.argv[2] || path.join(here, '../../build/site-look'));
const axe = fs.readFileSync(path.join(here, '../node_modules/axe-core/axe.min.js'), 'utf8');
fs.mkdirSync(pictures, { recursive: true });

// ---------- a server as the real one is, of which tests can ask for trouble ----------

const types = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.html': 'text/html; charset=utf-8' };
const told = { mood: 'answer', delay: 0, token: 'token-1', saves: [], facts: new Map(), next: 1000, submitted: [], checks: 0, busyMost: 0, busy: 0 };

function figures(body, reply) {
  const asked = JSON.parse(body);
  told.saves.push(asked);
  const key = `${asked.source} ${asked.subject} ${asked.input}`;
  const now = told.facts.get(key);
  if (told.mood === 'broken') return reply(500, 'text/plain', 'oh');
  if (told.mood === 'signed-out') return reply(401, 'application/json', '{"message":"请登录"}');
  if (now && now.fact !== asked.replaces) return reply(409, 'application/json', JSON.stringify({ message: '已有别人的数据', mend: '请选择', now }));
  if (asked.input.includes('学时') && asked.value !== '' && !/^\d+(\.\d+)?$/.test(asked.value)) return reply(422, 'application/json', JSON.stringify({ message: `“${asked.value}”不是数`, mend: '填小时数,例如 36' }));
  const fact = { fact: told.next++, value: asked.value, by: '我', reason: asked.reason };
  told.facts.set(key, fact);
  return reply(200, 'application/json', JSON.stringify({ fact: fact.fact, value: fact.value }));
}

function check(body, reply) {
  ++told.checks;
  const text = new URLSearchParams(body).get('text').replace(/\r/g, '');
  const problems = [];
  text.split('\n').forEach((line, index) => {
    const columnOf = (words) => Array.from(line.slice(0, line.indexOf(words))).length + 1;  // in characters, as the checker counts
    if (line.includes('25%、服务')) problems.push({ line: index + 1, column: columnOf('25%、服务'), severity: 'warning', code: 'POLL_WEIGHTS', message: '四类评议人的权重相同,可以不写', mend: '写“权重相同”' });
    if (line.includes('不参瓶')) problems.push({ line: index + 1, column: columnOf('不参瓶'), severity: 'error', code: 'SENTENCE_UNKNOWN', message: '看不懂“不参瓶”', mend: '是否应为“不参评”?' });
  });
  const title = text.split('\n')[0].replace(/^#\s*/, '').replace(/[<&]/g, '');
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  reply(200, 'application/json', JSON.stringify({ problems: problems.slice(0, 20), counts: { errors, warnings: problems.length - errors }, preview: `<h3>${title}</h3><p>共 ${text.length} 字。</p>` }));
}

/// A sheet as large as a city's: 200 subjects, 36 inputs.
function largeSheet() {
  const cells = (row) => Array.from({ length: 36 }, (_, column) => `<td data-subject="${row}" data-input="${column} 缺项" data-fact="0" data-reason="" data-kind="number"><input inputmode="decimal" autocomplete="off"></td>`).join('');
  const rows = Array.from({ length: 200 }, (_, row) => `<tr><th scope="row">Z${row}</th><th scope="row">支部${row}</th>${cells(row)}</tr>`).join('');
  const heads = Array.from({ length: 36 }, (_, column) => `<th scope="col">${column} 缺项</th>`).join('');
  return `<!doctype html><html lang="zh-CN"><title>200 × 36</title><link rel="stylesheet" href="/static/app.css"><body><main><div class="scroll tall"><table class="grid" data-save="/figures" data-source="assessed" data-csrf="token-1"><thead><tr><th scope="col">编号</th><th scope="col">党支部</th>${heads}</tr></thead><tbody>${rows}</tbody></table></div></main></body></html>`;
}

const server = http.createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (piece) => (body += piece)).on('end', () => {
    ++told.busy;
    told.busyMost = Math.max(told.busyMost, told.busy);
    setTimeout(() => {
      --told.busy;
      const name = request.url.split('?')[0];
      const nonce = 'n0nce';
      const reply = (status, type, bytes) => {
        response.writeHead(status, {
          'Content-Type': type, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff',
          'Content-Security-Policy': `default-src 'self'; ${name === '/gallery.html' ? `style-src 'self' 'nonce-${nonce}'; ` : ''}object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
        });
        response.end(bytes);
      };
      if (request.method === 'POST' && name.endsWith('/figures')) return request.headers['x-csrf-token'] === told.token ? figures(body, reply) : reply(403, 'application/json', '{"code":"HTTP_403","message":"请重新登录"}');
      if (request.method === 'POST' && name === '/schemes/check') return check(body, reply);
      if (request.method === 'POST') {
        told.submitted.push(body);
        return reply(200, 'text/html; charset=utf-8', '<!doctype html><title>ok</title>');
      }
      if (name === '/large.html') return reply(200, types['.html'], largeSheet());
      const file = name.startsWith('/static/') ? path.join(here, '..', name) : path.join(here, name);
      if (!fs.existsSync(file) || fs.statSync(file).isDirectory()) return reply(404, 'text/plain', 'no');
      let bytes = fs.readFileSync(file);
      if (name.endsWith('.html')) bytes = String(bytes).replace('content="NONCE"', `content="${nonce}"`).replaceAll('token-1', told.token);
      return reply(200, types[path.extname(file)] || 'text/plain', bytes);
    }, request.method === 'POST' ? told.delay : 0);
  });
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const site = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });

const faults = [];
async function open(name, { width = 1440, height = 900, phone = false, script = true } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: phone ? 2 : 1, isMobile: phone, hasTouch: phone, locale: 'zh-CN', javaScriptEnabled: script, permissions: ['clipboard-read', 'clipboard-write'], bypassCSP: false });
  const page = await context.newPage();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !/Failed to load resource/.test(message.text()) && faults.push(`${name}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`${name}: ${error.stack}`));
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(`${site}/${name}`);
  await page.waitForLoadState('networkidle');
  return page;
}

let passed = 0;
const wanted = process.env.ONLY;
async function step(name, action) {
  if (wanted && !name.includes(wanted)) return;
  try {
    await action();
    ++passed;
    console.log(`ok      ${name}`);
  } catch (error) {
    faults.push(`${name}: ${error.message}\n${error.stack.split('\n').find((line) => line.includes('look.mjs')) || ''}`);
    console.log(`FAILED  ${name}`);
  }
}

async function until(what, condition, ms = 4000) {
  const end = Date.now() + ms;
  let last;
  while (Date.now() < end) {
    last = await condition();
    if (last) return last;
    await new Promise((go) => setTimeout(go, 20));
  }
  throw new Error(`never: ${what}`);
}

// ---------- pictures, axe, width ----------

for (const name of ['gallery.html', 'gallery_board.html', 'gallery_sign_in.html'])
  for (const phone of [false, true])
    await step(`${name} ${phone ? 390 : 1440}`, async () => {
      const page = await open(name, phone ? { width: 390, height: 844, phone } : {});
      const stem = path.join(pictures, `${name.replace('.html', '')}-${phone ? 390 : 1440}`);
      await page.screenshot({ path: `${stem}.png`, fullPage: true });
      const wide = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide[0] <= wide[1], `page is ${wide[0]} px wide in ${wide[1]}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 4).map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join(' | ')}`), []);
      if (phone && name !== 'gallery_sign_in.html') {
        await page.focus('.menu-box');
        await page.keyboard.press('Space');
        await page.waitForTimeout(300);
        assert.ok(await page.isVisible('.side .list a'));
        await page.screenshot({ path: `${stem}-menu.png` });
        const { violations: inMenu } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
        assert.deepEqual(inMenu.map(({ id }) => id), []);
        await page.keyboard.press('Escape');
        await page.waitForTimeout(300);
        assert.ok(!(await page.isVisible('.side .list a')));
      }
      if (!phone) await page.pdf({ path: `${stem}.pdf`, preferCSSPageSize: true, printBackground: false });
      await page.context().close();
    });

await step('without script: menu, table, form', async () => {
  const page = await open('gallery_board.html', { width: 390, height: 844, phone: true, script: false });
  await page.focus('.menu-box');
  await page.keyboard.press('Space');
  await page.waitForTimeout(300);
  await page.screenshot({ path: path.join(pictures, 'no-script-390-menu.png') });
  await page.keyboard.press('Space');
  await page.waitForTimeout(300);
  await page.screenshot({ path: path.join(pictures, 'no-script-390.png'), fullPage: true });
  await page.context().close();
});

// ---------- the sheet ----------

const field = (page, subject, input) => page.locator(`#sheet td[data-subject="${subject}"][data-input="${input}"]`).locator('input, select, textarea').first();
const cell = (page, subject, input) => page.locator(`#sheet td[data-subject="${subject}"][data-input="${input}"]`);
const has = (page, subject, input, name) => until(`${subject} ${input} ${name}`, async () => (await cell(page, subject, input).getAttribute('class') || '').includes(name));
const active = (page) => page.evaluate(() => { const td = document.activeElement.closest('td'); return td ? `${td.dataset.subject} ${td.dataset.input}` : document.activeElement.tagName; });
const paste = (page, text) => page.evaluate((value) => {
  const data = new DataTransfer();
  data.setData('text/plain', value);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}, text);
const fresh = async (options) => {
  Object.assign(told, { mood: 'answer', delay: 0, token: 'token-1', saves: [], facts: new Map(), busyMost: 0 });
  return open('gallery.html', options);
};
const bar = (page) => page.locator('#sheet .grid-bar');

await step('sheet: types, Enter moves and saves', async () => {
  const page = await fresh();
  await field(page, 1, '2 学时').focus();
  await page.keyboard.type('３６。５');
  await page.keyboard.press('Enter');
  assert.equal(await active(page), '2 2 学时');
  await has(page, 1, '2 学时', 'is-saved');
  assert.deepEqual(told.saves, [{ source: 'assessed', subject: 1, input: '2 学时', value: '36.5', reason: '', replaces: 0 }]);
  assert.equal(await page.locator('#sheet [data-progress] span').textContent(), '35 / 120');
  await page.screenshot({ path: path.join(pictures, 'sheet-saved.png') });
  await page.context().close();
});

await step('sheet: arrows, Tab, edges, Escape', async () => {
  const page = await fresh();
  await field(page, 2, '2 学时').focus();
  await page.keyboard.press('F2');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await active(page), '2 2 学时');
  await page.keyboard.press('ArrowDown');
  assert.equal(await active(page), '3 2 学时');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await active(page), '3 1 班子健全');
  await page.keyboard.press('ArrowUp');
  assert.equal(await active(page), '2 1 班子健全');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.equal(await active(page), '2 3 制度缺项');
  await field(page, 6, '6 类别').focus();
  await page.keyboard.press('Tab');  // over the closed row
  assert.equal(await active(page), '8 1 班子健全');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await active(page), '6 6 类别');
  await field(page, 2, '2 学时').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('77');
  await page.keyboard.press('Escape');
  assert.equal(await field(page, 2, '2 学时').inputValue(), '37');
  await field(page, 8, '6 类别').focus();
  await page.keyboard.press('Tab');  // out of the sheet
  assert.equal((await active(page)).includes('类别'), false);
  assert.deepEqual(told.saves, []);
  await page.context().close();
});

await step('sheet: lists by figure keys', async () => {
  const page = await fresh();
  await field(page, 1, '1 班子健全').focus();
  await page.keyboard.press('2');
  await has(page, 1, '1 班子健全', 'is-saved');
  await page.keyboard.press('Delete');
  await until('emptied', () => told.saves.length === 2);
  assert.deepEqual(told.saves.map(({ value }) => value), ['否', '']);
  await page.context().close();
});

await step('sheet: a wrong entry is told under the cell and kept', async () => {
  const page = await fresh();
  await field(page, 1, '2 学时').focus();
  await page.keyboard.type('很多');
  await page.keyboard.press('Tab');
  await has(page, 1, '2 学时', 'is-wrong');
  assert.match(await cell(page, 1, '2 学时').locator('.cell-note').textContent(), /“很多”不是数 填小时数/);
  assert.equal(await field(page, 1, '2 学时').getAttribute('aria-invalid'), 'true');
  assert.equal(await field(page, 1, '2 学时').inputValue(), '很多');
  await until('bar', async () => /1 格有误/.test(await bar(page).textContent()));
  await page.screenshot({ path: path.join(pictures, 'sheet-wrong.png') });
  await bar(page).locator('button').click();
  assert.equal(await active(page), '1 2 学时');
  await page.keyboard.press('Escape');
  assert.equal(await field(page, 1, '2 学时').inputValue(), '');
  assert.equal(await cell(page, 1, '2 学时').locator('.cell-note').count(), 0);
  await page.context().close();
});

await step('sheet: a clash is shown, either may be kept', async () => {
  const page = await fresh();
  told.facts.set('assessed 1 2 学时', { fact: 7, value: '40', by: '王芳' });
  told.facts.set('assessed 3 2 学时', { fact: 8, value: '41', by: '王芳' });
  for (const subject of [1, 3]) {
    await field(page, subject, '2 学时').focus();
    await page.keyboard.type('36');
    await page.keyboard.press('Enter');
    await has(page, subject, '2 学时', 'is-clash');
  }
  assert.match(await cell(page, 1, '2 学时').locator('.cell-note').textContent(), /王芳 已填:40/);
  await page.screenshot({ path: path.join(pictures, 'sheet-clash.png') });
  await field(page, 1, '2 学时').focus();
  await page.keyboard.press('Tab');  // to the buttons
  await page.keyboard.press('Enter');
  await has(page, 1, '2 学时', 'is-saved');
  assert.equal(await field(page, 1, '2 学时').inputValue(), '40');
  await cell(page, 3, '2 学时').getByText('用我的').click();
  await has(page, 3, '2 学时', 'is-saved');
  assert.equal(told.facts.get('assessed 3 2 学时').value, '36');
  assert.equal(told.saves[told.saves.length - 1].replaces, 8);
  await page.context().close();
});

await step('sheet: a deduction asks for its reason', async () => {
  const page = await fresh();
  await field(page, 5, '3 制度缺项').focus();
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.pop textarea');
  await page.keyboard.press('Enter');
  assert.match(await page.locator('.pop .error').textContent(), /请写理由/);
  await page.screenshot({ path: path.join(pictures, 'sheet-reason.png') });
  await page.keyboard.type('缺三次记录');
  await page.keyboard.press('Enter');
  assert.equal(await active(page), '6 3 制度缺项');
  await has(page, 5, '3 制度缺项', 'is-saved');
  assert.deepEqual(told.saves, [{ source: 'assessed', subject: 5, input: '3 制度缺项', value: '3', reason: '缺三次记录', replaces: 0 }]);
  await page.keyboard.type('0');
  await page.keyboard.press('Enter');
  await has(page, 6, '3 制度缺项', 'is-saved');
  // by mouse to another cell: asked first, then taken there
  await field(page, 8, '3 制度缺项').click();
  await page.keyboard.type('2');
  await field(page, 1, '2 学时').click();
  await page.waitForSelector('.pop textarea');
  await page.keyboard.press('Escape');
  await has(page, 8, '3 制度缺项', 'is-wrong');
  assert.equal(told.saves.length, 2);
  await page.keyboard.press('Control+m');
  await page.keyboard.type('缺两次');
  await page.locator('.pop .primary').click();
  await has(page, 8, '3 制度缺项', 'is-saved');
  // the reason alone, of a figure that is there
  await field(page, 2, '3 制度缺项').focus();
  await page.locator('.reason-button').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('改了理由');
  await page.keyboard.press('Enter');
  await has(page, 2, '3 制度缺项', 'is-saved');
  assert.equal(told.saves[told.saves.length - 1].reason, '改了理由');
  await page.context().close();
});

await step('sheet: paste from Excel, summary, undo', async () => {
  const page = await fresh();
  told.delay = 30;
  await field(page, 4, '1 班子健全').focus();
  await paste(page, '√\t40\t0\t97\t"第一行\n第二行"\t好\r\n否\t四十\t2\t96\t\t优\r\n是\t42\t0\t95\t好\t一般\t多\r\n是\t1\t1\t1\t1\t1\r\n');
  await until('summary', async () => /格已保存/.test(await bar(page).textContent()), 6000);
  const said = await bar(page).textContent();
  console.log(`        ${said}`);
  assert.match(said, /2 格有误/);
  assert.match(said, /1 格要写理由/);
  assert.match(said, /6 格不可填/);
  assert.match(said, /1 格超出表格/);
  assert.equal(await field(page, 4, '5 评语').inputValue(), '第一行 第二行');
  assert.equal(await field(page, 4, '1 班子健全').inputValue(), '是');
  assert.ok(told.busyMost <= 4, `${told.busyMost} at once`);
  await page.screenshot({ path: path.join(pictures, 'sheet-paste.png') });
  const before = told.saves.length;
  await bar(page).getByText('撤销粘贴').click();
  await until('undone', async () => told.saves.length > before && /全部已保存|1 格有误/.test(await bar(page).textContent()));
  assert.equal(await field(page, 5, '2 学时').inputValue(), '');
  assert.equal(await field(page, 4, '4 党费收缴率').inputValue(), '98.5');
  await page.context().close();
});

await step('sheet: real keys of the clipboard', async () => {
  const page = await fresh();
  await page.evaluate(() => navigator.clipboard.writeText('51\t0\n52\t0\n'));
  await field(page, 3, '2 学时').focus();
  await page.keyboard.press('Control+V');
  await has(page, 4, '2 学时', 'is-saved');
  assert.equal(await field(page, 4, '2 学时').inputValue(), '52');
  await page.evaluate(() => navigator.clipboard.writeText('否\n'));
  await field(page, 3, '1 班子健全').focus();
  await page.keyboard.press('Control+V');
  await has(page, 3, '1 班子健全', 'is-saved');
  await page.evaluate(() => navigator.clipboard.writeText('5\r\n'));
  await field(page, 5, '2 学时').focus();
  await page.keyboard.press('Control+V');
  assert.equal(await field(page, 5, '2 学时').inputValue(), '5');
  await page.context().close();
});

await step('sheet: offline and failing servers lose nothing', async () => {
  const page = await fresh();
  await page.context().setOffline(true);
  await field(page, 1, '2 学时').focus();
  await page.keyboard.type('36');
  await page.keyboard.press('Enter');
  await has(page, 1, '2 学时', 'is-unsaved');
  await until('bar', async () => /网络不通,1 格未保存/.test(await bar(page).textContent()));
  await page.screenshot({ path: path.join(pictures, 'sheet-offline.png') });
  const asked = [];
  page.removeAllListeners('dialog');
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    dialog.dismiss();
  });
  await page.close({ runBeforeUnload: true });
  await until('warning', () => asked.length > 0);
  assert.deepEqual(asked, ['beforeunload']);
  await page.context().setOffline(false);
  await has(page, 1, '2 学时', 'is-saved');
  told.mood = 'broken';
  await field(page, 1, '4 党费收缴率').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('50');
  await page.keyboard.press('Enter');
  await has(page, 1, '4 党费收缴率', 'is-unsaved');
  told.mood = 'answer';
  await until('retried', async () => (await cell(page, 1, '4 党费收缴率').getAttribute('class')).includes('is-saved'), 6000);
  await page.context().close();
});

await step('sheet: signed out, and in again elsewhere', async () => {
  const page = await fresh();
  told.token = 'token-2';
  told.mood = 'signed-out';
  await field(page, 1, '2 学时').focus();
  await page.keyboard.type('36');
  await page.keyboard.press('Enter');
  await until('bar', async () => /登录已失效,1 格未保存/.test(await bar(page).textContent()));
  told.mood = 'answer';
  await bar(page).getByText('立即重试').click();
  await has(page, 1, '2 学时', 'is-saved');
  await page.context().close();
});

await step('sheet: a link waits for what is being saved', async () => {
  const page = await fresh();
  told.delay = 300;
  await page.evaluate(() => { document.querySelector('.crumb a').href = '/gallery_board.html'; });
  let warned = 0;
  page.on('dialog', () => ++warned);
  await field(page, 1, '2 学时').focus();
  await page.keyboard.type('36');
  await page.click('.crumb a');
  await page.waitForURL('**/gallery_board.html');
  assert.equal(told.facts.get('assessed 1 2 学时').value, '36');
  assert.equal(warned, 0);
  await page.context().close();
});

await step('sheet: phone', async () => {
  const page = await fresh({ width: 390, height: 844, phone: true });
  await field(page, 5, '3 制度缺项').tap();
  await page.keyboard.type('2');
  await page.locator('.reason-button').tap();
  await page.waitForSelector('.pop textarea');
  await page.screenshot({ path: path.join(pictures, 'sheet-390-reason.png') });
  await page.keyboard.type('缺两次');
  await page.locator('.pop .primary').tap();
  await has(page, 5, '3 制度缺项', 'is-saved');
  await page.screenshot({ path: path.join(pictures, 'sheet-390.png') });
  await page.context().close();
});

await step('sheet: speed of 200 × 36', async () => {
  const page = await fresh();
  await page.goto(`${site}/large.html`);
  const ms = await page.evaluate(async () => {
    const begin = performance.now();
    await new Promise((ready) => document.body.append(Object.assign(document.createElement('script'), { src: '/static/grid.js', onload: ready })));
    return performance.now() - begin;
  });
  console.log(`        7200 cells taken up in ${ms.toFixed(0)} ms`);
  assert.ok(ms < 2000);
  await page.locator('td input').first().focus();
  for (let i = 0; i < 10; ++i) await page.keyboard.press('ArrowDown');
  assert.equal(await active(page), '10 0 缺项');
  await page.context().close();
});

// ---------- the editor ----------

await step('editor: lints, jumps, previews, stays the field of the form', async () => {
  const page = await fresh();
  await until('checked', async () => /1 处提醒|处错误|没有发现/.test(await page.locator('.check-state').textContent()));
  assert.equal(await page.locator('#preview h3').textContent(), '党员评星定级方案');
  assert.equal(await page.getAttribute('.cm-content', 'aria-labelledby'), 'scheme-label');
  assert.equal(await page.locator('.editor').count(), 1);
  assert.equal(await page.locator('.problems').count(), 1);
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.type('\n𠮷 不参瓶');
  await until('found', async () => /1 处错误/.test(await page.locator('.check-state').textContent()));
  assert.equal(await page.locator('.cm-lint-marker-error').count(), 1);
  assert.match(await page.locator('.problems .error').textContent(), /第3行.*看不懂“不参瓶”.*是否应为/);
  assert.ok((await page.inputValue('#scheme')).includes('𠮷 不参瓶'));
  assert.equal(await page.locator('.cm-lintRange-error').first().textContent(), '不参瓶');
  await page.screenshot({ path: path.join(pictures, 'editor.png') });
  const box = await page.locator('.cm-lintRange-error').boundingBox();
  await page.mouse.move(box.x + 10, box.y + 10);
  await page.mouse.move(box.x + 18, box.y + 10);
  await page.waitForSelector('.cm-tooltip-lint');
  assert.match(await page.locator('.cm-tooltip-lint').textContent(), /是否应为/);
  await page.screenshot({ path: path.join(pictures, 'editor-tooltip.png') });
  await page.locator('.problems button').last().click();
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains('cm-content')));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run('.cols:last-child', { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`), []);
  told.submitted = [];
  await page.keyboard.press('Control+s');
  await until('submitted', () => told.submitted.length === 1);
  assert.ok(new URLSearchParams(told.submitted[0]).get('text').includes('𠮷 不参瓶'));
  await page.context().close();
});

await step('editor: Enter goes on with a list, Tab leaves', async () => {
  const page = await fresh();
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n- 甲:乙');
  await page.keyboard.press('Enter');
  assert.match(await page.inputValue('#scheme'), /- 甲:乙\n- $/);
  await page.keyboard.press('Tab');
  assert.ok(!(await page.evaluate(() => document.activeElement.classList.contains('cm-content'))));
  await page.context().close();
});

// ---------- app.js ----------

await step('app: question before a form, copy, sort, filter', async () => {
  const page = await fresh();
  told.submitted = [];
  await page.getByText('退回上一环节').click();
  await page.waitForSelector('dialog[open]');
  await page.screenshot({ path: path.join(pictures, 'dialog.png') });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), '取消');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog').count(), 0);
  assert.equal(told.submitted.length, 0);
  await page.getByText('复制链接').click();
  await page.waitForSelector('text=已复制');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'https://pingxing.example/i/7f3a');
  await page.getByText('退回上一环节').click();
  await page.locator('dialog .danger').click();
  await until('submitted', () => told.submitted.length === 1);
  const board = await open('gallery_board.html');
  const firstName = () => board.locator('#board tbody tr:not([hidden]) th').first().textContent();
  await board.getByRole('button', { name: '总分' }).click();
  await board.getByRole('button', { name: '总分' }).click();
  assert.equal(await firstName(), '督查室党支部');
  assert.equal(await board.locator('#board th[aria-sort]').getAttribute('aria-sort'), 'ascending');
  await board.getByRole('button', { name: '星级' }).click();
  assert.match(await firstName(), /党支部/);
  await board.getByRole('button', { name: '名次' }).click();
  assert.equal(await firstName(), '办公室党支部');
  await board.fill('#kw', '研究');
  assert.equal(await board.locator('[data-filter-count]').textContent(), '2');
  await board.fill('#kw', '没有这个');
  assert.match(await board.locator('.filter-none').textContent(), /没有符合/);
  await board.fill('#kw', '');
  assert.equal(await board.locator('#board tbody tr:not([hidden])').count(), 12);
  await page.context().close();
  await board.context().close();
});

await browser.close();
server.close();
if (faults.length) console.error(`\n${faults.join('\n\n')}`);
console.log(`${passed} passed, pictures in ${pictures}`);
process.exit(faults.length ? 1 : 0);
