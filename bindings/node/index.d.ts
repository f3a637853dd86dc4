export { Loyalty } from './lib/loyalty.js';
export type { LoyaltyOptions, Migrated, Settled, Verified } from './lib/loyalty.js';
export { ProgramBase } from './lib/base.js';
export type { Call, CommandOptions, QueryOptions, Request } from './lib/base.js';
export { Program } from './lib/program.js';
export { LoyaltyError } from './lib/error.js';
export { Refused, Invalid, Forbidden, Conflict, Unavailable, Broken } from './lib/errors.js';
export type * from './lib/types.js';
