/**
 * The registry under load: a seeded synthetic registry is imported, then read over HTTP by 20 readers.
 * The server, its database (embedded, durable commits) and the readers share the machine's cores.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importDataSet } from '#registry/data-set/import.ts';
import { createDatabase, openStorage, type Storage } from '#storage/database.ts';
import { startEmbedded } from '#storage/embedded.ts';
import type { Benchmark, Measurement } from '../measurement.ts';
import { benchmarkApi, type LoadResult } from './api-load.ts';
import { LARGE, SMALL, writeSynthetic } from './synthetic.ts';

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

export const registry: Benchmark = async function* ({ small }) {
  const size = small ? SMALL : LARGE;
  const seconds = small ? 3 : 30;
  const folder = await mkdtemp(join(tmpdir(), 'kirmash-bench-'));
  // As root the server runs as another user, who must be able to enter.
  await chmod(folder, 0o711);
  const server = await startEmbedded({ folder });
  try {
    await createDatabase(server.url('postgres'), 'kirmash');
    const storage = await openStorage({ url: server.url('kirmash') });
    try {
      const set = join(folder, 'set');
      const written = await writeSynthetic(set, size, SEED);
      const start = performance.now();
      await importDataSet(storage, set, { author: 'system' });
      const importSeconds = (performance.now() - start) / 1000;
      yield { name: 'registry/statements imported', value: written.statements, unit: 'count' };
      yield {
        name: 'registry/import, projections and checks included',
        value: Math.round(written.statements / importSeconds),
        unit: 'statements/s',
        goal: 20_000,
      };
      await storage.pool.query('analyze');
      yield await trigramLimit(storage);
      const { paused, hurried } = await benchmarkApi(storage, seconds);
      yield* times(paused, 50);
      const requests = hurried.reduce((sum, result) => sum + result.requests, 0);
      yield {
        name: 'registry/throughput, 20 readers without pause',
        value: round(requests / seconds),
        unit: 'requests/s',
      };
      yield {
        name: 'registry/largest memory of the process (the 20 readers are in it too)',
        value: Math.round(process.resourceUsage().maxRSS / 1024),
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
