// What a purchase on the store in memory costs above an empty call that promises as much: medians of rounds that take
// turns in one run.
import { createRequire } from 'node:module';

import { Loyalty } from 'loyalty-engine';

import { CASHIER, PHONE, shop } from './shop.mjs';

const ROUNDS = 60;
const CALLS = 500;
/** Rounds before the first that counts: JavaScript is compiled as it runs. */
const WARM = 40;
/** Microseconds that a purchase may cost above an empty call. */
const TARGET = 10;

const { native } = createRequire(createRequire(import.meta.url).resolve('loyalty-engine'))('./lib/native.js');

const loyalty = new Loyalty('memory:');
await shop(loyalty);
const kopihub = loyalty.program('kopi-hub', CASHIER);
let receipt = 0;

const calls = {
  'an empty call': () => native.nothing(),
  'a purchase': () => kopihub.recordPurchase({ member: { phone: PHONE }, amount: '75000', receipt: `R${(receipt += 1)}` }),
};

const times = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
for (let round = -WARM; round < ROUNDS; round += 1) {
  for (const [name, call] of Object.entries(calls)) {
    const start = process.hrtime.bigint();
    for (let n = 0; n < CALLS; n += 1) await call();
    if (round >= 0) times[name].push(Number(process.hrtime.bigint() - start) / CALLS / 1000);
  }
}

const median = (all) => all.sort((a, b) => a - b)[all.length >> 1];
const [empty, purchase] = Object.values(times).map(median);
const above = purchase - empty;
console.log(`an empty call ${empty.toFixed(2)} us, a purchase ${purchase.toFixed(2)} us`);
console.log(`target P17: ${above.toFixed(2)} us (goal ${TARGET} us) ${above <= TARGET ? 'met' : 'missed'}`);
