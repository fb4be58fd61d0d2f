// Two rounds, one behind the other, as two servers on one database show them: what the board says before a round ends it
// says after, and the next one looks back on it. node two_rounds.mjs PINGXING DATABASE. On SQLite both windows are of
// one server: that database belongs to one.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { accessible } from './accessible.mjs';
import { serve } from './server.mjs';

const [binary, database] = process.argv.slice(2);
const scheme = `# 支部季度考核

对象:组织
周期:季度
分组:全局
总分:100

## 组织建设(100分)

1. 组织生活(100分)
   - 评分人:组织科
   - 完成率:满分100,按比例折算

## 定级

- 五星级:90分以上
- 四星级:80分以上不满90分
- 三星级:不满80分

## 程序

1. 评分(5天):组织科
2. 发布:办公室

## 后果

- 连续2期为五星级:优先推荐为先进
- 上期五星级:上一期是五星级
`;

const first = await serve(binary, database);
const second = database.startsWith('postgresql:') ? await serve(binary, database) : first;
const servers = [...new Set([first, second])];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const troubles = [];

async function signedIn(server, login) {
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  page.on('console', (message) => { if (message.type() === 'error' && !/status of 409/.test(message.text())) troubles.push(`${login}: ${message.text()}`); });
  page.on('pageerror', (error) => troubles.push(`${login}: ${error.message}`));
  await page.goto(`${server.address}/sign-in`);
  await page.fill('#login', login);
  await page.fill('#password', 'pingxing-demo');
  await page.click('button.primary');
  await page.waitForURL(`${server.address}/`);
  return page;
}
/// A request as the page would send it.
async function send(page, method, path, body, status = 200) {
  const answer = await page.evaluate(async ([how, where, what]) => {
    const csrf = document.querySelector('input[name=csrf]').value;
    const response = await fetch(`/api/v1${where}`, { method: how, headers: { accept: 'application/json', 'content-type': 'application/json', 'x-csrf-token': csrf }, body: what && JSON.stringify(what) });
    return { status: response.status, text: await response.text() };
  }, [method, path, body]);
  assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`);
  return JSON.parse(answer.text);
}
async function step(what, work) {
  await work();
  console.log(`ok ${what}`);
}

let failed = false;
try {
  const office = await signedIn(first, 'office'), other = await signedIn(second, 'office');
  const today = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10); // in China
  const { version_id: version } = await send(office, 'POST', '/schemes', { name: '两期', text: scheme }, 201);
  const unit = (await send(office, 'GET', '/units')).units[0].id;
  const open = async (name, previous) => {
    const { id } = await send(office, 'POST', '/rounds', { name, scheme_version: version, unit, unit_kinds: ['党支部'], starts_on: today, previous }, 201);
    await send(office, 'POST', `/rounds/${id}/state`, { state: 'running' });
    if ((await send(office, 'GET', `/rounds/${id}`)).stages[0].state === 'waiting') await send(office, 'POST', `/rounds/${id}/stages/0`, { command: 'open' });
    return id;
  };
  const enter = async (page, round, subject, value, replaces = 0) => {
    const cell = { source: 'assessed', subject: subject.id, input: '1 完成率', value: String(value), replaces };
    return (await send(page, 'POST', `/rounds/${round}/figures`, cell)).fact;
  };
  /// The board and one subject's page, as somebody reads them.
  const shown = async (page, round, subject) => {
    const { origin } = new URL(page.url());
    await page.goto(`${origin}/rounds/${round}/board`);
    await accessible(page);
    const board = await page.locator('#board').innerText();
    await page.goto(`${origin}/rounds/${round}/subjects/${subject.code}`);
    await accessible(page);
    return { board, subject: (await page.locator('main').innerText()).replace(/进行中|已结束/, ''), json: await send(page, 'GET', `/rounds/${round}/board`) };
  };
  const consequences = (board, subject) => board.consequences.filter((one) => one.id === subject.code).map((one) => one.text).sort();
  const grade = async (page, round, subject) => (await send(page, 'GET', `/rounds/${round}/board`)).subjects.find((one) => one.id === subject.code).grade;
  let one = 0, two = 0, subjects = [];

  await step('what is entered at one server the other shows at once', async () => {
    one = await open('上期');
    subjects = (await send(office, 'GET', `/rounds/${one}`)).subject_list;
    const facts = [];
    for (const [i, subject] of subjects.entries()) facts.push(await enter(i % 2 ? other : office, one, subject, i < 3 ? 95 : 85));
    for (const page of [office, other]) assert.equal(await grade(page, one, subjects[2]), '五星级');
    await enter(office, one, subjects[2], 70, facts[2]); // the other one has rated it by now
    for (const page of [other, office]) assert.equal(await grade(page, one, subjects[2]), '三星级');
  });
  await step('a round that ends shows at both what it showed before', async () => {
    for (const [stage, command] of [[0, 'close'], [1, 'open'], [1, 'close']]) {
      const is = (await send(office, 'GET', `/rounds/${one}`)).stages[stage];
      if (command === 'open' ? is.state === 'waiting' : is.state === 'open') await send(office, 'POST', `/rounds/${one}/stages/${stage}`, { command });
    }
    const before = [await shown(office, one, subjects[0]), await shown(other, one, subjects[0])];
    await send(office, 'POST', `/rounds/${one}/state`, { state: 'over' });
    assert.equal((await send(other, 'GET', `/rounds/${one}`)).state, 'over', 'seen at once');
    const after = [await shown(office, one, subjects[0]), await shown(other, one, subjects[0])];
    for (const i of [0, 1]) {
      assert.deepEqual(after[i].json, before[i].json);
      assert.equal(after[i].board, before[i].board);
      assert.equal(after[i].subject, before[i].subject);
      assert.ok(after[i].json.subjects.every((subject) => subject.status === 'rated'));
    }
    await send(other, 'POST', `/rounds/${one}/figures`, { source: 'assessed', subject: subjects[0].id, input: '1 完成率', value: '1', replaces: 0 }, 409);
  });
  await step('the next round looks back on it', async () => {
    two = await open('本期', one);
    for (const subject of (await send(office, 'GET', `/rounds/${two}`)).subject_list) await enter(office, two, subject, subject.code === subjects[1].code ? 80 : 92);
    for (const page of [other, office]) {
      const { json } = await shown(page, two, subjects[0]);
      assert.deepEqual(consequences(json, subjects[0]), ['上一期是五星级', '优先推荐为先进'].sort());
      assert.deepEqual(consequences(json, subjects[1]), ['上一期是五星级'], 'not twice in a row');
      assert.deepEqual(consequences(json, subjects[2]), [], 'no five stars last time');
      assert.equal(json.consequences.filter((found) => found.text === '优先推荐为先进').length, 1);
    }
  });
  await step('a round opened again changes what the next one looks back on, at both', async () => {
    await send(other, 'POST', `/rounds/${one}/state`, { state: 'running', reason: '更正' });
    await send(other, 'POST', `/rounds/${one}/stages/0`, { command: 'reopen', reason: '更正' });
    const cell = (await send(other, 'GET', `/rounds/${one}/figures?source=assessed`)).rows.find((row) => row.subject.id === subjects[0].id).cells[0];
    await enter(other, one, subjects[0], 60, cell.fact);
    for (const page of [office, other]) assert.deepEqual(consequences(await send(page, 'GET', `/rounds/${two}/board`), subjects[0]), []);
  });
  assert.deepEqual(troubles, []);
} catch (error) {
  failed = true;
  console.error(error);
  for (const trouble of troubles) console.error(trouble);
}
await browser.close();
for (const server of servers) {
  const status = await server.stop();
  if (status !== 0) failed = true, console.error(`a server ended with ${status}`);
}
process.exit(failed ? 1 : 0);
