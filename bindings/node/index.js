'use strict';

const { Loyalty } = require('./lib/loyalty.js');
const { Rules, compile } = require('./lib/rules.js');
const { ProgramBase } = require('./lib/base.js');
const { Program } = require('./lib/program.js');
const { LoyaltyError } = require('./lib/error.js');
const { Refused, Invalid, Forbidden, Conflict, Unavailable, Broken } = require('./lib/errors.js');

module.exports = {
  Loyalty, Program, ProgramBase, Rules, compile,
  LoyaltyError, Refused, Invalid, Forbidden, Conflict, Unavailable, Broken,
};
