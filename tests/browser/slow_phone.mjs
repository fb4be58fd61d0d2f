// How long a voter waits on a slow phone: a processor six times slower, 1.6 Mbit/s, answers 150 ms away. Prints a line a
// step. node slow_phone.mjs PINGXING DATABASE (an empty one)
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

const [binary, database] = process.argv.slice(2);
const { address, stop } = await serve(binary, database);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', isMobile: true, hasTouch: true });
const page = await context.newPage();
await page.goto(`${address}/sign-in`);
await page.fill('#login', 'd0101');
await page.fill('#password', 'pingxing-demo');
await page.click('button.primary');
await page.waitForURL(`${address}/`);

const phone = await context.newCDPSession(page);
await phone.send('Network.enable');
await phone.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 });
await phone.send('Emulation.setCPUThrottlingRate', { rate: 6 });
await phone.send('Network.setCacheDisabled', { cacheDisabled: true });
async function step(what, work) {
  const begin = Date.now();
  await work();
  console.log(`${what}: ${((Date.now() - begin) / 1000).toFixed(1)} s`);
}
let papers = 0;
page.on('request', (request) => { if (request.url().endsWith('/vote/cast')) ++papers; });
await step('the page of a poll opens, nothing kept from before', async () => {
  await page.goto(`${address}/ballot/1`);
  await page.getByRole('button', { name: '领票' }).waitFor();
});
await step('the ballots are got', async () => {
  await page.getByRole('button', { name: '领票' }).click();
  await page.getByRole('link', { name: '去投票' }).waitFor();
});
await step('the first colleague stands on the screen', async () => {
  await page.getByRole('link', { name: '去投票' }).click();
  await page.locator('fieldset.asked').waitFor();
});
for (let left = true; left;) {
  await page.locator('fieldset.asked .marks label').first().click();
  left = await page.getByRole('button', { name: '下一个' }).count() > 0;
  await page.locator('.thumb .primary').click();
}
await step('they are cast, and the receipt is there', async () => {
  await page.getByRole('button', { name: '投出' }).click();
  await page.getByRole('heading', { name: '投票完成' }).waitFor();
});
console.log(`${papers} ballots`);
await browser.close();
process.exit(await stop());
