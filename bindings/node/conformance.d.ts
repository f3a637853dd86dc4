import type { Store } from './lib/store.js';

/** The names of everything that a store has to do. */
export declare function cases(): Promise<string[]>;
/** Tries one of them on an empty store, and says what is wrong: nothing when all is well. */
export declare function conform(name: string, store: Store): Promise<string[]>;
