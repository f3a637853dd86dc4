'use strict';

const { answered } = require('./base.js');
const { Program } = require('./program.js');

/** Of a seed, all its digits. */
function wide(seed) {
  if (seed === undefined) return undefined;
  const digits = BigInt(seed);
  if (digits !== BigInt.asUintN(64, digits)) throw new RangeError('a seed is a whole number of 64 bits');
  return digits;
}

/** An engine, wherever it keeps its programs. */
class LoyaltyBase {
  #ask;

  /** `ask` is how it is asked, by the sort of what is asked and its values: it answers by a tape or by what is on it. */
  constructor(ask) {
    this.#ask = ask;
  }

  program(name, actor) {
    return new Program(this.#ask, name, actor);
  }

  async call(call) {
    return answered(await this.#ask('call', call));
  }

  async migrate() {
    return answered(await this.#ask('job', { migrate: {} }));
  }

  async settle(program, { dryRun = false, ...rest } = {}) {
    return answered(await this.#ask('job', { settle: { ...rest, program, dry_run: dryRun } }));
  }

  async verify(program) {
    return answered(await this.#ask('job', { verify: { program } }));
  }

  async dump(program) {
    return answered(await this.#ask('job', { dump: { program } })).dump;
  }
}

module.exports = { LoyaltyBase, wide };
