'use strict';

const { answered } = require('./lib/base.js');
const { inRows, lent } = require('./lib/lent.js');

const nowhere = { call: () => { throw new Error('this is no store'); } };

const ask = async (store, job) => answered(await lent('store:', inRows(store))('job', { conformance: job }));

/** The names of everything that a store has to do. */
const cases = async () => (await ask(nowhere, {})).cases;

/** Tries one of them on an empty store, and says what is wrong. */
const conform = async (name, store) => (await ask(store, { case: name })).findings;

module.exports = { cases, conform };
