/**
 * What is derived follows from what is recorded, whatever the way: after imports, changed imports, merges and
 * reversals the stored projections are those that a rebuild gives, and the checks those of their specification.
 */
import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importDataSet } from '#registry/data-set/import.ts';
import { JudgementError, merge, revert } from '#registry/judge.ts';
import { rebuildProjections } from '#registry/rebuild.ts';
import type { Storage } from '#storage/database.ts';
import { anySet, filesOf, type SetModel } from './support/arbitrary-set.ts';
import { CHECK_FUNCTIONS, CHECK_VIEWS } from './support/check-views.ts';
import { writeFiles } from './support/data-set.ts';
import { testStorage } from './support/database.ts';
import { TEST_VOCABULARY } from './support/vocabulary.ts';

const options = { vocabulary: TEST_VOCABULARY, author: 'system' };

const DERIVED = {
  entity: 'select id, kind, merged_into from entity order by id collate "C"',
  entity_view: 'select * from entity_view order by id collate "C"',
  cell_check: 'select * from cell_check order by cell',
  identity_check: `select identity, verdict, scope, source, cells, figures, low, high from identity_check
    order by identity, scope, source, figures`,
  interval: 'select seq, low, high, low_open, high_open from figure order by seq',
};

async function derived(storage: Storage): Promise<{ [table: string]: unknown[] }> {
  const tables = Object.entries(DERIVED).map(
    async ([table, query]) => [table, (await storage.pool.query(query)).rows] as const,
  );
  return Object.fromEntries(await Promise.all(tables));
}

/** The stored projections equal those of a rebuild, and the stored checks their specification in SQL. */
async function expectDerived(storage: Storage): Promise<void> {
  const stored = await derived(storage);
  await rebuildProjections(storage, TEST_VOCABULARY);
  expect(await derived(storage)).toEqual(stored);
  const pairs: readonly [string, string][] = [
    [
      'select cell, conflict from cell_check order by cell',
      'select cell, conflict from spec_conflict order by cell',
    ],
    [
      'select cell, best from cell_check where best is not null order by cell',
      'select cell, best from spec_best order by cell',
    ],
    [
      'select identity, scope, source, figures, verdict from identity_check order by identity, source, figures',
      'select identity, scope, source, figures, verdict from spec_identity order by identity, source, figures',
    ],
  ];
  for (const [is, should] of pairs) {
    expect((await storage.pool.query(is)).rows).toEqual((await storage.pool.query(should)).rows);
  }
}

async function importModel(storage: Storage, model: SetModel): Promise<void> {
  const folder = await writeFiles(filesOf(model));
  await importDataSet(storage, folder, options);
  await rm(folder, { recursive: true });
}

// A fraction in words that is worded loosely has a reach of its own, which the specification in SQL leaves out.
function withoutLooseFractions(model: SetModel): SetModel {
  const figures = model.figures.map(({ wording, ...figure }) =>
    figure.fraction || wording === undefined ? figure : { ...figure, wording },
  );
  return { ...model, figures };
}

const set = (id: string): fc.Arbitrary<SetModel> => anySet(id).map(withoutLooseFractions);
const MERGES = [
  ['city-a', 'city-b'],
  ['country-b', 'country-a'],
  ['note-1', 'atlas'],
  ['region-a', 'region-b'],
  ['region-b', 'region-c'],
] as const;

test('projections and checks', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ one: set('one'), two: set('two'), changed: set('one') }),
      fc.subarray([...MERGES], { minLength: 1 }),
      async ({ one, two, changed }, merges) => {
        const storage = await testStorage();
        try {
          await storage.pool.query(CHECK_FUNCTIONS + CHECK_VIEWS);
          await importModel(storage, one);
          await importModel(storage, two);
          await expectDerived(storage);
          await importModel(storage, changed);
          await expectDerived(storage);

          const before = await derived(storage);
          const made: number[] = [];
          for (const [from, into] of merges) {
            made.push(await merge(storage, { from, into, reason: 'the same', ...options }));
          }
          await expectDerived(storage);
          for (const judgement of made.toReversed()) {
            await revert(storage, { judgement, reason: 'a mistake', ...options });
          }
          expect(await derived(storage)).toEqual(before);
          await expectDerived(storage);
        } finally {
          await storage.close();
        }
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
});

test('merges: chains, circles, and what may not be merged', async () => {
  const storage = await testStorage();
  const [model] = fc.sample(set('one'), { seed: 1, numRuns: 1 });
  await importModel(storage, model as SetModel);
  const join = (from: string, into: string): Promise<number> =>
    merge(storage, { from, into, reason: 'the same', ...options });
  const roots = async (): Promise<{ [id: string]: string }> => {
    const { rows } = await storage.pool.query<{ id: string; merged_into: string }>(
      "select id, merged_into from entity where merged_into is not null and kind = 'region' order by id",
    );
    return Object.fromEntries(rows.map(({ id, merged_into }) => [id, merged_into]));
  };
  const first = await join('region-a', 'region-b');
  const second = await join('region-b', 'region-c');
  expect(await roots()).toEqual({ 'region-a': 'region-c', 'region-b': 'region-c' });

  const refused = async (code: string, work: Promise<unknown>): Promise<void> => {
    const error = await work.catch((e: unknown) => e);
    expect(error).toBeInstanceOf(JudgementError);
    expect((error as JudgementError).code).toBe(code);
  };
  await refused('same-entity', join('region-c', 'region-a'));
  await refused('already-merged', join('region-a', 'region-c'));
  await refused('same-entity', join('city-a', 'city-a'));
  await refused('kinds-differ', join('city-a', 'region-c'));
  await refused('unknown-entity', join('city-a', 'atlantis'));

  // Reverting the first link of the chain leaves the second.
  await revert(storage, { judgement: first, reason: 'no', ...options });
  expect(await roots()).toEqual({ 'region-b': 'region-c' });
  await refused('already-reverted', revert(storage, { judgement: first, reason: 'no', ...options }));
  await join('region-a', 'region-b');
  await revert(storage, { judgement: second, reason: 'no', ...options });
  expect(await roots()).toEqual({ 'region-a': 'region-b' });
  const { rows } = await storage.pool.query("select id from entity_view where kind = 'region' order by id");
  expect(rows).toEqual([{ id: 'region-b' }, { id: 'region-c' }]);
  await storage.close();
});
