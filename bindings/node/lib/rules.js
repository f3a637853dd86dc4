'use strict';

const { answered, errorOf } = require('./base.js');
const { wide } = require('./loyalty_base.js');
const { native } = require('./native.js');
const { tape } = require('./tape.js');

/** A program's rules without a store. */
class Rules {
  #rules;

  constructor(rules, seed) {
    this.#rules = answered(native.compile([rules].flat().map(String), wide(seed)));
  }

  decide(call, known) {
    const json = known === undefined ? '' : JSON.stringify({ load: known.load, rows: known.rows });
    const { load, reply, commit } = answered(native.decide(this.#rules, json, tape(call)));
    if (load !== undefined) return { load: JSON.parse(load) };
    const { ok, error } = reply;
    const changes = commit === null ? undefined : JSON.parse(commit);
    return error === undefined ? { ok, commit: changes } : { error: errorOf(error), commit: changes };
  }
}

/** Checks rules, once, for a host that keeps its own tables. */
const compile = (rules, { seed } = {}) => new Rules(rules, seed);

module.exports = { Rules, compile };
