import type { LoyaltyError } from './error.js';
import type { Actor, ActorInput, Command, Key, Outcome, ProgramId, Query } from './types.js';

/** How a question is asked. */
export interface QueryOptions {
  /** The moment; the machine's clock when left out. */
  at?: Date | string | null | undefined;
}

/** How a command is asked. */
export interface CommandOptions extends QueryOptions {
  /** The idempotency key: asked again under it, the first answer comes back. */
  key?: Key | null | undefined;
  /** Answer the same, and write nothing. */
  dryRun?: boolean | undefined;
}

/** A command with its options, for batches. */
export interface Request extends CommandOptions {
  /** The command, by its name: `{ record_purchase: { … } }`. */
  command: Command;
}

/** A call in the words of `spec/schema.json`. */
export type Call = { program: ProgramId; actor: ActorInput; at?: Date | string | null | undefined } & (
  | { command: Command; key?: Key | null | undefined; dry_run?: boolean | undefined }
  | { query: Query }
);

/** A program of a store, and who acts on it. */
export declare class ProgramBase {
  protected constructor();
  /** The tenant. */
  get name(): string;
  /** Who asks. */
  get actor(): ActorInput;
  /** The same program, asked by somebody else. */
  actingAs(actor: ActorInput): this;
  /**
   * Does each command, in order, each seeing the ones before it; a refused one does not disturb the others. An error
   * stands in the place of its answer.
   */
  batch(requests: readonly Request[]): Promise<(Outcome | LoyaltyError)[]>;
}
