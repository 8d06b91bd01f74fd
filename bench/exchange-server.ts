/**
 * The two servers of the end-to-end benchmark, each in a process of its own:
 *   market   what `kirmash serve` runs: HTTP server, access keys, stream, gateway, journal, engine, follower
 *   ceiling  WebSocket, JSON, durable commits of what came in, an answer; nothing else. What any server of this kind
 *            could reach: the same messages, group commit, one write per connection and commit.
 *
 *   node bench/exchange-server.ts market|ceiling URL follow|alone
 */
import type { Socket } from 'node:net';
import pg from 'pg';
import { WebSocketServer } from 'ws';
import { issueKey } from '#access/keys.ts';
import { OPERATOR, openGateway } from '#api/market/gateway.ts';
import { textFrame } from '#api/market/stream/frames.ts';
import { buildServer } from '#api/server.ts';
import { type Command, decodeCommand } from '#market/commands.ts';
import { RecordBuffer } from '#market/record.ts';
import { openStorage } from '#storage/database.ts';
import { PARTICIPANTS, type Ready, type Request, type Standing } from './exchange-messages.ts';
import { setUp } from './market-streams.ts';

const [mode = '', url = '', following = ''] = process.argv.slice(2);
const CONNECTIONS = 50;
/** So high that it never refuses: the check itself is made for every command. */
const PER_SECOND = 10_000_000;
const BATCH = 1_000;
const LOT_ORDER = 2 ** 29;

function ready(port: number, secrets: readonly string[]): void {
  process.send?.({ port, secrets, perSecond: PER_SECOND } satisfies Ready);
}

let standing = (): Omit<Standing, 'cpuMicroseconds'> => ({ frame: 0, followed: 0, commands: 0 });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ ...standing(), cpuMicroseconds: user + system } satisfies Standing);
});
process.on('disconnect', () => process.exit(0));

async function ceiling(): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'create table if not exists ceiling (number bigint generated always as identity primary key, payload bytea not null)',
  );
  await client.query('alter table ceiling alter column payload set storage external');
  interface Waiting {
    readonly answer: (text: string) => void;
    readonly request: Request;
    readonly data: Buffer;
  }
  let waiting: Waiting[] = [];
  let writing = false;
  let order = 0;
  const out = new Map<Socket, string>();
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await client.query({
        name: 'ceiling',
        text: 'insert into ceiling (payload) values ($1)',
        values: [Buffer.concat(batch.map(({ data }) => data))],
      });
      for (const { answer, request } of batch) {
        let text = `{"op":"answer","id":${request.id},"firstCommand":${order},"results":[`;
        for (let index = 0; index < request.commands.length; index += 1) {
          order += 1;
          text += `${index === 0 ? '' : ','}{"order":${LOT_ORDER + order},"filled":0,"open":1}`;
        }
        answer(`${text}]}`);
      }
      for (const [socket, frames] of out) socket.write(frames, 'latin1');
      out.clear();
    }
    writing = false;
  };
  const server: WebSocketServer = new WebSocketServer(
    { port: 0, host: '127.0.0.1', perMessageDeflate: false },
    () => ready((server.address() as { port: number }).port, []),
  );
  server.on('connection', (socket, { socket: raw }) => {
    socket.on('error', () => {});
    const answer = (text: string): void => {
      out.set(raw, (out.get(raw) ?? '') + textFrame(text));
    };
    socket.on('message', (data: Buffer) => {
      waiting.push({ answer, request: JSON.parse(data.toString()) as Request, data });
      if (writing) return;
      writing = true;
      setImmediate(() => void write());
    });
  });
}

async function market(): Promise<void> {
  const storage = await openStorage({ url, connections: 4 });
  const gateway = await openGateway({
    url,
    market: `bench-${process.pid}`,
    simulated: true,
    program: 'bench',
    perSecond: PER_SECOND,
    follow: following === 'follow',
    report: (line) => process.stderr.write(`${line}\n`),
  });
  const setting = new RecordBuffer(1 << 14);
  setUp(setting, PARTICIPANTS);
  const commands: Command[] = [];
  for (let at = 0; at < setting.length; at += (setting.words[at] as number) >>> 16) {
    commands.push(decodeCommand(setting, at) as Command);
  }
  for (let from = 0; from < commands.length; from += BATCH) {
    const { results } = await gateway.submit(OPERATOR, commands.slice(from, from + BATCH));
    if (results?.some(({ ok }) => !ok)) throw new Error('the market could not be set up');
  }
  const secrets: string[] = [];
  for (let trader = 1; trader <= CONNECTIONS; trader += 1) {
    const wanted = { market: gateway.journal.market.id, trader, label: 'bench', expires: null };
    secrets.push((await issueKey(storage.db, wanted)).secret);
  }
  const server = await buildServer({ storage, market: gateway, loopbackOnly: true });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  standing = () => {
    const { end } = gateway.journal.runner;
    return {
      frame: end.number,
      followed: Math.min(...Object.values(gateway.follower?.standing()?.projections ?? { none: 0 })),
      commands: end.nextCommand - 1,
    };
  };
  ready(Number(new URL(address).port), secrets);
}

await (mode === 'market' ? market() : ceiling());
