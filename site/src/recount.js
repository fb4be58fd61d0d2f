// A recount in the browser: every signature of a bulletin and every number, without asking the server for anything but
// the file. What it finds is what `pingxing recount` finds; docs/ballots.md describes the file.
import { commitmentOf, fromBase64, isProof, isToken, paperKey, sha256 } from './ballot_crypto.js';
import { fingerprintOf, inGroups, paperFingerprint } from './ballot_keys.js';
import { fill } from './words.js';

const root = document.getElementById('recount');
const own = {
  zh: { working: '正在核对:{0}', good: '{0}张票,逐张核对无误', bad: '{0}张票,有{1}处不对', print: '文件指纹 {0}', keys: '密钥指纹 {0}:应与开始投票时公布的相同', keys_own: '回执上的密钥指纹是 {0},与公布表不同:服务器给过您另一套密钥,可能认得出您的票。请带回执告诉监督员。', added: '后加的票 {0}', forged: '没有有效凭证的票 {0}', changed: '被改动的票 {0}', dropped: '被删掉的票 {0}', doubled: '重复的票 {0}', tally: '计数不符 {0}', digest: '文件的指纹与结尾写的不同', returned: '票样{0}的票数与公布的不同', unreadable: '这不是公布表', subject: '对象', item: '项目', valid: '有效', blank: '弃权', marks: '各档票数', sealed: '不逐张公布', mine: '回执上的{0}张票,找到{1}张,内容与投出时一致', no_receipt: '这不是回执文件', bulletin_first: '请先选择公布表', no_crypto: '这个网页不是用 https 打开的,浏览器不能核对签名。请用命令 pingxing recount。' },
  en: { working: 'Checking: {0}', good: '{0} ballots, all of them good', bad: '{0} ballots, {1} findings', print: 'Fingerprint of the file {0}', keys: 'Fingerprint of the keys {0}: as it was announced at the opening', keys_own: 'The fingerprint of the keys on the receipt is {0}, not that of the bulletin: the server gave you other keys and may know your ballots again. Take the receipt to the auditor.', added: 'an added ballot {0}', forged: 'a ballot without a valid token {0}', changed: 'a changed ballot {0}', dropped: 'a dropped ballot {0}', doubled: 'a doubled ballot {0}', tally: 'numbers differ {0}', digest: 'the fingerprint is not the one at its end', returned: 'the number of ballots of {0} is not as published', unreadable: 'This is no bulletin', subject: 'Subject', item: 'Item', valid: 'valid', blank: 'blank', marks: 'Marks', sealed: 'not published one by one', mine: 'of {0} ballots of the receipt {1} are there as they were cast', no_receipt: 'This is no file of receipts', bulletin_first: 'Choose the bulletin first', no_crypto: 'This page did not come over https, so the browser cannot check signatures. Use the command pingxing recount.' },
};
const say = (key, ...values) => fill(own[document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'][key], ...values);
const line = (text, kind) => Object.assign(document.createElement('p'), { textContent: text, className: kind || '' });

/// {faults: [text], rows, ballots, sha256}
export async function recount(bytes, progress) {
  const text = new TextDecoder().decode(bytes), lines = text.split('\n');
  const faults = [], papers = new Map(), commitments = new Map();
  if (lines[0] !== '[' || lines[lines.length - 2] !== ']') throw new Error('unreadable');
  const elements = lines.slice(1, -2).map((one) => JSON.parse(one.replace(/,$/, '')));
  const end = elements.pop(), head = elements.shift();
  if (!end || !end.end || !head || head.pingxing !== 'bulletin 1') throw new Error('unreadable');
  const before = new TextEncoder().encode(text.slice(0, text.lastIndexOf(',\n{"end"')));
  if ((await sha256(before)) !== end.end.sha256) faults.push(say('digest'));
  let ballots = 0;
  const list = { poll: head.poll, ack_key: head.ack_key, keys: [] };
  for (const one of elements) {
    if (one.numbers) {
      list.keys.push(await paperFingerprint(canonical(one.paper), one.key));
      // The text of a paper is its part of the line as it stands there: canonical JSON.
      papers.set(one.paper.id, { ...one, text: canonical(one.paper), key: await paperKey(one.key), seen: new Map(), counts: one.paper.questions.map(() => ({})), blanks: one.paper.questions.map(() => 0), sealed: false });
      continue;
    }
    if (++ballots % 20 === 0) await progress(ballots);
    const paper = papers.get(one.paper), number = one.ballot;
    if (!paper) {
      faults.push(say('added', number));
      continue;
    }
    paper.seen.set(number, (paper.seen.get(number) || 0) + 1);
    if (paper.seen.get(number) > 1) faults.push(say('doubled', number));
    if (!paper.numbers.includes(number)) faults.push(say('added', number));
    commitments.set(number, one.commitment);
    const isNumber = (await sha256(fromBase64(one.token))).startsWith(number) && number.length === 16;
    if (!isNumber || !(await isToken(paper.key, one.token, one.signature))) faults.push(say('forged', number));
    if (!(await isProof(one.token, one.commitment, one.proof))) faults.push(say('changed', number));
    if (one.sheet === undefined) {
      paper.sealed = true;
      continue;
    }
    if ((await commitmentOf(paper.text, one.sheet, one.salt)) !== one.commitment) faults.push(say('changed', number));
    else if (paper.seen.get(number) === 1)
      one.sheet.split('|').forEach((mark, i) => (mark === '' ? (paper.blanks[i] += 1) : (paper.counts[i][mark] = (paper.counts[i][mark] || 0) + 1)));
  }
  const rows = [];
  for (const paper of papers.values()) {
    for (const number of paper.numbers) if (!paper.seen.has(number)) faults.push(say('dropped', number));
    const seen = [...paper.seen.values()].reduce((sum, times) => sum + times, 0);
    if (seen !== paper.tally.returned || seen > paper.issued) faults.push(say('returned', paper.paper.id));
    paper.paper.questions.forEach(([subject, name, indicator, title], i) => {
      const told = paper.tally.questions && paper.tally.questions[i];
      const differs = told && !paper.sealed && (told.blank !== paper.blanks[i] || told.marks.some((count, mark) => count !== (paper.counts[i][paper.paper.marks[mark]] || 0)));
      if (differs) faults.push(say('tally', `${name} ${title}`));
      const counts = paper.sealed ? null : paper.paper.marks.filter((mark) => paper.counts[i][mark]).map((mark) => [mark, paper.counts[i][mark]]);
      rows.push({ subject: name || subject, item: [indicator, title].filter(Boolean).join(' '), counts, blank: paper.blanks[i] });
    });
  }
  return { faults, rows, ballots, sha256: await sha256(bytes), keys: await fingerprintOf(list), commitments };
}

/// JSON with its keys in order, as the server writes a paper.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value && typeof value === 'object') return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
  return JSON.stringify(value);
}

/// Of the ballots of a receipt, those that are in the bulletin as they were cast.
export async function found(receipt, commitments) {
  const { ballots } = JSON.parse(new TextDecoder().decode(receipt));
  const there = await Promise.all(ballots.map(async (one) => commitments.get((await sha256(fromBase64(one.token))).slice(0, 16)) === one.commitment));
  return { kept: ballots.length, there: there.filter(Boolean).length };
}

let counted = null; // the bulletin that was read last
async function look(bytes) {
  const out = root.querySelector('#mine');
  try {
    const { kept, there } = await found(bytes, counted.commitments);
    const { keys } = JSON.parse(new TextDecoder().decode(bytes)), isOther = keys !== undefined && keys !== counted.keys;
    out.replaceChildren(line(say('mine', kept, there), kept === there ? 'notice success' : 'notice error'), ...(isOther ? [line(say('keys_own', inGroups(String(keys))), 'notice error')] : []));
  } catch {
    out.replaceChildren(line(say(counted ? 'no_receipt' : 'bulletin_first'), 'notice error'));
  }
}

/// Marks as they read well in a row: each with how often it was given.
function marksOf(counts) {
  const list = document.createElement('ul');
  list.className = 'marks-given';
  for (const [mark, count] of counts) {
    const one = document.createElement('li');
    one.append(Object.assign(document.createElement('b'), { textContent: mark }), ` × ${count}`);
    list.append(one);
  }
  return list;
}

async function run(bytes) {
  const out = root.querySelector('output');
  const rest = (count) => new Promise((done) => {
    out.replaceChildren(line(say('working', count)));
    setTimeout(done);
  });
  await rest(0);
  try {
    counted = await recount(bytes, rest);
    const table = document.createElement('table');
    table.className = 'table';
    const cells = (tag, texts) => {
      const row = document.createElement('tr');
      for (const text of texts) row.appendChild(document.createElement(tag)).append(text);
      return row;
    };
    const thead = document.createElement('thead'), tbody = document.createElement('tbody');
    thead.append(cells('th', ['subject', 'item', 'valid', 'blank', 'marks'].map((key) => say(key))));
    for (const row of counted.rows) {
      const valid = row.counts ? String(row.counts.reduce((sum, [, count]) => sum + count, 0)) : '–';
      tbody.append(cells('td', [row.subject, row.item, valid, row.counts ? String(row.blank) : '–', row.counts ? marksOf(row.counts) : say('sealed')]));
    }
    table.append(thead, tbody);
    const verdict = counted.faults.length ? line(say('bad', counted.ballots, counted.faults.length), 'notice error') : line(say('good', counted.ballots), 'notice success');
    const scroll = Object.assign(document.createElement('div'), { className: 'scroll', tabIndex: 0 });
    scroll.append(table);
    out.replaceChildren(verdict, line(say('print', counted.sha256), 'print'), line(say('keys', inGroups(counted.keys)), 'print'), ...counted.faults.slice(0, 100).map((fault) => line(fault, 'fault')), scroll);
  } catch {
    out.replaceChildren(line(say('unreadable'), 'notice error'));
  }
}

if (root) {
  const out = root.querySelector('output');
  root.querySelector('#receipt').addEventListener('change', async (event) => event.target.files[0] && look(new Uint8Array(await event.target.files[0].arrayBuffer())));
  if (!window.isSecureContext || !window.crypto.subtle) out.replaceChildren(line(say('no_crypto'), 'notice warning'));
  else {
    root.querySelector('#file').addEventListener('change', async (event) => event.target.files[0] && run(new Uint8Array(await event.target.files[0].arrayBuffer())));
    if (root.dataset.poll) fetch(`/polls/${root.dataset.poll}/bulletin.json`, { credentials: 'omit' }).then(async (answer) => answer.ok && run(new Uint8Array(await answer.arrayBuffer())));
  }
}
