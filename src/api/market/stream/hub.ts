/** All connections of the stream: who may come in, what each frame of the journal brings them, and their end. */
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { StreamRequest } from '#wire/market-stream.ts';
import type { Gateway } from '../gateway.ts';
import { idText } from './answers.ts';
import { Connection } from './connection.ts';
import { CLOSE, type Close, STREAM_LIMITS, type StreamLimits } from './limits.ts';

/** What the hub asks about access keys. */
export interface Keys {
  /** The key of a secret, if it opens this market now. */
  find(secret: string): Promise<StreamKey | undefined>;
  /** Those of some keys that still open it. */
  valid(ids: readonly number[]): Promise<ReadonlySet<number>>;
}

export interface StreamKey {
  readonly id: number;
  readonly role: 'trader' | 'operator';
  readonly trader: number;
}

type Authenticate = Extract<StreamRequest, { op: 'authenticate' }>;
type ChannelRequest = Extract<StreamRequest, { op: 'subscribe' | 'unsubscribe' }>;

export class Hub {
  readonly gateway: Gateway;
  readonly limits: StreamLimits;
  readonly #keys: Keys;
  readonly #connections = new Set<Connection>();
  readonly #perKey = new Map<number, number>();
  readonly #corked: Connection[] = [];
  readonly #stops: (() => void)[] = [];

  constructor(gateway: Gateway, keys: Keys, limits: StreamLimits = STREAM_LIMITS) {
    this.gateway = gateway;
    this.#keys = keys;
    this.limits = limits;
    const { sequencer } = gateway.journal;
    this.#stops.push(sequencer.listen(() => this.#executed()));
    const heartbeat = setInterval(() => this.#beat(), limits.heartbeatMs);
    const recheck = setInterval(() => void this.#recheck(), limits.recheckMs);
    this.#stops.push(
      () => clearInterval(heartbeat),
      () => clearInterval(recheck),
    );
    void sequencer.ended.then(() => this.#end(CLOSE.marketStopped));
  }

  /** Microseconds since 1970. */
  now(): number {
    return Date.now() * 1_000;
  }

  /** Takes a connection in, or closes it where there are too many. */
  join(socket: WebSocket, raw: Socket): void {
    const connection = new Connection(this, socket, raw);
    if (this.#connections.size >= this.limits.connections) {
      connection.close(CLOSE.tooManyConnections);
      return;
    }
    this.#connections.add(connection);
    setTimeout(() => {
      if (connection.caller === undefined) connection.close(CLOSE.notAuthenticated);
    }, this.limits.authenticateWithinMs).unref();
  }

  /** A connection has ended. */
  left(connection: Connection): void {
    this.#connections.delete(connection);
    if (connection.key === 0) return;
    const others = (this.#perKey.get(connection.key) ?? 1) - 1;
    if (others === 0) this.#perKey.delete(connection.key);
    else this.#perKey.set(connection.key, others);
  }

  /** A connection holds back what it writes until the frame is done. */
  corked(connection: Connection): void {
    this.#corked.push(connection);
  }

  async authenticate(connection: Connection, { id, key: secret }: Authenticate): Promise<void> {
    let key: StreamKey | undefined;
    try {
      key = await this.#keys.find(secret);
    } catch {
      connection.refuse(id, 'not-ready', 'The database does not answer.');
      return;
    }
    if (connection.isClosed) return;
    if (key === undefined) {
      connection.refuse(id, 'unauthorized', 'The key is not valid here.');
      return;
    }
    const others = this.#perKey.get(key.id) ?? 0;
    if (others >= this.limits.connectionsPerKey) {
      connection.refuse(id, 'too-many-connections', `A key may have ${this.limits.connectionsPerKey}.`);
      return;
    }
    this.#perKey.set(key.id, others + 1);
    const { gateway } = this;
    const caller =
      key.role === 'operator'
        ? ({ role: 'operator', trader: 0, participant: 0 } as const)
        : gateway.callerOf(key.trader);
    connection.open(caller, key.id);
    const { role, trader, participant } = caller;
    connection.send(
      `{"op":"authenticated","id":${idText(id)},"role":"${role}","trader":${trader},"participant":${participant},` +
        `"market":${JSON.stringify(gateway.journal.market.name)},"simulated":${gateway.simulated},` +
        `"sequence":${gateway.journal.runner.end.nextCommand - 1},"commandsPerSecond":${gateway.perSecond}}`,
    );
  }

  /** Opens or closes a channel. */
  channel(_connection: Connection, _request: ChannelRequest): void {}

  #executed(): void {
    for (const connection of this.#corked) connection.uncork();
    this.#corked.length = 0;
  }

  #beat(): void {
    const now = this.now();
    for (const connection of [...this.#connections]) connection.beat(now);
  }

  /** Closes the connections of keys that were revoked or have expired. */
  async #recheck(): Promise<void> {
    if (this.#perKey.size === 0) return;
    const valid = await this.#keys.valid([...this.#perKey.keys()]).catch(() => undefined);
    if (valid === undefined) return;
    for (const connection of [...this.#connections]) {
      if (connection.key !== 0 && !valid.has(connection.key)) connection.close(CLOSE.keyInvalid);
    }
  }

  #end(reason: Close): void {
    for (const connection of [...this.#connections]) connection.close(reason);
  }

  /** Ends all connections. */
  close(): void {
    for (const stop of this.#stops) stop();
    this.#end(CLOSE.goingAway);
  }
}
