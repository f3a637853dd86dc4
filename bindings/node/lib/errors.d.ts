// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
import { LoyaltyError } from './error.js';
import type { Problem, Refusal } from './types.js';

/** What to do about an error. */
export type ErrorKind = 'refused' | 'invalid' | 'forbidden' | 'conflict' | 'unavailable' | 'broken';

/** The rules say no: show it to the person who asked. */
export declare class Refused extends LoyaltyError {
  readonly kind: 'refused';
  /** The facts of the refusal. */
  readonly fields: Refusal;
}

/** The input makes no sense: fix it. Every problem is listed. */
export declare class Invalid extends LoyaltyError {
  readonly kind: 'invalid';
  /** Every problem, with its field. */
  readonly problems: readonly Problem[];
}

/** The actor's role does not reach that far. */
export declare class Forbidden extends LoyaltyError {
  readonly kind: 'forbidden';
}

/** Others were faster each time: send the same request again. */
export declare class Conflict extends LoyaltyError {
  readonly kind: 'conflict';
}

/** The store did not answer: send the same request, same key, again. */
export declare class Unavailable extends LoyaltyError {
  readonly kind: 'unavailable';
  /** May it have happened? */
  readonly outcome: 'not_done' | 'unknown';
}

/** Stored data can't be read, or our own bug: call someone. */
export declare class Broken extends LoyaltyError {
  readonly kind: 'broken';
}
