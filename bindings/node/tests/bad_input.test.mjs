// What makes no sense is refused by its field and code, and changes nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Invalid, Loyalty, LoyaltyError } from 'loyalty-engine';

import { CASHIER, OWNER, PHONE, ask, contract, on, shop } from './support.mjs';

/** Whatever came of it. */
async function outcome(work) {
  try {
    return { ok: await work() };
  } catch (error) {
    return { error };
  }
}

test('every row of the table is refused by its field and code', async (t) => {
  const { setup, rows } = contract('bad_input');
  // JavaScript has one sort of number: there 1.0 is 1, and beyond 2^53 none is what it says.
  const others = ['count: one with a decimal', 'points: more than can be counted', 'adjust: more than can be counted'];
  const told = rows.filter(({ call, why }) => call !== null && !others.includes(why));
  await on('memory', async (loyalty) => {
    for (const call of setup) await loyalty.call(call);
    const before = await loyalty.dump('kopi-hub');
    const wrong = [];
    for (const { why, call, field, code } of told) {
      const { error } = await outcome(() => ask(loyalty, call));
      const found = error instanceof Invalid && error.problems.some((one) => one.field === field && one.code === code);
      if (!found) wrong.push(`${why}: ${field} ${code}, not ${JSON.stringify(error) ?? 'an answer'}`);
      if ((await loyalty.dump('kopi-hub')) !== before) assert.fail(`${why}: it changed something`);
    }
    assert.deepEqual(wrong, []);
  });
  assert.ok(told.length > 400);
  t.diagnostic(`${told.length} rows`);
});

const cyclic = {};
cyclic.member = cyclic;
const list = [];
list.push(list);

/** Values that only JavaScript has. */
const VALUES = {
  'not a number': NaN,
  infinity: -Infinity,
  'minus zero': -0,
  'a fraction': 1.9,
  'beyond what is exact': 2 ** 53,
  'a huge number': 1e300,
  'a huge bigint': 2n ** 200n,
  'a bigint below zero': -(2n ** 63n) - 1n,
  'a symbol': Symbol('75000'),
  'a function': () => '75000',
  'an invalid date': new Date(NaN),
  'a map': new Map([['phone', PHONE]]),
  'a set': new Set(['75000']),
  'a weak map': new WeakMap(),
  'a regular expression': /75000/,
  'an error': new Error('75000'),
  'a promise': Promise.resolve('75000'),
  'a buffer': Buffer.from('75000'),
  'a typed array': new Float64Array(2),
  'a row of bytes': new ArrayBuffer(8),
  'boxed text': new String('75000'),
  'a boxed number': new Number(75000),
  'a decimal of some library': new (class Decimal { s = 1; e = 4; d = [75000]; get [Symbol.toStringTag]() { return 'Decimal'; } })(),
  'half a letter': 'a\ud800b',
  'the other half': '\udc00',
  'half a letter in a name': { ['\ud800']: 1 },
  'an object in itself': cyclic,
  'a list in itself': list,
  'a list that says it is long': new Array(2 ** 32 - 1),
  'a list of nothing': [,,],
  'long text': 'x'.repeat(2 ** 24),
  'a revoked proxy': (() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })(),
  'a proxy that throws': new Proxy({}, { ownKeys() { throw new RangeError('ownKeys'); } }),
  'a proxy of many faces': new Proxy({}, {
    ownKeys: () => ['a'],
    getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
    get() { throw new RangeError('get'); },
  }),
  'a getter that throws': { get phone() { throw new RangeError('phone'); } },
  'a list with a getter that throws': Object.defineProperty([], 0, { get() { throw new RangeError('0'); }, enumerable: true }),
};

/** Arguments by the operation, each with a place for a bad value, or for several. */
const OPERATIONS = {
  publishRules: ['rules'],
  issueCards: ['count', 'numbers'],
  activate: ['card', 'name', 'phone', 'email', 'starts', 'ends'],
  register: ['name', 'phone', 'email', 'birth_date', 'address', 'city', 'province', 'postal_code', 'gender', 'notes', 'kind'],
  updateProfile: ['member', 'name', 'phone', 'email', 'birth_date', 'address', 'city', 'province', 'postal_code', 'gender', 'notes', 'kind', 'clear'],
  renew: ['member'],
  block: ['member', 'reason'],
  unblock: ['member', 'reason'],
  replaceCard: ['member', 'card', 'reason'],
  close: ['member', 'reason'],
  reopen: ['member', 'reason'],
  erase: ['member'],
  recordPurchase: ['member', 'amount', 'receipt', 'gross', 'outlet', 'charges', 'lines', 'points', 'state', 'pay_by'],
  voidPurchase: ['purchase', 'reason'],
  payPurchase: ['purchase', 'receipt'],
  completePurchase: ['purchase'],
  cancelPurchase: ['purchase', 'reason'],
  reopenPurchase: ['purchase', 'reason'],
  markPurchase: ['purchase', 'mark'],
  adoptPurchase: ['purchase', 'member'],
  refundPurchase: ['purchase', 'units', 'amount', 'reason'],
  exchangePurchase: ['purchase', 'units', 'bought', 'reason'],
  reprintReceipt: ['purchase'],
  adjustPoints: ['member', 'points', 'reason'],
  transferPoints: ['member', 'to', 'points'],
  spendPoints: ['member', 'points', 'hold'],
  holdPoints: ['member', 'points', 'until'],
  releasePoints: ['member', 'hold'],
  buyReward: ['member', 'reward'],
  reverseReward: ['reward', 'reason'],
  merge: ['member', 'into', 'reason'],
  redeem: ['member', 'reward', 'purchase'],
  undoRedemption: ['reward', 'reason'],
  settle: ['member'],
};

const GOOD = {
  member: { phone: PHONE }, amount: '75000', card: { number: 'KH-1' }, name: 'Dewi', phone: '0813-1111-2222',
  purchase: { receipt: { number: 'INV-1' } }, reward: { kind: 'free_drink' }, rules: { text: '' }, reason: 'a test',
};

test("values that only JavaScript has are refused for every argument, and change nothing", async (t) => {
  let asked = 0;
  await on('memory', async (loyalty) => {
    const kopihub = await shop(loyalty);
    const owner = kopihub.actingAs(OWNER);
    const before = await loyalty.dump('kopi-hub');
    for (const [why, value] of Object.entries(VALUES)) {
      const refused = async (what, work) => {
        let promise;
        assert.doesNotThrow(() => (promise = work()), `${what}: thrown, not promised`);
        const found = await outcome(() => promise);
        // Of a batch each call is refused for itself.
        const each = Array.isArray(found.ok) && found.ok.every((one) => one instanceof Invalid);
        const { ok, error } = each ? { error: found.ok[0] } : found;
        asked += 1;
        assert.equal(ok, undefined, `${what}: ${why} was taken`);
        // What a getter throws is the caller's own.
        assert.ok(error instanceof Invalid || error instanceof RangeError || error instanceof TypeError, `${what}: ${why}: ${error}`);
        if (error instanceof Invalid) assert.equal(error.problems.length, 1, what);
      };
      for (const [method, fields] of Object.entries(OPERATIONS)) {
        const given = Object.fromEntries(fields.filter((field) => field in GOOD).map((field) => [field, GOOD[field]]));
        for (const field of fields) {
          await refused(`${method} ${field}`, () => owner[method]({ ...given, [field]: value }));
        }
        await refused(`${method} itself`, () => owner[method](value));
      }
      const purchase = { member: { phone: PHONE }, amount: '75000' };
      for (const option of ['key', 'at', 'dryRun']) {
        await refused(option, () => kopihub.recordPurchase(purchase, { [option]: value }));
      }
      await refused('role', () => kopihub.actingAs({ ...CASHIER, role: value }).recordPurchase(purchase));
      await refused('actor', () => kopihub.actingAs(value).recordPurchase(purchase));
      await refused('program', () => loyalty.program(value, CASHIER).recordPurchase(purchase));
      await refused('call', () => loyalty.call(value));
      await refused('batch', () => kopihub.batch(value));
      await refused('settle', () => loyalty.settle(value));
      await refused('verify', () => loyalty.verify(value));
      await refused('dump', () => loyalty.dump(value));
      assert.equal(await loyalty.dump('kopi-hub'), before, why);
    }
  });
  t.diagnostic(`${asked} calls`);
});

test('whole numbers are exact and nothing else is a whole number', async () => {
  await on('memory', async (loyalty) => {
    const owner = (await shop(loyalty)).actingAs(OWNER);
    for (const count of [2, 2n]) {
      assert.equal((await owner.issueCards({ count })).cards.length, 2);
    }
    for (const [count, code] of [
      [1.9, 'not_a_whole_number'], [NaN, 'not_a_whole_number'], [-0, 'not_a_whole_number'], ['2', 'not_a_whole_number'],
      [-1, 'out_of_range'], [-1n, 'out_of_range'], [2 ** 32, 'out_of_range'], [2 ** 53, 'out_of_range'],
      [2n ** 64n, 'out_of_range'], [2n ** 32n, 'out_of_range'], [Infinity, 'out_of_range'], [true, 'not_a_whole_number'],
    ]) {
      const { error } = await outcome(() => owner.issueCards({ count }));
      assert.equal(error?.code, code, String(count));
    }
  });
});

test('money is text, never a number', async () => {
  await on('memory', async (loyalty) => {
    const kopihub = await shop(loyalty);
    for (const amount of [75000, 75000.5, 75000n, NaN, new Number(75000)]) {
      const { error } = await outcome(() => kopihub.recordPurchase({ member: { phone: PHONE }, amount }));
      assert.deepEqual(error?.problems, [{ field: 'amount', code: 'not_a_decimal' }], String(amount));
    }
  });
});

test('what is undefined is not given, and null is nothing', async () => {
  await on('memory', async (loyalty) => {
    const kopihub = await shop(loyalty);
    const given = { member: { phone: PHONE, card: undefined }, amount: '75000', receipt: undefined, gross: null };
    const { stamps } = await kopihub.recordPurchase(given, { key: undefined, at: null, dryRun: undefined });
    assert.equal(stamps.length, 1);
    const { error } = await outcome(() => kopihub.recordPurchase({ member: { phone: PHONE }, amount: undefined }));
    assert.deepEqual(error.problems, [{ field: 'amount', code: 'missing' }]);
  });
});

test('an option that does not exist is refused by its name', async () => {
  await on('memory', async (loyalty) => {
    const kopihub = await shop(loyalty);
    const purchase = { member: { phone: PHONE }, amount: '75000' };
    const wrong = [[{ dry_runs: true }, 'dry_runs'], [{ idempotencyKey: 'k' }, 'idempotencyKey']];
    for (const [options, field] of wrong) {
      const { error } = await outcome(() => kopihub.recordPurchase(purchase, options));
      assert.deepEqual(error?.problems, [{ field, code: 'unknown_field' }]);
    }
    for (const options of [null, 'k', 5, true]) {
      const { error } = await outcome(() => kopihub.recordPurchase(purchase, options));
      assert.deepEqual(error?.problems, [{ field: 'options', code: 'not_an_object' }]);
    }
  });
});

test('objects of classes and of other realms are their fields', async () => {
  const { runInNewContext } = await import('node:vm');
  class Purchase {
    amount = '75000';
    constructor(member) {
      this.member = member;
    }
    get receipt() {
      throw new Error('no field of its own');
    }
  }
  await on('memory', async (loyalty) => {
    const kopihub = await shop(loyalty);
    const bare = Object.assign(Object.create(null), { phone: PHONE });
    for (const member of [bare, runInNewContext(`({ phone: '${PHONE}' })`), Object.freeze({ phone: PHONE })]) {
      const { stamps } = await kopihub.recordPurchase(new Purchase(member));
      assert.equal(stamps.length, 1);
    }
    const at = runInNewContext("new Date('2031-03-02T09:00:00.123Z')");
    assert.equal((await kopihub.recordPurchase(new Purchase(bare), { at, dryRun: true })).at, '2031-03-02T09:00:00.123Z');
  });
});

test('a URL that is none of a store is refused, whatever it is', () => {
  for (const url of ['', 'memory', 'loyalty.db', 'sqlite:', undefined, null, 5, Symbol('x'), {}, 'sqlite:a\0b', 'postgres:']) {
    assert.throws(() => new Loyalty(url), (error) => error instanceof Invalid && error.code === 'not_a_store');
  }
  for (const seed of [1.5, 'x', {}, Symbol('1'), -1, 2n ** 64n]) {
    assert.throws(() => new Loyalty('memory:', { seed }), String(seed));
  }
  assert.ok(new Loyalty('memory:', { seed: 2n ** 64n - 1n }));
});

test('an error says who asked', async () => {
  await on('memory', async (loyalty) => {
    const kopihub = await shop(loyalty);
    async function atTheTill() {
      await kopihub.recordPurchase({ member: { phone: '0899-9999-999' }, amount: '75000' });
    }
    const { error } = await outcome(atTheTill);
    assert.ok(error instanceof LoyaltyError && error instanceof Error);
    assert.match(error.stack, /atTheTill/);
    assert.equal(error.code, 'member_not_found');
    assert.equal(`${error}`.slice(0, 8), 'Refused:');
  });
});
