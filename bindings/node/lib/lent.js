'use strict';

const { answered, errorOf } = require('./base.js');
const { wide } = require('./loyalty_base.js');
const { native } = require('./native.js');
const { said, tape } = require('./tape.js');

/**
 * How an engine on a connection of the host's is asked. `query` runs one statement and gives its rows, each a list of
 * text and null, or a promise of them.
 */
function lent(dialect, query, seed) {
  const engine = answered(native.lend(dialect, wide(seed)));
  return async (kind, values) => {
    const talk = answered(native.talk(engine, kind, tape(values)));
    let thrown;
    const run = async ({ sql, values: given }) => {
      try {
        return await query(sql, given);
      } catch (error) {
        thrown ??= error;
        const code = typeof error?.code === 'string' ? error.code : null;
        return { code, message: String(error?.message ?? error) };
      }
    };
    for (let rows; ;) {
      const { query: asked, ok, error } = said(await native.turn(talk, rows));
      if (error !== undefined) throw errorOf(error, thrown);
      if (asked === undefined) return ok;
      rows = tape(await run(asked));
    }
  };
}

/** A store of the host's own, as a connection: `load`, `commit` and `list`, with JSON on both sides. */
function inRows(store) {
  return async (name, [json]) => [[await store.call(name, json)]];
}

module.exports = { inRows, lent };
