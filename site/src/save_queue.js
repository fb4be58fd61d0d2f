// Saving many cells: each one's entries in order, at most a few requests at once, none lost. Knows no page and no
// network: `send` tries once and says how it went, `changed` is told, `after` is the clock.
//
// send(key, entry, replaces) resolves to one of
//   {kind: 'saved', fact, value}
//   {kind: 'clash', now: {fact, value, by, reason?}, message, mend}   somebody else's entry stands there
//   {kind: 'wrong', message, mend}                                    kept as typed, until it is changed
//   {kind: 'later', afterMs?}       the server could not, now: this cell waits
//   {kind: 'away', isSignedOut?}    no server or no session: all wait, one goes ahead to see
//
// After `later` and `away` nobody knows whether the entry arrived. Therefore a clash with what we ourselves sent is none.

export class SaveQueue {
  constructor({ send, changed = () => {}, after, same = (a, b) => a === b, chance = Math.random, atOnceMax = 4, firstWaitMs = 1000, longestWaitMs = 30000 }) {
    this.send = send;
    this.changed = changed;
    this.after = after || ((ms, action) => {
      const timer = setTimeout(action, ms);
      return () => clearTimeout(timer);
    });
    this.same = same;
    this.chance = chance;
    this.atOnceMax = atOnceMax;
    this.firstWaitMs = firstWaitMs;
    this.longestWaitMs = longestWaitMs;
    this.cells = new Map();
    this.order = [];  // keys whose entry may go out, first come first
    this.underWay = 0;
    this.away = null;  // {attempts, isSignedOut, isTrying, waitMs, cancel}
  }

  cell(key) {
    let cell = this.cells.get(key);
    if (!cell) {
      cell = { fact: 0, waiting: null, sending: null, lost: [], attempts: 0, cancel: null, clash: null, wrong: null };
      this.cells.set(key, cell);
    }
    return cell;
  }

  /// The fact that the page was rendered with, where the cell was never saved from here.
  know(key, fact) {
    if (!this.cells.has(key)) this.cell(key).fact = fact;
  }

  /// A newer entry of the same cell takes the place of one that has not gone out. One that clashes waits for resolve().
  put(key, entry) {
    const cell = this.cell(key);
    cell.waiting = entry;
    cell.wrong = null;
    if (!cell.clash) this.queue(key);
    this.tell(key);
    this.pump();
  }

  /// What was refused, or has not gone out, is given up by the person.
  drop(key) {
    const cell = this.cell(key);
    if (cell.clash) return;
    cell.waiting = cell.wrong = null;
    if (cell.cancel) cell.cancel();
    cell.cancel = null;
    this.order = this.order.filter((other) => other !== key);
    this.tell(key);
  }

  /// After a clash: 'theirs' lets the other's entry stand and returns it, 'mine' saves ours in its place.
  resolve(key, choice) {
    const cell = this.cell(key);
    const now = cell.clash && cell.clash.now;
    if (!now) return null;
    cell.fact = now.fact;
    cell.clash = null;
    cell.lost = [];
    if (choice === 'mine') this.queue(key);
    else cell.waiting = null;
    this.tell(key);
    this.pump();
    return now;
  }

  /// Does not wait for the clock any longer: the network is back, or somebody pressed the button.
  retryNow() {
    if (this.away && !this.away.isTrying) {
      this.away.cancel();
      this.away.isTrying = true;
    }
    for (const [key, cell] of this.cells) {
      if (!cell.cancel) continue;
      cell.cancel();
      cell.cancel = null;
      this.queue(key);
    }
    this.pump();
  }

  /// 'saved' | 'saving' | 'unsaved' (tried in vain, will be tried again) | 'clash' | 'wrong'
  stateOf(key) {
    const cell = this.cells.get(key);
    if (!cell) return 'saved';
    if (cell.clash) return 'clash';
    if (cell.wrong) return 'wrong';
    if (!cell.waiting && !cell.sending) return 'saved';
    return cell.attempts > 0 || (this.away && !cell.sending) ? 'unsaved' : 'saving';
  }

  count() {
    const count = { saving: 0, unsaved: 0, clash: 0, wrong: 0 };
    for (const key of this.cells.keys()) {
      const state = this.stateOf(key);
      if (state !== 'saved') ++count[state];
    }
    return count;
  }

  isEverythingSaved() {
    for (const key of this.cells.keys())
      if (this.stateOf(key) !== 'saved') return false;
    return true;
  }

  // --- inside ---

  queue(key) {
    const cell = this.cell(key);
    if (cell.cancel) {  // a new entry need not wait for what kept the old one
      cell.cancel();
      cell.cancel = null;
    }
    if (!cell.sending && !this.order.includes(key)) this.order.push(key);
  }

  pump() {
    while (this.order.length > 0) {
      if (this.away ? !this.away.isTrying || this.underWay > 0 : this.underWay >= this.atOnceMax) return;
      this.start(this.order.shift());
    }
  }

  async start(key) {
    const cell = this.cell(key);
    if (!cell.waiting) return;
    cell.sending = cell.waiting;
    cell.waiting = null;
    ++this.underWay;
    this.tell(key);
    let outcome;
    try {
      outcome = await this.send(key, cell.sending, cell.fact);
    } catch {
      outcome = { kind: 'away' };
    }
    --this.underWay;
    this.settle(key, cell, outcome);
    this.pump();
  }

  settle(key, cell, outcome) {
    const entry = cell.sending;
    cell.sending = null;
    if (outcome.kind === 'away' || outcome.kind === 'later') {
      if (!cell.lost.includes(entry)) cell.lost.push(entry);
      cell.attempts += 1;
      if (!cell.waiting) cell.waiting = entry;
      if (outcome.kind === 'away') this.rest(key, outcome);
      else this.wait(key, cell, outcome.afterMs);
      this.tell(key, outcome);
      return;
    }
    const wasAway = this.away;
    if (wasAway) {
      this.away.cancel();
      this.away = null;
    }
    cell.attempts = 0;
    if (outcome.kind === 'clash') this.meet(key, cell, entry, outcome);
    else {
      cell.lost = [];
      if (outcome.kind === 'saved') cell.fact = outcome.fact;
      // A newer entry that waits stands for the refused one.
      else if (!cell.waiting) cell.wrong = { entry, message: outcome.message, mend: outcome.mend };
      if (cell.waiting) this.queue(key);
      this.tell(key, outcome);
    }
    if (wasAway) for (const other of this.order) this.tell(other);
  }

  /// Not a clash: the same entry, or one of ours whose answer got lost on the way.
  meet(key, cell, entry, outcome) {
    const { now } = outcome;
    const is = (other) => this.same(other.value, now.value) && (now.reason === undefined || now.reason === other.reason);
    const wanted = cell.waiting || entry;
    if (is(wanted)) {
      cell.fact = now.fact;
      cell.waiting = null;
      cell.lost = [];
      this.tell(key, { kind: 'saved', fact: now.fact, value: now.value });
    } else if (cell.lost.some(is) || is(entry)) {
      cell.fact = now.fact;
      cell.waiting = wanted;
      cell.lost = [];
      this.queue(key);
      this.tell(key);
    } else {
      cell.waiting = wanted;
      cell.clash = outcome;
      this.tell(key, outcome);
    }
  }

  wait(key, cell, afterMs) {
    const waitMs = afterMs ?? this.waitFor(cell.attempts);
    cell.cancel = this.after(waitMs, () => {
      cell.cancel = null;
      this.queue(key);
      this.pump();
    });
  }

  rest(key, { isSignedOut = false }) {
    if (!this.order.includes(key)) this.order.unshift(key);
    const attempts = this.away ? this.away.attempts + (this.away.isTrying ? 1 : 0) : 1;
    if (this.away && !this.away.isTrying) {
      this.away.isSignedOut = this.away.isSignedOut || isSignedOut;
      return;  // a straggler of those that were under way: the wait has begun
    }
    const waitMs = this.waitFor(attempts);
    this.away = { attempts, isSignedOut, isTrying: false, waitMs };
    this.away.cancel = this.after(waitMs, () => {
      if (this.away) this.away.isTrying = true;
      this.pump();
    });
    for (const other of this.order) this.tell(other);
  }

  /// Twice as long each time, and not all pages of an office at the same moment.
  waitFor(attempts) {
    const full = Math.min(this.longestWaitMs, this.firstWaitMs * 2 ** Math.min(attempts - 1, 20));
    return Math.round(full * (0.75 + 0.25 * this.chance()));
  }

  tell(key, outcome = null) {
    this.changed(key, this.stateOf(key), outcome);
  }
}
