/** A server with a market and its stream, and clients of it over real sockets on loopback. */
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { issueKey } from '#access/keys.ts';
import { type Gateway, type GatewayOptions, OPERATOR, openGateway } from '#api/market/gateway.ts';
import { STREAM_LIMITS, type StreamLimits } from '#api/market/stream/limits.ts';
import type { Api } from '#api/routes.ts';
import { buildServer } from '#api/server.ts';
import type { Command } from '#market/commands.ts';
import { openStorage, type Storage } from '#storage/database.ts';
import { testDatabase } from './database.ts';

export interface Message {
  readonly op: string;
  readonly id?: number | string | null;
  readonly [field: string]: unknown;
}

/** A program on the stream: asks, and keeps all that it hears. */
export class StreamClient {
  readonly socket: WebSocket;
  /** Everything received but answers to `ask`, in order. */
  readonly heard: Message[] = [];
  readonly #answers = new Map<unknown, (message: Message) => void>();
  readonly #waiting: {
    readonly what: (message: Message) => boolean;
    readonly tell: (message: Message) => void;
  }[] = [];
  /** Resolves with code and reason when the connection has ended. */
  readonly ended: Promise<{ code: number; reason: string }>;
  #next = 1;

  constructor(address: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(address, { perMessageDeflate: false, headers });
    this.socket.on('message', (data: Buffer) => this.#hear(JSON.parse(data.toString()) as Message));
    this.ended = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    this.socket.on('error', () => {});
  }

  #hear(message: Message): void {
    const answered = message.op === 'heartbeat' ? undefined : this.#answers.get(message.id);
    if (answered !== undefined) {
      this.#answers.delete(message.id);
      answered(message);
      return;
    }
    this.heard.push(message);
    const place = this.#waiting.findIndex(({ what }) => what(message));
    if (place >= 0) this.#waiting.splice(place, 1)[0]?.tell(message);
  }

  /** Sends a request and gives its answer, or the error that carries its id. */
  ask(request: { readonly op: string; readonly id?: number | string; readonly [field: string]: unknown }) {
    const id = request.id ?? this.#next++;
    const answer = new Promise<Message>((resolve) => this.#answers.set(id, resolve));
    this.socket.send(JSON.stringify({ ...request, id }));
    return answer;
  }

  submit(...commands: object[]): Promise<Message> {
    return this.ask({ op: 'submit', commands });
  }

  /** The first message of a kind that has been or will be heard; it is taken out. */
  async hear(op: string, holds: (message: Message) => boolean = () => true): Promise<Message> {
    const what = (message: Message): boolean => message.op === op && holds(message);
    const place = this.heard.findIndex(what);
    if (place >= 0) return this.heard.splice(place, 1)[0] as Message;
    const message = await new Promise<Message>((tell) => this.#waiting.push({ what, tell }));
    this.heard.splice(this.heard.indexOf(message), 1);
    return message;
  }

  /** The next message of all; it is taken out. */
  async next(): Promise<Message> {
    const [first] = this.heard;
    const message =
      first ?? (await new Promise<Message>((tell) => this.#waiting.push({ what: () => true, tell })));
    this.heard.splice(this.heard.indexOf(message), 1);
    return message;
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.ended;
  }
}

export interface TestStream {
  readonly gateway: Gateway;
  readonly storage: Storage;
  readonly server: Api;
  /** The server's ends of all connections that are open. */
  readonly sockets: ReadonlySet<Duplex>;
  /** What the server's log has: nothing, if all goes well. */
  readonly log: string[];
  operate(commands: readonly Command[]): Promise<void>;
  /** Secret of a new key of a trader; 0: of the operator. */
  key(trader: number): Promise<string>;
  /** A client that has shown a trader's key. */
  client(trader: number, more?: object): Promise<StreamClient>;
  /** A client that has shown nothing yet. */
  stranger(): Promise<StreamClient>;
  close(): Promise<void>;
}

export async function testStream(
  setting: readonly Command[],
  options: Partial<GatewayOptions> = {},
  limits: Partial<StreamLimits> = {},
): Promise<TestStream> {
  const url = await testDatabase();
  const storage = await openStorage({ url, connections: 4 });
  const gateway = await openGateway({
    url,
    market: 'stream',
    simulated: true,
    program: 'test',
    follow: false,
    perSecond: 100_000,
    ...options,
  });
  const log: string[] = [];
  const server = await buildServer({
    storage,
    market: gateway,
    loopbackOnly: true,
    streamLimits: { ...STREAM_LIMITS, ...limits },
    log: { write: (line) => log.push(line) },
  });
  const sockets = new Set<Duplex>();
  server.server.on('upgrade', (_request, socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const address = `${(await server.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')}/api/market/stream`;
  const operate = async (commands: readonly Command[]): Promise<void> => {
    const { results } = await gateway.submit(OPERATOR, commands);
    const refused = results?.find(({ ok }) => !ok);
    if (refused !== undefined) throw new Error(JSON.stringify(refused));
  };
  const key = async (trader: number): Promise<string> =>
    (
      await issueKey(storage.db, {
        market: gateway.journal.market.id,
        trader,
        label: 'test',
        expires: null,
      })
    ).secret;
  const stranger = async (): Promise<StreamClient> => {
    const client = new StreamClient(address);
    await once(client.socket, 'open');
    return client;
  };
  await operate(setting);
  return {
    gateway,
    storage,
    server,
    sockets,
    log,
    operate,
    key,
    stranger,
    async client(trader, more = {}) {
      const client = await stranger();
      const answer = await client.ask({ op: 'authenticate', key: await key(trader), ...more });
      if (answer.op !== 'authenticated') throw new Error(JSON.stringify(answer));
      return client;
    },
    async close() {
      await server.close();
      await gateway.close();
      await storage.close();
    },
  };
}
