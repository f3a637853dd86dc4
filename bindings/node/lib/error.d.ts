import type { ErrorKind } from './errors.js';

/** Every end of a call other than an answer. Its class, and `kind`, say what to do, its code what is the matter. */
export declare class LoyaltyError extends Error {
  protected constructor();
  /** What to do about it. */
  readonly kind: ErrorKind;
  /** Stable; of invalid input, that of the first problem. */
  readonly code: string;
  /** Should the same request, with the same key, be sent again? */
  readonly retry: boolean;
  /** The error in the bytes in which every other language has it. */
  toJSON(): object;
}
