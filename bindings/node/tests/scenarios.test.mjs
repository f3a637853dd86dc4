// The contract: every scenario, on every store, in the very bytes of Rust's answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LoyaltyError } from 'loyalty-engine';

import { KINDS, ask, contract, on } from './support.mjs';

const { scenarios } = contract('scenarios');

/** The answer as it stands in the contract; a question's is answered without the name above it. */
async function answer(loyalty, call, expected, count) {
  try {
    const ok = await ask(loyalty, call, count);
    const [under] = Object.keys(expected.ok ?? {});
    return JSON.stringify({ ok: call.query === undefined ? ok : { [under]: ok } });
  } catch (error) {
    assert.ok(error instanceof LoyaltyError, error);
    return JSON.stringify({ error });
  }
}

for (const kind of KINDS) {
  test(`every scenario holds on ${kind}`, async (t) => {
    const counts = { call: 0, method: 0 };
    for (const { name, programs, steps } of scenarios) {
      await on(kind, async (loyalty) => {
        for (const { call, answer: expected } of steps) {
          const found = await answer(loyalty, call, JSON.parse(expected), (how) => (counts[how] += 1));
          assert.equal(found, expected, `${name}: ${JSON.stringify(call)}`);
        }
        for (const program of programs) {
          assert.deepEqual(await loyalty.verify(program), { findings: [] }, name);
        }
      });
    }
    assert.ok(scenarios.length > 50 && counts.method > 500, JSON.stringify(counts));
    t.diagnostic(`${scenarios.length} scenarios, ${counts.method} methods, ${counts.call} calls`);
  });
}
