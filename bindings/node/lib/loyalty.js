'use strict';

const { answered } = require('./base.js');
const { inRows, lent } = require('./lent.js');
const { LoyaltyBase, wide } = require('./loyalty_base.js');
const { native, stranger } = require('./native.js');
const { tape } = require('./tape.js');

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

/** An engine on a store. */
class Loyalty extends LoyaltyBase {
  #place;

  constructor(store, { seed } = {}) {
    if (typeof store?.call === 'function') {
      super(lent('store:', inRows(store), seed));
      this.#place = () => 'a store of the host\'s own';
      return;
    }
    const engine = answered(native.open(typeof store === 'string' ? store : '', wide(seed)));
    super((kind, values) => native.begin(engine, kind, tape(values)));
    this.#place = () => native.place(engine);
    if (store === 'memory:') warnOfTwo();
    if (store.startsWith('sqlite:')) refuseTwo();
  }

  get place() {
    return this.#place();
  }
}

module.exports = { Loyalty };
