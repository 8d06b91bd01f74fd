/**
 * How fast the API answers readers: search while typing, entity pages, and lists by text, over a registry that is
 * already filled (see `synthetic.ts`). Two runs: readers who pause a second between requests, and readers who do
 * not. The server runs in this process and is asked over HTTP, compression included.
 */
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { buildServer } from '#api/server.ts';
import { type Random, seededRandom } from '#base/random.ts';
import type { Storage } from '#storage/database.ts';

export interface LoadResult {
  readonly kind: 'search' | 'entity' | 'list';
  readonly requests: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
}

export interface LoadOptions {
  readonly readers: number;
  readonly seconds: number;
  /** Between two requests of a reader. */
  readonly pauseMs: number;
  readonly seed: number;
}

interface Thing {
  readonly id: string;
  readonly names: readonly string[];
}

async function someThings(storage: Storage): Promise<Thing[]> {
  const { rows } = await storage.pool.query<{ id: string; en: string; ru: string }>(
    `select id, name->>'en' as en, name->>'ru' as ru from entity_view
     where kind <> 'source' order by md5(id) limit 2000`,
  );
  return rows.map(({ id, en, ru }) => ({ id, names: [en, ru] }));
}

/** One request as a reader makes it: half of them type, four in ten open a page, one in ten filters a list. */
function request(random: Random, things: readonly Thing[]): { kind: LoadResult['kind']; path: string } {
  const thing = random.pick(things);
  const word = random.pick(random.pick(thing.names).split(' '));
  const dice = random.integer(10);
  if (dice < 5) {
    const typed = word.slice(0, 3 + random.integer(6));
    return { kind: 'search', path: `/api/search?q=${encodeURIComponent(typed)}` };
  }
  if (dice < 9) return { kind: 'entity', path: `/api/entities/${thing.id}` };
  return { kind: 'list', path: `/api/entities?q=${encodeURIComponent(word)}` };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Asks the API of this registry as so many readers; gives how long each kind of request took. */
export async function loadApi(storage: Storage, options: LoadOptions): Promise<LoadResult[]> {
  const things = await someThings(storage);
  const server = await buildServer({ storage });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const base = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const times: { [kind in LoadResult['kind']]: number[] } = { search: [], entity: [], list: [] };
  const end = performance.now() + options.seconds * 1000;
  const reader = async (number: number): Promise<void> => {
    const random = seededRandom(options.seed + number);
    // Readers do not begin in step.
    await new Promise((resolve) => setTimeout(resolve, random.integer(options.pauseMs + 1)));
    while (performance.now() < end) {
      const { kind, path } = request(random, things);
      const start = performance.now();
      const answer = await fetch(base + path, { headers: { 'accept-encoding': 'br, gzip' } });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      times[kind].push(performance.now() - start);
      if (options.pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, options.pauseMs));
    }
  };
  try {
    await Promise.all(Array.from({ length: options.readers }, (_, number) => reader(number)));
  } finally {
    await server.close();
  }
  return Object.entries(times).map(([kind, list]) => {
    const sorted = list.toSorted((a, b) => a - b);
    return {
      kind: kind as LoadResult['kind'],
      requests: sorted.length,
      median: quantile(sorted, 0.5),
      p95: quantile(sorted, 0.95),
      p99: quantile(sorted, 0.99),
    };
  });
}

/** The two runs that the goals speak of: with pauses for the times, without for the throughput. */
export async function benchmarkApi(
  storage: Storage,
  seconds = 30,
): Promise<{ paused: LoadResult[]; hurried: LoadResult[] }> {
  const paused = await loadApi(storage, { readers: 20, seconds, pauseMs: 1000, seed: 1 });
  const hurried = await loadApi(storage, { readers: 20, seconds, pauseMs: 0, seed: 2 });
  return { paused, hurried };
}
