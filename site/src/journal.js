// The page of the journal: the browser keeps the newest head that it has seen, and says so where the journal no longer
// has it, as when somebody put an older database in place. The head stays in this browser.
import { wordsOf } from './words.js';

const place = document.getElementById('journal-head');
const say = wordsOf(document.body, {
  zh: {
    older: '这个浏览器记住过第 {0} 行,现在的日志只到第 {1} 行:数据库被换成了较早的一份。',
    other: '这个浏览器记住的第 {0} 行,指纹与现在的不同:日志被重写过,或换成了另一个数据库。',
    kept: '记住的指纹:{0}',
    accept: '已查明原因,从现在起重新记住',
  },
  en: {
    older: 'This browser has kept row {0}; the journal now ends with row {1}: an older database was put in its place.',
    other: 'Row {0}, as this browser has kept it, has another fingerprint now: the journal was written anew, or another database was put in its place.',
    kept: 'the fingerprint that was kept: {0}',
    accept: 'the reason is known: keep the one of now',
  },
});
const name = 'pingxing-journal-head';

function keptHead() {
  try {
    const kept = JSON.parse(localStorage.getItem(name));
    return kept && Number.isSafeInteger(kept.seq) && /^[0-9a-f]{64}$/.test(kept.hash) ? kept : null;
  } catch {
    return null;
  }
}
function keep(head) {
  try {
    localStorage.setItem(name, JSON.stringify(head));
  } catch {
    // A browser that keeps nothing compares nothing.
  }
}

/// The fingerprint of a row now; nothing where there is none.
async function hashOf(seq) {
  const answer = await fetch(`/api/v1/journal?after=${seq - 1}`, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(String(answer.status));
  const row = (await answer.json()).rows[0];
  return row && row.seq === seq ? row.hash : null;
}

function warn(text, kept, now) {
  const box = document.createElement('div');
  box.className = 'notice error';
  box.setAttribute('role', 'alert');
  const inner = document.createElement('div'), title = document.createElement('b'), what = document.createElement('p'), accept = document.createElement('button');
  title.className = 'title';
  title.textContent = text;
  what.className = 'head-print';
  what.textContent = say('kept', `${kept.seq}:${kept.hash}`);
  accept.type = 'button';
  accept.className = 'btn small';
  accept.textContent = say('accept');
  accept.addEventListener('click', () => {
    keep(now);
    box.remove();
  });
  inner.append(title, what, accept);
  box.append(inner);
  place.before(box);
}

async function compare() {
  const now = { seq: Number(place.dataset.seq), hash: place.dataset.hash };
  const kept = keptHead();
  if (kept && kept.seq > now.seq) return warn(say('older', kept.seq, now.seq), kept, now);
  const hash = !kept || kept.seq === 0 ? null : kept.seq === now.seq ? now.hash : await hashOf(kept.seq);
  if (kept && kept.seq > 0 && hash !== kept.hash) return warn(say('other', kept.seq), kept, now);
  return keep(now);
}

compare().catch(() => {}); // without an answer nothing is compared, and nothing forgotten
