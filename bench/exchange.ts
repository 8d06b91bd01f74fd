/**
 * End-to-end benchmark: a server process with an embedded, durable PostgreSQL, loaded from this process over
 * WebSocket; beside it, in the same run, the ceiling: a server that only parses JSON, commits and answers.
 * Prints orders per second, their ratio, and latencies; with `record`, appends them to bench/history.jsonl.
 *
 *   npm run bench:exchange -- [SECONDS] [alone] [record]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '#base/random.ts';
import { createDatabase, openStorage } from '#storage/database.ts';
import { startEmbedded } from '#storage/embedded.ts';
import { type Answer, type Order, PARTICIPANTS, type Request } from './exchange-messages.ts';
import { type Socket, WebSocket } from './websocket.ts';

interface Load {
  readonly name: string;
  readonly inFlight: number;
  readonly batch: number;
  /** Orders per second over all connections; as many as it takes where it is left out. */
  readonly rate?: number;
}

const LOADS: readonly Load[] = [
  { name: 'one by one, 1 in flight', inFlight: 1, batch: 1 },
  { name: 'one by one, 20 in flight', inFlight: 20, batch: 1 },
  { name: 'batches of 100', inFlight: 1, batch: 100 },
  { name: 'batches of 500', inFlight: 1, batch: 500 },
  { name: '3,000 a second', inFlight: 20, batch: 1, rate: 3_000 },
];
const CONNECTIONS = 50;
const WARM_MS = 1_000;
const MIDDLE = 20_000;

interface Measured {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly failed: number;
  readonly accepted: number;
}

/** One connection: keeps so many requests in flight, and cancels some of its own orders. */
class Client {
  readonly #socket: Socket;
  readonly #load: Load;
  readonly #random;
  readonly #traders: readonly number[];
  /** Orders that may still rest, by trader's place. */
  readonly #mine: [number, number][] = [];
  readonly #sent = new Map<number, { at: number; orders: readonly Order[] }>();
  readonly latencies: number[] = [];
  orders = 0;
  failed = 0;
  accepted = 0;
  counting = false;
  #stopped = false;
  #next = 1;

  constructor(socket: Socket, load: Load, number: number) {
    this.#socket = socket;
    this.#load = load;
    this.#random = seededRandom(number);
    this.#traders = [1 + (number % PARTICIPANTS)];
    socket.on('message', (data) => this.#receive(JSON.parse(data.toString()) as Answer));
  }

  start(): void {
    if (this.#load.rate === undefined) {
      for (let count = 0; count < this.#load.inFlight; count += 1) this.#send();
      return;
    }
    const everyMs = (1_000 * CONNECTIONS) / this.#load.rate;
    let due = performance.now() + this.#random.unit() * everyMs;
    const tick = (): void => {
      if (this.#stopped) return;
      for (const now = performance.now(); due <= now; due += everyMs) this.#send(due);
      setTimeout(tick, 1);
    };
    tick();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (let wait = 0; this.#sent.size > 0 && wait < 200; wait += 1) await sleep(10);
    this.#socket.close();
  }

  /** `at`: when it should have been sent, so that a server that stalls is not spared. */
  #send(at = performance.now()): void {
    const orders: Order[] = [];
    for (let count = 0; count < this.#load.batch; count += 1) orders.push(this.#order());
    const request: Request = { id: this.#next++, trader: this.#traders[0] as number, orders };
    this.#sent.set(request.id, { at, orders });
    this.#socket.send(JSON.stringify(request));
  }

  #order(): Order {
    const random = this.#random;
    if (this.#mine.length > 50 || (this.#mine.length > 0 && random.integer(10) < 4)) {
      const place = random.integer(this.#mine.length);
      const cancel = this.#mine[place] as [number, number];
      this.#mine[place] = this.#mine.at(-1) as [number, number];
      this.#mine.pop();
      return { cancel };
    }
    const side = random.integer(2);
    const away = Math.floor(random.unit() ** 2 * 100);
    const crosses = random.integer(1_000) < 310 ? 2 : -away - 1;
    const price = MIDDLE + (side === 0 ? crosses : -crosses);
    return { side, price, lots: 1 + random.integer(100), reference: this.#next };
  }

  #receive({ id, results, failed }: Answer): void {
    const sent = this.#sent.get(id);
    if (sent === undefined) return;
    this.#sent.delete(id);
    const { orders } = sent;
    if (failed === undefined) {
      for (let index = 0; index < orders.length; index += 1) {
        const [slot, generation] = results[index] as [number, number];
        if (orders[index]?.cancel !== undefined || slot === 0) continue;
        this.#mine.push([slot, generation]);
        if (this.counting) this.accepted += 1;
      }
    }
    if (this.counting) {
      this.latencies.push(performance.now() - sent.at);
      if (failed === undefined) this.orders += orders.length;
      else this.failed += orders.length;
    }
    if (!this.#stopped && this.#load.rate === undefined) this.#send();
  }
}

async function connect(port: number): Promise<Socket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  return socket;
}

async function measure(port: number, load: Load, forMs: number): Promise<Measured> {
  const clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, number) => new Client(await connect(port), load, number)),
  );
  for (const client of clients) client.start();
  await sleep(WARM_MS);
  const begun = performance.now();
  for (const client of clients) client.counting = true;
  await sleep(forMs);
  for (const client of clients) client.counting = false;
  const seconds = (performance.now() - begun) / 1_000;
  const latencies = Float64Array.from(clients.flatMap((client) => client.latencies)).sort();
  const sum = (of: (client: Client) => number): number =>
    clients.reduce((total, client) => total + of(client), 0);
  const measured = {
    perSecond: Math.round(sum((client) => client.orders) / seconds),
    medianMs: latencies[latencies.length >> 1] ?? 0,
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    failed: sum((client) => client.failed),
    accepted: sum((client) => client.accepted),
  };
  await Promise.all(clients.map((client) => client.stop()));
  return measured;
}

async function startServer(
  mode: string,
  url: string,
  following: string,
): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(fileURLToPath(new URL('./exchange-server.ts', import.meta.url)), [mode, url, following]);
  const [message] = (await once(child, 'message')) as [{ port: number }];
  return { child, port: message.port };
}

async function stopServer(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}

interface Standing {
  readonly commands: number;
  readonly frame: number;
  readonly follower?: { readonly frame: number };
}

async function standing(child: ChildProcess): Promise<Standing> {
  child.send('standing');
  const [message] = (await once(child, 'message')) as [{ standing: Standing }];
  return message.standing;
}

/** Runs all loads on both servers. Gives what was measured. */
export async function run(seconds: number, following: 'follow' | 'alone'): Promise<object[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kirmash-bench-'));
  await chmod(folder, 0o711);
  const embedded = await startEmbedded({ folder });
  const results: object[] = [];
  try {
    await createDatabase(embedded.url('postgres'), 'bench');
    const url = embedded.url('bench');
    await (await openStorage({ url, connections: 1 })).close();
    for (const load of LOADS) {
      const measured: { [mode: string]: Measured } = {};
      for (const mode of ['ceiling', 'market']) {
        const { child, port } = await startServer(mode, url, following);
        measured[mode] = await measure(port, load, seconds * 1_000);
        if (mode === 'market' && following === 'follow') await printDrain(child);
        await stopServer(child);
      }
      const { ceiling, market } = measured as { ceiling: Measured; market: Measured };
      const ratio = market.perSecond / ceiling.perSecond;
      results.push({ load: load.name, ceiling, market, ratio });
      const line = ({ perSecond, medianMs, p99Ms }: Measured): string =>
        `${String(perSecond).padStart(7)}/s, median ${medianMs.toFixed(2)} ms, 99 % ${p99Ms.toFixed(2)} ms`;
      process.stdout.write(
        `${load.name.padEnd(26)} market ${line(market)} | ceiling ${line(ceiling)} | ${(ratio * 100).toFixed(0)} %` +
          `${market.failed > 0 ? ` (${market.failed} refused)` : ''}\n`,
      );
    }
  } finally {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return results;
}

/** How fast the projections catch up after the load, over a second. */
async function printDrain(child: ChildProcess): Promise<void> {
  const before = await standing(child);
  await sleep(1_000);
  const after = await standing(child);
  const behind = before.frame - (before.follower?.frame ?? 0);
  const left = after.frame - (after.follower?.frame ?? 0);
  process.stdout.write(
    `  projections: ${behind} of ${before.frame} frames behind at the end of the load, ${left} a second later\n`,
  );
}

if (import.meta.main) {
  const words = process.argv.slice(2);
  const seconds = Number(words.find((word) => /^\d+$/.test(word)) ?? 3);
  const following = words.includes('alone') ? 'alone' : 'follow';
  const before = loadavg();
  const results = await run(seconds, following);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  process.stdout.write(
    `${machine}; load average ${before[0]?.toFixed(2)} before, ${loadavg()[0]?.toFixed(2)} after\n`,
  );
  if (words.includes('record')) {
    const line = {
      benchmark: 'exchange',
      time: new Date().toISOString(),
      machine,
      load: before,
      following,
      results,
    };
    await appendFile(new URL('./history.jsonl', import.meta.url), `${JSON.stringify(line)}\n`);
  }
}
