/**
 * The registry under load: a seeded synthetic registry is imported, then read over HTTP by 20 readers.
 * The server, its database (embedded, durable commits) and the readers share the machine's cores.
 */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importDataSet } from '#registry/data-set/import.ts';
import { createDatabase, openStorage, type Storage } from '#storage/database.ts';
import { startEmbedded } from '#storage/embedded.ts';
import type { Benchmark, Measurement } from '../measurement.ts';
import { benchmarkApi, type LoadResult } from './api-load.ts';
import { startChild } from './child.ts';
import type { Imported } from './import-child.ts';
import { LARGE, type Size, SMALL, writeSynthetic } from './synthetic.ts';

const SEED = 2021;

/** How long PostgreSQL alone takes to look for a mistyped word by trigrams over all names: the limit to stay clear of. */
async function trigramLimit(storage: Storage): Promise<Measurement> {
  const times: number[] = [];
  for (const word of ['hrodnenski', 'mahileuski', 'kastanaiski', 'bishkekski', 'gomelski']) {
    const start = performance.now();
    await storage.pool.query(
      `select id, word_similarity($1, folded) as near from entity_view
       where $1 <% folded order by near desc, id limit 20`,
      [word],
    );
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return {
    name: 'registry/postgresql trigram search over all names, median',
    value: round(times[2] ?? 0),
    unit: 'ms',
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function* times(results: readonly LoadResult[], goal: number): Generator<Measurement> {
  for (const { kind, p95 } of results) {
    yield {
      name: `registry/${kind}, 95th percentile, 20 readers who pause 1 s`,
      value: round(p95),
      unit: 'ms',
      goal,
    };
  }
}

/** PostgreSQL alone: the same statements from a table into another with the same keys, indexes and triggers. */
async function insertLimit(storage: Storage): Promise<number> {
  const client = await storage.pool.connect();
  try {
    await client.query('begin');
    await client.query('create table bare (like statement including all)');
    const start = performance.now();
    await client.query('insert into bare overriding system value select * from statement');
    return (performance.now() - start) / 1000;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** One relation more in a registry that is full: what a small import costs there. */
async function smallImport(storage: Storage, folder: string): Promise<Measurement> {
  const title = { fr: 'a', en: 'b', ru: 'c', be: 'd' };
  await mkdir(join(folder, 'relations'), { recursive: true });
  await writeFile(join(folder, 'dataset.json'), JSON.stringify({ id: 'one-more', version: 1, title }));
  const relation = {
    from: 'organisation-1',
    relation: 'supplies',
    to: 'organisation-2',
    cite: { source: 'source-1' },
  };
  await writeFile(join(folder, 'relations/a.json'), JSON.stringify([relation]));
  const start = performance.now();
  await importDataSet(storage, folder, { author: 'system' });
  return {
    name: 'registry/import of one statement more, projections and checks included',
    value: Math.round(performance.now() - start),
    unit: 'ms',
  };
}

async function* importing(
  url: string,
  storage: Storage,
  folder: string,
  size: Size,
): AsyncGenerator<Measurement> {
  const set = join(folder, 'set');
  const { statements } = await writeSynthetic(set, size, SEED);
  yield { name: 'registry/statements imported', value: statements, unit: 'count' };
  const { seconds, processorSeconds, memoryMb } = await startChild(
    './import-child.ts',
    url,
    set,
  ).next<Imported>();
  const bareSeconds = await insertLimit(storage);
  yield {
    name: 'registry/import, projections and checks included',
    value: Math.round(statements / seconds),
    unit: 'statements/s',
    goal: 20_000,
    peer: 'PostgreSQL alone copying the rows within itself',
    ratio: round(bareSeconds / seconds),
  };
  yield { name: 'registry/import, processor time of the process', value: round(processorSeconds), unit: 's' };
  yield { name: 'registry/import, largest memory of the process', value: memoryMb, unit: 'MB', goal: 600 };
  await storage.pool.query('analyze');
  const start = performance.now();
  await importDataSet(storage, set, { author: 'system' });
  yield {
    name: 'registry/import of the same set again',
    value: Math.round(performance.now() - start),
    unit: 'ms',
  };
  yield await smallImport(storage, join(folder, 'one-more'));
}

export const registry: Benchmark = async function* ({ small }) {
  const seconds = small ? 3 : 30;
  const folder = await mkdtemp(join(tmpdir(), 'kirmash-bench-'));
  // As root the server runs as another user, who must be able to enter.
  await chmod(folder, 0o711);
  const server = await startEmbedded({ folder });
  try {
    const url = server.url('kirmash');
    await createDatabase(server.url('postgres'), 'kirmash');
    const storage = await openStorage({ url });
    try {
      yield* importing(url, storage, folder, small ? SMALL : LARGE);
      yield await trigramLimit(storage);
      const { paused, hurried, memoryMb } = await benchmarkApi(url, storage, seconds);
      yield* times(paused, 50);
      const requests = hurried.reduce((sum, result) => sum + result.requests, 0);
      yield {
        name: 'registry/throughput, 20 readers without pause',
        value: round(requests / seconds),
        unit: 'requests/s',
      };
      yield {
        name: 'registry/server, largest memory of the process',
        value: memoryMb,
        unit: 'MB',
        goal: 600,
      };
    } finally {
      await storage.close();
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
