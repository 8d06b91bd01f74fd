/**
 * End-to-end benchmark: a server process with an embedded, durable PostgreSQL, loaded from this process over
 * WebSocket; beside it, in the same run, the ceiling: a server that only parses JSON, commits and answers.
 * Prints orders per second, their ratio, and latencies; with `record`, appends them to bench/history.jsonl.
 *
 *   npm run bench:exchange -- [SECONDS] [alone] [record] [only=WORDS OF A LOAD'S NAME]
 *
 * KIRMASH_PROFILES names a folder for processor profiles of the servers (node --cpu-prof).
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
import type { Answer, Command, Ready, Request, Standing } from './exchange-messages.ts';
import { LightSocket } from './websocket.ts';

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
const DRAIN_MS = 10_000;
const MIDDLE = 20_000;

interface Measured {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly failed: number;
  readonly accepted: number;
  /** Processor time per order, of the server's process and of this one. */
  readonly serverMicroseconds: number;
  readonly loadMicroseconds: number;
}

/** One connection: keeps so many requests in flight, and cancels some of its own orders. */
class Client {
  readonly #socket: LightSocket;
  readonly #load: Load;
  readonly #random;
  /** Orders that may still rest. */
  readonly #mine: number[] = [];
  readonly #sent = new Map<number, { at: number; commands: readonly Command[] }>();
  readonly latencies: number[] = [];
  orders = 0;
  failed = 0;
  accepted = 0;
  counting = false;
  #stopped = false;
  #next = 1;

  constructor(socket: LightSocket, load: Load, number: number) {
    this.#socket = socket;
    this.#load = load;
    this.#random = seededRandom(number);
    socket.onMessage = (text) => this.#receive(JSON.parse(text) as Answer);
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
    const commands: Command[] = [];
    for (let count = 0; count < this.#load.batch; count += 1) commands.push(this.#command());
    const id = this.#next++;
    this.#sent.set(id, { at, commands });
    this.#socket.send(requestText({ op: 'submit', id, commands }));
  }

  #command(): Command {
    const random = this.#random;
    if (this.#mine.length > 50 || (this.#mine.length > 0 && random.integer(10) < 4)) {
      const place = random.integer(this.#mine.length);
      const order = this.#mine[place] as number;
      this.#mine[place] = this.#mine.at(-1) as number;
      this.#mine.pop();
      return { kind: 'cancelOrder', order };
    }
    const side = random.integer(2);
    const away = Math.floor(random.unit() ** 2 * 100);
    const crosses = random.integer(1_000) < 310 ? 2 : -away - 1;
    const price = MIDDLE + (side === 0 ? crosses : -crosses);
    return {
      kind: 'submitOrder',
      listing: 1,
      side: side === 0 ? 'buy' : 'sell',
      price,
      lots: 1 + random.integer(100),
      reference: this.#next,
    };
  }

  #receive({ id, results }: Answer): void {
    const sent = this.#sent.get(id);
    if (sent === undefined) return;
    this.#sent.delete(id);
    const { commands } = sent;
    if (results !== undefined) {
      for (let index = 0; index < commands.length; index += 1) {
        const { order, open } = results[index] as { order?: number; open?: number };
        if (order === undefined || open === undefined) continue;
        if (open > 0) this.#mine.push(order);
        if (this.counting) this.accepted += 1;
      }
    }
    if (this.counting) {
      this.latencies.push(performance.now() - sent.at);
      if (results !== undefined) this.orders += commands.length;
      else this.failed += commands.length;
    }
    if (!this.#stopped && this.#load.rate === undefined) this.#send();
  }
}

/** As JSON.stringify writes it, at less cost to this process. */
function requestText({ id, commands }: Request): string {
  let text = `{"op":"submit","id":${id},"commands":[`;
  for (let index = 0; index < commands.length; index += 1) {
    const command = commands[index] as Command;
    if (index > 0) text += ',';
    text +=
      command.kind === 'cancelOrder'
        ? `{"kind":"cancelOrder","order":${command.order}}`
        : `{"kind":"submitOrder","listing":${command.listing},"side":"${command.side}","price":${command.price},` +
          `"lots":${command.lots},"reference":${command.reference}}`;
  }
  return `${text}]}`;
}

/** Opens a connection, and shows the key where the server asks for one. */
async function connect({ port, secrets }: Ready, number: number): Promise<LightSocket> {
  const socket = await LightSocket.open(port, '/api/market/stream');
  const key = secrets[number];
  if (key === undefined) return socket;
  const answer = new Promise<Answer>((resolve) => {
    socket.onMessage = (text) => resolve(JSON.parse(text) as Answer);
  });
  socket.send(JSON.stringify({ op: 'authenticate', id: 0, key }));
  const { op, code } = await answer;
  if (op !== 'authenticated') throw new Error(`the server refused the key: ${code}`);
  return socket;
}

async function measure(child: ChildProcess, server: Ready, load: Load, forMs: number): Promise<Measured> {
  const clients = await Promise.all(
    Array.from(
      { length: CONNECTIONS },
      async (_, number) => new Client(await connect(server, number), load, number),
    ),
  );
  for (const client of clients) client.start();
  await sleep(WARM_MS);
  const before = await standing(child);
  const own = process.cpuUsage();
  const begun = performance.now();
  for (const client of clients) client.counting = true;
  await sleep(forMs);
  for (const client of clients) client.counting = false;
  const seconds = (performance.now() - begun) / 1_000;
  const after = await standing(child);
  const { user, system } = process.cpuUsage(own);
  const latencies = Float64Array.from(clients.flatMap((client) => client.latencies)).sort();
  const sum = (of: (client: Client) => number): number =>
    clients.reduce((total, client) => total + of(client), 0);
  const orders = sum((client) => client.orders);
  const measured = {
    perSecond: Math.round(orders / seconds),
    medianMs: latencies[latencies.length >> 1] ?? 0,
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    failed: sum((client) => client.failed),
    accepted: sum((client) => client.accepted),
    serverMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / orders,
    loadMicroseconds: (user + system) / orders,
  };
  await Promise.all(clients.map((client) => client.stop()));
  return measured;
}

async function startServer(
  mode: string,
  url: string,
  following: string,
): Promise<{ child: ChildProcess; server: Ready }> {
  const profiles = process.env.KIRMASH_PROFILES;
  const child = fork(
    fileURLToPath(new URL('./exchange-server.ts', import.meta.url)),
    [mode, url, following],
    {
      execArgv: profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`],
    },
  );
  const [server] = (await once(child, 'message')) as [Ready];
  return { child, server };
}

async function stopServer(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}

async function standing(child: ChildProcess): Promise<Standing> {
  child.send('standing');
  const [message] = (await once(child, 'message')) as [Standing];
  return message;
}

/** Runs all loads on both servers. Gives what was measured. */
export async function run(seconds: number, following: 'follow' | 'alone', only = ''): Promise<object[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kirmash-bench-'));
  await chmod(folder, 0o711);
  const embedded = await startEmbedded({ folder });
  const results: object[] = [];
  try {
    await createDatabase(embedded.url('postgres'), 'bench');
    const url = embedded.url('bench');
    await (await openStorage({ url, connections: 1 })).close();
    for (const load of LOADS.filter(({ name }) => name.includes(only))) {
      const measured: { [mode: string]: Measured } = {};
      let projections = { behindCommands: 0, drainedPerSecond: 0 };
      let perSecond = 0;
      for (const mode of ['ceiling', 'market']) {
        const { child, server } = await startServer(mode, url, following);
        measured[mode] = await measure(child, server, load, seconds * 1_000);
        if (mode === 'market') {
          perSecond = server.perSecond;
          if (following === 'follow') projections = await drain(child);
        }
        await stopServer(child);
      }
      const { ceiling, market } = measured as { ceiling: Measured; market: Measured };
      const ratio = market.perSecond / ceiling.perSecond;
      results.push({ load: load.name, ceiling, market, ratio, rateLimit: perSecond, ...projections });
      const line = (one: Measured): string =>
        `${String(one.perSecond).padStart(7)}/s, median ${one.medianMs.toFixed(2)} ms, 99 % ${one.p99Ms.toFixed(2)} ms, ` +
        `${one.serverMicroseconds.toFixed(1)} µs of server and ${one.loadMicroseconds.toFixed(1)} of load`;
      process.stdout.write(
        `${load.name.padEnd(26)} market ${line(market)} | ceiling ${line(ceiling)} | ${(ratio * 100).toFixed(0)} %` +
          `${market.failed > 0 ? ` (${market.failed} refused)` : ''}\n` +
          `  rate limit ${perSecond} a second and participant; projections ${projections.behindCommands} commands behind ` +
          `at the end, then ${projections.drainedPerSecond} a second\n`,
      );
    }
  } finally {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return results;
}

/** How far the projections are behind after the load, and how fast they catch up: for seconds, or until they have. */
async function drain(child: ChildProcess): Promise<{ behindCommands: number; drainedPerSecond: number }> {
  const before = await standing(child);
  const begun = performance.now();
  let after = before;
  while (after.followed < before.frame && performance.now() - begun < DRAIN_MS) {
    await sleep(20);
    after = await standing(child);
  }
  // Frames of one load are alike.
  const each = before.commands / before.frame;
  const seconds = (performance.now() - begun) / 1_000;
  return {
    behindCommands: Math.round((before.frame - before.followed) * each),
    drainedPerSecond: Math.round(((after.followed - before.followed) * each) / seconds),
  };
}

if (import.meta.main) {
  const words = process.argv.slice(2);
  const seconds = Number(words.find((word) => /^\d+$/.test(word)) ?? 3);
  const following = words.includes('alone') ? 'alone' : 'follow';
  const only = words.find((word) => word.startsWith('only='))?.slice('only='.length);
  const before = loadavg();
  const results = await run(seconds, following, only);
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
