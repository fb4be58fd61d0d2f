import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SaveQueue } from './save_queue.js';

// A server of one fact a cell, as the real one is: an entry must name the fact that it replaces. What it does with the
// next requests is told beforehand; time is ours.
function stage({ atOnceMax = 4 } = {}) {
  const facts = new Map();
  const log = [];
  const held = [];
  const timers = [];
  let nextFact = 1;
  const stage = { facts, log, held, timers, holds: false, mood: () => 'answer', most: 0, busy: 0 };
  stage.write = (key, value, by) => facts.set(key, { fact: nextFact++, value, by });
  const judge = (key, entry, replaces) => {
    const now = facts.get(key);
    log.push([key, entry.value, replaces]);
    if ((now ? now.fact : 0) !== replaces) return { kind: 'clash', now: { ...now }, message: 'clash', mend: '' };
    if (entry.value === 'bad') return { kind: 'wrong', message: 'no number', mend: 'type one' };
    if (now && now.by !== 'me' && !stage.shown.has(now.fact)) stage.unseen.push(`${key}: ${now.value}`);
    stage.write(key, entry.value, 'me');
    return { kind: 'saved', ...facts.get(key) };
  };
  const send = async (key, entry, replaces) => {
    stage.most = Math.max(stage.most, ++stage.busy);
    if (stage.holds) await new Promise((go) => held.push(go));
    const mood = stage.mood(key, entry);
    let outcome = { kind: 'away' };
    if (mood === 'answer' || mood === 'lose-answer') outcome = judge(key, entry, replaces);
    if (mood === 'lose-answer') outcome = { kind: 'away' };
    if (mood === 'busy') outcome = { kind: 'later' };
    if (mood === 'signed-out') outcome = { kind: 'away', isSignedOut: true };
    --stage.busy;
    if (mood === 'throw') throw new TypeError('network');
    return outcome;
  };
  const after = (ms, action) => {
    const timer = { ms, action };
    timers.push(timer);
    return () => timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
  };
  stage.unseen = [];
  stage.shown = new Set();  // facts of others that a person has seen beside their own
  const changed = (key, state, outcome) => {
    if (outcome && (outcome.kind === 'clash' || outcome.kind === 'saved')) stage.shown.add(outcome.now ? outcome.now.fact : outcome.fact);
  };
  stage.queue = new SaveQueue({ send, after, atOnceMax, chance: () => 1, changed });
  stage.calm = async () => { for (let i = 0; i < 60; ++i) await null; };
  stage.tick = async () => {
    const timer = timers.shift();
    timer.action();
    await stage.calm();
    return timer.ms;
  };
  return stage;
}

test('an entry is saved, and the next one replaces its fact', async () => {
  const s = stage();
  s.queue.put('a', { value: '1' });
  await s.calm();
  s.queue.put('a', { value: '2' });
  await s.calm();
  assert.deepEqual(s.log, [['a', '1', 0], ['a', '2', 1]]);
  assert.ok(s.queue.isEverythingSaved());
});

test('a cell rendered with a fact replaces that one', async () => {
  const s = stage();
  s.write('a', '1', 'me');
  s.queue.know('a', 1);
  s.queue.put('a', { value: '2' });
  await s.calm();
  assert.equal(s.facts.get('a').value, '2');
});

test('at most four at once, none forgotten', async () => {
  const s = stage();
  s.holds = true;
  for (let i = 0; i < 50; ++i) s.queue.put(`c${i}`, { value: String(i) });
  await s.calm();
  assert.equal(s.held.length, 4);
  while (s.held.length) {
    s.held.shift()();
    await s.calm();
  }
  assert.equal(s.most, 4);
  assert.equal(s.facts.size, 50);
  assert.ok(s.queue.isEverythingSaved());
});

test('entries of one cell go out one after the other, the newest last', async () => {
  const s = stage();
  s.holds = true;
  s.queue.put('a', { value: '1' });
  await s.calm();
  s.queue.put('a', { value: '2' });
  s.queue.put('a', { value: '3' });
  await s.calm();
  assert.equal(s.held.length, 1);
  s.holds = false;
  s.held.shift()();
  await s.calm();
  assert.deepEqual(s.log, [['a', '1', 0], ['a', '3', 1]]);
  assert.equal(s.facts.get('a').value, '3');
});

test('a wrong entry stays until it is changed', async () => {
  const s = stage();
  s.queue.put('a', { value: 'bad' });
  await s.calm();
  assert.equal(s.queue.stateOf('a'), 'wrong');
  assert.ok(!s.queue.isEverythingSaved());
  s.queue.put('a', { value: '4' });
  await s.calm();
  assert.equal(s.queue.stateOf('a'), 'saved');
});

test('a newer entry stands for a refused one', async () => {
  const s = stage();
  s.holds = true;
  s.queue.put('a', { value: 'bad' });
  await s.calm();
  s.queue.put('a', { value: '5' });
  s.holds = false;
  s.held.shift()();
  await s.calm();
  assert.equal(s.queue.stateOf('a'), 'saved');
  assert.equal(s.facts.get('a').value, '5');
});

test("somebody else's entry is never overwritten unasked", async () => {
  const s = stage();
  s.write('a', '7', 'li');
  s.queue.put('a', { value: '1' });
  await s.calm();
  assert.equal(s.queue.stateOf('a'), 'clash');
  s.queue.put('a', { value: '2' });  // typing on does not answer the question
  await s.calm();
  assert.equal(s.log.length, 1);
  assert.equal(s.facts.get('a').value, '7');
  s.queue.resolve('a', 'mine');
  await s.calm();
  assert.equal(s.facts.get('a').value, '2');
  assert.ok(s.queue.isEverythingSaved());
});

test("the other's entry may stand", async () => {
  const s = stage();
  s.write('a', '7', 'li');
  s.queue.put('a', { value: '1' });
  await s.calm();
  assert.equal(s.queue.resolve('a', 'theirs').value, '7');
  await s.calm();
  assert.equal(s.facts.get('a').value, '7');
  assert.ok(s.queue.isEverythingSaved());
  s.queue.put('a', { value: '8' });
  await s.calm();
  assert.equal(s.facts.get('a').value, '8');
});

test('the same entry by two people is no clash', async () => {
  const s = stage();
  s.write('a', '7', 'li');
  s.queue.put('a', { value: '7' });
  await s.calm();
  assert.equal(s.queue.stateOf('a'), 'saved');
});

test('without a network all wait, one goes ahead, twice as long each time', async () => {
  const s = stage();
  s.mood = () => 'throw';
  for (let i = 0; i < 6; ++i) s.queue.put(`c${i}`, { value: '1' });
  await s.calm();
  assert.equal(s.timers.length, 1);
  assert.deepEqual(s.queue.count(), { saving: 0, unsaved: 6, clash: 0, wrong: 0 });
  const waits = [];
  for (let i = 0; i < 7; ++i) {
    s.most = 0;
    waits.push(await s.tick());
    assert.equal(s.most, 1);
    assert.equal(s.timers.length, 1);
  }
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  s.mood = () => 'answer';
  await s.tick();
  assert.equal(s.facts.size, 6);
  assert.ok(s.queue.isEverythingSaved());
  assert.equal(s.timers.length, 0);
});

test('an entry whose answer got lost is not a clash with oneself', async () => {
  const s = stage();
  s.mood = () => 'lose-answer';
  s.queue.put('a', { value: '3' });
  await s.calm();
  s.mood = () => 'answer';
  await s.tick();
  assert.equal(s.queue.stateOf('a'), 'saved');
  assert.equal(s.facts.get('a').value, '3');
});

test('and neither is a newer one after it', async () => {
  const s = stage();
  s.mood = () => 'lose-answer';
  s.queue.put('a', { value: '3' });
  await s.calm();
  s.queue.put('a', { value: '4' });
  s.mood = () => 'answer';
  await s.tick();
  assert.equal(s.facts.get('a').value, '4');
  assert.ok(s.queue.isEverythingSaved());
});

test('but the entry of another, made meanwhile, is one', async () => {
  const s = stage();
  s.mood = () => 'lose-answer';
  s.queue.put('a', { value: '3' });
  await s.calm();
  s.write('a', '9', 'li');
  s.mood = () => 'answer';
  await s.tick();
  assert.equal(s.queue.stateOf('a'), 'clash');
  assert.equal(s.facts.get('a').value, '9');
});

test('a cell with which the server fails does not hold up the others', async () => {
  const s = stage();
  s.mood = (key) => (key === 'a' ? 'busy' : 'answer');
  s.queue.put('a', { value: '1' });
  s.queue.put('b', { value: '2' });
  await s.calm();
  assert.equal(s.queue.stateOf('b'), 'saved');
  assert.equal(s.queue.stateOf('a'), 'unsaved');
  s.mood = () => 'answer';
  s.queue.retryNow();
  await s.calm();
  assert.ok(s.queue.isEverythingSaved());
  assert.equal(s.timers.length, 0);
});

test('signed out: kept, and sent when somebody says so', async () => {
  const s = stage();
  s.mood = () => 'signed-out';
  s.queue.put('a', { value: '1' });
  await s.calm();
  assert.equal(s.queue.away.isSignedOut, true);
  s.mood = () => 'answer';
  s.queue.retryNow();
  await s.calm();
  assert.ok(s.queue.isEverythingSaved());
});

test('given up: what was refused no longer counts', async () => {
  const s = stage();
  s.queue.put('a', { value: 'bad' });
  await s.calm();
  s.queue.drop('a');
  assert.ok(s.queue.isEverythingSaved());
});

test('whatever network and others do, nothing is lost and nothing overwritten unseen', async () => {
  let seed = 7;
  const next = (below) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0, (seed >>> 8) % below);
  for (let run = 0; run < 150; ++run) {
    const s = stage({ atOnceMax: 1 + next(4) });
    const wanted = new Map();
    const moods = ['answer', 'answer', 'lose-answer', 'throw', 'busy', 'signed-out'];
    s.mood = () => moods[next(moods.length)];
    for (let step = 0; step < 60; ++step) {
      const key = `c${next(5)}`;
      const what = next(6);
      if (what < 3) {
        const value = String(run * 1000 + step);
        wanted.set(key, value);
        s.queue.put(key, { value });
      } else if (what === 3) {
        s.write(key, `other ${step}`, 'li');
      } else if (what === 4 && s.timers.length) await s.tick();
      else if (s.queue.stateOf(key) === 'clash') {
        assert.match(s.facts.get(key).value, /^other/);
        if (next(2)) s.queue.resolve(key, 'mine');
        else wanted.set(key, s.queue.resolve(key, 'theirs').value);
      }
      if (next(2)) await s.calm();
    }
    s.mood = () => 'answer';
    for (let i = 0; i < 50 && !s.queue.isEverythingSaved(); ++i) {
      s.queue.retryNow();
      await s.calm();
      for (const key of wanted.keys()) if (s.queue.stateOf(key) === 'clash') s.queue.resolve(key, 'mine');
    }
    assert.ok(s.queue.isEverythingSaved(), `run ${run}`);
    assert.equal(s.queue.underWay, 0);
    assert.deepEqual(s.unseen, []);
    for (const [key, value] of wanted) {
      const now = s.facts.get(key);
      // Another's entry stands only where it came after ours was saved or was chosen.
      if (now.by === 'me') assert.equal(now.value, value, `run ${run} ${key}`);
    }
  }
});
