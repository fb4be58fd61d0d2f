import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '@codemirror/state';
import { changeOf, offsetOf, rangeOf, signs, spansOf } from './editor_text.js';

const doc = Text.of(['# 党员评星', '', '𠮷字(5分)', '  - 缺项:每项减1分  ']);
const slice = ({ from, to }) => doc.sliceString(from, to);

test('places count characters, not UTF-16 units', () => {
  assert.equal(doc.sliceString(offsetOf(doc, 3, 2)).startsWith('字'), true);
  assert.equal(offsetOf(doc, 1, 1), 0);
});

test('places outside the text are its nearest', () => {
  assert.equal(offsetOf(doc, 99, 1), doc.line(4).from);
  assert.equal(offsetOf(doc, 0, 0), 0);
  assert.equal(offsetOf(doc, 1, 999), doc.line(1).to);
});

test('ranges end with the text of the line', () => {
  assert.equal(slice(rangeOf(doc, 4, 5)), '缺项:每项减1分');
  assert.equal(slice(rangeOf(doc, 4, 99)), '- 缺项:每项减1分');
  assert.equal(slice(rangeOf(doc, 2, 1)), '');
});

test('what is coloured', () => {
  const words = (text, isHead = false) => spansOf(text, isHead).map(([from, to, kind]) => [kind, text.slice(from, to)]);
  assert.deepEqual(words('## 评星内容(50分)'), [['points', '(50分)']]);
  assert.deepEqual(words('2.4. 制度健全（8分，可并列）'), [['number', '2.4.'], ['points', '（8分，可并列）']]);
  assert.deepEqual(words('   - 评分:党员票25%'), [['rule', '评分']]);
  assert.deepEqual(words('- quota: at most 10%'), [['rule', 'quota']]);
  assert.deepEqual(words('对象:人员', true), [['property', '对象']]);
  assert.deepEqual(words('对象:人员', false), []);
  assert.deepEqual(words('在职正式党员每半年评一次星,各支部分别进行。', true), []);
  assert.deepEqual(words('文字 <!-- 说明 -->'), [['comment', '<!-- 说明 -->']]);
});

test('a line is taken over whole', () => {
  const change = changeOf(doc, { line: 4, text: '  - 缺项:每项扣1分' });
  assert.deepEqual(change, { from: doc.line(4).from, to: doc.line(4).to, insert: '  - 缺项:每项扣1分' });
  assert.equal(doc.replace(change.from, change.to, Text.of([change.insert])).line(4).text, '  - 缺项:每项扣1分');
  assert.equal(changeOf(doc, { line: 1, text: '# 党员评星' }), null);
  for (const line of [0, 5, 1.5, undefined]) assert.equal(changeOf(doc, { line, text: '' }), null);
});

test('each account has its own sign', () => {
  assert.equal(new Set(Object.values(signs)).size, 3);
});
