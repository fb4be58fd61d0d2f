// The scheme editor: every line has its mark, one click takes over what a finding offers, one step undoes it, and
// nothing of it depends on colour or an inline script. node editor.mjs PINGXING DATABASE [FOLDER]: with a folder,
// pictures in both languages at 1440 and 390 px go there. Status 1 where anything is wrong.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { violations } from './accessible.mjs';
import { played, serve } from './server.mjs';

const [binary, database, folder] = process.argv.slice(2);
if (folder) mkdirSync(folder, { recursive: true });

const texts = {
  zh: ['# 街道卫生考核', '', '周期:年', '对象:单位', '', '## 卫生(100分)', '', '按月检查,年终汇总。', '', '1. 保洁(100分)', '   - 垃圾积存:每处扣5分,扣完为止', '   - 材料不齐全每缺一份罚没0.2分', '', '## 定级', '', '- 优秀:90分以上', '- 合格:60分以上'].join('\n'),
  en: ['# Street cleaning', '', 'period: year', 'subjects: units', '', '## Cleaning (100 points)', '', 'Looked at each month.', '', '1. Streets (100 points)', '   - litter: each deducts 5, not below 0', '   - two points lost if a complaint is upheld', '', '## Grading', '', '- gold: 90 or more', '- bronze: 60 or more'].join('\n'),
};
const rewritten = { zh: '   - 材料不齐全:每份扣0.2分', en: '   - complaint is upheld: deducts 2' };
const words = { zh: ['改写', '运行', '文字'], en: ['rewrite', 'run', 'prose'] };

const server = await serve(binary, database);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const troubles = [];

await played({ browser, server, troubles }, async () => {
  for (const [language, locale] of Object.entries({ zh: 'zh-CN', en: 'en-US' }))
    for (const [size, viewport] of Object.entries({ desktop: { width: 1440, height: 1000 }, phone: { width: 390, height: 844 } })) {
      const context = await browser.newContext({ viewport, locale });
      const page = await context.newPage();
      const at = `${language} ${size}`;
      page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) troubles.push(`${at}: ${message.text()}`); });
      page.on('pageerror', (error) => troubles.push(`${at}: ${error.message}`));
      await page.goto(`${server.address}/sign-in`);
      await page.fill('#login', 'office');
      await page.fill('#password', 'pingxing-demo');
      await page.click('button.primary');
      await page.waitForURL(`${server.address}/`);
      await page.goto(`${server.address}/schemes/new`);
      await page.locator('.cm-content').click();
      await page.keyboard.insertText(texts[language]);
      const take = page.locator('.problems .take').first();
      await take.waitFor();

      const marks = page.locator('.cm-account .cm-gutterElement span');
      const said = await marks.evaluateAll((all) => all.map((one) => [one.textContent, one.title]));
      const signs = new Set(said.map(([sign]) => sign));
      assert.deepEqual([...signs].sort(), ['!', '·', '✓'].sort(), at);
      assert.ok(said.every(([, title]) => title.length > 2), at);
      for (const word of words[language].slice(1)) assert.ok(said.some(([, title]) => title.includes(word)), `${at}: ${word}`);
      assert.equal((await take.textContent()).trim(), words[language][0], at);
      for (const violation of await violations(page)) troubles.push(`${at}: ${violation}`);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wider > 0) troubles.push(`${at}: ${wider} px wider than the window`);
      if (folder) await page.screenshot({ path: join(folder, `editor-${language}-${size}.png`), fullPage: true });

      const before = await page.inputValue('#text');
      await take.click();
      const after = await page.inputValue('#text');
      assert.equal(after, before.split('\n').map((line, index) => (index === 11 ? rewritten[language] : line)).join('\n'), at);
      await page.keyboard.press('Control+z');
      assert.equal(await page.inputValue('#text'), before, `${at}: one step undoes it`);
      await page.keyboard.press('Control+y');
      assert.equal(await page.inputValue('#text'), after, `${at}: and redoes it`);
      await page.locator('.problems .take').waitFor({ state: 'detached' });
      if (folder) await page.screenshot({ path: join(folder, `editor-${language}-${size}-after.png`), fullPage: true });
      await page.evaluate(() => { window.onbeforeunload = null; });
      await context.close();
    }
});
