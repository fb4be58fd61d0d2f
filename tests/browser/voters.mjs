// What the plays of voters share: a browser, voters of the sample who sign in, and a step that is told.
import assert from 'node:assert/strict';
import path from 'node:path';
import { chromium } from 'playwright-core';

export const phone = { width: 390, height: 844 };
const patience = Number(process.env.PATIENCE_MS || 120_000); // a busy machine is no failure

export async function open({ pictures } = {}) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--host-resolver-rules=MAP pingxing.test 127.0.0.1'] });
  const troubles = [];
  const watched = (page, who) => {
    page.setDefaultTimeout(patience);
    page.on('console', (message) => { if (message.type() === 'error' && !/status of (409|422|403)|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|Cross-Origin-Opener-Policy header has been ignored/.test(message.text())) troubles.push(`${who}: ${message.text()}`); });
    page.on('pageerror', (error) => troubles.push(`${who}: ${error.message}`));
    return page;
  };
  const computer = (locale = 'zh-CN', size = phone) => browser.newContext({ viewport: size, locale, acceptDownloads: true });
  const picture = async (page, name) => pictures && page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
  return { browser, troubles, watched, computer, picture };
}

export async function signIn(page, address, login) {
  await page.goto(`${address}/sign-in`);
  await page.fill('#login', login);
  await page.fill('#password', 'pingxing-demo');
  await page.click('button.primary');
  await page.waitForURL(`${address}/`);
}
export async function signOut(page) {
  await page.locator('form[action="/sign-out"] button').click();
  await page.waitForURL(/\/sign-in$/);
}

/// Marks all screens, the `nth` choice of each, up to the review.
export async function mark(page, nth, from = 0, to = Infinity) {
  for (let s = from; s < to; ++s) {
    await page.locator('fieldset.asked').first().waitFor();
    const sets = page.locator('fieldset.asked'), count = await sets.count();
    for (let q = 0; q < count; ++q) await sets.nth(q).locator('.marks label').nth(nth(s)).click();
    const isLast = /^(核对|Review)$/.test(await page.locator('.thumb .primary').innerText());
    await page.locator('.thumb .primary').click();
    if (isLast) return;
  }
}

/// Everything that a browser keeps for the site, as one text.
export const storage = (page) => page.evaluate(async () => JSON.stringify({
  local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie, name: window.name, state: history.state,
  databases: await indexedDB.databases(), caches: await caches.keys(), workers: (await navigator.serviceWorker.getRegistrations()).length,
}));
export function holdsNone(text, words, where) {
  for (const word of words) assert.ok(word.length > 0 && !text.includes(word), `${where} holds ${word}`);
}

export async function step(what, work) {
  const begin = Date.now();
  await work();
  console.log(`ok ${what} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
}
