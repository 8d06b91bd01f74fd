/** All connections of the stream: who may come in, what each frame of the journal brings them, and their end. */
import type { Socket } from 'node:net';
import type { WebSocket } from '@fastify/websocket';
import type { Applied } from '#journal/runner.ts';
import type { Channel, StreamRequest } from '#wire/market-stream.ts';
import { ApiError } from '../../errors.ts';
import type { Caller } from '../caller.ts';
import { badFields } from '../encoding.ts';
import type { Gateway } from '../gateway.ts';
import { idText } from './answers.ts';
import { Connection } from './connection.ts';
import { Feed } from './feed.ts';
import { Guardian } from './guardian.ts';
import { CLOSE, type Close, STREAM_LIMITS, type StreamLimits } from './limits.ts';
import { Strangers } from './strangers.ts';
import { nameOf, Subscription } from './subscription.ts';

/** What the hub asks about access keys and sessions. */
export interface Keys {
  /**
   * The key of a secret, if it opens this market now; without a secret, the session of whoever opened the connection.
   * `trader` chooses among one's traders.
   */
  find(
    secret: string | undefined,
    visitor: Visitor | undefined,
    trader: number | undefined,
  ): Promise<StreamKey | undefined>;
  /** Those of some keys and sessions that still open it, for the same. */
  valid(ids: readonly number[]): Promise<ReadonlySet<number>>;
}

/** The cookie with which a connection was opened. */
export interface Visitor {
  readonly cookie: string;
}

export interface StreamKey {
  /** Number of the key; below 0: of a session. */
  readonly id: number;
  /** For whom it acts or looks. */
  readonly caller: Caller;
}

type Authenticate = Extract<StreamRequest, { op: 'authenticate' }>;
type ChannelRequest = Extract<StreamRequest, { op: 'subscribe' | 'unsubscribe' }>;

/** Channels of one listing; the others are of none. */
const OF_LISTING: ReadonlySet<Channel> = new Set(['book', 'deals', 'call']);
/** Channels of which what was missed can be told, or be said to be missing. */
const RESUMABLE: ReadonlySet<Channel> = new Set(['own', 'deals', 'sessions']);
const SNAPSHOT_COST = 50;

export class Hub {
  readonly gateway: Gateway;
  readonly limits: StreamLimits;
  readonly fault: (error: unknown) => void;
  readonly #keys: Keys;
  readonly #feed: Feed;
  readonly #guardian: Guardian;
  readonly #strangers: Strangers;
  readonly #connections = new Set<Connection>();
  readonly #perKey = new Map<number, number>();
  readonly #visitors = new WeakMap<Connection, Visitor>();
  readonly #holding: Connection[] = [];
  readonly #stops: (() => void)[] = [];

  /** `fault` is told of what went wrong in Kirmash itself. */
  constructor(
    gateway: Gateway,
    keys: Keys,
    fault: (error: unknown) => void,
    limits: StreamLimits = STREAM_LIMITS,
  ) {
    this.fault = fault;
    this.gateway = gateway;
    this.#keys = keys;
    this.limits = limits;
    this.#feed = new Feed(gateway.market, gateway.journal.runner.end.nextCommand, limits);
    this.#guardian = new Guardian(gateway);
    this.#strangers = new Strangers(limits.connectionsPerAddress, limits.requestsPerAddressSecond);
    const { sequencer } = gateway.journal;
    this.#stops.push(sequencer.listen((applied) => this.#executed(applied)));
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
  join(socket: WebSocket, raw: Socket, address: string, visitor?: Visitor): void {
    const connection = new Connection(this, socket, raw, address);
    if (visitor !== undefined) this.#visitors.set(connection, visitor);
    if (this.#connections.size >= this.limits.connections || !this.#strangers.enter(address)) {
      connection.close(CLOSE.tooManyConnections);
      return;
    }
    connection.isStranger = true;
    this.#connections.add(connection);
    setTimeout(() => {
      const isIdle = connection.caller === undefined && connection.subscriptions.size === 0;
      if (isIdle) connection.close(CLOSE.notAuthenticated);
    }, this.limits.authenticateWithinMs).unref();
  }

  /** A connection has ended. */
  left(connection: Connection): void {
    this.#connections.delete(connection);
    this.#known(connection);
    for (const subscription of connection.subscriptions.values()) this.#feed.close(subscription);
    connection.subscriptions.clear();
    if (connection.guarded) this.#guardian.left(connection.caller?.trader ?? 0);
    if (connection.key === 0) return;
    const others = (this.#perKey.get(connection.key) ?? 1) - 1;
    if (others === 0) this.#perKey.delete(connection.key);
    else this.#perKey.set(connection.key, others);
  }

  /** A connection is counted among those without a key no longer. */
  #known(connection: Connection): void {
    if (connection.isStranger) this.#strangers.leave(connection.address);
    connection.isStranger = false;
  }

  /** Counts what a request costs towards the participant's rate, or the address's. Errors: ApiError rate-limited. */
  #charge({ caller, address }: Connection, cost: number): void {
    if (caller !== undefined) this.gateway.charge(caller, cost);
    else if (!this.#strangers.take(address, cost))
      throw new ApiError('rate-limited', 'Too much is asked for from this address; try again in a moment.');
  }

  /** A connection holds back what it writes until the frame is done. */
  holdsBack(connection: Connection): void {
    this.#holding.push(connection);
  }

  async authenticate(
    connection: Connection,
    { id, key: secret, trader: asked, cancelOnDisconnect }: Authenticate,
  ): Promise<void> {
    let key: StreamKey | undefined;
    try {
      key = await this.#keys.find(secret, this.#visitors.get(connection), asked);
    } catch (error) {
      if (error instanceof ApiError) connection.refuse(id, error.code, error.message);
      else connection.refuse(id, 'not-ready', 'The database does not answer.');
      return;
    }
    if (connection.isClosed) return;
    if (key === undefined) {
      const detail = secret === undefined ? 'Nobody is logged in.' : 'The key is not valid here.';
      connection.refuse(id, 'unauthorized', detail);
      return;
    }
    const others = this.#perKey.get(key.id) ?? 0;
    if (others >= this.limits.connectionsPerKey) {
      connection.refuse(id, 'too-many-connections', `A key may have ${this.limits.connectionsPerKey}.`);
      return;
    }
    this.#perKey.set(key.id, others + 1);
    const { gateway } = this;
    const { caller } = key;
    connection.open(caller, key.id);
    this.#known(connection);
    const guarded = cancelOnDisconnect !== undefined && caller.trader !== 0;
    if (guarded) {
      connection.guarded = true;
      this.#guardian.joined(caller.trader, cancelOnDisconnect.graceSeconds ?? 0);
    }
    const { role, trader, participant } = caller;
    connection.send(
      `{"op":"authenticated","id":${idText(id)},"role":"${role}","trader":${trader},"participant":${participant},` +
        `"market":${JSON.stringify(gateway.journal.market.name)},"simulated":${gateway.simulated},` +
        `"sequence":${gateway.journal.runner.end.nextCommand - 1},"commandsPerSecond":${gateway.perSecond},` +
        `"cancelOnDisconnect":${guarded}}`,
    );
  }

  /** Opens or closes a channel. Errors: ApiError. */
  channel(connection: Connection, request: ChannelRequest): void {
    const { channel, listing = 0, id } = request;
    const ofListing = OF_LISTING.has(channel);
    if (ofListing !== listing > 0) {
      const reason = ofListing ? `is required for ${channel}` : `is not a field for ${channel}`;
      throw badFields([{ path: 'listing', reason }]);
    }
    const name = nameOf(channel, listing);
    const open = connection.subscriptions.get(name);
    const about = `"channel":"${channel}"${ofListing ? `,"listing":${listing}` : ''}`;
    if (request.op === 'unsubscribe') {
      if (open === undefined) throw new ApiError('not-subscribed', `${channel} is not open.`);
      this.#feed.close(open);
      connection.subscriptions.delete(name);
      connection.send(`{"op":"unsubscribed","id":${idText(id)},${about}}`);
      return;
    }
    if (open !== undefined) throw new ApiError('subscribed-already', `${channel} is open.`);
    if (connection.subscriptions.size >= this.limits.subscriptions) {
      throw new ApiError('too-many-subscriptions', `A connection may have ${this.limits.subscriptions}.`);
    }
    const { caller } = connection;
    if (channel === 'own' && caller === undefined)
      throw new ApiError('unauthorized', 'Show the key first, with authenticate.');
    if (channel === 'own' && caller?.participant === 0) {
      throw badFields([{ path: 'channel', reason: 'the operator has no orders of its own' }]);
    }
    if (ofListing && listing >= this.gateway.market.listings.rows) {
      throw badFields([{ path: 'listing', reason: 'is not a listing of this market' }]);
    }
    // What it takes to look everything up counts as so many commands.
    this.#charge(connection, channel === 'own' || channel === 'sessions' ? SNAPSHOT_COST : 1);
    const gap = request.from === undefined ? undefined : this.#feed.gapAfter(request.from);
    const told = RESUMABLE.has(channel) && gap !== undefined ? `,"gap":${JSON.stringify(gap)}` : '';
    connection.send(
      `{"op":"subscribed","id":${idText(id)},${about},"sequence":${this.#feed.sequence}${told}}`,
    );
    const subscription = new Subscription(connection, channel, listing, this.#feed.sequence);
    connection.subscriptions.set(name, subscription);
    this.#feed.open(subscription, request.from, gap);
  }

  /** A client has read all that waited for it. */
  drained(connection: Connection): void {
    for (const subscription of connection.subscriptions.values()) {
      if (subscription.behind) this.#feed.catchUp(subscription);
    }
  }

  #executed(applied: Applied): void {
    try {
      this.#feed.take(applied);
    } catch (error) {
      // The market goes on. Who was not told all comes back with the number that it has.
      this.fault(error);
      for (const connection of [...this.#connections]) {
        if (connection.subscriptions.size > 0) connection.close(CLOSE.fault);
      }
    }
    for (const connection of this.#holding) connection.flush();
    this.#holding.length = 0;
  }

  #beat(): void {
    const now = this.now();
    this.#strangers.sweep();
    for (const connection of [...this.#connections]) connection.beat(now);
  }

  /** Closes the connections of keys that were revoked or have expired. */
  async #recheck(): Promise<void> {
    if (this.#perKey.size === 0) return;
    const asked = [...this.#perKey.keys()];
    const valid = await this.#keys.valid(asked).catch(() => undefined);
    if (valid === undefined) return;
    // Those that came in meanwhile were not asked about.
    const gone = new Set(asked.filter((key) => !valid.has(key)));
    for (const connection of [...this.#connections]) {
      if (gone.has(connection.key)) connection.close(CLOSE.keyInvalid);
    }
  }

  #end(reason: Close): void {
    for (const connection of [...this.#connections]) connection.close(reason);
  }

  /** Ends all connections, and withdraws the orders of those who asked for that. */
  async close(): Promise<void> {
    this.#end(CLOSE.goingAway);
    await this.#guardian.close();
    for (const stop of this.#stops) stop();
    this.#feed.stop();
  }
}
