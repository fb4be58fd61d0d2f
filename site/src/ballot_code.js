// A code of one's own, under which ballots are kept for casting without signing in: made here, or typed and strong
// enough. What it seals can be guessed at without asking anybody, so it has to withstand that.
import { randomBelow } from './ballot_crypto.js';

const letters = '23456789abcdefghjkmnpqrstuvwxyz'; // none that look alike
const made = 16; // 79 bits

export function newCode() {
  for (;;) {
    let code = '';
    for (let i = 0; i < made; ++i) code += (i && i % 4 === 0 ? '-' : '') + letters[randomBelow(letters.length)];
    if (isStrong(code)) return code;
  }
}

/// As it is used: a code that was made here may be typed without hyphens and in capitals.
export function tidied(typed) {
  const text = typed.normalize('NFKC').trim();
  const plain = text.replace(/[\s-]/g, '').toLowerCase();
  return plain.length === made && [...plain].every((one) => letters.includes(one)) ? plain : text;
}

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890', 'abcdefghijklmnopqrstuvwxyz', '!@#$%^&*()'];
const known = /p[a@]s+w[o0]rd|pingxing|toupiao|xuanpiao|dangyuan|pinxing|m[i1]ma|woaini|[i1]love|admin|welcome|qwerty|letmein|abc123|ballot|vote|\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])|1[3-9]\d{9}|密码|投票|评星|平行/gi;
const follows = (a, b) => a === b || rows.some((row) => row.includes(a) && Math.abs(row.indexOf(a) - row.indexOf(b)) === 1 && row.includes(b));
const fresh_least = 10;

const weight = (one) => (/\p{Script=Han}/u.test(one) ? 2 : 1);
const whole_least = 12;

/// Whether a typed code is hard to guess: twelve characters, of which ten count; a hanzi is two. A known word, a day or a
/// telephone number counts once; what repeats its neighbour, stands beside it on the keyboard or came twice before, not
/// at all.
export function isStrong(typed) {
  const code = tidied(typed);
  const rest = code.toLowerCase().replace(known, '\0');
  const times = new Map();
  let count = 0, before = '';
  for (const one of rest) {
    times.set(one, (times.get(one) || 0) + 1);
    if (times.get(one) <= 2 && !follows(before, one)) count += weight(one);
    before = one;
  }
  const half = rest.length / 2;
  const isTwice = Number.isInteger(half) && rest.slice(0, half) === rest.slice(half);
  return !isTwice && [...code].reduce((sum, one) => sum + weight(one), 0) >= whole_least && count >= fresh_least;
}
