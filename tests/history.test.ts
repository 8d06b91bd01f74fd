/** What the registry remembers: repeated and changed imports, proposals and judgements, and who said what when. */
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportDataSet } from '#registry/data-set/export.ts';
import { importDataSet } from '#registry/data-set/import.ts';
import { accept, JudgementError, reject, revert } from '#registry/judge.ts';
import { propose, StatementError } from '#registry/propose.ts';
import { known, momentOf } from '#registry/read/moment.ts';
import { rebuildProjections } from '#registry/rebuild.ts';
import type { Storage } from '#storage/database.ts';
import type { StatementRecord } from '#wire/data-set.ts';
import { SMALL_SET, writeFiles } from './support/data-set.ts';
import { testStorage } from './support/database.ts';
import { TEST_VOCABULARY } from './support/vocabulary.ts';

const options = { vocabulary: TEST_VOCABULARY, author: 'system' };

let storage: Storage;
let folder: string;
beforeEach(async () => {
  storage = await testStorage();
  folder = await writeFiles(SMALL_SET);
  await importDataSet(storage, folder, options);
});
afterEach(async () => {
  await storage.close();
  await rm(folder, { recursive: true });
});

async function rows<T>(query: string): Promise<T[]> {
  return (await storage.pool.query(query)).rows as T[];
}

/** Changes one file of the set by replacing a text, and imports it again. */
async function reimport(file: string, from: string | RegExp, to: string) {
  await writeFile(join(folder, file), (SMALL_SET[file] as string).replace(from, to));
  return importDataSet(storage, folder, options);
}

async function nameOf(id: string): Promise<unknown> {
  const [row] = await rows<{ name: unknown }>(`select name from entity_view where id = '${id}'`);
  return row?.name;
}

describe('an import', () => {
  test('of the same set again changes nothing and records nothing', async () => {
    const before = await rows('select * from statement order by id');
    expect(await importDataSet(storage, folder, options)).toMatchObject({ recording: null });
    // The same content in other files, another order and another format is the same set.
    await exportDataSet(storage, 'small', `${folder}-2`, { format: 'jsonl' });
    const report = await importDataSet(storage, `${folder}-2`, options);
    expect(report).toMatchObject({ recording: null, added: 0, retired: 0, statements: 15 });
    await rm(`${folder}-2`, { recursive: true });
    expect(await rows('select * from statement order by id')).toEqual(before);
    expect(await rows('select id from recording')).toHaveLength(1);
  });

  test('of a changed set supersedes only what changed', async () => {
    const report = await reimport('entities/places.yaml', 'value: Mogilev,', 'value: Mahilioŭ,');
    expect(report).toMatchObject({ added: 1, retired: 1 });
    const changed = await rows(
      `select s.value, s.status, s.recording, s.retired, o.value as replaces
       from statement s left join statement o on o.id = s.supersedes
       where s.retired is not null or s.recording > 1 order by s.id`,
    );
    expect(changed).toEqual([
      { value: 'Mogilev', status: 'superseded', recording: 1, retired: report.recording, replaces: null },
      {
        value: 'Mahilioŭ',
        status: 'accepted',
        recording: report.recording,
        retired: null,
        replaces: 'Mogilev',
      },
    ]);
    expect(await nameOf('mogilev')).toMatchObject({ en: 'Mahilioŭ' });
  });

  test('retires what vanished from the set, and an entity with it', async () => {
    const report = await reimport('entities/places.yaml', /- id: bishkek[\s\S]*/, '').catch(
      (e: Error) => e.message,
    );
    // The twin-of relation still names it.
    expect(report).toContain("there is no entity 'bishkek'");
    await writeFile(
      join(folder, 'relations/all.yaml'),
      (SMALL_SET['relations/all.yaml'] as string).replace(/.*bishkek.*\n/, ''),
    );
    expect(await importDataSet(storage, folder, options)).toMatchObject({ added: 0, retired: 3 });
    expect(await rows(`select id from entity_view where id = 'bishkek'`)).toEqual([]);
    expect(await rows(`select retired is not null as gone from entity where id = 'bishkek'`)).toEqual([
      { gone: true },
    ]);
    // And brings it back when the set says it again.
    await cp(await writeFiles(SMALL_SET), folder, { recursive: true });
    expect(await importDataSet(storage, folder, options)).toMatchObject({ added: 3, retired: 0 });
    expect(await nameOf('bishkek')).toMatchObject({ ru: 'Бишкек' });
  });

  test('gives a changed figure a new revision and keeps the old', async () => {
    await reimport('figures/trade.yaml', "value: '19500000'", "value: '19600000'");
    expect(
      await rows(`select revision, value, status from figure where id = 'x1' order by revision`),
    ).toEqual([
      { revision: 1, value: '19500000', status: 'superseded' },
      { revision: 2, value: '19600000', status: 'accepted' },
    ]);
    const [check] = await rows<{ verdict: string }>(
      `select verdict from identity_check where identity = 'turnover' and source = 'yearbook'`,
    );
    expect(check).toEqual({ verdict: 'holds' });
  });

  test('of another description only is recorded, with the description', async () => {
    const report = await reimport('dataset.yaml', 'version: 1', 'version: 2');
    expect(report).toMatchObject({ added: 0, retired: 0, recording: expect.any(Number) });
    expect(await rows(`select header ->> 'version' as version from recording order by id`)).toEqual([
      { version: '1' },
      { version: '2' },
    ]);
  });

  test('with another day shows other values as current', async () => {
    const dated = (day: string): string => `- id: fair
  kind: event
  statements:
    - { property: description, lang: en, value: until ${day}, valid: ../${day}, cite: { source: atlas } }
    - { property: description, lang: en, value: since ${day}, valid: ${day}/.., cite: { source: atlas } }
`;
    await writeFile(join(folder, 'entities/fair.yaml'), dated('2021-06-30'));
    await importDataSet(storage, folder, options);
    const shown = async (): Promise<unknown> =>
      (
        await rows<{ current: { description: { value: string }[] } }>(
          `select current from entity_view where id = 'fair'`,
        )
      ).map(({ current }) => current.description.map(({ value }) => value));
    expect(await shown()).toEqual([['since 2021-06-30']]);
    await reimport('dataset.yaml', '2021-12-31', '2021-01-01');
    expect(await shown()).toEqual([['since 2021-06-30', 'until 2021-06-30']]);
  });

  test('leaves statements of other sets and of persons alone', async () => {
    const second = await writeFiles({
      'dataset.yaml': (SMALL_SET['dataset.yaml'] as string).replace('small', 'second'),
      'entities/a.yaml': `- id: mogilev
  kind: city
  statements:
    - { property: alias, lang: en, value: Moguilev, cite: { source: atlas } }
`,
    });
    await importDataSet(storage, second, options);
    const said = { property: 'alias', lang: 'fr' as const, value: 'Moghilev', cite: { source: 'atlas' } };
    await propose(storage, { entity: 'mogilev', statement: said }, { ...options, accepted: true });
    const others = 'select * from statement where data_set is distinct from $$small$$ order by id';
    const before = await rows(others);
    expect(before).toHaveLength(2);
    await reimport('entities/places.yaml', /.*Mahilyow.*\n/, '');
    expect(await rows(others)).toEqual(before);
    const [view] = await rows<{ aliases: string[] }>(`select aliases from entity_view where id = 'mogilev'`);
    expect(view?.aliases).toEqual(['Moghilev', 'Moguilev']);
    // Each set is exported by itself.
    await exportDataSet(storage, 'second', `${second}-2`);
    expect(await importDataSet(storage, `${second}-2`, options)).toMatchObject({ recording: null });
  });

  test('at the same time as others takes its turn', async () => {
    const sets = await Promise.all(
      ['one', 'two', 'three'].map((id) =>
        writeFiles({
          'dataset.yaml': (SMALL_SET['dataset.yaml'] as string).replace('small', id),
          'entities/a.yaml': `- { id: mogilev, kind: city }\n- { id: only-${id}, kind: city }\n`,
          'relations/a.yaml': `- { from: only-${id}, relation: twin-of, to: mogilev, cite: { source: atlas } }\n`,
        }),
      ),
    );
    const reports = await Promise.all(sets.map((set) => importDataSet(storage, set, options)));
    expect(new Set(reports.map(({ recording }) => recording)).size).toBe(3);
    const times = await rows<{ recorded: Date }>('select recorded from recording order by id');
    expect(times.map(({ recorded }) => recorded.getTime())).toEqual(
      times.map(({ recorded }) => recorded.getTime()).toSorted((a, b) => a - b),
    );
    const [view] = await rows<{ relations: number }>(
      `select relations from entity_view where id = 'mogilev'`,
    );
    expect(view).toEqual({ relations: 5 });
    await rebuildProjections(storage, TEST_VOCABULARY);
    expect(await rows(`select relations from entity_view where id = 'mogilev'`)).toEqual([{ relations: 5 }]);
  });

  test('that is ended half-way leaves nothing', async () => {
    const other = await testStorage();
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(importDataSet(other, folder, { ...options, signal: controller.signal })).rejects.toThrow(
      'enough',
    );
    expect((await other.pool.query('select id from recording')).rows).toEqual([]);
    await other.close();
  });
});

describe('a proposal', () => {
  const name: StatementRecord = {
    property: 'name',
    lang: 'fr',
    value: 'Moguilev',
    cite: { source: 'atlas' },
  };
  const judged = { ...options, author: 'person-1', reason: 'looked it up' };

  test('counts once it is accepted, and no longer once that is reverted', async () => {
    const id = await propose(
      storage,
      { entity: 'mogilev', statement: name },
      { ...options, author: 'person-2' },
    );
    expect(await nameOf('mogilev')).toMatchObject({ fr: 'Mogilev' });
    const judgement = await accept(storage, { statement: id, ...judged });
    expect(await nameOf('mogilev')).toMatchObject({ fr: 'Moguilev' });
    await revert(storage, { judgement, ...judged });
    expect(await nameOf('mogilev')).toMatchObject({ fr: 'Mogilev' });
    const [again] = await rows<{ id: number }>(`select id from statement where status = 'proposed'`);
    await accept(storage, { statement: again?.id as number, ...judged });
    expect(await nameOf('mogilev')).toMatchObject({ fr: 'Moguilev' });
  });

  test('replaces what it was meant to replace, and gives it back', async () => {
    const [old] = await rows<{ id: number }>(`select id from statement where value = '"Mogilev"'`);
    const english = { ...name, lang: 'en' as const, value: 'Zahilyow' };
    const id = await propose(
      storage,
      { entity: 'mogilev', statement: english },
      { ...options, supersedes: old?.id as number },
    );
    const judgement = await accept(storage, { statement: id, ...judged });
    expect(await nameOf('mogilev')).toMatchObject({ en: 'Zahilyow' });
    // The set still says the old name: importing it again does not bring that back.
    await reimport('dataset.yaml', 'version: 1', 'version: 2');
    expect(await nameOf('mogilev')).toMatchObject({ en: 'Zahilyow' });
    await revert(storage, { judgement, ...judged });
    expect(await nameOf('mogilev')).toMatchObject({ en: 'Mogilev' });
    expect(await reimport('dataset.yaml', 'version: 1', 'version: 3')).toMatchObject({
      added: 0,
      retired: 0,
    });
  });

  test('is refused with all that is wrong', async () => {
    const wrong = { property: 'name', value: 'x', cite: { source: 'mogilev' } } as StatementRecord;
    const error = await propose(storage, { entity: 'mogilev', statement: wrong }, options).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(StatementError);
    expect((error as StatementError).faults.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual([
      ' missing-language',
      'cite.source not-a-source',
    ]);
    const relation = { from: 'mogilev', relation: 'twin-of', to: 'atlantis', cite: { source: 'atlas' } };
    await expect(propose(storage, { relation }, options)).rejects.toThrow("there is no entity 'atlantis'");
  });

  test('of a relation is shown at both ends', async () => {
    const relation = { from: 'bishkek', relation: 'located-in', to: 'belarus', cite: { source: 'atlas' } };
    const id = await propose(storage, { relation }, options);
    await accept(storage, { statement: id, ...judged });
    expect(
      await rows(
        `select id, relations, places from entity_view where id in ('bishkek', 'belarus') order by id`,
      ),
    ).toEqual([
      { id: 'belarus', relations: 2, places: [] },
      { id: 'bishkek', relations: 2, places: ['belarus'] },
    ]);
  });

  test('that was rejected stays rejected when the set says it again, until that is reverted', async () => {
    const [alias] = await rows<{ id: number }>(`select id from statement where value = '"Mahilyow"'`);
    const judgement = await reject(storage, { statement: alias?.id as number, ...judged });
    const aliases = `select aliases from entity_view where id = 'mogilev'`;
    expect(await rows(aliases)).toEqual([{ aliases: [] }]);
    expect(await reimport('dataset.yaml', 'version: 1', 'version: 2')).toMatchObject({ added: 0 });
    expect(await rows(aliases)).toEqual([{ aliases: [] }]);
    await revert(storage, { judgement, ...judged });
    expect(await rows(aliases)).toEqual([{ aliases: ['Mahilyow'] }]);
    expect(await reimport('dataset.yaml', 'version: 1', 'version: 3')).toMatchObject({
      added: 0,
      retired: 0,
    });
  });

  test('cannot be judged twice', async () => {
    const id = await propose(storage, { entity: 'mogilev', statement: name }, options);
    await accept(storage, { statement: id, ...judged });
    await expect(accept(storage, { statement: id, ...judged })).rejects.toThrow(JudgementError);
    await reject(storage, { statement: id, ...judged });
    await expect(reject(storage, { statement: id, ...judged })).rejects.toThrow('counts no longer');
    await expect(accept(storage, { statement: 999, ...judged })).rejects.toThrow('no statement 999');
  });
});

test('what was known at a recording stays known of that time', async () => {
  const names = async (recording: number | null): Promise<unknown[]> => {
    const { rows: found } = await storage.db
      .selectFrom('statement')
      .select('value')
      .where('entity', '=', 'mogilev')
      .where('lang', '=', 'en')
      .where(known('statement', { validOn: null, recording }))
      .orderBy('id')
      .execute()
      .then((list) => ({ rows: list }));
    return found.map(({ value }) => value);
  };
  const judged = { ...options, reason: 'because' };
  const said: StatementRecord = {
    property: 'alias',
    lang: 'en',
    value: 'Moghilev',
    cite: { source: 'atlas' },
  };
  const id = await propose(storage, { entity: 'mogilev', statement: said }, options); // recording 2
  await accept(storage, { statement: id, ...judged }); // 3
  await reject(storage, { statement: id, ...judged }); // 4
  expect(await names(1)).toEqual(['Mogilev', 'Mahilyow']);
  expect(await names(2)).toEqual(['Mogilev', 'Mahilyow']);
  expect(await names(3)).toEqual(['Mogilev', 'Mahilyow', 'Moghilev']);
  expect(await names(4)).toEqual(['Mogilev', 'Mahilyow']);
  expect(await names(null)).toEqual(['Mogilev', 'Mahilyow']);
  expect(await names(0)).toEqual([]);
  expect(await momentOf(storage.db, { knownOn: '2000-01-01' })).toMatchObject({ recording: 0 });
});

test('nothing recorded can be changed or deleted, and nothing can refer to what is not there', async () => {
  for (const change of [
    "update statement set value = '1'",
    'delete from statement',
    'update figure set value = 1',
    'delete from citation',
    "update entity set id = 'x' where id = 'bishkek'",
    "delete from entity where id = 'bishkek'",
    'update recording set recorded = now()',
  ]) {
    await expect(storage.pool.query(change)).rejects.toThrow('is deleted or changed');
  }
  const insert = (entity: string, target: string, citation: number, recording: number): Promise<unknown> =>
    storage.pool.query(
      `insert into statement (entity, property, target, citation, recording, fingerprint)
       values ($1, 'p', $2, $3, $4, '')`,
      [entity, target, citation, recording],
    );
  await insert('mogilev', 'bishkek', 1, 1);
  for (const wrong of [
    ['atlantis', 'bishkek', 1, 1],
    ['mogilev', 'atlantis', 1, 1],
    ['mogilev', 'bishkek', 999, 1],
    ['mogilev', 'bishkek', 1, 999],
  ] as const) {
    await expect(insert(wrong[0], wrong[1], wrong[2], wrong[3])).rejects.toThrow('what is not there');
  }
  await expect(storage.pool.query(`insert into citation (source) values ('atlantis')`)).rejects.toThrow(
    'what is not there',
  );
  await expect(storage.pool.query(`update statement set accepted = 999`)).rejects.toThrow('no recording 999');
});
