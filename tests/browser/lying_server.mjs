// A server that lies to voters: other keys, an old list, signatures of other papers, acknowledgements that are false,
// missing or another's, answers that never come. Each lie is told loudly in both languages, no ballot is lost by it, and
// after the lie the same voter casts all of them. node lying_server.mjs PINGXING DATABASE [FOLDER FOR PICTURES]
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { accessible } from './accessible.mjs';
import { liar } from './liar.mjs';
import { played, serve } from './server.mjs';
import { mark, open, phone, signIn, step } from './voters.mjs';

const [binary, database, pictures] = process.argv.slice(2);
const server = await serve(binary, database);
const proxy = await liar(server.address);
const { address } = proxy;
const { browser, troubles, watched, computer, picture } = await open({ pictures });
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

const listOf = ({ poll, ack_key: ack, keys }) => `pingxing keys 1\npoll ${poll}\nack ${ack}\n${keys.map((one) => `paper ${one}\n`).join('')}`;
/// A list that is whole, with a key of the liar's in the place of the first paper's.
function withOwnKey(fresh) {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'der' });
  const papers = fresh.papers.map((paper, i) => (i ? paper : { ...paper, key: key.toString('base64url') })), keys = [...fresh.keys];
  keys[papers[0].position - 1] = sha256(`pingxing paper key 1\n${sha256(papers[0].text)}\n${sha256(key)}`);
  return { ...fresh, papers, keys };
}
const otherAck = (fresh) => ({ ...fresh, ack_key: Buffer.alloc(32, 1).toString('base64url') });

const languages = {
  zh: { locale: 'zh-CN', login: 'd0101', stopped: '已停止:服务器的回答不可信', get: '领票', vote: '去投票', cast: '投出', again: '再试一次', done: '投票完成', lost: '网络中断', linked: '已由浏览器比对', eye: '请与公示或票条上的比对',
    link: '密钥与链接或票条上的不同', seen: '密钥与这台设备上先前拿到的不同', list: '密钥清单不完整', poll: '另一次投票', signature: '的签名不是这张票样的密钥签的', answer: '回答的不是这几张', ack: '的签收是假的或没有', open: '打开' },
  en: { locale: 'en-US', login: 'zuzhi', stopped: 'Stopped: what the server answered cannot be trusted', get: 'Get the ballots', vote: 'Vote', cast: 'Cast', again: 'Try again', done: 'You have voted', lost: 'The network broke off', linked: 'compared it with your link', eye: 'Compare it with the notice',
    link: 'not those of your link or slip', seen: 'not those that this device was given before', list: 'The list of keys is not whole', poll: 'answered with another poll', signature: 'was not made with the key of its paper', answer: 'the answer has others', ack: 'is false or missing', open: 'Open' },
};
const first = (page, role, name) => page.getByRole(role, { name, exact: true });
async function refused(page, words, reason, name) {
  await page.getByRole('heading', { name: words.stopped }).waitFor();
  await page.getByRole('alert').getByText(reason).waitFor();
  assert.equal(await first(page, 'button', words.get).count(), 0);
  if (name) await picture(page, name);
}
const only = (ending, work) => (path, answer) => (path.endsWith(ending) ? work(answer) : answer);

await played({ browser, server, troubles, close: () => proxy.close() }, async () => {
  const given = await (await fetch(`${server.address}/polls/1/keys.json`)).json();
  const print = sha256(listOf(given));
  assert.equal(given.sha256, print);

  for (const [language, words] of Object.entries(languages)) {
    const context = await computer(words.locale);
    const page = watched(await context.newPage(), words.login);
    let sent = [];
    page.on('request', (request) => { if (request.url().endsWith('/vote/cast')) sent.push(request.postDataJSON()); });
    const link = `${address}/ballot/1#poll=1&keys=${print}`;
    const openLink = async (target) => {
      await page.goto('about:blank');
      await page.goto(target);
    };

    await step(`${language}: a link leads through signing in to the page that compares`, async () => {
      await openLink(link);
      await page.waitForURL(/\/sign-in/);
      await page.fill('#login', words.login);
      await page.fill('#password', 'pingxing-demo');
      await page.click('button.primary');
      await page.locator('a[href*="/ballot/1"]').first().click();
      await page.getByText(words.linked).waitFor();
      assert.ok((await page.innerText('.print-box .key-print')).replace(/\s/g, '').includes(print));
      await accessible(page);
      await picture(page, `get-${language}`);
    });
    await step(`${language} H4: other keys than the link's are refused`, async () => {
      for (const [reason, lie] of [[words.link, withOwnKey], [words.link, otherAck], [words.link, (fresh) => ({ ...fresh, keys: [...fresh.keys, 'a'.repeat(64)] })],
        [words.list, (fresh) => ({ ...withOwnKey(fresh), keys: fresh.keys })], [words.list, (fresh) => ({ ...fresh, keys: fresh.keys.slice(0, 1) })], [words.list, (fresh) => ({ ...fresh, keys: undefined })], [words.list, () => ({})],
        [words.poll, (fresh) => ({ ...fresh, poll: 2 })]]) {
        proxy.lie = only('/ballot/1/papers', lie);
        await openLink(link);
        await refused(page, words, reason, lie === withOwnKey ? `keys-link-${language}` : '');
        if (lie === withOwnKey) await accessible(page);
      }
      proxy.lie = null;
      await openLink(`${address}/ballot/1#poll=1&keys=${'0'.repeat(64)}`); // or the link is of another
      await refused(page, words, words.link);
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    });
    await step(`${language} H4: signatures that are no good are refused, and got again`, async () => {
      await page.goto(`${address}/ballot/1`);
      await page.getByText(words.eye).waitFor(); // no link: to be compared by eye
      const turned = (list) => list.map((one, i) => ({ ...one, signature: list[(i + 1) % list.length].signature }));
      const lies = [[words.signature, (answer) => ({ signatures: turned(answer.signatures) })], [words.answer, () => ({})], [words.answer, (answer) => ({ signatures: answer.signatures.slice(1) })],
        [words.signature, (answer) => ({ signatures: answer.signatures.map((one) => ({ ...one, signature: 'AAAA' })) })]];
      let button = words.get;
      for (const [reason, lie] of lies) {
        proxy.lie = only('/issue', lie);
        await first(page, 'button', button).click();
        await refused(page, words, reason, reason === words.signature ? `signature-${language}` : '');
        button = words.again;
      }
      proxy.lie = only('/issue', () => null);
      await first(page, 'button', button).click();
      await page.getByText(words.lost).waitFor();
      proxy.lie = null;
      await first(page, 'button', button).click();
      await first(page, 'link', words.vote).waitFor();
    });
    await step(`${language} H4: other keys than this browser was given before are refused`, async () => {
      for (const lie of [withOwnKey, otherAck]) {
        proxy.lie = only('/ballot/1/papers', lie);
        await page.goto(`${address}/ballot/1`);
        await refused(page, words, words.seen, `keys-seen-${language}`);
        proxy.lie = null;
      }
    });
    await step(`${language} H4: acknowledgements that are false, missing, another's or lost cast nothing`, async () => {
      await page.goto(`${address}/ballot/1`);
      await first(page, 'link', words.vote).click();
      await mark(page, () => 0);
      await page.getByRole('button', { name: words.cast }).waitFor();
      let before = null;
      const lies = [(answer) => ({ ...answer, ack: Buffer.alloc(64, 7).toString('base64url') }), (answer) => ({ ...answer, ack: undefined }), () => ({}),
        (answer) => ({ ...answer, ack: answer.ack.replace(/^./, (head) => (head === 'A' ? 'B' : 'A')) })];
      let button = words.cast;
      for (const lie of lies) {
        sent = [];
        proxy.lie = only('/vote/cast', lie);
        await first(page, 'button', button).click();
        await refused(page, words, words.ack, `ack-${language}`);
        assert.equal(sent.length, 1); // nothing more goes to who lies
        assert.ok(await page.getByText(/还在这台设备上|still on this device/).count() > 0);
        button = words.again;
      }
      await accessible(page);
      proxy.lie = only('/vote/cast', (answer) => { // the second is answered as the first was
        if (!before) before = answer;
        return before;
      });
      await first(page, 'button', button).click();
      await refused(page, words, words.ack);
      let casts = 0; // a browser asks once more by itself where a used connection breaks
      proxy.lie = only('/vote/cast', (answer) => (++casts >= 2 ? null : answer));
      await first(page, 'button', button).click();
      await page.getByText(words.lost).waitFor();
      proxy.lie = null;
      await page.reload(); // a cast that broke off is finished
      await page.getByRole('link', { name: words.vote, exact: true }).or(page.getByRole('heading', { name: words.done })).waitFor();
      await page.getByRole('heading', { name: words.done }).waitFor();
      await picture(page, `done-${language}`);
    });
    await context.close();
  }

  await step('H4: a slip carries the fingerprint, and its page compares it', async () => {
    const desk = await computer('zh-CN', { width: 1280, height: 900 });
    const office = watched(await desk.newPage(), 'office');
    await signIn(office, address, 'office');
    await office.goto(`${address}/polls/1`);
    const shown = (await office.innerText('#keys')).replace(/\s/g, '');
    assert.equal(shown, print);
    assert.ok((await office.innerText('#for-notice')).includes(`/ballot/1#poll=1&keys=${print}`));
    await accessible(office);
    await picture(office, 'office');
    await office.fill('#slip-count', '4');
    await office.getByRole('button', { name: '在网页上显示' }).click();
    await office.locator('.slips li').first().waitFor();
    await accessible(office);
    await picture(office, 'slips');
    assert.ok((await office.innerText('.slips li')).replace(/\s/g, '').includes(print));
    const codes = await office.locator('.slips li code').allInnerTexts();
    for (const [i, [language, words]] of Object.entries(languages).entries()) {
      const context = await computer(words.locale);
      const page = watched(await context.newPage(), `slip ${language}`);
      const letters = codes[i].replace(/-/g, '');
      for (const lie of [withOwnKey, otherAck]) {
        proxy.lie = only('/slip/open', lie);
        await page.goto('about:blank');
        await page.goto(`${address}/slip#${letters}&keys=${print}`);
        await refused(page, words, words.link);
      }
      proxy.lie = null;
      await page.goto('about:blank');
      await page.goto(`${address}/slip#${letters}&keys=${print}`);
      await page.locator('fieldset.asked').first().waitFor();
      assert.ok(!page.url().includes(letters)); // not in the address any more
      await mark(page, () => 0);
      await first(page, 'button', words.cast).click();
      await page.getByRole('heading', { name: words.done }).waitFor();
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
      // Typed letters: the fingerprint is shown before anything is got.
      await page.goto(`${address}/slip`);
      await page.fill('#code', codes[i + 2].toLowerCase());
      await first(page, 'button', words.open).click();
      await page.getByText(words.eye).waitFor();
      assert.ok((await page.innerText('.print-box .key-print')).replace(/\s/g, '').includes(print));
      await accessible(page);
      await picture(page, `slip-${language}`);
      await first(page, 'button', words.get).click();
      await page.locator('fieldset.asked').first().waitFor();
      await context.close();
    }
  });
  await step('the journal has the same fingerprint', async () => {
    const context = await computer('zh-CN', phone);
    const page = watched(await context.newPage(), 'jiandu');
    await signIn(page, address, 'jiandu');
    await page.goto(`${address}/journal`);
    await page.getByText(print).first().waitFor({ state: 'attached' });
    await context.close();
  });
});
