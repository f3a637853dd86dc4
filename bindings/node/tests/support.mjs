// A store of its own for each test: in memory, in a file, and on the server that DATABASE_URL names.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

import { Loyalty } from 'loyalty-engine';
import pg from 'pg';

export * from './shop.mjs';

const server = process.env.DATABASE_URL;

/** The kinds of store there are to test on. */
export const KINDS = server === undefined ? ['memory', 'sqlite'] : ['memory', 'sqlite', 'postgres'];
/** Those that more than one thread or process can use. */
export const SHARED = KINDS.filter((kind) => kind !== 'memory');

/** An empty store: its URL, and how it goes. */
export async function store(kind) {
  if (kind === 'memory') return { url: 'memory:', drop() {} };
  if (kind === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'loyalty-node-'));
    return { url: `sqlite:${join(folder, 'shop.loyalty')}`, drop: () => rmSync(folder, { recursive: true }) };
  }
  const url = `${server}${server.includes('?') ? '&' : '?'}schema=${schema}`;
  migrated ??= new Loyalty(url).migrate();
  await migrated;
  await sql(CLEAR);
  return { url, drop() {} };
}

const schema = `test_node_${process.pid}`;
let migrated;

const TABLES =
  'program rules member profile gram card membership purchase stamp reward entry reason handle reply'.split(' ');

/**
 * Forgets everything but the schema itself: to make one takes longer than most tests. Entries are kept from everybody
 * who does not say that this is a test.
 */
const CLEAR = `ALTER TABLE ${schema}.entry DISABLE TRIGGER entry_is_kept;
  TRUNCATE ${TABLES.map((table) => `${schema}.${table}`).join(', ')};
  ALTER TABLE ${schema}.entry ENABLE TRIGGER entry_is_kept`;

let client;

async function sql(statements, values) {
  if (client === undefined) {
    client = new pg.Client({ connectionString: server });
    await client.connect();
  }
  return client.query(statements, values);
}

/** How many of the server's connections work on the store of these tests. */
export async function connections() {
  const ours = `%${schema}%`;
  const counted = 'SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 AND query LIKE $2';
  return Number((await sql(counted, ['loyalty', ours])).rows[0].count);
}

after(async () => {
  if (migrated !== undefined) await sql(`SET client_min_messages = error; DROP SCHEMA ${schema} CASCADE`);
  await client?.end();
});

/** Does something with an engine on an empty store. */
export async function on(kind, work) {
  const { url, drop } = await store(kind);
  await work(new Loyalty(url, { seed: 1 }), url);
  await drop();
}

/** What `cargo xtask contract` wrote. */
export function contract(name) {
  return JSON.parse(readFileSync(join(process.env.LOYALTY_CONTRACT, `${name}.json`), 'utf8'));
}

/** A scenario's calls, answered as the contract has them. */
export async function replay(loyalty, { name, programs, steps }) {
  for (const { call, answer } of steps) {
    const { ok, error } = JSON.parse(answer);
    const found = await ask(loyalty, call).then((value) => ({ value }), (thrown) => ({ thrown }));
    if (error !== undefined) assert.equal(JSON.stringify(found.thrown), JSON.stringify(error), name);
    else assert.deepEqual(found.value, call.query === undefined ? ok : Object.values(ok)[0], name);
  }
  for (const program of programs) assert.deepEqual(await loyalty.verify(program), { findings: [] }, name);
}

const QUERIES = ['look_up', 'history', 'list_members', 'summary', 'read_rules'];

const camel = (words) => words.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

const holds = (at) => {
  const date = new Date(at);
  return !Number.isNaN(date.valueOf()) && [date.toISOString(), date.toISOString().replace('.000', '')].includes(at);
};

/** Asks by the method of the operation, or by `call` where no method says the same. */
export async function ask(loyalty, call, count = () => {}) {
  const { program, actor, at, key, dry_run: dryRun, ...asked } = call;
  const [[sort, operation] = [], ...more] = Object.entries(asked);
  const [[name, given] = [], ...others] = Object.entries(operation ?? {});
  const one = more.length + others.length === 0 && name !== undefined;
  const bound = one && loyalty.program(program, actor);
  if (!one || sort !== (QUERIES.includes(name) ? 'query' : 'command') || typeof bound[camel(name)] !== 'function') {
    count('call');
    return loyalty.call(call);
  }
  count('method');
  const options = Object.fromEntries(Object.entries({ at, key, dryRun }).filter(([, value]) => value !== undefined));
  // A moment that a Date can hold is given as one.
  if (holds(at)) options.at = new Date(at);
  return bound[camel(name)](given, options);
}
