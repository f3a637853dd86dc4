import type { Call } from './base.js';
import type { Program } from './program.js';
import type { Store } from './store.js';
import type { ActorInput } from './types.js';

export interface LoyaltyOptions {
  /** Ids that are the same each time, for tests. */
  seed?: number | bigint | undefined;
}

/** A schema's version before and now; both 0 where there is no schema. */
export interface Migrated {
  found: number;
  now: number;
}

/** What a sweep did. */
export interface Settled {
  /** Members who were due. */
  members: number;
  /** Memberships that had ended. */
  ended: number;
  /** Rewards that had lapsed. */
  lapsed: number;
  /** What went wrong, member by member; the others are settled. */
  errors: string[];
}

/** What a proof found. */
export interface Verified {
  /** What is not as it must be; nothing when all is well. */
  findings: string[];
}

/** An engine, wherever it keeps its programs. */
export declare class LoyaltyBase {
  protected constructor();
  /** A program, as somebody uses it. */
  program(name: string, actor: ActorInput): Program;
  /** Asks in the words of `spec/schema.json`. */
  call(call: Call): Promise<unknown>;
  /** Brings the store's schema up to date, making it where there is none. */
  migrate(): Promise<Migrated>;
  /** Writes down what time has done to a program's members. Right answers never wait for it; reports may. */
  settle(program: string, options?: { dryRun?: boolean | undefined }): Promise<Settled>;
  /** Replays every event of a program, and compares what comes out with what is stored. */
  verify(program: string): Promise<Verified>;
  /** Everything that is stored of a program, in the same bytes from every store that holds the same. */
  dump(program: string): Promise<string>;
}

/**
 * An engine on a store: `memory:`, `sqlite:PATH` or `postgres://USER@HOST/DATABASE`, or one of your own.
 *
 * It connects when it is first used. Make one and keep it; any number of calls may be under way at once.
 */
export declare class Loyalty extends LoyaltyBase {
  /** @throws {Invalid} when the URL is none of a store. */
  constructor(store: string | Store, options?: LoyaltyOptions);
  /** Where it is, without what opens it. */
  get place(): string;
}
