// In an interactive transaction of Prisma's, with the client that Prisma generates.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';

import { PrismaPg } from '@prisma/adapter-pg';
import { Loyalty } from 'loyalty-engine';
import { LoyaltyIn, prisma } from 'loyalty-engine/postgres';

import { CASHIER, PHONE, shop } from './support.mjs';

const connectionString = process.env.DATABASE_URL;
const schema = `test_node_prisma_${process.pid}`;
const member = { phone: PHONE };

/** Prisma's own words, compiled. What migrates databases is not wanted, and would be downloaded. */
function generate() {
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' };
  execFileSync('node_modules/.bin/prisma', ['generate', '--schema', 'prisma/schema.prisma'], { env, stdio: 'pipe' });
  writeFileSync('prisma-client/package.json', '{ "type": "module" }');
  execFileSync('node_modules/.bin/tsc', [
    'prisma-client/client.ts', '--outDir', 'prisma-client', '--module', 'nodenext', '--target', 'es2022',
    '--skipLibCheck', '--rewriteRelativeImportExtensions', '--types', 'node', '--ignoreConfig',
  ], { stdio: 'pipe' });
}

test('an order and its stamp in a transaction of Prisma\'s', { skip: connectionString === undefined }, async () => {
  generate();
  const { PrismaClient } = await import('./prisma-client/client.js');
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString }) });
  const outside = new Loyalty(`${connectionString}${connectionString.includes('?') ? '&' : '?'}schema=${schema}`);
  await outside.migrate();
  await shop(outside);
  await db.$executeRawUnsafe('CREATE TABLE test_prisma_orders (receipt text PRIMARY KEY)');
  const buy = (receipt, fails) => db.$transaction(async (tx) => {
    await tx.order.create({ data: { receipt } });
    const till = new LoyaltyIn(prisma(tx), { schema }).program('kopi-hub', CASHIER);
    const outcome = await till.recordPurchase({ member, amount: '75000', receipt });
    if (fails) throw new Error('the kitchen is closed');
    return outcome;
  });
  try {
    assert.equal((await buy('INV-1', false)).stamps[0].number, 1);
    await assert.rejects(buy('INV-2', true), { message: 'the kitchen is closed' });
    const view = await outside.program('kopi-hub', CASHIER).lookUp({ member });
    assert.deepEqual([view.stamps.count, await db.order.count()], [1, 1]);
  } finally {
    await db.$executeRawUnsafe(`DROP TABLE test_prisma_orders`);
    await db.$executeRawUnsafe(`DROP SCHEMA ${schema} CASCADE`);
    await db.$disconnect();
  }
});
