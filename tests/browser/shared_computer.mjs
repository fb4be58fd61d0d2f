// One computer, several voters: what one got, marked and cast is never shown to the next, and lies sealed in the browser;
// after signing out neither storage nor history nor another tab has any of it. Ballots kept under a code are cast without
// signing in. node shared_computer.mjs PINGXING DATABASE [FOLDER FOR PICTURES]
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { accessible } from './accessible.mjs';
import { played, serve } from './server.mjs';
import { holdsNone, mark, open, signIn, signOut, step, storage } from './voters.mjs';

const [binary, database, pictures] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shared-'));
const server = await serve(binary, database);
const { address } = server;
const { browser, troubles, watched, computer, picture } = await open({ pictures });
const ballot = `${address}/ballot/1`;
const marks = ['优秀', '合格', '基本合格', '不合格'];

/// Signed in, got, and on the first screen.
async function begin(page, login) {
  await signIn(page, address, login);
  await page.goto(ballot);
  await page.getByRole('button', { name: '领票' }).click();
  await page.getByRole('link', { name: '去投票' }).waitFor();
}
async function saved(page, name, file) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  await download.saveAs(path.join(folder, file));
  return JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
}
/// Tokens that a page sends when it casts, and that no cookie goes along.
function watchCasts(page) {
  const tokens = [];
  page.on('request', async (request) => {
    if (!request.url().endsWith('/vote/cast')) return;
    tokens.push(request.postDataJSON());
    assert.equal((await request.allHeaders()).cookie, undefined);
  });
  return tokens;
}
const secretsOf = (casts) => casts.flatMap(({ token, signature, salt, proof }) => [token, signature, salt, proof]);

await played({ browser, server, troubles, close: async () => fs.rmSync(folder, { recursive: true, force: true }) }, async () => {
  const shared = await computer();
  const page = watched(await shared.newPage(), 'shared computer');
  const casts = watchCasts(page);
  const answers = [];
  page.on('response', async (response) => { if (/\/(papers|issue)$/.test(response.url())) answers.push(await response.json().catch(() => ({}))); });
  let names = [], first = null;
  await step('the first voter gets ballots, marks some, and signs out in the middle', async () => {
    await begin(page, 'd0101');
    names = answers.find((one) => one.papers).papers.map((paper) => JSON.parse(paper.text).questions[0][1]);
    assert.ok(names.length > 1);
    await accessible(page);
    await picture(page, 'got');
    await page.getByRole('link', { name: '去投票' }).click();
    await mark(page, () => 0, 0, 2);
    const other = watched(await shared.newPage(), 'other tab');
    await other.goto(ballot);
    await other.getByRole('link', { name: '去投票' }).click();
    await other.getByRole('heading', { name: names[0] }).waitFor();
    await page.locator('fieldset.asked').first().waitFor();
    await signOut(page);
    await other.waitForURL(/\/sign-in$/); // the other tab of the same voter is left too
    await other.close();
  });
  await step('H2: after signing out nothing is left in the open', async () => {
    const text = await storage(page), kept = JSON.parse(text);
    assert.deepEqual(Object.keys(kept.local).map((name) => name.split(' ')[0]), ['pingxing-sealed']);
    assert.deepEqual([kept.session, kept.cookie, kept.databases, kept.caches, kept.workers], [{}, '', [], [], 0]);
    const { seal, papers, title, electorate } = answers.find((one) => one.seal);
    holdsNone(text, [...marks, ...names, seal, title, electorate, 'd0101', ...papers.map((paper) => paper.key), ...answers.flatMap((one) => (one.signatures || []).map((two) => two.signature))], 'storage');
    await page.goBack();
    await page.waitForURL(/\/sign-in$/);
    holdsNone(await page.innerText('body'), [...names, '优秀'], 'the page behind');
    assert.equal(await page.locator('#ballot').count(), 0);
  });
  await step('H2: the second voter is offered own ballots alone', async () => {
    await signIn(page, address, 'zuzhi');
    await page.goto(ballot);
    await page.getByRole('button', { name: '领票' }).waitFor();
    assert.equal(await page.getByRole('link', { name: '去投票' }).count(), 0);
    await page.getByRole('button', { name: '领票' }).click();
    await page.getByRole('link', { name: '去投票' }).click();
    await page.locator('fieldset.asked').first().waitFor();
    assert.equal(await page.locator('input:checked').count(), 0);
    await mark(page, () => 1);
    await page.getByRole('button', { name: '投出' }).click();
    await page.getByRole('heading', { name: '投票完成' }).waitFor();
    await accessible(page);
    await picture(page, 'done');
    const receipt = await saved(page, '保存回执', 'second.json');
    assert.equal(receipt.ballots.length, casts.length);
    assert.match(receipt.keys, /^[0-9a-f]{64}$/);
    await signOut(page);
    const text = await storage(page);
    assert.equal(Object.keys(JSON.parse(text).local).length, 2);
    holdsNone(text, [...marks, ...names, ...secretsOf(casts), ...receipt.ballots.flatMap((one) => [one.ack, one.commitment])], 'storage');
    await page.goto(`${address}/vote`);
    await page.getByText('没有另设密码保存的票').waitFor();
    holdsNone(await page.innerText('body'), names, '/vote');
  });
  await step('the first voter finds the marks again, casts, and another order of papers is sent', async () => {
    casts.length = 0;
    await signIn(page, address, 'd0101');
    await page.goto(ballot);
    await page.getByRole('link', { name: '去投票' }).click();
    await page.locator('fieldset.asked').first().waitFor();
    assert.equal(await page.locator('input:checked').first().inputValue(), '优秀');
    await mark(page, (s) => (s === 0 ? 1 : 2));
    await page.getByRole('button', { name: '投出' }).click();
    await page.getByRole('heading', { name: '投票完成' }).waitFor();
    first = await saved(page, '保存回执', 'first.json');
    const second = JSON.parse(fs.readFileSync(path.join(folder, 'second.json'), 'utf8'));
    holdsNone(JSON.stringify(second), first.ballots.map((one) => one.token), 'the other receipt');
    await page.reload();
    await page.getByRole('heading', { name: '投票完成' }).waitFor(); // until the close it is there for its voter
    await signOut(page);
    await signIn(page, address, 'zuzhi');
    await page.goto(ballot);
    await page.getByRole('heading', { name: '投票完成' }).waitFor();
    const again = await saved(page, '保存回执', 'again.json');
    assert.deepEqual(again, second);
    await page.getByRole('button', { name: '从这台设备上删除' }).click();
    await page.getByText('已从这台设备上删除').waitFor();
    assert.equal(Object.keys(JSON.parse(await storage(page)).local).length, 1);
    await signOut(page);
  });
  await step('the receipts are in order for the program', async () => {
    for (const one of [first]) for (const { ack, sheet } of one.ballots) assert.ok(ack && marks.includes(sheet));
  });
  await step('ballots under a code are cast on the same computer without signing in', async () => {
    await begin(page, 'jijian');
    await page.getByRole('button', { name: '另设密码保存' }).click();
    await accessible(page);
    await picture(page, 'own-code');
    const code = await page.inputValue('#own');
    await page.fill('#own', 'password1234');
    await page.getByRole('button', { name: '保存在这台设备上' }).click();
    await page.getByText('太容易猜').waitFor();
    await page.fill('#own', code);
    await page.getByRole('button', { name: '保存在这台设备上' }).click();
    await page.getByText('已保存').waitFor();
    await signOut(page);
    holdsNone(await storage(page), [code, code.replace(/-/g, ''), ...names], 'storage');
    casts.length = 0;
    await page.goto(`${address}/vote`);
    await page.locator('#own').waitFor();
    holdsNone(await page.innerText('body'), names, '/vote');
    await accessible(page);
    await picture(page, 'vote-code');
    await page.fill('#own', 'abcd-efgh-jkmn-pqrs');
    await page.getByRole('button', { name: '打开', exact: true }).click();
    await page.getByText('这个密码打不开').waitFor();
    await page.fill('#own', code.toUpperCase().replace(/-/g, ' '));
    await page.getByRole('button', { name: '打开', exact: true }).click();
    await mark(page, () => 0);
    await page.getByRole('button', { name: '投出' }).click();
    await page.getByRole('heading', { name: '投票完成' }).waitFor();
    assert.ok(casts.length >= names.length);
    holdsNone(await storage(page), [...marks, ...names, ...secretsOf(casts)], 'storage');
  });
  await step('ballots in a file are sealed, and cast elsewhere', async () => {
    await begin(page, 'bangong');
    await page.getByRole('button', { name: '另设密码保存' }).click();
    const code = await page.inputValue('#own');
    const file = await saved(page, '保存到文件', 'kept.json');
    await page.getByText('文件已保存').waitFor();
    assert.deepEqual(file.record.openers.map((one) => one.by), ['code']);
    holdsNone(JSON.stringify(file), [...names, 'papers', 'token'], 'the file');
    await signOut(page);
    const elsewhere = await computer('en-US');
    const other = watched(await elsewhere.newPage(), 'elsewhere');
    await other.goto(`${address}/vote`);
    fs.writeFileSync(path.join(folder, 'other.json'), '{"name":"x"}');
    await other.setInputFiles('input[type=file]', path.join(folder, 'other.json'));
    await other.getByText('There are no ballots in this file').waitFor();
    await other.setInputFiles('input[type=file]', path.join(folder, 'kept.json'));
    await other.fill('#own', code);
    await other.getByRole('button', { name: 'Open', exact: true }).click();
    await mark(other, () => 0);
    await other.getByRole('button', { name: 'Cast' }).click();
    await other.getByRole('heading', { name: 'You have voted' }).waitFor();
    await accessible(other);
    await picture(other, 'done-en');
    await elsewhere.close();
  });
  await step('H2: what an earlier version kept in the open is neither shown nor offered to who it cannot be', async () => {
    const old = await computer();
    const tab = watched(await old.newPage(), 'old browser');
    await tab.goto(`${address}/sign-in`);
    const { papers } = answers.find((one) => one.papers);
    const kept = { token: 'oldtoken', secret: {}, signature: 'AAAA' };
    const cast = papers.map((paper) => ({ ...paper, sheet: '优秀', kept, ballot: { token: 'oldtoken', sheet: '优秀' }, ack: 'oldack' }));
    const waiting = papers.map((paper) => ({ ...paper, sheet: '不合格', kept }));
    const put = (polls) => tab.evaluate((value) => localStorage.setItem('pingxing-ballots', value), JSON.stringify(polls));
    await put({ 1: { papers: cast }, 2: { papers: waiting } });
    await tab.goto(`${address}/vote`);
    await tab.getByText('已经删除').waitFor();
    await tab.getByText('没有密封、还没投出的票').waitFor();
    await accessible(tab);
    await picture(tab, 'old-kept');
    holdsNone(await storage(tab), ['sheet', 'oldack', 'commitment'], 'storage');
    fs.writeFileSync(path.join(folder, 'open.json'), JSON.stringify({ 1: { title: 'T', electorate: 'E', papers: waiting } }));
    await tab.setInputFiles('input[type=file]', path.join(folder, 'open.json')); // a file that was not sealed either
    await tab.getByText('旧版本没有密封的文件').waitFor();
    await tab.getByRole('button', { name: '继续' }).click();
    await tab.getByText('的签名不是这张票样的密钥签的').waitFor();
    await put({ 1: { papers: waiting } });
    await signIn(tab, address, 'lingdao'); // was given none
    await tab.goto(ballot);
    await tab.getByRole('button', { name: '领票' }).waitFor();
    assert.equal(await tab.getByText('接过去').count(), 0);
    await tab.getByRole('button', { name: '领票' }).click();
    await tab.getByRole('link', { name: '去投票' }).waitFor();
    await signOut(tab);
    await signIn(tab, address, 'd0101'); // was given some, here perhaps
    await tab.goto(ballot);
    await tab.getByRole('button', { name: '是我领的' }).waitFor();
    await accessible(tab);
    await picture(tab, 'old-mine');
    await tab.getByRole('button', { name: '是我领的' }).click(); // they are not what they say: no key of the poll signed them
    await tab.getByRole('heading', { name: '已停止' }).waitFor();
    await old.close();
  });
});
