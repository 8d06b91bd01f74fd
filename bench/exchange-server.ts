/**
 * The two servers of the end-to-end benchmark, each in a process of its own:
 *   market   WebSocket, JSON, the journal and the whole engine, a follower that writes projections
 *   ceiling  WebSocket, JSON, durable commits of what came in, an answer; nothing else. What any server of this kind
 *            could reach: the same group commit, the same messages.
 *
 *   node bench/exchange-server.ts market|ceiling URL follow|alone
 */
import pg from 'pg';
import { startFollower } from '#journal/following.ts';
import { openJournal } from '#journal/journal.ts';
import { KEY_LIMITS } from '#journal/keys.ts';
import { MarketMachine } from '#journal/market-machine.ts';
import { COMMANDS } from '#market/commands.ts';
import { EVENTS } from '#market/events.ts';
import { RecordBuffer } from '#market/record.ts';
import { packTerms } from '#market/terms.ts';
import { PARTICIPANTS, type Request } from './exchange-messages.ts';
import { setUp } from './market-streams.ts';
import { type Socket, WebSocketServer } from './websocket.ts';

const [mode = '', url = '', following = ''] = process.argv.slice(2);
const MARKET = `bench-${process.pid}`;

type Serve = (socket: Socket, request: Request) => void;

async function ceiling(): Promise<Serve> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'create table if not exists ceiling (number bigint generated always as identity primary key, payload bytea not null)',
  );
  await client.query('alter table ceiling alter column payload set storage external');
  let waiting: { socket: Socket; request: Request }[] = [];
  let writing = false;
  let order = 0;
  const write = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const payload = Buffer.from(JSON.stringify(batch.map(({ request }) => request.orders)));
      await client.query({
        name: 'ceiling',
        text: 'insert into ceiling (payload) values ($1)',
        values: [payload],
      });
      for (const { socket, request } of batch) {
        const results = request.orders.map(() => {
          order += 1;
          return [order, 1];
        });
        socket.send(JSON.stringify({ id: request.id, results }));
      }
    }
    writing = false;
  };
  return (socket, request) => {
    waiting.push({ socket, request });
    if (writing) return;
    writing = true;
    setImmediate(() => void write());
  };
}

const SUBMIT = COMMANDS.submitOrder;
const CANCEL = COMMANDS.cancelOrder;
const SUBMIT_HEAD = SUBMIT.kind | (SUBMIT.words << 16);
const CANCEL_HEAD = CANCEL.kind | (CANCEL.words << 16);

/** Writes the orders of a request as records. */
function encode(buffer: RecordBuffer, { trader, orders }: Request): void {
  buffer.clear();
  for (const order of orders) {
    const shape = order.cancel === undefined ? SUBMIT : CANCEL;
    const at = buffer.claim(shape.words);
    const { words, numbers } = buffer;
    words.fill(0, at, at + shape.words);
    words[at + 1] = trader;
    if (order.cancel === undefined) {
      words[at] = SUBMIT_HEAD;
      words[at + SUBMIT.at.listing] = 1;
      words[at + SUBMIT.at.terms] = packTerms({ side: order.side });
      words[at + SUBMIT.at.price] = order.price;
      words[at + SUBMIT.at.lots] = order.lots;
      numbers[(at + SUBMIT.at.reference) >> 1] = order.reference;
    } else {
      words[at] = CANCEL_HEAD;
      words[at + CANCEL.at.slot] = order.cancel[0];
      words[at + CANCEL.at.generation] = order.cancel[1];
    }
  }
}

async function market(): Promise<Serve> {
  const journal = await openJournal({
    url,
    market: MARKET,
    simulated: true,
    createMachine: () =>
      new MarketMachine({ orders: 1_000_000, contracts: 2_000_000, participants: PARTICIPANTS, pages: 64 }),
    program: 'bench',
    limits: { waiting: 200_000, frameCommands: 10_000 },
  });
  const { sequencer } = journal;
  const setting = new RecordBuffer(1 << 14);
  setUp(setting, PARTICIPANTS);
  await new Promise<void>((resolve, reject) => {
    sequencer.submit({
      words: setting.words,
      from: 0,
      to: setting.length,
      receiver: { answered: () => resolve(), lost: reject },
    });
  });
  if (following === 'follow') {
    const task = {
      url,
      market: MARKET,
      module: new URL('../src/journal/market-module.ts', import.meta.url).href,
      keyLimits: KEY_LIMITS,
      snapshotEvery: 2_000_000,
      pauseMs: 100,
    };
    const follower = startFollower(task, (line) => process.stderr.write(`${line}\n`));
    process.on('message', (what) => {
      if (what === 'standing') {
        process.send?.({
          standing: {
            frame: journal.runner.end.number,
            commands: journal.runner.end.nextCommand - 1,
            follower: follower.standing(),
          },
        });
      }
    });
  }
  const buffer = new RecordBuffer(1 << 14);
  const { slot, generation } = EVENTS.orderAccepted.at;
  return (socket, request) => {
    encode(buffer, request);
    const outcome = sequencer.submit({
      words: buffer.words,
      from: 0,
      to: buffer.length,
      receiver: {
        answered: ({ events: { words }, eventAt }, index, count) => {
          let text = `{"id":${request.id},"results":[`;
          for (let command = index; command < index + count; command += 1) {
            const at = eventAt[command] as number;
            if (command > index) text += ',';
            // Accepted: the order's number. Else what happened, by kind and code.
            text +=
              ((words[at] as number) & 0xffff) === EVENTS.orderAccepted.kind
                ? `[${words[at + slot]},${words[at + generation]}]`
                : `[0,${words[at + 1]}]`;
          }
          socket.send(`${text}]}`);
        },
        lost: (reason) => socket.send(JSON.stringify({ id: request.id, failed: reason.message })),
      },
    });
    if (outcome.state !== 'taken') socket.send(JSON.stringify({ id: request.id, failed: outcome.state }));
  };
}

const serve = mode === 'market' ? await market() : await ceiling();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false }, () => {
  process.send?.({ port: server.address().port });
});
server.on('connection', (socket) => {
  socket.on('message', (data) => serve(socket, JSON.parse(data.toString()) as Request));
  socket.on('error', () => {});
});
process.on('disconnect', () => process.exit(0));
