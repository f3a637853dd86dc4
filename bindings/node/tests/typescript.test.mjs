// The types, as a strict project sees them, and the README, as it stands.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const here = import.meta.dirname ?? dirname(new URL(import.meta.url).pathname);
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');

const STRICT = {
  target: 'es2022', lib: ['es2023'], types: ['node'], strict: true, exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true, noImplicitOverride: true, noPropertyAccessFromIndexSignature: true,
  isolatedModules: true, verbatimModuleSyntax: true, skipLibCheck: false,
};
const MODULES = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
};

/** Compiles a project that does not exist yet, and gives its folder. */
function compile(name, files, options) {
  const folder = join(here, 'typescript', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const compilerOptions = { ...STRICT, ...options, rootDir: '.', outDir: 'out' };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts', '*.mts', '*.cts'] }));
  try {
    execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    assert.fail(`${name}: ${error.stdout}`);
  }
  return folder;
}

const CJS = `
import engine = require('loyalty-engine');
const kopihub: engine.Program = new engine.Loyalty('memory:').program('kopi-hub', { role: 'owner', id: 'rina' });
`;
const types = readFileSync(join(here, 'types.mts'), 'utf8');

for (const [name, options] of Object.entries(MODULES)) {
  test(`a strict project compiles under ${name}`, () => {
    const files = name === 'nodenext'
      ? { 'esm.mts': types, 'cjs.cts': CJS }
      : { 'types.ts': types };
    compile(name, files, options);
  });
}

test('the types are checked at all', () => {
  const wrong = "import { Loyalty } from 'loyalty-engine';\nawait new Loyalty('memory:').verify(5);\nexport {};\n";
  assert.throws(() => compile('wrong', { 'wrong.mts': wrong }, MODULES.nodenext), /not assignable/);
});

const readme = readFileSync(join(dirname(require.resolve('loyalty-engine')), 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/(?:<!-- (\S+) -->\n\n)?```(js|ts)\n([^]*?)```/g)]
  .map(([, file, language, text]) => ({ file, language, text }));

test('the quick starts of the README run as they stand', () => {
  const starts = blocks.filter(({ file }) => file === undefined);
  assert.deepEqual(starts.map(({ language }) => language), ['js', 'ts']);
  const [js, ts] = starts.map(({ text }) => text);
  const folder = compile('readme', { 'start.mts': ts }, MODULES.nodenext);
  writeFileSync(join(folder, 'start.mjs'), js);
  const run = (file) => execFileSync(process.execPath, [join(folder, file)], { encoding: 'utf8' });
  assert.equal(run('start.mjs'), '[ { cycle: 1, number: 1 } ]\n');
  assert.equal(run('out/start.mjs'), 'unknown_program\n');
});

test('what the README shows of the example is what the example has', () => {
  const shown = blocks.filter(({ file }) => file !== undefined);
  assert.equal(shown.length, 3);
  for (const { file, text } of shown) {
    assert.equal(text, readFileSync(join(process.env.LOYALTY_REPOSITORY, file), 'utf8'), file);
  }
});

test('everything in the types is documented', () => {
  const folder = join(dirname(require.resolve('loyalty-engine')), 'lib');
  const program = readFileSync(join(folder, 'program.d.ts'), 'utf8').split('\n');
  const methods = program.map((line, at) => [line, program[at - 1]]).filter(([line]) => /^ {2}\w+\(/.test(line));
  assert.ok(methods.length >= 20);
  for (const [method, above] of methods) assert.match(above, /\/\*\* .+ \*\//, method);
  assert.ok(readdirSync(folder).includes('types.d.ts'));
});
