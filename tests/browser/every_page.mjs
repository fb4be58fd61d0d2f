// Every page as each role, in Chinese and English, at 1440 and 390 px: answers 200, is not wider than the window, writes
// nothing to the console, says nothing like "null", and axe finds no violation. node every_page.mjs PINGXING DATABASE
// [FOLDER]: with a folder, a picture of each goes there (the guides' pictures come from here). Status 1 where anything is
// wrong.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { violations } from './accessible.mjs';
import { serve } from './server.mjs';

const [binary, database, folder] = process.argv.slice(2);
if (folder) mkdirSync(folder, { recursive: true });

const pages = {
  '': ['/sign-in', '/vote', '/slip', '/recount', '/recount/1'],
  admin: ['/', '/accounts', '/accounts/3', '/settings', '/units', '/units?unit=2', '/units/import', '/people/new', '/units/new', '/units/2', '/journal'],
  office: ['/', '/rounds', '/rounds/new', '/rounds/2', '/rounds/2/board', '/rounds/2/people', '/rounds/2/past', '/rounds/2/remarks', '/rounds/2/spot-checks', '/rounds/2/verification',
    '/rounds/2/figures?source=assessed', '/rounds/2/evidence', '/rounds/3', '/rounds/3/polls', '/polls/1', '/rounds/1/board', '/rounds/1/subjects/D0107', `/rounds/1/what-if?set=${encodeURIComponent('五星级=不超过15%')}`,
    '/schemes', '/schemes/1', '/schemes/1/compare', '/schemes/new?from=county-rubric', '/account', '/journal?verify=1'],
  d0101: ['/', '/ballot', '/ballot/1', '/rounds/1/board'],
  jijian: ['/', '/rounds/2/figures?source=assessed'],
  qingsong: ['/', '/rounds/2', '/rounds/2/figures?source=self', '/rounds/2/evidence', '/rounds/1/board'],
  lingdao: ['/', '/rounds/2/remarks'],
  fuhe: ['/', '/rounds/2/verification'],
  jiandu: ['/', '/rounds/2/board', '/journal?verify=1'],
};
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const languages = { zh: 'zh-CN', en: 'en-US' };

const { address: base, stop } = await serve(binary, database);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const troubles = [];
let visited = 0;

for (const [language, locale] of Object.entries(languages)) {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const [login, paths] of Object.entries(pages)) {
      const context = await browser.newContext({ viewport, locale });
      const page = await context.newPage();
      let at = '';
      const tell = (what) => troubles.push(`${language} ${size} ${login} ${at}: ${what}`);
      page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) tell(message.text().slice(0, 300)); });
      page.on('pageerror', (error) => tell(error.message));
      if (login) {
        at = '/sign-in';
        await page.goto(base + at);
        await page.fill('#login', login);
        await page.fill('#password', 'pingxing-demo');
        await page.click('button.primary');
        await page.waitForURL(`${base}/`);
      }
      for (at of paths) {
        const answer = await page.goto(base + at);
        ++visited;
        if (answer.status() !== 200) { tell(`status ${answer.status()}`); continue; }
        const more = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (more > 0) tell(`${more} px wider than the window`);
        for (const violation of await violations(page)) tell(violation);
        for (const [slip] of (await page.innerText('body')).matchAll(/.*(\b(null|undefined|NaN)\b|\{\{|\[object ).*/g)) tell(`not for people: ${slip}`);
        if (folder) await page.screenshot({ path: join(folder, `${language}-${size}-${login || 'nobody'}${at.replace(/[^a-z0-9]+/gi, '-')}.png`.replace(/-\.png/, '.png')), fullPage: true });
      }
      await context.close();
    }
  }
}
await browser.close();
const status = await stop();
if (status !== 0) troubles.push(`the server ended with ${status}`);
for (const trouble of troubles) console.log(trouble);
console.log(`${visited} pages, ${troubles.length} troubles`);
process.exit(troubles.length ? 1 : 0);
