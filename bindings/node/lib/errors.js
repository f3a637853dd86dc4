// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
'use strict';

const { LoyaltyError } = require('./error.js');

/** The rules say no: show it to the person who asked. */
class Refused extends LoyaltyError {
  get name() {
    return 'Refused';
  }
}

/** The input makes no sense: fix it. Every problem is listed. */
class Invalid extends LoyaltyError {
  get name() {
    return 'Invalid';
  }
}

/** The actor's role does not reach that far. */
class Forbidden extends LoyaltyError {
  get name() {
    return 'Forbidden';
  }
}

/** Others were faster each time: send the same request again. */
class Conflict extends LoyaltyError {
  get name() {
    return 'Conflict';
  }
}

/** The store did not answer: send the same request, same key, again. */
class Unavailable extends LoyaltyError {
  get name() {
    return 'Unavailable';
  }
}

/** Stored data can't be read, or our own bug: call someone. */
class Broken extends LoyaltyError {
  get name() {
    return 'Broken';
  }
}

/** Classes by kind. */
const KINDS = {
  refused: Refused,
  invalid: Invalid,
  forbidden: Forbidden,
  conflict: Conflict,
  unavailable: Unavailable,
  broken: Broken,
};

module.exports = { KINDS, Refused, Invalid, Forbidden, Conflict, Unavailable, Broken };
