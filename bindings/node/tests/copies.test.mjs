// Several copies of the package, and several ways to load it, in one process.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

import * as engine from 'loyalty-engine';

import { CASHIER, OWNER, PHONE, SHARED, connections, on, shop } from './support.mjs';

const require = createRequire(import.meta.url);
const here = dirname(require.resolve('loyalty-engine'));

/** Another copy of the whole package, as a bundler or a second `node_modules` makes one. */
function copy(t) {
  const folder = mkdtempSync(join(tmpdir(), 'loyalty-copy-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(here, folder, { recursive: true });
  return folder;
}

const purchases = (dump) => dump.split('"event":"purchase_recorded"').length - 1;

test('import and require give the same classes', () => {
  const required = require('loyalty-engine');
  assert.deepEqual(Object.keys(engine).filter((name) => name !== 'default').sort(), Object.keys(required).sort());
  for (const name of Object.keys(required)) assert.equal(engine[name], required[name], name);
});

for (const kind of SHARED) {
  test(`two copies in one process on ${kind} lose nothing and do nothing twice`, async (t) => {
    const other = require(copy(t));
    assert.notEqual(other.Loyalty, engine.Loyalty);
    await on(kind, async (loyalty, url) => {
      const ours = await shop(loyalty);
      const theirs = new other.Loyalty(url).program('kopi-hub', CASHIER);
      const buy = (program, n) => program.recordPurchase({ member: { phone: PHONE }, amount: '75000' }, { key: `k${n}` });
      // One after the other, each seeing what the other wrote; then all at once, each purchase asked of both.
      for (let n = 0; n < 40; n += 1) {
        const [asked, again] = n % 2 ? [ours, theirs] : [theirs, ours];
        assert.equal((await buy(asked, n)).replay ?? false, false);
        assert.equal((await buy(again, n)).replay, true);
      }
      await Promise.all(Array.from({ length: 200 }, (_, n) => buy(n % 2 ? ours : theirs, 40 + (n >> 1))));
      // One copy closes what it has open while the other is at work.
      await new other.Loyalty(url).verify('kopi-hub');
      globalThis.gc?.();
      await Promise.all(Array.from({ length: 50 }, (_, n) => buy(ours, 140 + n)));
      assert.equal(purchases(await loyalty.dump('kopi-hub')), 190);
      assert.deepEqual(await new other.Loyalty(url).verify('kopi-hub'), { findings: [] });
    });
  });

  test(`two copies on two threads on ${kind} lose nothing and do nothing twice`, async (t) => {
    const folder = copy(t);
    await on(kind, async (loyalty, url) => {
      await shop(loyalty);
      const workers = [here, folder, here, folder].map((path, at) => new Worker(`
        const { workerData: { path, url, at, CASHIER, PHONE } } = require('node:worker_threads');
        const kopihub = new (require(path).Loyalty)(url).program('kopi-hub', CASHIER);
        const buy = (n) => kopihub.recordPurchase({ member: { phone: PHONE }, amount: '75000' }, { key: 'k' + n });
        Promise.all(Array.from({ length: 60 }, (_, n) => buy(n + 30 * at)));
      `, { eval: true, workerData: { path, url, at, CASHIER, PHONE } }));
      const codes = await Promise.all(workers.map((worker) => new Promise((done, failed) => {
        worker.once('error', failed).once('exit', done);
      })));
      assert.deepEqual(codes, [0, 0, 0, 0]);
      assert.equal(purchases(await loyalty.dump('kopi-hub')), 150);
      assert.deepEqual(await loyalty.verify('kopi-hub'), { findings: [] });
    });
  });
}

test('an engine for each request does not use up the server', { skip: !SHARED.includes('postgres') }, async () => {
  await on('postgres', async (loyalty, url) => {
    await shop(loyalty);
    // All of them are held, as garbage is until somebody collects it.
    const engines = [];
    for (let n = 0; n < 350; n += 1) {
      engines.push(new engine.Loyalty(url));
      await engines.at(-1).program('kopi-hub', CASHIER).lookUp({ member: { phone: PHONE } });
    }
    await Promise.all(engines.map((one) => one.program('kopi-hub', CASHIER).lookUp({ member: { phone: PHONE } })));
    const open = await connections();
    assert.ok(open >= 1 && open <= 4, `${open} connections`);
  });
});

test('another version in the same process keeps its hands off our files', (t) => {
  const folder = copy(t);
  const manifest = join(folder, 'package.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"version": ".*"/, '"version": "99.0.0"'));
  const other = require(folder);
  assert.throws(() => new other.Loyalty('sqlite:/nowhere/shop.loyalty'), /another version of loyalty-engine/);
  assert.ok(new other.Loyalty('memory:'));
});

test('two copies that each open a store in memory say so once', async (t) => {
  const said = [];
  const listen = (warning) => said.push(warning.code);
  process.on('warning', listen);
  const [one, two] = [require(copy(t)), require(copy(t))];
  for (const { Loyalty } of [one, one, two, one, two]) new Loyalty('memory:');
  await new Promise(setImmediate);
  process.off('warning', listen);
  assert.deepEqual(said, ['LOYALTY_TWO_MEMORY_STORES']);
});

for (const kind of SHARED) {
  for (const how of ['fork', 'cluster']) {
    test(`processes of ${how} share a store on ${kind}`, async () => {
      await on(kind, async (loyalty, url) => {
        await shop(loyalty);
        const work = JSON.stringify({ url, CASHIER, PHONE, how });
        const child = fork(new URL('processes.mjs', import.meta.url), [work]);
        const code = await new Promise((done) => child.once('exit', done));
        assert.equal(code, 0);
        assert.equal(purchases(await loyalty.dump('kopi-hub')), 40);
        assert.deepEqual(await loyalty.verify('kopi-hub'), { findings: [] });
      });
    });
  }
}

test('a store in memory belongs to who opened it', async () => {
  const [one, two] = [new engine.Loyalty('memory:'), new engine.Loyalty('memory:')];
  await shop(one);
  await assert.rejects(two.program('kopi-hub', OWNER).summary(), { name: 'Refused', code: 'unknown_program' });
});
