/**
 * A server over a market of one's own, set up by the operator's commands, asked by injection with keys.
 *
 * Participants: 1 a member with 10,000,000 of free deposit, 2 a broker with client (holder) 3 and as much, 3 a guest.
 * Traders: 1 of 1, 2 of 2, 3 of 3, 4 of 1. Session 1: continuous, trading, listing 1 of instrument 1 (band 1 to 1,000,
 * a tick of a lot is 1 minor unit, deposits of 10 %). Session 2: call auction, sealed, announced, listing 2.
 */
import type { LightMyRequestResponse } from 'fastify';
import { issueKey, revokeKey } from '#access/keys.ts';
import { type Gateway, OPERATOR, openGateway } from '#api/market/gateway.ts';
import type { Api } from '#api/routes.ts';
import { buildServer } from '#api/server.ts';
import type { SequencerLimits } from '#journal/sequencer.ts';
import type { Command } from '#market/commands.ts';
import { MODE, PHASE, ROLE, SESSION_FLAG } from '#market/terms.ts';
import { openStorage, type Storage } from '#storage/database.ts';
import { testDatabase } from './database.ts';
import { until } from './waiting.ts';

const FAR = 60_000;
const INSTRUMENT = {
  kind: 'defineInstrument',
  section: 1,
  currency: 1,
  priceFloor: 1,
  priceCap: 1_000,
  minimumLots: 1,
  maximumLots: 1_000,
  buyDepositPpm: 100_000,
  sellDepositPpm: 100_000,
  market: 1,
  quotationDeals: 1,
  tickValue: 1,
} as const;

export const SETTING: readonly Command[] = [
  { kind: 'beginDay', day: 20_000 },
  { kind: 'defineCurrency', code: 933, local: 1, rateMillionths: 1_000_000 },
  { kind: 'defineSection', leastFee: 1 },
  { kind: 'setFee', section: 1, side: 0, band: 0, ppm: 1_000 },
  INSTRUMENT,
  { ...INSTRUMENT, market: 2 },
  { kind: 'accredit', role: ROLE.member, resident: 1, sellSections: 1, buySections: 1, expiryDay: FAR },
  {
    kind: 'accredit',
    role: ROLE.broker,
    resident: 1,
    country: 643,
    sellSections: 1,
    buySections: 1,
    expiryDay: FAR,
  },
  {
    kind: 'accredit',
    role: ROLE.guest,
    resident: 0,
    country: 616,
    sellSections: 1,
    buySections: 0,
    expiryDay: FAR,
  },
  { kind: 'addTrader', participant: 1, expiryDay: FAR },
  { kind: 'addTrader', participant: 2, expiryDay: FAR },
  { kind: 'addTrader', participant: 3, expiryDay: FAR },
  { kind: 'addTrader', participant: 1, expiryDay: FAR },
  { kind: 'addClient', participant: 2, resident: 1 },
  { kind: 'recordReceipt', participant: 1, currency: 1, amount: 10_000_000 },
  { kind: 'recordReceipt', participant: 2, currency: 1, amount: 10_000_000 },
  { kind: 'recordReceipt', participant: 2, client: 4, currency: 1, amount: 5_000_000 },
  { kind: 'announceSession', section: 1, mode: MODE.continuous },
  { kind: 'addListing', session: 1, instrument: 1, bandFloor: 1, bandCap: 1_000 },
  { kind: 'openPhase', session: 1, phase: PHASE.trading },
  { kind: 'announceSession', section: 1, mode: MODE.call, flags: SESSION_FLAG.sealed },
  { kind: 'addListing', session: 2, instrument: 2, bandFloor: 1, bandCap: 1_000 },
  { kind: 'admit', session: 2, rule: 1, value: 643 },
  { kind: 'admit', session: 2, rule: 3, value: 1 },
];

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface MarketApi {
  readonly storage: Storage;
  readonly gateway: Gateway;
  readonly server: Api;
  readonly url: string;
  /** Secrets of keys: `one` and `four` of participant 1, `two` and `three` of 2 and 3; `operator`; and two that open nothing. */
  readonly keys: { readonly [name in KeyName]: string };
  /** Asks below /api/market, with the key of that name. */
  ask(
    method: Method,
    path: string,
    key?: KeyName,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
  /** The same; expects 200 and gives the body. */
  json<T>(method: Method, path: string, key?: KeyName, body?: unknown): Promise<T>;
  /** Executes commands of the operator, all of which must be accepted. */
  operate(...commands: Command[]): Promise<void>;
  /** Waits until everything executed so far is in SQL. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export type KeyName = 'one' | 'two' | 'three' | 'four' | 'operator' | 'revoked' | 'expired';

export interface MarketApiOptions {
  readonly setting?: readonly Command[];
  readonly perSecond?: number;
  readonly limits?: Partial<SequencerLimits>;
  readonly log?: { write(line: string): void };
}

export async function marketApi(options: MarketApiOptions = {}): Promise<MarketApi> {
  const url = await testDatabase();
  const storage = await openStorage({ url, connections: 4 });
  const gateway = await openGateway({
    url,
    market: 'main',
    simulated: true,
    program: 'test',
    perSecond: options.perSecond ?? 1_000_000,
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const operate = async (...commands: Command[]): Promise<void> => {
    const { results } = await gateway.submit(OPERATOR, commands);
    const rejected = results?.flatMap((result) => (result.ok ? [] : [result.rejection.name]));
    if (rejected === undefined || rejected.length > 0) throw new Error(`rejected: ${rejected?.join(', ')}`);
  };
  const setting = options.setting ?? SETTING;
  if (setting.length > 0) await operate(...setting);
  const market = gateway.journal.market.id;
  const issue = (trader: number, expires: Date | null = null) =>
    issueKey(storage.db, { market, trader, label: `trader ${trader}`, expires });
  const revoked = await issue(1);
  await revokeKey(storage.db, market, revoked.key.id);
  const keys = {
    one: (await issue(1)).secret,
    two: (await issue(2)).secret,
    three: (await issue(3)).secret,
    four: (await issue(4)).secret,
    operator: (await issue(0)).secret,
    revoked: revoked.secret,
    expired: (await issue(1, new Date(Date.now() - 1_000))).secret,
  };
  const server = await buildServer({
    storage,
    market: gateway,
    ...(options.log ? { log: options.log } : {}),
  });
  const ask: MarketApi['ask'] = (method, path, key, body, headers = {}) =>
    server.inject({
      method,
      url: `/api/market${path}`,
      headers: { ...(key === undefined ? {} : { authorization: `Bearer ${keys[key]}` }), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
  return {
    storage,
    gateway,
    server,
    url,
    keys,
    ask,
    operate,
    async json<T>(method: Method, path: string, key?: KeyName, body?: unknown): Promise<T> {
      const answer = await ask(method, path, key, body);
      if (answer.statusCode !== 200)
        throw new Error(`${method} ${path}: ${answer.statusCode} ${answer.body}`);
      return answer.json<T>();
    },
    async settled() {
      await until(async () => {
        const { behindFrames } = (await ask('GET', '')).json<{ behindFrames: number }>();
        return behindFrames === 0;
      });
    },
    async close() {
      await server.close();
      await gateway.close();
      await storage.close();
    },
  };
}
