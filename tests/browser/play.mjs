// A whole round in a real browser: scheme, round, self-assessment, scoring in two windows at once, remarks, board,
// explanation, what-if. node play.mjs PINGXING DATABASE; says "ok" for each step, ends with status 1 at the first that
// fails. DATABASE: a path, or postgresql://… of an empty database.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { chromium } from 'playwright-core';
import { accessible } from './accessible.mjs';
import { listenForMail } from './mail.mjs';
import { serve } from './server.mjs';
import { fillIn } from './workbook.mjs';

const [binary, database] = process.argv.slice(2);
const password = 'pingxing-demo';

const scheme = `# 支部季度考核

对象:组织
周期:季度
分组:全局
总分:100
小数:2

## 组织建设(60分)

1. 组织生活(40分)
   - 评分人:组织科
   - 支委会次数:应达3次,每少1次减5分
2. 队伍建设(20分)
   - 评分人:组织科、办公室
   - 学习质量:酌情得0至20分

## 作风纪律(40分)

3. 纪律作风(40分)
   - 评分人:纪检科
   - 违规问题:酌情减1至10分,减完为止

## 定级

- 五星级:95分以上
- 四星级:85分以上不满95分
- 三星级:不满85分
- 五星级:不超过20%

## 程序

1. 自评(5天):党支部
2. 评分(5天):组织科、纪检科、办公室
3. 点评(3天):领导
4. 公示(5天以上):党支部
5. 发布
`;

const mail = await listenForMail();
const { address, stop } = await serve(binary, database);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const troubles = [];

async function as(login, viewport = { width: 1280, height: 900 }) {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', bypassCSP: false });
  const page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error' && !/status of (409|422|403)/.test(message.text())) troubles.push(`${login}: ${message.text()}`); });
  page.on('pageerror', (error) => troubles.push(`${login}: ${error.message}`));
  await page.goto(address + '/sign-in');
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.click('button.primary');
  await page.waitForURL(address + '/');
  return page;
}

async function step(what, work) {
  await work();
  console.log(`ok ${what}`);
}

async function cell(page, subject, input) {
  return page.locator('tr', { has: page.getByRole('rowheader', { name: subject, exact: true }) }).locator(`td[data-input="${input}"]`);
}
async function enter(page, subject, input, value) {
  const field = (await cell(page, subject, input)).locator('input');
  await field.fill(value);
  await field.press('Enter');
}
async function saved(page, subject, input) {
  await (await cell(page, subject, input)).and(page.locator('.is-saved')).waitFor();
}

let failed = false;
try {
  const office = await as('office');
  let round = '';
  await step('an administrator sets the mail server and the holidays', async () => {
    const page = await as('admin');
    await page.goto(`${address}/settings`);
    await page.fill('#office_name', '晨光局考评办');
    await page.fill('#smtp_url', mail.url);
    await page.fill('#mail_from', '考评办 <office@example.org>');
    await page.locator('form[action="/settings"]').getByRole('button', { name: '保存' }).click();
    await page.getByText('设置已保存').waitFor();
    await page.fill('#address', 'me@example.org');
    await page.getByRole('button', { name: '试发邮件' }).click();
    await page.getByText('测试消息已发出').waitFor();
    assert.match((await mail.letterTo('me@example.org')).body, /测试/);
    await page.fill('#days', `${new Date().getFullYear()}-10-01 休 国庆节`);
    await page.locator('form[action="/settings/holidays"]').getByRole('button', { name: '保存' }).click();
    await page.getByRole('cell', { name: '国庆节' }).waitFor();
    await accessible(page);
  });
  await step('the office imports units and people from the templates, with an error first', async () => {
    const filled = async (link, rows) => {
      await office.goto(`${address}/units/import`);
      const [download] = await Promise.all([office.waitForEvent('download'), office.locator(`a[href="${link}"]`).click()]);
      return { name: download.suggestedFilename(), mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: fillIn(fs.readFileSync(await download.path()), rows) };
    };
    const preview = async (table, file) => {
      await office.goto(`${address}/units/import`);
      await accessible(office);
      await office.setInputFiles(`#${table}-file`, file);
      await office.locator(`form[action="/units/import/${table}/preview"]`).getByRole('button', { name: '预览' }).click();
    };
    await preview('units', await filled('/units/import/units.xlsx', [['ZH01', '海棠小组', 'B01', '党小组'], ['ZH02', '月季小组', 'B01', '党小组']]));
    await office.getByRole('rowheader', { name: '海棠小组' }).waitFor();
    await accessible(office);
    await office.getByRole('button', { name: '确认导入' }).click();
    await office.getByText('已导入').waitFor();
    const people = (unit) => filled('/units/import/people.xlsx', [['ZH-1', '江小满', 'ZH01', '正式党员', '组长', '13800001234'], ['ZH-2', '何清月', unit, '正式党员']]);
    await preview('people', await people('海棠小组'));
    await office.getByText(/C3/).first().waitFor();  // the cell that is wrong
    await office.getByText('这是“ZH01”的名称').waitFor();
    await accessible(office);
    await preview('people', await people('ZH01'));
    await office.getByRole('button', { name: '确认导入' }).click();
    await office.getByText('已导入').waitFor();
    await office.goto(`${address}/units`);
    await office.getByRole('link', { name: '海棠小组' }).click();
    await office.getByRole('rowheader', { name: '江小满' }).waitFor();
    await accessible(office);
  });
  await step('the office changes a person and moves a unit by hand', async () => {
    await office.getByRole('link', { name: '江小满' }).click();
    await office.getByLabel('职务').fill('副组长');
    await accessible(office);
    await office.getByRole('button', { name: '保存' }).click();
    await office.getByRole('cell', { name: '副组长' }).waitFor();
    await office.getByRole('link', { name: '修改单位' }).click();
    await accessible(office);
    await office.getByLabel('移到', { exact: true }).selectOption({ index: 1 });
    await office.locator('form[action$="/move"]').getByLabel('理由').fill('机构调整');
    await office.getByRole('button', { name: '移到另一单位下' }).click();
    await office.waitForURL(/\/units\?unit=\d+$/);
    await office.getByRole('link', { name: '修改单位' }).click();
    await office.getByRole('cell', { name: '机构调整' }).waitFor();
  });
  await step('the office writes a scheme, and the checker speaks while it types', async () => {
    await office.goto(address + '/schemes/new');
    await office.locator('.cm-content').click();
    await office.keyboard.insertText(scheme.replace('酌情得0至20分', '随便给分'));
    await office.getByText('随便给分').first().waitFor();
    await office.locator('#problems li, .problems li').first().waitFor();
    await office.keyboard.press('Control+A');
    await office.keyboard.insertText(scheme);
    await office.getByRole('button', { name: '保存', exact: true }).click();
    await office.waitForURL(/\/schemes\/\d+$/);
    await accessible(office);
  });
  await step('a round is previewed, created and started', async () => {
    await office.goto(address + '/rounds/new');
    await office.fill('#name', '三季度考核');
    await office.selectOption('#version', { label: '支部季度考核 · 版本 1' });
    await office.selectOption('#unit', { label: '晨光局(演示)' });
    await office.getByLabel('党支部', { exact: true }).check();
    await office.getByRole('button', { name: '先看看' }).click();
    await office.getByRole('rowheader', { name: '青松支部' }).waitFor();
    await accessible(office);
    await office.getByRole('button', { name: '建立' }).click();
    await office.waitForURL(/\/rounds\/\d+$/);
    round = new URL(office.url()).pathname;
    await office.getByRole('button', { name: '开始考评' }).click();
    await office.getByText('调整环节').click();
    await accessible(office);
  });
  const move = async (title, button) => {
    await office.goto(address + round);
    await office.getByText('调整环节').click();
    const command = office.locator('tr', { hasText: title }).getByRole('button', { name: button });
    if (await command.count() === 0) return;  // its moment has come by itself meanwhile
    await command.click();
    await office.waitForLoadState();
  };
  await step('a branch assesses itself, on a phone', async () => {
    if (await office.locator('.steps li.open', { hasText: '自评' }).count() === 0) await move('1. 自评', '现在开始');
    const branch = await as('qingsong', { width: 390, height: 844 });
    await branch.getByRole('link', { name: '自评' }).first().click();
    await branch.waitForURL(/source=self/);
    await enter(branch, '青松支部', '1 支委会次数', '3');
    await saved(branch, '青松支部', '1 支委会次数');
    await branch.getByRole('link', { name: '佐证 青松支部 1 支委会次数' }).click();
    await branch.setInputFiles('#file', { name: '会议记录.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(20 * 1024 * 1024 + 1, ' ') });
    assert.match(await branch.locator('#file').evaluate((field) => field.validationMessage), /20 MB/);
    await branch.setInputFiles('#file', { name: '会议记录.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nminutes') });
    await branch.getByRole('button', { name: '上传佐证' }).click();
    const file = branch.getByRole('link', { name: '会议记录.pdf' });
    const [download] = await Promise.all([branch.waitForEvent('download'), file.click()]);
    assert.equal(download.suggestedFilename(), '会议记录.pdf');
    assert.equal(fs.readFileSync(await download.path(), 'utf8'), '%PDF-1.7\nminutes');
    await accessible(branch);
    await branch.goto(`${address}${round}/figures?source=self`);
    await branch.getByRole('link', { name: '佐证 青松支部 1 支委会次数 1' }).waitFor();
    assert.equal(await branch.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, 'the page scrolls sideways');
    await accessible(branch);
  });
  await step('departments score in two windows at once, and a clash is shown', async () => {
    await move('1. 自评', '现在结束');
    await move('2. 评分', '现在开始');
    const [first, second] = [await as('zuzhi'), await as('bangong')];
    for (const page of [first, second]) await page.goto(`${address}${round}/figures?source=assessed`);
    await enter(first, '青松支部', '2 学习质量', '18');
    await saved(first, '青松支部', '2 学习质量');
    await enter(second, '青松支部', '2 学习质量', '15');
    const clash = await cell(second, '青松支部', '2 学习质量');
    await clash.getByText('18').first().waitFor();
    await accessible(second);
    await clash.getByRole('button', { name: /用我的/ }).click();
    await saved(second, '青松支部', '2 学习质量');
    await first.reload();
    assert.equal(await (await cell(first, '青松支部', '2 学习质量')).locator('input').inputValue(), '15');
    await enter(first, '青松支部', '1 支委会次数', '三次');
    await (await cell(first, '青松支部', '1 支委会次数')).getByText(/数/).first().waitFor();
    for (const [name, times, quality] of [['青松支部', '3', '20'], ['翠竹支部', '2', '18'], ['红梅支部', '3', '10']]) {
      await enter(first, name, '1 支委会次数', times);
      await saved(first, name, '1 支委会次数');
      await enter(first, name, '2 学习质量', quality);
      await saved(first, name, '2 学习质量');
    }
  });
  await step('the discipline section pastes a column from a spreadsheet', async () => {
    const page = await as('jijian');
    await page.goto(`${address}${round}/figures?source=assessed`);
    const field = (await cell(page, '青松支部', '3 违规问题')).locator('input');
    await field.focus();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', '0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0');
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await saved(page, '山茶支部', '3 违规问题');
    await accessible(page);
  });
  await step('the office reminds somebody, who gets a letter', async () => {
    await office.goto(`${address}${round}/people`);
    await accessible(office);
    for (const box of await office.locator('#remind input[type=checkbox]:checked').all()) await box.uncheck();
    await office.locator('#remind tr', { hasText: '办公室经办' }).first().getByRole('checkbox').check();
    await office.getByLabel('催办内容').fill('请今天评完。');
    await office.getByRole('button', { name: '发出催办' }).click();
    await office.getByText('已写好').waitFor();
    const letter = await mail.letterTo('bangong@example.org');
    assert.match(letter.body, /请今天评完。/);
    for (let tries = 0; (await office.getByText('已发出').count()) === 0; ++tries) {
      assert.ok(tries < 20, 'the message is never marked as sent');
      await new Promise((resolve) => setTimeout(resolve, 250));
      await office.goto(`${address}${round}/people`);
    }
  });
  await step('a leader remarks', async () => {
    await office.goto(`${address}${round}/remarks`);
    await office.getByLabel('分管领导 – 青松支部').check();
    await office.locator('form', { hasText: '分管领导' }).getByRole('button', { name: '保存' }).click();
    await move('2. 评分', '现在结束');
    await move('3. 点评', '现在开始');
    const leader = await as('lingdao');
    await leader.goto(`${address}${round}/remarks`);
    await leader.getByLabel('好的方面').fill('学习扎实');
    await leader.getByRole('button', { name: '保存' }).first().click();
    await leader.locator('details', { hasText: '青松支部' }).getByText('已完成').waitFor();
    await accessible(leader);
  });
  await step('the board shows stars, and each is explained', async () => {
    await office.goto(`${address}${round}/board`);
    const row = office.locator('#board tr', { hasText: '青松支部' });
    await row.getByRole('img', { name: '五星级' }).waitFor();
    await accessible(office);
    await row.getByRole('link', { name: '青松支部' }).click();
    await office.getByText('怎么定的').waitFor();
    await office.getByText('学习扎实').waitFor();
    await accessible(office);
  });
  await step('what if', async () => {
    await office.goto(`${address}${round}/what-if`);
    await office.fill('#set', '五星级=80分以上');
    await office.getByRole('button', { name: '试算' }).click();
    await office.waitForLoadState();
    await accessible(office);
  });
  await step('the journal verifies', async () => {
    await office.goto(`${address}/journal?verify=1`);
    await office.getByText('记录完整').waitFor();
    await accessible(office);
  });
  assert.deepEqual(troubles, []);
} catch (error) {
  failed = true;
  console.error(error);
  const pages = browser.contexts().flatMap((context) => context.pages());
  if (process.env.PINGXING_SHOTS) for (const [i, page] of pages.entries()) await page.screenshot({ path: `${process.env.PINGXING_SHOTS}/failed-${i}.png` });
  for (const trouble of troubles) console.error(trouble);
}
await browser.close();
mail.close();
const status = await stop();
if (status !== 0) {
  failed = true;
  console.error(`the server ended with ${status}`);
}
process.exit(failed ? 1 : 0);
