// The example app of Next.js: built and asked over HTTP, and under hot reload.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { SHARED, on } from './support.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const app = join(here, '..', 'next');
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];
const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
const next = join(app, 'node_modules', 'next', 'dist', 'bin', 'next');

/** The example as it stands, with the package that is tested: the registry need not have it. */
before(() => {
  mkdirSync(app, { recursive: true });
  const source = join(process.env.LOYALTY_REPOSITORY, 'examples', 'nextjs-kopihub');
  for (const old of ['app', 'lib', '.next']) rmSync(join(app, old), { recursive: true, force: true });
  cpSync(source, app, { recursive: true, filter: (path) => !/node_modules|\.next/.test(path) });
  const manifest = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
  delete manifest.dependencies['loyalty-engine'];
  writeFileSync(join(app, 'package.json'), JSON.stringify(manifest));
  const lock = readFileSync(join(app, 'package-lock.json'), 'utf8');
  const installed = join(app, 'node_modules', 'lock-of-this');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
    execFileSync('npm', ['ci', ...QUIET], { cwd: app, stdio: 'inherit' });
    writeFileSync(installed, lock);
  }
  const folder = join(app, 'node_modules', 'loyalty-engine');
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(here, 'node_modules', 'loyalty-engine'), folder, { recursive: true });
});

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

/** Runs a server of the app while somebody works with it. */
async function serve(command, url, work) {
  const port = await freePort();
  const child = spawn(process.execPath, [next, command, '--port', String(port), '--hostname', '127.0.0.1'], {
    cwd: app, env: { ...environment, LOYALTY_URL: url }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise((done) => child.once('exit', done));
  const ready = new Promise((done, failed) => {
    const listen = (text) => {
      said += text;
      if (/Ready in/.test(said)) done();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    ended.then(() => failed(new Error(said)));
  });
  try {
    await ready;
    await work(`http://127.0.0.1:${port}`, () => said);
  } catch (error) {
    throw new Error(`${error.stack}\n${said}`);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** Sends a form as a browser without JavaScript does, and gives the page that comes of it. */
async function submit(base, id, values) {
  const page = await (await fetch(`${base}/?lang=en`)).text();
  const [, form] = new RegExp(`<form[^>]*id="${id}"[^>]*>([^]*?)</form>`).exec(page);
  const data = new FormData();
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const value = (name) => new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1]?.replaceAll('&quot;', '"');
    data.append(value('name'), values[value('name')] ?? value('value') ?? '');
  }
  const answer = await fetch(`${base}/?lang=en`, { method: 'POST', body: data });
  assert.equal(answer.status, 200);
  return answer.text();
}

const till = (base, purchase, language = 'id') => fetch(`${base}/api/purchases`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'accept-language': language },
  body: JSON.stringify(purchase),
});

/** A day at the shop. */
async function day(base) {
  assert.match(await (await fetch(`${base}/`)).text(), /Kopi Hub: kartu stempel/);
  const joined = await submit(base, 'join', { name: 'Dewi Lestari', phone: '0812-3456-7890' });
  assert.match(joined, /Recorded\./);
  assert.match(joined, /Dewi Lestari: 0 of 10 stamps/);
  const bought = await submit(base, 'buy', { phone: '0812-3456-7890', amount: '75000', receipt: 'INV-1' });
  assert.match(bought, /Dewi Lestari: 1 of 10 stamps/);
  // The same receipt again is the same purchase; the till asks for the next one.
  assert.match(await submit(base, 'buy', { phone: '0812-3456-7890', amount: '75000', receipt: 'INV-1' }), /1 of 10/);
  const answers = await Promise.all(['INV-2', 'INV-3', 'INV-2'].map((receipt) =>
    till(base, { phone: '0812-3456-7890', amount: '60000', receipt })));
  assert.deepEqual(answers.map(({ status }) => status), [200, 200, 200]);
  assert.match(await (await fetch(`${base}/?lang=id`)).text(), /Dewi Lestari: 3 dari 10 stempel/);
  const refused = await till(base, { phone: '0899-9999-999', amount: '75000', receipt: 'INV-4' });
  const { error, text } = await refused.json();
  assert.deepEqual([refused.status, error.code, text], [409, 'member_not_found', 'Anggota tidak ditemukan.']);
  const float = await till(base, { phone: '0812-3456-7890', amount: 75000.5, receipt: 'INV-5' }, 'en');
  assert.deepEqual([float.status, (await float.json()).error.code], [422, 'not_a_decimal']);
  assert.match(await submit(base, 'buy', { phone: '0899-9999-999', amount: '1', receipt: 'X' }), /no such member/);
}

test('the app is built', () => {
  const said = execFileSync(process.execPath, [next, 'build'], { cwd: app, env: environment, encoding: 'utf8' });
  assert.match(said, /\/api\/purchases/);
  // What is deployed has the addon in it.
  const deployed = join(app, '.next', 'standalone');
  assert.match(execFileSync('find', [deployed, '-name', 'loyalty-engine.*.node'], { encoding: 'utf8' }), /loyalty-engine/);
});

for (const kind of SHARED) {
  test(`a day at the shop on ${kind}`, async () => {
    await on(kind, async (loyalty, url) => {
      await serve('start', url, day);
      assert.deepEqual(await loyalty.verify('kopi-hub'), { findings: [] });
    });
  });
}

test('hot reload keeps the shop', async () => {
  await serve('dev', 'memory:', async (base, said) => {
    await submit(base, 'join', { name: 'Dewi Lestari', phone: '0812-3456-7890' });
    const purchase = { phone: '0812-3456-7890', amount: '60000' };
    assert.equal((await till(base, { ...purchase, receipt: 'INV-1' })).status, 200);
    // Both modules that lead to the engine are run again, until the page shows it.
    const texts = join(app, 'lib', 'texts.ts');
    appendFileSync(join(app, 'lib', 'kopihub.ts'), '\nexport const reloaded = true;\n');
    writeFileSync(texts, readFileSync(texts, 'utf8').replace('Kopi Hub: stamp cards', 'Kopi Hub: reloaded'));
    const shown = async () => (await fetch(`${base}/?lang=en`)).text();
    for (const end = Date.now() + 60_000; !(await shown()).includes('Kopi Hub: reloaded');) {
      assert.ok(Date.now() < end, 'nothing was reloaded');
    }
    assert.equal((await till(base, { ...purchase, receipt: 'INV-2' })).status, 200);
    assert.match(await shown(), /Dewi Lestari: 2 of 10 stamps/);
    assert.doesNotMatch(said(), /LOYALTY_TWO_MEMORY_STORES/);
  });
});
