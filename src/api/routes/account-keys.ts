/** One's own access keys: what programs show to act as a person, within scopes. */
import { Type } from 'typebox';
import { audit } from '#access/audit.ts';
import { issuePersonKey, type ListedKey, listPersonKeys, revokePersonKey } from '#access/keys.ts';
import { isAllowed, KEY_SCOPES } from '#access/permissions.ts';
import { Failure } from '#base/failure.ts';
import { LanguageQuery } from '#wire/common.ts';
import * as wire from '#wire/people.ts';
import { ApiError, badRequest } from '../errors.ts';
import { auditActor, type Identity, identityOf, personOf } from '../identity.ts';
import type { Api, Context } from '../routes.ts';
import { provePassword } from './prove-password.ts';

const tags = ['Account'];
const DAY_MS = 86_400_000;
/** A forgotten program is better stopped than a person kept from making another key. */
const MOST_KEYS = 50;

function keyOut({ id, label, scopes, trader, created, expires, revoked }: ListedKey) {
  return {
    id,
    label,
    scopes: [...(scopes ?? [])],
    trader: trader === 0 ? null : trader,
    created: created.toISOString(),
    expires: expires?.toISOString() ?? null,
    revoked: revoked?.toISOString() ?? null,
  };
}

function scopesOf(identity: Identity): string[] {
  return KEY_SCOPES.filter((action) => isAllowed(identity, action));
}

function tradersOf({ callers }: Identity): number[] {
  return callers.flatMap(({ role, trader }) => (role === 'trader' ? [trader] : []));
}

export async function accountKeys(app: Api, context: Context): Promise<void> {
  const { people, identities, market } = context;
  const { db } = people;

  app.get(
    '/account/keys',
    {
      schema: {
        operationId: 'listKeys',
        summary: 'One’s access keys, without their secrets',
        tags,
        querystring: LanguageQuery,
        response: { 200: wire.KeysOut },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const identity = identityOf(request);
      const keys = await listPersonKeys(db, personOf(request).id);
      return { items: keys.map(keyOut), scopes: scopesOf(identity), traders: tradersOf(identity) };
    },
  );

  app.post(
    '/account/keys',
    {
      schema: {
        operationId: 'issueKey',
        summary: 'Make an access key; its secret is shown this once',
        tags,
        body: wire.KeyIn,
        response: { 200: wire.IssuedOut },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { label, scopes, days, trader, password } = request.body;
      const identity = identityOf(request);
      const person = personOf(request);
      const may = scopesOf(identity);
      const beyond = scopes.find((scope) => !may.includes(scope));
      if (beyond !== undefined) throw badRequest('scopes', `'${beyond.slice(0, 60)}' is not yours to give`);
      if (trader !== undefined && !tradersOf(identity).includes(trader))
        throw badRequest('trader', 'is not yours');
      await provePassword(context, request, password);
      const valid = (await listPersonKeys(db, person.id)).filter(
        ({ revoked, expires }) => revoked === null && (expires === null || expires.getTime() > Date.now()),
      );
      if (valid.length >= MOST_KEYS)
        throw new ApiError('already-so', `You have ${MOST_KEYS} valid keys: revoke one first.`);
      const issued = await db
        .transaction()
        .execute(async (tx) => {
          const made = await issuePersonKey(tx, {
            person: person.id,
            market: market?.journal.market.id ?? null,
            trader: trader ?? 0,
            label,
            scopes: [...new Set(scopes)],
            expires: new Date(Date.now() + days * DAY_MS),
          });
          await audit(tx, auditActor(request), {
            action: 'key.issued',
            subject: { kind: 'access-key', id: String(made.key.id) },
            after: { scopes, days, trader: trader ?? null },
          });
          return made;
        })
        .catch((error: unknown) => {
          throw error instanceof Failure ? badRequest('label', error.message) : error;
        });
      const key = { ...issued.key, created: new Date(), revoked: null };
      return { key: keyOut(key), secret: issued.secret };
    },
  );

  app.delete(
    '/account/keys/:key',
    {
      schema: {
        operationId: 'revokeKey',
        summary: 'Make an access key invalid for ever',
        tags,
        params: Type.Object({ key: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) }),
        response: { 200: wire.Done },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { key } = request.params;
      if (!(await revokePersonKey(db, personOf(request).id, key)))
        throw new ApiError('already-so', 'You have no valid key of this number.');
      identities.forget();
      await audit(db, auditActor(request), {
        action: 'key.revoked',
        subject: { kind: 'access-key', id: String(key) },
      });
      return { done: true as const };
    },
  );
}
