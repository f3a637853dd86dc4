'use strict';

/** Every end of a call other than an answer. */
class LoyaltyError extends Error {
  constructor(error, cause) {
    super(error.message, cause === undefined ? undefined : { cause });
    const { message, ...fields } = error;
    Object.assign(this, fields);
    Object.defineProperty(this, 'json', { value: error });
  }

  /** The error in the bytes in which every other language has it. */
  toJSON() {
    return this.json;
  }
}

module.exports = { LoyaltyError };
