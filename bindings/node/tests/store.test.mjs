// A store written in JavaScript behind one method, and decisions for a host that keeps its own tables.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Invalid, Loyalty, LoyaltyError, Refused, Unavailable, compile } from 'loyalty-engine';
import { cases, conform } from 'loyalty-engine/conformance';

import { CASHIER, OWNER, PHONE, RULES, contract, replay, shop } from './support.mjs';

/** Rows under versions, and not a word of loyalty. */
class Rows {
  #rows = new Map();
  #position = 0;

  call(name, json) {
    return JSON.stringify(this[name](JSON.parse(json)));
  }

  load({ program, rows, groups }) {
    const ids = new Set(rows.map(([table, id]) => key(program, table, id)));
    const names = new Set(groups.map(([table, group]) => key(program, table, group)));
    return [...this.#rows.values()].filter((row) => row.program === program
      && (ids.has(key(program, row.table, row.id)) || names.has(key(program, row.table, row.group))));
  }

  commit({ program, rows }) {
    const found = (row) => this.#rows.get(key(program, row.table, row.id));
    if (!rows.every((row) => row.expect === null || row.expect === (found(row)?.version ?? 0))) return false;
    for (const { table, id, group, state } of rows.filter((row) => row.state !== undefined)) {
      const place = key(program, table, id);
      if (state === null) {
        this.#rows.delete(place);
        continue;
      }
      const { version = 0, position = (this.#position += 1) } = this.#rows.get(place) ?? {};
      this.#rows.set(place, { program, table, id, group, state, position, version: version + 1 });
    }
    return true;
  }

  list({ program, table, group, after, limit }) {
    const rows = [...this.#rows.values()].filter((row) => row.program === program && row.table === table
      && (group === undefined || row.group === group)
      && (after.id === undefined ? row.position > after.position : row.id > after.id));
    const order = after.id === undefined ? (a, b) => a.position - b.position : (a, b) => (a.id < b.id ? -1 : 1);
    return rows.sort(order).slice(0, limit);
  }
}

const key = (...parts) => JSON.stringify(parts);

/** The same, as a store on a network would answer. */
class Slow extends Rows {
  async call(name, json) {
    await new Promise(setImmediate);
    return super.call(name, json);
  }
}

for (const Sort of [Rows, Slow]) {
  test(`${Sort.name} do everything that a store has to do`, async (t) => {
    const names = await cases();
    for (const name of names) assert.deepEqual(await conform(name, new Sort()), [], name);
    assert.ok(names.length >= 29);
    t.diagnostic(`${names.length} cases`);
  });
}

test('every scenario holds on a store in JavaScript', async () => {
  for (const scenario of contract('scenarios').scenarios) await replay(new Loyalty(new Rows(), { seed: 1 }), scenario);
});

test('a store that does less is found out', async () => {
  class Forgetful extends Rows {
    commit(changes) {
      return super.commit({ ...changes, rows: changes.rows.map((row) => ({ ...row, expect: null })) });
    }
  }
  assert.notDeepEqual(await conform('a_handle_has_one_owner', new Forgetful()), []);
  await assert.rejects(conform('no_such_case', new Rows()), Invalid);
});

test('what a store throws or says wrongly is told, and the next call is as good as ever', async () => {
  const store = new Rows();
  const loyalty = new Loyalty(store, { seed: 1 });
  const kopihub = await shop(loyalty);
  const right = store.call;
  const purchase = { member: { phone: PHONE }, amount: '75000', receipt: 'INV-1' };
  const before = await loyalty.dump('kopi-hub');
  for (const [wrong, kind] of [
    [() => { throw new Error('the disk is full'); }, 'unavailable'], [async () => Promise.reject(new Error('no')), 'unavailable'],
    [() => 'nonsense', 'broken'], [() => undefined, 'broken'], [() => 17, 'broken'], [() => '{}', 'broken'],
  ]) {
    store.call = wrong;
    await assert.rejects(kopihub.recordPurchase(purchase), (error) => error instanceof LoyaltyError && error.kind === kind);
    store.call = right;
    assert.equal(await loyalty.dump('kopi-hub'), before);
  }
  store.call = (name, json) => {
    if (name === 'commit') throw new Error('the cable was pulled');
    return right.call(store, name, json);
  };
  const lost = await kopihub.recordPurchase(purchase).catch((error) => error);
  assert.ok(lost instanceof Unavailable && lost.outcome === 'unknown' && lost.cause.message === 'the cable was pulled');
  store.call = right;
  assert.equal((await kopihub.recordPurchase(purchase)).stamps[0].number, 1);
});

/** A shop with tables of its own. */
function decider(rules, tables) {
  return (call) => {
    for (let known; ;) {
      const decision = rules.decide(call, known);
      if (decision.load === undefined) {
        if (decision.commit !== undefined) assert.equal(tables.commit(decision.commit), true);
        if (decision.error !== undefined) throw decision.error;
        return decision.ok;
      }
      known = { load: decision.load, rows: tables.load(decision.load) };
    }
  };
}

test('a day is decided without a store', () => {
  const decide = decider(compile(RULES, { seed: 1 }), new Rows());
  const call = (actor, command) => decide({ program: 'kopi-hub', actor, command, at: '2026-11-21T03:00:00Z' });
  const member = { phone: PHONE };
  call(OWNER, { issue_cards: { numbers: ['KH-1'] } });
  call(CASHIER, { activate: { card: { number: 'KH-1' }, name: 'Dewi', phone: PHONE } });
  const purchase = { record_purchase: { member, amount: '75000', receipt: 'INV-1' } };
  assert.equal(call(CASHIER, purchase).stamps[0].number, 1);
  assert.equal(call(CASHIER, purchase).replay, true);
  assert.throws(() => call(CASHIER, { redeem: { member, reward: { kind: 'cake' } } }), Refused);
  const view = decide({ program: 'kopi-hub', actor: CASHIER, query: { look_up: { member } } });
  assert.equal(view.stamps.count, 1);
});

test('rules that make no sense are refused by every problem, and so is what needs a list', () => {
  assert.throws(() => compile('[program]\nname = "x"\n'), (error) => error instanceof Invalid && error.problems.length > 1);
  assert.throws(() => compile([]), Invalid);
  const decide = decider(compile(RULES), new Rows());
  assert.throws(() => decide({ program: 'kopi-hub', actor: OWNER, query: { list_members: {} } }), Invalid);
  assert.throws(() => compile(RULES).decide({ program: 'kopi-hub' }), Invalid);
});
