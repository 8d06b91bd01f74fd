/**
 * Broken data sets: each case is a small set without mistakes in which one thing is changed. The import must
 * refuse it whole, and say file, line, column and code of what is wrong.
 *
 * Over 500 lines: one table of cases, to be read from top to bottom.
 */
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importDataSet } from '#registry/data-set/import.ts';
import { DataSetError, PROBLEM_CODES, PROBLEM_LIMIT } from '#registry/data-set/problem.ts';
import type { Storage } from '#storage/database.ts';
import { dataSetSchema } from '#wire/data-set-schema.ts';
import { type Files, SMALL_SET, writeFiles } from './support/data-set.ts';
import { testStorage } from './support/database.ts';
import { TEST_VOCABULARY } from './support/vocabulary.ts';

let storage: Storage;
beforeAll(async () => {
  storage = await testStorage();
});
afterAll(() => storage.close());

const CITE = 'cite: { source: atlas }';
const entities = (text: string): Files => ({ 'entities/more.yaml': text });
const statement = (text: string): Files =>
  entities(`- id: brest\n  kind: city\n  statements:\n    - ${text}\n`);
const relation = (text: string): Files => ({ 'relations/more.yaml': `- ${text}\n` });
const figure = (text: string): Files => ({ 'figures/more.yaml': `- ${text}\n` });
const header = (change: (text: string) => string): Files => ({
  'dataset.yaml': change(SMALL_SET['dataset.yaml'] as string),
});
const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

/** What is wrong · the files put in or changed · the first error expected, as 'file:line:column code'. */
const CASES: readonly (readonly [string, Files, string])[] = [
  // Files
  [
    'no YAML: a bracket is never closed',
    entities('- { id: a, kind: city\n- id: b\n'),
    'entities/more.yaml:2:1 bad-yaml',
  ],
  ['no YAML: indented by a tab', entities('- id: a\n\tkind: city\n'), 'entities/more.yaml:2:2 bad-yaml'],
  ['no YAML: an unknown tag', entities('- !!js/function { id: a }\n'), 'entities/more.yaml:1:3 bad-yaml'],
  [
    'no JSON: a comma too many',
    { 'entities/more.json': '[{"id":"a",\n"kind":"city",}]' },
    'entities/more.json:2:15 bad-json',
  ],
  [
    'no JSON: nested without end',
    { 'entities/more.json': '['.repeat(100_000) },
    'entities/more.json:1:102 bad-json',
  ],
  [
    'no JSON on a line',
    { 'entities/more.jsonl': '{"id":"a","kind":"city"}\n{"id":\n' },
    'entities/more.jsonl:2:7 bad-json',
  ],
  [
    'a YAML field twice',
    entities('- id: a\n  kind: city\n  id: b\n'),
    'entities/more.yaml:3:3 duplicate-key',
  ],
  [
    'a JSON field twice',
    { 'entities/more.json': '[{"id":"a","kind":"city","id":"b"}]' },
    'entities/more.json:1:26 duplicate-key',
  ],
  [
    'a field twice on a line of JSON',
    { 'entities/more.jsonl': '{"id":"a","kind":"city","kind":"city"}\n' },
    'entities/more.jsonl:1:25 duplicate-key',
  ],
  [
    'not UTF-8',
    { 'entities/more.yaml': bytes('- id: a\n  kind: ', [0xff, 0xfe], '\n') },
    'entities/more.yaml:2:9 not-utf8',
  ],
  [
    'UTF-16',
    { 'entities/more.yaml': bytes([0xff, 0xfe], Buffer.from('- id: a', 'utf16le').toJSON().data) },
    'entities/more.yaml:1:1 not-utf8',
  ],
  [
    'a line that is not UTF-8',
    { 'entities/more.jsonl': bytes('{"id":"a","kind":"city"}\n{"id":"', [0xc3], '"}\n') },
    'entities/more.jsonl:2:8 not-utf8',
  ],
  ['an empty file', entities(''), 'entities/more.yaml:0:0 empty-file'],
  ['nothing but comments', entities('# nothing\n'), 'entities/more.yaml:1:1 empty-file'],
  ['no line in a file of lines', { 'entities/more.jsonl': '\n\n' }, 'entities/more.jsonl:0:0 empty-file'],
  ['one record instead of a list', entities('id: a\nkind: city\n'), 'entities/more.yaml:1:1 wrong-top-level'],
  [
    'a word instead of a record',
    entities('- id: a\n  kind: city\n- hello\n'),
    'entities/more.yaml:3:3 bad-form',
  ],
  [
    'a billion laughs',
    entities(
      `- &a [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 9 }, (_, i) => `- &${String.fromCharCode(98 + i)} [${`*${String.fromCharCode(97 + i)}, `.repeat(9)}]\n`).join('')}`,
    ),
    'entities/more.yaml:1:1 too-large',
  ],
  [
    'a line of five megabytes',
    { 'entities/more.jsonl': `{"id":"${'a'.repeat(5_000_000)}"}` },
    'entities/more.jsonl:1:1 too-large',
  ],
  ['a folder that no set has', { 'entites/a.yaml': '- id: a\n' }, 'entites:0:0 unknown-file'],
  ['a file of another format', { 'entities/a.csv': 'id,kind\n' }, 'entities/a.csv:0:0 unknown-file'],
  [
    'two descriptions',
    { 'dataset.json': `{"id":"small","version":1,"title":{"fr":"a","en":"b","ru":"c","be":"d"}}` },
    'dataset.yaml:0:0 unknown-file',
  ],

  // The description
  [
    'a description without a title',
    header((text) => text.replace(/title.*\n/, '')),
    'dataset.yaml:1:1 missing-field',
  ],
  [
    'a title in three languages',
    header((text) => text.replace(', be: Малы', '')),
    'dataset.yaml:3:8 missing-language',
  ],
  [
    'a title in a fifth language',
    header((text) => text.replace('be:', 'pl: x, be:')),
    'dataset.yaml:3:43 unknown-field',
  ],
  ['an id in capitals', header((text) => text.replace('small', 'Small Set')), 'dataset.yaml:1:5 bad-id'],
  [
    'a day that does not exist',
    header((text) => text.replace('2021-12-31', '2021-02-30')),
    'dataset.yaml:4:7 bad-form',
  ],
  [
    'a headline figure that is not there',
    header((text) => `${text.trimEnd()}\nheadline: [x1, x99]\n`),
    'dataset.yaml:6:16 unknown-figure',
  ],
  ['a list as description', { 'dataset.yaml': '- id: a\n' }, 'dataset.yaml:1:1 wrong-top-level'],

  // Entities and statements
  ['an unknown kind', entities('- id: a\n  kind: planet\n'), 'entities/more.yaml:2:9 unknown-kind'],
  ['an id twice', entities('- id: belarus\n  kind: country\n'), 'entities/places.yaml:1:7 duplicate-id'],
  ['an id with a space', entities('- id: new york\n  kind: city\n'), 'entities/more.yaml:1:7 bad-id'],
  [
    'an unknown field',
    entities('- id: a\n  kind: city\n  colour: red\n'),
    'entities/more.yaml:3:3 unknown-field',
  ],
  [
    'a statement without a citation',
    statement('{ property: unnamed, value: true }'),
    'entities/more.yaml:4:7 missing-field',
  ],
  [
    'an unknown property',
    statement(`{ property: colour, value: red, ${CITE} }`),
    'entities/more.yaml:4:19 unknown-property',
  ],
  [
    'a property of another kind',
    statement(`{ property: staff, value: 5, ${CITE} }`),
    'entities/more.yaml:4:19 unknown-property',
  ],
  [
    'an unknown choice',
    entities(`- id: a\n  kind: organisation\n  statements: [{ property: type, value: castle, ${CITE} }]\n`),
    'entities/more.yaml:3:41 unknown-choice',
  ],
  [
    'a name without its language',
    statement(`{ property: name, value: Brest, ${CITE} }`),
    'entities/more.yaml:4:7 missing-language',
  ],
  [
    'a language on a number',
    statement(`{ property: altitude, lang: fr, value: '5', ${CITE} }`),
    'entities/more.yaml:4:35 unexpected-language',
  ],
  [
    'a language that Kirmash has not',
    statement(`{ property: name, lang: pl, value: Brześć, ${CITE} }`),
    'entities/more.yaml:4:31 bad-form',
  ],
  [
    'neither value nor state',
    statement(`{ property: website, ${CITE} }`),
    'entities/more.yaml:4:7 value-and-state',
  ],
  [
    'value and state',
    statement(`{ property: website, value: 'http://a.example', state: none, ${CITE} }`),
    'entities/more.yaml:4:7 value-and-state',
  ],
  [
    'a decimal that is not one',
    statement(`{ property: altitude, value: '1,5', ${CITE} }`),
    'entities/more.yaml:4:36 not-a-decimal',
  ],
  [
    'a decimal as a float',
    statement(`{ property: altitude, value: 1.5, ${CITE} }`),
    'entities/more.yaml:4:36 not-a-decimal',
  ],
  [
    'a code that YAML read as a number',
    entities(`- { id: x, kind: product, statements: [{ property: hs-code, value: 0402, ${CITE} }] }\n`),
    'entities/more.yaml:1:68 bad-value',
  ],
  [
    'latitude 91',
    statement(`{ property: coordinates, value: [91, 20], ${CITE} }`),
    'entities/more.yaml:4:39 out-of-range',
  ],
  [
    'longitude 181',
    statement(`{ property: coordinates, value: [52, 181], ${CITE} }`),
    'entities/more.yaml:4:39 out-of-range',
  ],
  [
    'one coordinate',
    statement(`{ property: coordinates, value: [52], ${CITE} }`),
    'entities/more.yaml:4:39 bad-value',
  ],
  [
    'an address that is none',
    statement(`{ property: website, value: 'javascript:alert(1)', ${CITE} }`),
    'entities/more.yaml:4:35 bad-value',
  ],
  [
    'a date that does not exist',
    statement(`{ property: founded, value: 2021-02-30, ${CITE} }`),
    'entities/more.yaml:4:35 bad-period',
  ],
  [
    'a year that the calendar has not',
    statement(`{ property: founded, value: '0000', ${CITE} }`),
    'entities/more.yaml:4:35 bad-period',
  ],
  [
    'a period that ends before it begins',
    statement(`{ property: unnamed, value: true, valid: 2021-08/2021-01, ${CITE} }`),
    'entities/more.yaml:4:48 period-ends-before',
  ],
  [
    'a NUL character',
    statement(`{ property: as-printed, value: "a\\0b", ${CITE} }`),
    'entities/more.yaml:4:38 bad-text',
  ],
  [
    'half a surrogate pair',
    {
      'entities/more.json': `[{"id":"a","kind":"city","statements":[{"property":"as-printed","value":"\\ud83d","cite":{"source":"atlas"}}]}]`,
    },
    'entities/more.json:1:73 bad-text',
  ],
  [
    'the same statement twice',
    statement(
      `{ property: unnamed, value: true, ${CITE} }\n    - { value: true, property: unnamed, ${CITE} }`,
    ),
    'entities/more.yaml:5:7 duplicate-statement',
  ],
  [
    'a source that is not there',
    statement('{ property: unnamed, value: true, cite: { source: note-999 } }'),
    'entities/more.yaml:4:57 unknown-source',
  ],
  [
    'a near source that is not there',
    statement('{ property: unnamed, value: true, cite: { source: atlas, near: note-999 } }'),
    'entities/more.yaml:4:70 unknown-source',
  ],
  [
    'a source that is a city',
    statement('{ property: unnamed, value: true, cite: { source: mogilev } }'),
    'entities/more.yaml:4:57 not-a-source',
  ],
  [
    'a doubt in one language',
    statement('{ property: unnamed, value: true, cite: { source: atlas, doubt: { en: hm } } }'),
    'entities/more.yaml:4:71 missing-language',
  ],

  // Relations
  [
    'an unknown relation',
    relation(`{ from: mogilev, relation: loves, to: bishkek, ${CITE} }`),
    'relations/more.yaml:1:30 unknown-relation',
  ],
  [
    'a relation to what is not there',
    relation(`{ from: mogilev, relation: twin-of, to: atlantis, ${CITE} }`),
    'relations/more.yaml:1:43 unknown-entity',
  ],
  [
    'a relation from what is not there',
    relation(`{ from: atlantis, relation: twin-of, to: mogilev, ${CITE} }`),
    'relations/more.yaml:1:11 unknown-entity',
  ],
  [
    'a relation to another kind',
    relation(`{ from: mogilev, relation: twin-of, to: belarus, ${CITE} }`),
    'relations/more.yaml:1:43 wrong-kind',
  ],
  [
    'a relation with itself',
    relation(`{ from: mogilev, relation: twin-of, to: mogilev, ${CITE} }`),
    'relations/more.yaml:1:43 relation-to-itself',
  ],
  [
    'an unknown qualifier',
    relation(`{ from: mogilev, relation: twin-of, to: bishkek, qualifiers: { mood: good }, ${CITE} }`),
    'relations/more.yaml:1:66 unknown-qualifier',
  ],
  [
    'a qualifier of another type',
    relation(`{ from: mogilev, relation: twin-of, to: bishkek, qualifiers: { round: first }, ${CITE} }`),
    'relations/more.yaml:1:73 bad-value',
  ],
  [
    'the same relation twice',
    {
      'relations/more.jsonl':
        '{"from":"mogilev","relation":"located-in","to":"mogilev-region","cite":{"source":"atlas"}}\n',
    },
    'relations/more.jsonl:1:1 duplicate-statement',
  ],

  // Figures
  [
    'an unknown measure',
    figure(`{ id: z, measure: joy, area: belarus, form: level, value: '5', unit: USD, ${CITE} }`),
    'figures/more.yaml:1:21 unknown-measure',
  ],
  [
    'a unit that the measure has not',
    figure(`{ id: z, measure: exports, area: belarus, form: level, value: '5', unit: count, ${CITE} }`),
    'figures/more.yaml:1:76 unit-not-allowed',
  ],
  [
    'a share in dollars',
    figure(`{ id: z, measure: exports, area: belarus, form: share, value: '5', unit: USD, ${CITE} }`),
    'figures/more.yaml:1:76 unit-not-allowed',
  ],
  [
    'an amount with a comma',
    figure(`{ id: z, measure: exports, area: belarus, form: level, value: '1,5', unit: USD, ${CITE} }`),
    'figures/more.yaml:1:65 not-a-decimal',
  ],
  [
    'an amount as a number',
    figure(`{ id: z, measure: exports, area: belarus, form: level, value: 19500000, unit: USD, ${CITE} }`),
    'figures/more.yaml:1:65 not-a-decimal',
  ],
  [
    'an unknown form',
    figure(`{ id: z, measure: exports, area: belarus, form: levels, value: '5', unit: USD, ${CITE} }`),
    'figures/more.yaml:1:51 bad-form',
  ],
  [
    'a wording that is none of the six',
    figure(
      `{ id: z, measure: exports, area: belarus, form: level, wording: circa, value: '5', unit: USD, ${CITE} }`,
    ),
    'figures/more.yaml:1:67 bad-form',
  ],
  [
    'place nought',
    figure(`{ id: z, measure: exports, area: belarus, form: rank, value: '0', unit: rank, ${CITE} }`),
    'figures/more.yaml:1:64 out-of-range',
  ],
  [
    'a step of nought',
    figure(
      `{ id: z, measure: exports, area: belarus, form: level, value: '5', step: '0.0', unit: USD, ${CITE} }`,
    ),
    'figures/more.yaml:1:76 out-of-range',
  ],
  [
    'neither value nor state of a figure',
    figure(`{ id: z, measure: exports, area: belarus, form: level, unit: USD, ${CITE} }`),
    'figures/more.yaml:1:3 value-and-state',
  ],
  [
    'an area that is not there',
    figure(`{ id: z, measure: exports, area: atlantis, form: level, value: '5', unit: USD, ${CITE} }`),
    'figures/more.yaml:1:36 unknown-entity',
  ],
  [
    'a figure id twice',
    figure(`{ id: x1, measure: exports, area: belarus, form: level, value: '5', unit: USD, ${CITE} }`),
    'figures/trade.yaml:1:9 duplicate-id',
  ],
  [
    'a month thirteen',
    figure(
      `{ id: z, measure: exports, area: belarus, period: 2021-13, form: level, value: '5', unit: USD, ${CITE} }`,
    ),
    'figures/more.yaml:1:53 bad-period',
  ],

  // Remarks
  [
    'a remark on a figure that is not there',
    {
      'remarks/more.yaml': `- { id: q, severity: doubt, text: { fr: a, en: b, ru: c, be: d }, figures: [zz], ${CITE} }\n`,
    },
    'remarks/more.yaml:1:77 unknown-figure',
  ],
  [
    'a remark of unknown severity',
    { 'remarks/more.yaml': `- { id: q, severity: grave, text: { fr: a, en: b, ru: c, be: d }, ${CITE} }\n` },
    'remarks/more.yaml:1:22 bad-form',
  ],
];

async function problemsOf(folder: string): Promise<DataSetError> {
  try {
    await importDataSet(storage, folder, { vocabulary: TEST_VOCABULARY, author: 'system' });
  } catch (error) {
    if (error instanceof DataSetError) return error;
    throw error;
  }
  throw new Error('the set was imported');
}

/** Rows of every table of the registry: none, after any number of refused imports. */
async function rowsInRegistry(): Promise<number> {
  const { rows } = await storage.pool.query<{ n: number }>(
    `select (select count(*) from recording) + (select count(*) from entity) + (select count(*) from citation)
       + (select count(*) from statement) + (select count(*) from figure) + (select count(*) from remark)
       + (select count(*) from cell) + (select count(*) from entity_view) + (select count(*) from data_set) as n`,
  );
  return rows[0]?.n ?? -1;
}

describe('a broken set is refused whole, with the place of the error', () => {
  test.each(CASES)('%s', async (_name, files, expected) => {
    const folder = await writeFiles({ ...SMALL_SET, ...files });
    const { problems } = await problemsOf(folder);
    const [first] = problems;
    expect(`${first?.file}:${first?.line}:${first?.column} ${first?.code}`).toBe(expected);
    expect(first?.reason).not.toBe('');
    expect(problems).toHaveLength(1);
    await rm(folder, { recursive: true });
  });

  afterAll(async () => {
    expect(await rowsInRegistry()).toBe(0);
  });
});

test('the small set itself is without mistakes', async () => {
  const folder = await writeFiles(SMALL_SET);
  const other = await testStorage();
  await importDataSet(other, folder, { vocabulary: TEST_VOCABULARY, author: 'system' });
  await other.close();
});

test('links and what lies outside the folder are refused', async () => {
  const folder = await writeFiles(SMALL_SET);
  await symlink('/etc/passwd', join(folder, 'entities/passwd.yaml'));
  const { problems } = await problemsOf(folder);
  expect(problems).toMatchObject([{ file: 'entities/passwd.yaml', code: 'symbolic-link' }]);
});

test('a folder that is linked in is refused', async () => {
  const [folder, outside] = await Promise.all([writeFiles(SMALL_SET), writeFiles({ 'a.yaml': '- id: a\n' })]);
  await symlink(outside, join(folder, 'remarks2'));
  expect((await problemsOf(folder)).problems).toMatchObject([{ file: 'remarks2', code: 'symbolic-link' }]);
});

test('a folder without a description, and no folder at all', async () => {
  expect((await problemsOf(await writeFiles({ 'entities/a.yaml': '- id: a\n' }))).problems).toMatchObject([
    { code: 'no-data-set' },
  ]);
  expect((await problemsOf('/nowhere/at/all')).problems).toMatchObject([{ code: 'no-data-set' }]);
});

test('many errors: all of them in the order of the files, up to the limit', async () => {
  const broken = (count: number): string =>
    Array.from({ length: count }, (_, i) => `- { id: p${i}, kind: planet }\n`).join('');
  const folder = await writeFiles({
    ...SMALL_SET,
    'entities/b.yaml': broken(3),
    'entities/a.yaml': broken(2),
  });
  const few = (await problemsOf(folder)).problems.filter(({ code }) => code === 'unknown-kind');
  expect(few.map(({ file, line }) => `${file}:${line}`)).toEqual([
    'entities/a.yaml:1',
    'entities/a.yaml:2',
    'entities/b.yaml:1',
    'entities/b.yaml:2',
    'entities/b.yaml:3',
  ]);
  await writeFile(join(folder, 'entities/b.yaml'), broken(500));
  const error = await problemsOf(folder);
  expect(error.problems).toHaveLength(PROBLEM_LIMIT);
  expect(error.message).toContain('entities/a.yaml:1:19 unknown-kind: ');
});

test('a file of entities that can not be read is the only error: what refers to them is not held against the set', async () => {
  const folder = await writeFiles({ ...SMALL_SET, 'entities/places.yaml': '- { id: belarus\n- id: b\n' });
  const error = await problemsOf(folder);
  expect(error.problems).toMatchObject([{ file: 'entities/places.yaml', line: 2, code: 'bad-yaml' }]);
  expect(error.message).toMatch(/^The data set is refused \(1 error\):\n/);
});

test('an id of a figure that another set has, and an entity of another kind', async () => {
  const other = await testStorage();
  const options = { vocabulary: TEST_VOCABULARY, author: 'system' };
  await importDataSet(other, await writeFiles(SMALL_SET), options);
  const second = await writeFiles({
    'dataset.yaml': (SMALL_SET['dataset.yaml'] as string).replace('small', 'second'),
    'entities/a.yaml': `- { id: mogilev, kind: region }\n- { id: atlas, kind: source }\n`,
    'figures/a.yaml': `- { id: x1, measure: exports, area: belarus, form: level, value: '5', unit: USD, ${CITE} }\n`,
  });
  const error = await importDataSet(other, second, options).catch((e: unknown) => e);
  expect((error as DataSetError).problems).toMatchObject([
    { file: 'entities/a.yaml', line: 1, column: 9, code: 'kind-differs' },
    { file: 'figures/a.yaml', line: 1, column: 9, code: 'id-taken' },
  ]);
  await other.close();
});

test('the reference page has every code, and the published schema is that of the records', async () => {
  const reference = (name: string): Promise<string> =>
    readFile(new URL(`../docs/reference/${name}`, import.meta.url), 'utf8');
  const page = await reference('data-set.md');
  for (const [code, meaning] of Object.entries(PROBLEM_CODES)) {
    expect(page).toContain(`| \`${code}\` | ${meaning} |`);
  }
  expect(JSON.parse(await reference('data-set.schema.json'))).toEqual(
    JSON.parse(JSON.stringify(dataSetSchema())),
  );
});

test('a file that is a folder, hidden files and readmes', async () => {
  const folder = await writeFiles({
    ...SMALL_SET,
    'README.md': 'about',
    '.DS_Store': 'x',
    'entities/README.md': 'y',
  });
  await mkdir(join(folder, 'entities/deep.yaml'));
  expect((await problemsOf(folder)).problems).toMatchObject([
    { file: 'entities/deep.yaml', code: 'unknown-file' },
  ]);
});
