/**
 * How fast the API answers readers: search while typing, entity pages, and lists by text, over a registry that is
 * already filled (see `synthetic.ts`). Two runs: readers who pause a second between requests, and readers who do
 * not. The server runs in a process of its own and is asked over HTTP, compression included.
 */
import { performance } from 'node:perf_hooks';
import { type Random, seededRandom } from '#base/random.ts';
import type { Storage } from '#storage/database.ts';
import { startChild } from './child.ts';
import type { Listening, Served } from './server-child.ts';

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

/** Asks the API at an address as so many readers; gives how long each kind of request took. */
async function loadApi(base: string, things: readonly Thing[], options: LoadOptions): Promise<LoadResult[]> {
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
  await Promise.all(Array.from({ length: options.readers }, (_, number) => reader(number)));
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

export interface ApiLoad {
  /** Readers who pause a second: how long they wait. */
  readonly paused: readonly LoadResult[];
  /** Readers who do not pause: how many requests are answered. */
  readonly hurried: readonly LoadResult[];
  /** The most memory that the server's process held. */
  readonly memoryMb: number;
}

/** The two runs that the goals speak of, each of so many seconds, over the database at `url`. */
export async function benchmarkApi(url: string, storage: Storage, seconds = 30): Promise<ApiLoad> {
  const things = await someThings(storage);
  const server = startChild('./server-child.ts', url);
  const { base } = await server.next<Listening>();
  const readers = { readers: 20, seconds };
  // Warm: plans, caches and connections are there, as on a server that has been up for a while.
  await loadApi(base, things, { ...readers, seconds: Math.min(5, seconds), pauseMs: 100, seed: 3 });
  const paused = await loadApi(base, things, { ...readers, pauseMs: 1000, seed: 1 });
  const hurried = await loadApi(base, things, { ...readers, pauseMs: 0, seed: 2 });
  const { memoryMb } = await server.end<Served>();
  return { paused, hurried, memoryMb };
}
