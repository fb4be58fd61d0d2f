import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsForReason, isSame, matchChoice, parseTsv, tidy, tidyNumber } from './grid_text.js';

test('rows and cells of a spreadsheet', () => {
  assert.deepEqual(parseTsv('1\t2\r\n3\t4\r\n'), [['1', '2'], ['3', '4']]);
  assert.deepEqual(parseTsv('1\t2\n3\t4'), [['1', '2'], ['3', '4']]);
  assert.deepEqual(parseTsv('5\r\n'), [['5']]);
  assert.deepEqual(parseTsv(''), [['']]);
  assert.deepEqual(parseTsv('\t\n'), [['', '']]);
  assert.deepEqual(parseTsv('a\n\nb\n'), [['a'], [''], ['b']]);
});

test('cells with line breaks, tabs and quotes in them', () => {
  assert.deepEqual(parseTsv('"第一行\n第二行"\t3\r\n'), [['第一行\n第二行', '3']]);
  assert.deepEqual(parseTsv('"a\tb"\tc'), [['a\tb', 'c']]);
  assert.deepEqual(parseTsv('"他说""好""\n再见"\n1'), [['他说"好"\n再见'], ['1']]);
  assert.deepEqual(parseTsv('x\t"a\nb"'), [['x', 'a\nb']]);
});

test('a quote that opens nothing stands for itself', () => {
  assert.deepEqual(parseTsv('"三会一课"开展情况\t2'), [['"三会一课"开展情况', '2']]);
  assert.deepEqual(parseTsv('"abc"\t1'), [['"abc"', '1']]);
  assert.deepEqual(parseTsv('"abc\t1\n2\t3'), [['"abc', '1'], ['2', '3']]);
  assert.deepEqual(parseTsv('5" 屏\t1'), [['5" 屏', '1']]);
});

test('what was written as a sheet is read back, whatever stands in it', () => {
  let seed = 20251228;
  const next = (below) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % below;
  const letters = ['a', '三', '"', '\t', '\n', ' ', '1', ''];
  const quote = (cell) => (/[\t\n]/.test(cell) || /^".*"$/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
  for (let round = 0; round < 2000; ++round) {
    const width = 1 + next(4);
    const rows = Array.from({ length: 1 + next(4) }, () =>
      Array.from({ length: width }, () => Array.from({ length: next(5) }, () => letters[next(letters.length)]).join('')));
    // Excel leaves a cell with quotes but no break as it is; such a one that begins with a quote could not be told apart.
    if (rows.flat().some((cell) => cell.startsWith('"') && !/[\t\n]/.test(cell))) continue;
    assert.deepEqual(parseTsv(rows.map((row) => row.map(quote).join('\t')).join('\r\n') + '\r\n'), rows, JSON.stringify(rows));
  }
});

test('numbers as people type them', () => {
  for (const [typed, plain] of [['３．５', '3.5'], ['3。5', '3.5'], [' 12 ', '12'], ['1,234.50', '1234.50'], ['12,345,678', '12345678'], ['-２', '-2'], ['−2', '-2'], ['８５％', '85%'], ['2/3', '2/3'], ['1 234', '1234']])
    assert.equal(tidyNumber(typed), plain, typed);
  for (const other of ['', '缺席', '3分', '1.2.3', '1,23', '不适用', '—']) assert.equal(tidyNumber(other), other);
});

test('texts lose line breaks only where the field has one line', () => {
  assert.equal(tidy(' 一\n 二 ', 'text'), '一 二');
  assert.equal(tidy('一\n二', 'text', true), '一\n二');
  assert.equal(tidy('３', 'text'), '３');
  assert.equal(tidy('３', 'number'), '3');
});

test('which entries ask for a reason', () => {
  for (const value of ['', ' ', '0', '0.0', '00', '０', '-0', '0%', '.0']) assert.equal(countsForReason(value), false, value);
  for (const value of ['1', '0.5', '-2', '10', '0.001', '缺']) assert.equal(countsForReason(value), true, value);
});

test('the same number written otherwise is the same entry', () => {
  for (const [a, b] of [['3', '3.0'], ['03', '3'], ['3 ', '3'], ['-0', '0'], ['.5', '0.50'], ['是', '是']]) assert.ok(isSame(a, b), `${a} ${b}`);
  for (const [a, b] of [['3', '30'], ['', '0'], ['0.1', '0.10000000000000001'], ['3', '-3'], ['是', '否'], ['.', '0']]) assert.ok(!isSame(a, b), `${a} ${b}`);
});

test('choices', () => {
  assert.equal(matchChoice('是', ['是', '否'], 'yesno'), '是');
  assert.equal(matchChoice('√', ['是', '否'], 'yesno'), '是');
  assert.equal(matchChoice('N', ['是', '否'], 'yesno'), '否');
  assert.equal(matchChoice('FALSE', ['yes', 'no'], 'yesno'), 'no');
  assert.equal(matchChoice('', ['是', '否'], 'yesno'), '');
  assert.equal(matchChoice('优', ['是', '否'], 'yesno'), null);
  assert.equal(matchChoice(' 好 ', ['好', '较好', '一般'], 'choice'), '好');
  assert.equal(matchChoice('1', ['好', '较好'], 'choice'), null);
});
