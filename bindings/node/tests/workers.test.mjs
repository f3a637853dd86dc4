// Worker threads: many at once, and many that are killed in the middle of a call.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

import { CASHIER, PHONE, SHARED, on, shop } from './support.mjs';

const ROUNDS = 25;
const CALLS = 25;
const TOO_LONG = 5_000;

const purchases = (dump) => dump.split('"event":"purchase_recorded"').length - 1;

const WORK = `
  const { workerData: { url, first, CALLS, CASHIER, PHONE }, parentPort } = require('node:worker_threads');
  const { Loyalty } = require('loyalty-engine');
  const kopihub = new Loyalty(url).program('kopi-hub', CASHIER);
  const buy = (n) => kopihub.recordPurchase({ member: { phone: PHONE }, amount: '75000' }, { key: 'k' + n });
  const all = Array.from({ length: CALLS }, (_, n) => buy(first + n));
  parentPort.postMessage('begun');
  all.forEach((one) => one.then(() => parentPort.postMessage('done')));
`;

const start = (url, first) =>
  new Worker(WORK, { eval: true, workerData: { url, first, CALLS, CASHIER, PHONE } });

/** A promise that does not take too long. */
async function soon(promise, what) {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`${what} took more than ${TOO_LONG} ms`)), TOO_LONG);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Every other two workers open connections of their own first; the others find the parent's open. */
const apart = (kind, url, n) => (kind === 'postgres' && n % 4 < 2 ? `${url}&deadline=${60 + n}` : url);

const exited = (worker) => new Promise((done, failed) => worker.once('exit', done).once('error', failed));

for (const kind of SHARED) {
  test(`several workers at once on ${kind}`, async () => {
    await on(kind, async (loyalty, url) => {
      await shop(loyalty);
      const workers = [0, 1, 2, 3].map((n) => start(url, n * CALLS));
      assert.deepEqual(await Promise.all(workers.map(exited)), [0, 0, 0, 0]);
      assert.equal(purchases(await loyalty.dump('kopi-hub')), 4 * CALLS);
      assert.deepEqual(await loyalty.verify('kopi-hub'), { findings: [] });
    });
  });

  test(`workers killed in the middle of a call on ${kind} leave nothing half-done`, async (t) => {
    await on(kind, async (loyalty, url) => {
      const kopihub = await shop(loyalty);
      const counts = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const worker = start(apart(kind, url, round), round * CALLS);
        const exit = exited(worker);
        // Killed before its first answer, or after some: each round at another point.
        let left = round % 2 ? round % CALLS : 0;
        await soon(new Promise((done) => worker.on('message', () => (left-- === 0 ? done() : undefined))), 'a call');
        await soon(worker.terminate(), 'killing a worker');
        await soon(exit, 'the end of a worker');
        // The parent goes on, and asks again for everything that the worker was asked for.
        const before = purchases(await soon(loyalty.dump('kopi-hub'), 'reading'));
        const buy = (_, n) =>
          kopihub.recordPurchase({ member: { phone: PHONE }, amount: '75000' }, { key: `k${round * CALLS + n}` });
        await soon(Promise.all(Array.from({ length: CALLS }, buy)), 'asking again');
        assert.equal(purchases(await loyalty.dump('kopi-hub')), (round + 1) * CALLS);
        counts.push(before - round * CALLS);
      }
      assert.deepEqual(await loyalty.verify('kopi-hub'), { findings: [] });
      assert.ok(counts.some((count) => count < CALLS), 'every worker was through before it was killed');
      t.diagnostic(`done when killed, of ${CALLS}: ${counts.join(' ')}`);
    });
  });

  test(`a process that has killed a worker on ${kind} ends by itself`, async () => {
    await on(kind, async (loyalty, url) => {
      await shop(loyalty);
      const script = `
        const { Worker } = require('node:worker_threads');
        const { Loyalty } = require('loyalty-engine');
        const workerData = ${JSON.stringify({ url, first: 0, CALLS, CASHIER, PHONE })};
        const kopihub = new Loyalty(workerData.url).program('kopi-hub', workerData.CASHIER);
        const worker = new Worker(${JSON.stringify(WORK)}, { eval: true, workerData });
        worker.once('message', async () => {
          await worker.terminate();
          await kopihub.recordPurchase({ member: { phone: workerData.PHONE }, amount: '75000' });
          // Not waited for: it is done all the same.
          kopihub.recordPurchase({ member: { phone: workerData.PHONE }, amount: '75000' }, { key: 'last' });
        });
      `;
      const child = spawn(process.execPath, ['-e', script], { stdio: 'inherit' });
      const ended = await soon(new Promise((done) => child.once('exit', (...how) => done(how))), 'its end');
      assert.deepEqual(ended, [0, null]);
      const again = await loyalty.program('kopi-hub', CASHIER)
        .recordPurchase({ member: { phone: PHONE }, amount: '75000' }, { key: 'last' });
      assert.equal(again.replay, true);
      assert.deepEqual(await loyalty.verify('kopi-hub'), { findings: [] });
    });
  });

  test(`a process that ends at once while calls are under way on ${kind} does no harm`, async () => {
    await on(kind, async (loyalty, url) => {
      await shop(loyalty);
      const script = `
        const { Loyalty } = require('loyalty-engine');
        const { url, CASHIER, PHONE } = ${JSON.stringify({ url, CASHIER, PHONE })};
        const kopihub = new Loyalty(url).program('kopi-hub', CASHIER);
        const buy = (_, n) => kopihub.recordPurchase({ member: { phone: PHONE }, amount: '75000' }, { key: 'k' + n });
        Array.from({ length: 25 }, buy)[3].then(() => process.exit(7));
      `;
      for (let round = 0; round < 5; round += 1) {
        const child = spawn(process.execPath, ['-e', script], { stdio: 'inherit' });
        const ended = await soon(new Promise((done) => child.once('exit', (...how) => done(how))), 'its end');
        assert.deepEqual(ended, [7, null]);
      }
      assert.deepEqual(await loyalty.verify('kopi-hub'), { findings: [] });
    });
  });
}
