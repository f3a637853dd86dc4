import type { LoyaltyError } from './error.js';
import type { Call } from './base.js';
import type { Outcome } from './types.js';

/** A table and a name in it: of a row its id, of rows that are found together their group. */
export type Place = readonly [table: string, name: string];

/** Which rows are asked for: those of these ids, and those of these groups. */
export interface Load {
  /** The tenant; nothing is shared between two. */
  program: string;
  rows: Place[];
  groups: Place[];
}

/** A row that is there. */
export interface Row {
  table: string;
  id: string;
  /** How often it was written. */
  version: number;
  /** Where it stands in the order in which the program's rows were first written; only lists need it. */
  position?: number | undefined;
  state: unknown;
}

/** What becomes of a row. */
export interface Put {
  table: string;
  id: string;
  /** The group it is found by from now on, if any. */
  group?: string;
  /** The version it must have, 0 if it must not be there; null if that does not matter. */
  expect: number | null;
  /** Its new content, null to remove it; left out where only the expectation counts. */
  state?: unknown;
}

/** All of it or, if one expectation does not hold, nothing. */
export interface Commit {
  /** The tenant. */
  program: string;
  rows: Put[];
}

/** Rows of a table, or of a group of it, in order. */
export interface List {
  /** The tenant. */
  program: string;
  table: string;
  group?: string;
  /** By what they are ordered, and after which one they begin: ids as bytes are ordered, or the order of writing. */
  after: { id: string } | { position: number };
  limit: number;
}

/**
 * A store of your own, behind one method. It is given JSON and answers with JSON: `load` ({@link Load}) with a list of
 * {@link Row}s, as one consistent view; `commit` ({@link Commit}) with `true` or `false`; `list` ({@link List}) with a
 * list of {@link Row}s. What it throws makes the call `Unavailable`.
 */
export interface Store {
  call(name: 'load' | 'commit' | 'list', json: string): string | Promise<string>;
}

/** What a decision came to: rows to load, and then to decide again; or the answer, and what to commit. */
export type Decision<Answer = Outcome> =
  | { load: Load; ok?: undefined; error?: undefined; commit?: undefined }
  | { ok: Answer; commit: Commit | undefined; load?: undefined; error?: undefined }
  | { error: LoyaltyError; commit: Commit | undefined; load?: undefined; ok?: undefined };

/** A program's rules without a store. */
export declare class Rules {
  private constructor();
  /**
   * Decides a call. `known` is what the decision before wanted loaded, and the rows that are there of it.
   * @throws {Invalid} when the call makes no sense, or needs a list.
   */
  decide<Answer = Outcome>(call: Call, known?: { load: Load; rows: readonly Row[] }): Decision<Answer>;
}

/**
 * Checks rules, once, for a host that keeps its own tables: one document, or every version of it, oldest first.
 * @throws {Invalid} with every problem, by its path.
 */
export declare function compile(
  rules: string | readonly string[],
  options?: { seed?: number | bigint | undefined },
): Rules;
