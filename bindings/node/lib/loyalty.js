'use strict';

const { ask, errorOf } = require('./base.js');
const { native, stranger } = require('./native.js');
const { Program } = require('./program.js');

/** What all copies of this package in a process know of each other. */
const copies = (globalThis[Symbol.for('loyalty-engine.copies')] ??= { memory: undefined, warned: false });
const here = {};

/** Each store in memory is its own: two copies of this package, one for each bundle, don't see each other's. */
function warnOfTwo() {
  if (copies.memory !== undefined && copies.memory !== here && !copies.warned) {
    copies.warned = true;
    process.emitWarning('two copies of loyalty-engine in one process have each opened a store in memory of its own', {
      code: 'LOYALTY_TWO_MEMORY_STORES',
      detail: 'Keep one Loyalty on globalThis, and leave this package out of bundles (serverExternalPackages in Next.js).',
    });
  }
  copies.memory ??= here;
}

/** Two versions can't share an addon, and a file must have one. */
function refuseTwo() {
  const other = stranger();
  if (other !== undefined) {
    throw new Error(`another version of loyalty-engine is loaded in this process, whose SQLite would share files with ours: ${other}`);
  }
}

/** Of a seed, all its digits. */
function wide(seed) {
  if (seed === undefined) return undefined;
  const digits = BigInt(seed);
  if (digits !== BigInt.asUintN(64, digits)) throw new RangeError('a seed is a whole number of 64 bits');
  return digits;
}

/** An engine on a store. */
class Loyalty {
  #native;

  constructor(url, { seed } = {}) {
    const { ok, error } = native.open(typeof url === 'string' ? url : '', wide(seed));
    if (error !== undefined) throw errorOf(error);
    this.#native = ok;
    if (url === 'memory:') warnOfTwo();
    if (String(url).startsWith('sqlite:')) refuseTwo();
  }

  get place() {
    return native.place(this.#native);
  }

  program(name, actor) {
    return new Program(this.#native, name, actor);
  }

  async call(call) {
    return ask(this.#native, 'call', call);
  }

  async migrate() {
    return ask(this.#native, 'job', { migrate: {} });
  }

  async settle(program, { dryRun = false, ...rest } = {}) {
    return ask(this.#native, 'job', { settle: { ...rest, program, dry_run: dryRun } });
  }

  async verify(program) {
    return ask(this.#native, 'job', { verify: { program } });
  }

  async dump(program) {
    return (await ask(this.#native, 'job', { dump: { program } })).dump;
  }
}

module.exports = { Loyalty };
