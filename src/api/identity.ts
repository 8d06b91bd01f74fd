/**
 * Who asks, and whether they may: the identity of a request from its session cookie or its access key, and the one
 * hook that refuses before a handler runs. Invariant: every address below /api names its action; one that names none
 * does not start.
 */
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { AuditActor } from '#access/audit.ts';
import type { AccessKey } from '#access/keys.ts';
import { membershipsOf } from '#access/memberships.ts';
import type { People, Person } from '#access/people.ts';
import { type Action, type Actor, type Asked, grantsOf, isAllowed } from '#access/permissions.ts';
import type { Membership } from '#access/roles.ts';
import { checkTrader } from '#market/gate.ts';
import { ApiError } from './errors.ts';
import { type Caller, OPERATOR, READER } from './market/caller.ts';
import { Keys } from './market/door.ts';
import { type Gateway, rejectionOf } from './market/gateway.ts';
import { checkOrigin } from './origin.ts';
import type { Api, Context } from './routes.ts';

/** Somebody who is logged in, or a program with an access key. */
export interface Identity extends Actor {
  /** Id of the person; null for access keys that belong to none. */
  readonly person: string | null;
  readonly name: string;
  /** Null for programs. */
  readonly account: Person | null;
  /** Id of the session; null for programs. */
  readonly session: string | null;
  readonly key: AccessKey | null;
  /** All for whom one may act or look in this market, the preferred first. */
  readonly callers: readonly Caller[];
  /** The one that acts now; header `x-acting-as` chooses a trader. Null: nothing in the market is one's own. */
  readonly caller: Caller | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null where nobody is logged in. */
    identity: Identity | null;
  }
  interface FastifyContextConfig {
    /** What an address does, in the words of the permission table. */
    action?: Action;
    /** What a request asks for, where the permission depends on it. From the address alone: no body is read yet. */
    asked?: (request: FastifyRequest) => Asked;
  }
}

/** What is known of a cookie or a key, before the market is looked at. */
interface Known extends Actor {
  readonly account: Person | null;
  readonly session: string | null;
  readonly key: AccessKey | null;
  readonly name: string;
  /** The market's numbers: of traders that the person is, and of participants by organisation. */
  readonly traders: readonly { readonly trader: number; readonly organisation: string }[];
  readonly participants: readonly { readonly participant: number; readonly organisation: string }[];
}

/** How long a session that was found is taken to be still valid by this process, unless it is ended here. */
const REMEMBER_MS = 2_000;
const REMEMBERED = 10_000;
const BEARER = /^Bearer +(\S+)$/i;
export const ACTING_AS = 'x-acting-as';

/** Finds identities, and remembers them for a moment. */
export class Identities {
  readonly #people: People;
  readonly #gateway: Gateway | undefined;
  readonly #keys: Keys;
  readonly #sessions = new Map<string, { readonly known: Known; readonly until: number }>();
  readonly #cookie: RegExp;

  constructor(people: People, gateway: Gateway | undefined) {
    this.#people = people;
    this.#gateway = gateway;
    this.#keys = new Keys(people.db);
    this.#cookie = new RegExp(`(?:^|;\\s*)${people.cookie.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}=([^;]+)`);
  }

  /** Forgets what it remembers: somebody's sessions, keys or roles have changed. */
  forget(): void {
    this.#sessions.clear();
    this.#keys.forget();
  }

  /**
   * Who sent a request; null for nobody. `cookies` gets those that prolong the session.
   * Errors: ApiError unauthorized for a key that opens nothing; not-allowed for a trader that is not one's own.
   */
  async find(
    headers: {
      readonly authorization?: string | undefined;
      readonly cookie?: string | undefined;
      readonly as?: string | undefined;
    },
    cookies: (lines: readonly string[]) => void = () => {},
  ): Promise<Identity | null> {
    const { authorization, cookie, as } = headers;
    const known =
      authorization === undefined ? await this.#ofCookie(cookie, cookies) : await this.#ofKey(authorization);
    return known === null ? null : this.#identityOf(known, as);
  }

  async #ofKey(authorization: string): Promise<Known> {
    const secret = BEARER.exec(authorization)?.[1];
    const key = secret === undefined ? undefined : await this.#keys.find(secret);
    if (key === undefined)
      throw new ApiError('unauthorized', 'There is no such key, or it is no longer valid.');
    const base = { account: null, session: null, key, name: key.label, isPerson: false };
    if (key.role === 'person' && key.person !== null) {
      const known = await this.#ofPerson(key.person);
      if (known === null) throw new ApiError('unauthorized', 'The account of the key is closed.');
      const traders = known.traders.filter(({ trader }) => trader === key.trader);
      return { ...base, ...known, traders, scopes: new Set(key.scopes) };
    }
    // From the command line: it is of nobody, and acts for the operator or for one trader.
    const organisation = `key-${key.id}`;
    const role = key.role === 'operator' ? 'operator' : 'trader';
    const memberships: Membership[] = [
      { id: 0, organisation: role === 'operator' ? '' : organisation, role, area: {} },
    ];
    const traders = key.trader === 0 ? [] : [{ trader: key.trader, organisation }];
    return { ...base, memberships, traders, participants: [], scopes: null };
  }

  /** Memberships and numbers of a person; null where the account is closed, or one of the demo in a real market. */
  async #ofPerson(person: string): Promise<Pick<Known, 'memberships' | 'traders' | 'participants'> | null> {
    const { db } = this.#people;
    const market = this.#gateway?.journal.market.id ?? 0;
    const [row, memberships, traders] = await Promise.all([
      db.selectFrom('person').select(['closed', 'simulated']).where('id', '=', person).executeTakeFirst(),
      membershipsOf(db, person),
      db
        .selectFrom('office_trader as trader')
        .innerJoin('office_participant as of', (join) =>
          join.onRef('of.market', '=', 'trader.market').onRef('of.participant', '=', 'trader.participant'),
        )
        .select(['trader.trader', 'of.organisation'])
        .where('trader.person', '=', person)
        .where('trader.market', '=', market)
        .orderBy('trader.trader')
        .execute(),
    ]);
    if (row === undefined || row.closed !== null) return null;
    if (row.simulated && this.#gateway?.simulated !== true) return null;
    const organisations = [...new Set(memberships.map(({ organisation }) => organisation))].filter(
      (organisation) => organisation !== '',
    );
    const participants =
      organisations.length === 0
        ? []
        : await db
            .selectFrom('office_participant')
            .select(['participant', 'organisation'])
            .where('market', '=', market)
            .where('organisation', 'in', organisations)
            .orderBy('participant')
            .execute();
    return { memberships, traders, participants };
  }

  async #ofCookie(
    cookie: string | undefined,
    cookies: (lines: readonly string[]) => void,
  ): Promise<Known | null> {
    const token = cookie === undefined ? undefined : this.#cookie.exec(cookie)?.[1];
    if (cookie === undefined || token === undefined) return null;
    const now = Date.now();
    const remembered = this.#sessions.get(token);
    if (remembered !== undefined && now < remembered.until) return remembered.known;
    this.#sessions.delete(token);
    const begun = await this.#people.sessionOf(cookie);
    if (begun === null) return null;
    const of = await this.#ofPerson(begun.person.id);
    if (of === null) return null;
    cookies(begun.cookies);
    const known: Known = {
      ...of,
      account: begun.person,
      session: begun.session,
      key: null,
      name: begun.person.name,
      isPerson: true,
      scopes: null,
    };
    const oldest = this.#sessions.keys().next();
    if (this.#sessions.size >= REMEMBERED && !oldest.done) this.#sessions.delete(oldest.value);
    this.#sessions.set(token, { known, until: now + REMEMBER_MS });
    return known;
  }

  #identityOf(known: Known, as: string | undefined): Identity {
    const person = known.account?.id ?? known.key?.person ?? null;
    const callers = this.#callersOf(known);
    if (as === undefined) return { ...known, person, callers, caller: callers[0] ?? null };
    const caller = callers.find(({ role, trader }) => role === 'trader' && String(trader) === as);
    if (caller === undefined) throw new ApiError('not-allowed', `Trader ${as.slice(0, 20)} is not yours.`);
    return { ...known, person, callers, caller };
  }

  /**
   * For whom one may act or look: the operator first, then one's traders who may act today, then everybody's reader,
   * then readers of one's organisations. A number ties a person to a trader; only a role lets it act.
   */
  #callersOf(known: Known): Caller[] {
    const gateway = this.#gateway;
    if (gateway === undefined) return [];
    const callers: Caller[] = [];
    if (isAllowed(known, 'market.operate')) callers.push(OPERATOR);
    const trading = new Set(grantsOf(known, 'market.trade').map(({ organisation }) => organisation));
    for (const { trader, organisation } of known.traders) {
      // Of a key the market's door says why it may not act.
      const acts = known.key !== null || checkTrader(gateway.market, trader) === 0;
      if (trading.has(organisation) && acts) callers.push(gateway.callerOf(trader));
    }
    const reading = grantsOf(known, 'market.own');
    if (reading.some(({ role }) => role === 'operator' || role === 'clearing' || role === 'auditor'))
      callers.push(READER);
    const own = new Set(reading.map(({ organisation }) => organisation));
    for (const { participant, organisation } of known.participants) {
      if (own.has(organisation)) callers.push({ role: 'reader', trader: 0, participant });
    }
    return callers;
  }
}

/** Refuses the key of a trader who may not act, and of another market. Errors: ApiError unauthorized, trader-inactive. */
export function checkMarketKey(gateway: Gateway, identity: Identity | null): void {
  const key = identity?.key;
  if (key === null || key === undefined) return;
  if (key.market !== null && key.market !== gateway.journal.market.id)
    throw new ApiError('unauthorized', 'The key is of another market.');
  if (key.trader === 0) return;
  const code = checkTrader(gateway.market, key.trader);
  if (code !== 0) throw new ApiError('trader-inactive', rejectionOf(code).text);
}

/** Refuses who may not. Errors: ApiError unauthenticated, not-allowed. */
export function mustBeAllowed(identity: Identity | null, action: Action, asked: Asked = {}): void {
  if (isAllowed(identity, action, asked)) return;
  if (identity === null)
    throw new ApiError('unauthenticated', 'Nobody is logged in, and there is no access key.');
  throw new ApiError('not-allowed', `This needs the permission '${action}'.`);
}

/** The identity of a request whose action is for people or programs that are known. Errors: ApiError unauthenticated. */
export function identityOf({ identity }: FastifyRequest): Identity {
  if (identity === null) throw new ApiError('unauthenticated', 'Nobody is logged in.');
  return identity;
}

/** The person of a request whose action is for people. Errors: ApiError unauthenticated. */
export function personOf(request: FastifyRequest): Person {
  const { account } = identityOf(request);
  if (account === null) throw new ApiError('not-allowed', 'This is for people, not for access keys.');
  return account;
}

/** Who acts, for the audit log. */
export function auditActor(request: FastifyRequest): AuditActor {
  const { identity } = request;
  return {
    person: identity?.person ?? null,
    accessKey: identity?.key?.id ?? null,
    via: identity?.key ? 'key' : 'web',
    address: request.ip,
  };
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** An address with its action, as the test of permissions walks them. */
export interface GuardedRoute {
  readonly method: string;
  readonly url: string;
  readonly action: Action;
  readonly dependsOnAddress: boolean;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every address below /api with what it does. */
    guarded: GuardedRoute[];
  }
}

/** Puts the identity and the permission before every address of the API. */
export function admit(app: Api, { people, identities }: Context): void {
  app.decorateRequest('identity', null);
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  // Scopes give their routes an action after this hook has seen them.
  app.addHook('onReady', async () => {
    for (const { method, url, config } of routes) {
      const action = config?.action;
      if (action === undefined) throw new Error(`the address ${String(method)} ${url} names no action`);
      for (const one of [method].flat()) {
        if (one !== 'HEAD')
          app.guarded.push({ method: one, url, action, dependsOnAddress: config?.asked !== undefined });
      }
    }
  });
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    // What is refused before it becomes a WebSocket is answered by nobody who would close its connection.
    if (request.headers.upgrade !== undefined)
      reply.raw.once('finish', () => request.raw.socket.destroySoon());
    checkOrigin(request, people.publicUrl);
    request.identity = await identities.find(
      {
        authorization: request.headers.authorization,
        cookie: request.headers.cookie,
        as: headerOf(request, ACTING_AS),
      },
      (lines) => {
        for (const line of lines) reply.header('set-cookie', line);
      },
    );
    const { action, asked } = request.routeOptions.config;
    if (action !== undefined) mustBeAllowed(request.identity, action, asked?.(request));
  });
}

/** Gives all addresses that a scope registers from then on an action, where they name none of their own. */
export function actionOfScope(app: Api, action: (route: { method: string; url: string }) => Action): void {
  app.addHook('onRoute', (route) => {
    const [method = 'GET'] = [route.method].flat();
    route.config = { action: action({ method, url: route.url }), ...route.config };
  });
}
