import { LoyaltyBase, type LoyaltyOptions } from './lib/loyalty.js';

/** Runs one statement, whose places are `$1`, `$2`, …, and gives its rows, each a list of text and null. */
export type Query = (
  sql: string,
  values: (string | null)[],
) => readonly (readonly unknown[])[] | Promise<readonly (readonly unknown[])[]>;

/** A client of `pg`, alone or from a pool. */
export interface PgClient {
  query(query: { text: string; values: unknown[]; rowMode: 'array'; types: { getTypeParser: () => (value: string) => string } }): Promise<{ rows: unknown[][] }>;
}

/** An interactive transaction of Prisma's. */
export interface PrismaTransaction {
  $queryRawUnsafe(sql: string, ...values: unknown[]): Promise<unknown>;
}

/** On a client of `pg` that has begun a transaction. */
export declare function pg(client: PgClient): Query;
/** In an interactive transaction of Prisma's: `prisma.$transaction(async (tx) => …)`. */
export declare function prisma(transaction: PrismaTransaction): Query;
/** In a transaction of Drizzle's over `pg`: `db.transaction(async (tx) => …)`. */
export declare function drizzle(transaction: object): Query;

/**
 * The engine within a transaction of yours: what it writes is committed or rolled back with everything else in it. Make
 * one for each transaction; ask it for one thing at a time.
 *
 * When a call is `Unavailable` the transaction is over: roll it back and run it again.
 */
export declare class LoyaltyIn extends LoyaltyBase {
  /** The schema is the store's own, `loyalty` when left out. */
  constructor(query: Query, options?: LoyaltyOptions & { schema?: string | undefined });
}
