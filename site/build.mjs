// Builds site/static from site/src. The same sources and lock file yield the same bytes; what is built is committed, so
// that a build of the server needs no node. `node build.mjs --check` builds nothing and says whether static/ is current.
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

const here = path.dirname(fileURLToPath(import.meta.url));
const source = path.join(here, 'src'), target = path.join(here, 'static');
const browsers = ['chrome86', 'safari14.1'];

// name of ours → picture of @tabler/icons
const icons = {
  home: 'outline/home', star: 'filled/star', 'star-outline': 'outline/star', list: 'outline/list-check', clipboard: 'outline/clipboard-check', users: 'outline/users', user: 'outline/user',
  building: 'outline/building', tree: 'outline/sitemap', chart: 'outline/chart-bar', radar: 'outline/chart-radar', trend: 'outline/trending-up', file: 'outline/file-text', sheet: 'outline/file-spreadsheet',
  settings: 'outline/settings', download: 'outline/download', upload: 'outline/upload', bell: 'outline/bell', lock: 'outline/lock', shield: 'outline/shield-lock', search: 'outline/search', edit: 'outline/edit',
  check: 'outline/check', success: 'outline/circle-check', error: 'outline/circle-x', warning: 'outline/alert-triangle', info: 'outline/info-circle', help: 'outline/help-circle', close: 'outline/x', menu: 'outline/menu-2',
  clock: 'outline/clock', calendar: 'outline/calendar', message: 'outline/message', mail: 'outline/mail', dice: 'outline/dice-5', history: 'outline/history', compare: 'outline/git-compare', 'what-if': 'outline/adjustments-horizontal',
  print: 'outline/printer', 'sign-out': 'outline/logout', key: 'outline/key', language: 'outline/language', plug: 'outline/plug', plus: 'outline/plus', minus: 'outline/minus', trash: 'outline/trash', eye: 'outline/eye',
  copy: 'outline/copy', refresh: 'outline/refresh', back: 'outline/arrow-back-up', evidence: 'outline/paperclip', flag: 'outline/flag', award: 'outline/award', scale: 'outline/scale', start: 'outline/player-play', pause: 'outline/player-pause',
  left: 'outline/chevron-left', right: 'outline/chevron-right', down: 'outline/chevron-down',
};

function sprite() {
  const folder = path.join(here, 'node_modules/@tabler/icons/icons');
  const symbols = Object.entries(icons).map(([name, file]) => {
    const shapes = fs.readFileSync(path.join(folder, `${file}.svg`), 'utf8')
      .replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '').replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" ?\/>/, '')
      .replace(/\s+/g, ' ').replace(/ \/>/g, '/>').replace(/> </g, '><').trim();
    const paint = file.startsWith('filled') ? 'fill="currentColor"' : 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
    return `<symbol id="${name}" viewBox="0 0 24 24" ${paint}>${shapes}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
}

/// The licences ask that their text comes along with what was built from the code.
function licences(packages) {
  return packages.map((name) => {
    const folder = path.join(here, 'node_modules', name);
    const { version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} has no licence file`);
    return `${name} ${version} (${license})\n\n${fs.readFileSync(path.join(folder, file), 'utf8').trim()}\n`;
  }).join(`\n${'-'.repeat(80)}\n\n`);
}

/// The variables of app.css are for whoever writes it; nothing changes them in the browser, and written out they are
/// shorter. --font stays, which editor.js uses.
const plainColours = {
  name: 'plain-colours',
  setup: (setup) => setup.onLoad({ filter: /app\.css$/ }, ({ path: file }) => {
    const values = new Map();
    const text = fs.readFileSync(file, 'utf8').replace(/(--[\w-]+): ([^;"]+);\s*/g, (whole, name, value) => values.set(name, value) && '')
      .replace(/var\((--[\w-]+)\)/g, (whole, name) => {
        if (name !== '--font' && !values.has(name)) throw new Error(`app.css: ${name} is not defined`);
        return values.get(name) ?? whole;
      });
    return { contents: text, loader: 'css' };
  }),
};

async function build() {
  const files = new Map();
  const result = await esbuild.build({
    absWorkingDir: here, entryPoints: ['app.css', 'app.js', 'grid.js', 'editor.js', 'ballot.css', 'ballot.js', 'recount.js', 'journal.js'].map((name) => `src/${name}`), outdir: 'static', write: false, bundle: true, minify: true, charset: 'utf8',
    plugins: [plainColours], format: 'iife', target: browsers, external: ['*.svg'], legalComments: 'none', metafile: true, logLevel: 'warning',
  });
  for (const { path: file, contents } of result.outputFiles) files.set(path.basename(file), Buffer.from(contents));
  for (const name of ['favicon.svg', 'chevron.svg']) files.set(name, fs.readFileSync(path.join(source, name)));
  files.set('icons.svg', Buffer.from(sprite()));
  const used = new Set(Object.values(result.metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs)).filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)).filter(Boolean).map((match) => match[1]));
  files.set('licenses.txt', Buffer.from(licences([...used, '@tabler/icons'].sort())));
  return files;
}

const files = await build();
const isCheck = process.argv.includes('--check');
const stale = [];
fs.mkdirSync(target, { recursive: true });
for (const name of fs.readdirSync(target))
  if (!files.has(name)) {
    stale.push(name);
    if (!isCheck) fs.rmSync(path.join(target, name), { recursive: true });
  }
for (const [name, bytes] of files) {
  const file = path.join(target, name);
  if (!fs.existsSync(file) || !fs.readFileSync(file).equals(bytes)) {
    stale.push(name);
    if (!isCheck) fs.writeFileSync(file, bytes);
  }
}
for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(name.padEnd(16), String(bytes.length).padStart(8), String(zlib.gzipSync(bytes, { level: 9 }).length).padStart(8), 'gzip', stale.includes(name) ? (isCheck ? ' not current' : ' written') : '');
if (isCheck && stale.length) {
  console.error(`site/static is not what site/src yields: ${stale.join(', ')}. Run node site/build.mjs`);
  process.exit(1);
}
