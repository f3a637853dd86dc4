// The engine in a transaction of the host's: an order and its stamp are committed together, or neither is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { drizzle as connect } from 'drizzle-orm/node-postgres';
import { sql } from 'drizzle-orm';
import { Conflict, Loyalty, Refused, Unavailable } from 'loyalty-engine';
import { LoyaltyIn, drizzle, pg as withPg } from 'loyalty-engine/postgres';
import pg from 'pg';

import { CASHIER, PHONE, contract, replay, shop } from './support.mjs';

const connectionString = process.env.DATABASE_URL;
const schema = `test_node_in_${process.pid}`;
const skip = connectionString === undefined;
const member = { phone: PHONE };
const pool = new pg.Pool({ connectionString, max: 6 });
const outside = skip ? undefined : new Loyalty(`${connectionString}${connectionString.includes('?') ? '&' : '?'}schema=${schema}`);

before(async () => {
  if (skip) return;
  await outside.migrate();
  await pool.query(`CREATE TABLE ${schema}.orders (receipt text PRIMARY KEY)`);
});

after(async () => {
  if (!skip) await pool.query(`SET client_min_messages = error; DROP SCHEMA ${schema} CASCADE`);
  await pool.end();
});

/** Work in a transaction on a client of its own. */
async function inTransaction(work, end = 'COMMIT') {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const done = await work(client, new LoyaltyIn(withPg(client), { schema }));
    await client.query(end);
    return done;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const order = (client, receipt) => client.query(`INSERT INTO ${schema}.orders VALUES ($1)`, [receipt]);
const orders = async () => (await pool.query(`SELECT receipt FROM ${schema}.orders ORDER BY 1`)).rows.map((row) => row.receipt);

test('every scenario holds in a transaction of the host\'s', { skip }, async () => {
  for (const scenario of contract('scenarios').scenarios) {
    const client = await pool.connect();
    await client.query('BEGIN');
    await replay(new LoyaltyIn(withPg(client), { schema, seed: 1 }), scenario);
    await client.query('ROLLBACK');
    client.release();
  }
});

test('an order and its stamp are committed together, or neither is', { skip }, async () => {
  await shop(outside);
  const buy = (receipt) => async (client, loyalty) => {
    await order(client, receipt);
    return loyalty.program('kopi-hub', CASHIER).recordPurchase({ member, amount: '75000', receipt });
  };
  assert.equal((await inTransaction(buy('INV-1'))).stamps[0].number, 1);
  await inTransaction(buy('INV-2'), 'ROLLBACK');
  await assert.rejects(inTransaction(async (client, loyalty) => {
    await buy('INV-3')(client, loyalty);
    await order(client, 'INV-1');
  }), { code: '23505' });
  const view = await outside.program('kopi-hub', CASHIER).lookUp({ member });
  assert.deepEqual([view.stamps.count, await orders()], [1, ['INV-1']]);
});

test('a refusal leaves the transaction as it was', { skip }, async () => {
  await inTransaction(async (client, loyalty) => {
    const till = loyalty.program('kopi-hub', CASHIER);
    await assert.rejects(till.redeem({ member, reward: { kind: 'cake' } }), Refused);
    await order(client, 'INV-4');
  });
  assert.ok((await orders()).includes('INV-4'));
});

test('a transaction that the server gave up says so, with its reason', { skip }, async () => {
  await assert.rejects(inTransaction(async (client, loyalty) => {
    await client.query('SELECT 1 / 0').catch(() => {});
    await loyalty.program('kopi-hub', CASHIER).lookUp({ member });
  }), (error) => error instanceof Unavailable && error.outcome === 'not_done' && error.cause.code === '25P02');
});

test('six tills at once, each in a transaction of its own, lose nothing', { skip }, async () => {
  const bought = await Promise.all(Array.from({ length: 24 }, async (_, n) => {
    for (;;) {
      try {
        return await inTransaction((client, loyalty) =>
          loyalty.program('kopi-hub', CASHIER).recordPurchase({ member, amount: '75000', receipt: `RACE-${n}` }));
      } catch (error) {
        if (!(error instanceof Conflict || error instanceof Unavailable)) throw error;
      }
    }
  }));
  assert.equal(bought.flatMap((outcome) => outcome.stamps).length, 24);
  assert.deepEqual(await outside.verify('kopi-hub'), { findings: [] });
});

test('two calls at once on one connection', { skip }, async () => {
  const outcomes = await inTransaction((client, loyalty) => {
    const till = loyalty.program('kopi-hub', CASHIER);
    return Promise.all(['A', 'B'].map((receipt) => till.recordPurchase({ member, amount: '75000', receipt })));
  });
  assert.equal(outcomes.flatMap((outcome) => outcome.stamps).length, 2);
  assert.deepEqual(await outside.verify('kopi-hub'), { findings: [] });
});

test('in a transaction of Drizzle\'s', { skip }, async () => {
  const db = connect(pool);
  const buy = (receipt, fails) => db.transaction(async (tx) => {
    await tx.execute(sql.raw(`INSERT INTO ${schema}.orders VALUES ('${receipt}')`));
    await new LoyaltyIn(drizzle(tx), { schema }).program('kopi-hub', CASHIER)
      .recordPurchase({ member, amount: '75000', receipt });
    if (fails) throw new Error('no');
  });
  await buy('DRIZZLE-1', false);
  await assert.rejects(buy('DRIZZLE-2', true), { message: 'no' });
  assert.deepEqual((await orders()).filter((receipt) => receipt.startsWith('DRIZZLE')), ['DRIZZLE-1']);
  const again = await outside.program('kopi-hub', CASHIER).recordPurchase({ member, amount: '75000', receipt: 'DRIZZLE-1' });
  assert.equal(again.replay, true);
  const first = await outside.program('kopi-hub', CASHIER).recordPurchase({ member, amount: '75000', receipt: 'DRIZZLE-2' });
  assert.equal(first.replay, undefined);
});
