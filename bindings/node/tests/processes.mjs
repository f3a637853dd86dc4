// Two processes, each asked for the same forty purchases.
import { fork } from 'node:child_process';
import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';

import { Loyalty } from 'loyalty-engine';

const { url, CASHIER, PHONE, how, child } = JSON.parse(process.argv[2]);
const kopihub = new Loyalty(url).program('kopi-hub', CASHIER);
const ended = (one) => new Promise((done) => one.once('exit', done));

if (child || cluster.isWorker) {
  const buy = (_, n) => kopihub.recordPurchase({ member: { phone: PHONE }, amount: '75000' }, { key: `k${n}` });
  await Promise.all(Array.from({ length: 40 }, buy));
  if (cluster.isWorker) cluster.worker.disconnect();
} else {
  // The parent has used the engine before its children are made.
  await kopihub.batch([]);
  const self = fileURLToPath(import.meta.url);
  const again = JSON.stringify({ url, CASHIER, PHONE, how, child: true });
  if (how === 'cluster') cluster.setupPrimary({ args: [again] });
  const start = () => (how === 'cluster' ? cluster.fork().process : fork(self, [again]));
  const codes = await Promise.all([ended(start()), ended(start())]);
  process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
}
