// The same classes as `require` gives: there is one state, however the package is loaded.
import engine from './index.js';

export const {
  Loyalty, Program, ProgramBase, Rules, compile,
  LoyaltyError, Refused, Invalid, Forbidden, Conflict, Unavailable, Broken,
} = engine;
