/**
 * Logging in and what belongs to it, below /api/auth. Each address hands a checked request to better-auth, and words
 * its answer as Kirmash words answers; of better-auth's addresses, no others are reachable.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';
import { audit } from '#access/audit.ts';
import { clearFailures, takeAttempt } from '#access/lock-out.ts';
import { ADDRESS_HEADER, AUTH_PATH } from '#access/people.ts';
import type { Action } from '#access/permissions.ts';
import * as wire from '#wire/people.ts';
import { ApiError, type ErrorCode } from '../errors.ts';
import { auditActor } from '../identity.ts';
import type { Context, Routes } from '../routes.ts';

const tags = ['Account'];

/** What better-auth calls an error, and what Kirmash does. */
const ERRORS_OF: { readonly [code: string]: ErrorCode } = {
  INVALID_EMAIL_OR_PASSWORD: 'log-in-failed',
  EMAIL_NOT_VERIFIED: 'mailbox-unproven',
  INVALID_PASSWORD: 'wrong-password',
  INVALID_CODE: 'wrong-code',
  INVALID_BACKUP_CODE: 'wrong-code',
  INVALID_TWO_FACTOR_COOKIE: 'log-in-expired',
  ACCOUNT_TEMPORARILY_LOCKED: 'locked-out',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'locked-out',
  INVALID_TOKEN: 'link-expired',
  TOKEN_EXPIRED: 'link-expired',
  USER_NOT_FOUND: 'link-expired',
  TOTP_ALREADY_ENABLED: 'two-factor-state',
  TOTP_NOT_ENABLED: 'two-factor-state',
  TWO_FACTOR_NOT_ENABLED: 'two-factor-state',
  BACKUP_CODES_NOT_ENABLED: 'two-factor-state',
  UNAUTHORIZED: 'unauthenticated',
};

interface Answer {
  readonly status: number;
  readonly body: { readonly [field: string]: unknown };
}

/** Asks better-auth as the sender of a request; passes its cookies on. Errors: ApiError, none for refusals. */
async function ask(
  { people, identities }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  body: object | null,
): Promise<Answer> {
  const headers = new Headers({
    // Where the request comes from was checked before.
    origin: people.publicUrl,
    [ADDRESS_HEADER]: request.ip,
  });
  for (const name of ['cookie', 'user-agent'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  if (body !== null) headers.set('content-type', 'application/json');
  const answer = await people.handle(
    new Request(`${people.publicUrl}${AUTH_PATH}${path}`, {
      method: body === null ? 'GET' : 'POST',
      headers,
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    }),
  );
  identities.forget();
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
  const text = await answer.text();
  if (answer.status === 429) {
    const wait = Number(answer.headers.get('x-retry-after') ?? 60);
    if (answer.headers.has('x-retry-after'))
      throw new ApiError('too-many-requests', `Try again in ${wait} seconds.`);
  }
  const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: answer.status, body: (parsed ?? {}) as Answer['body'] };
}

/** Errors: the ApiError that an answer stands for, where it is a refusal. */
function refuse({ status, body }: Answer): void {
  if (status < 400) return;
  const code = ERRORS_OF[String(body.code)];
  if (code !== undefined) throw new ApiError(code, String(body.message ?? ''));
  if (status === 401) throw new ApiError('unauthenticated', 'Nobody is logged in.');
  if (status === 429) throw new ApiError('locked-out', String(body.message ?? ''));
  if (status < 500) throw new ApiError('bad-request', String(body.message ?? 'The request is not valid.'));
  throw new Error(`better-auth answered ${status}: ${String(body.message ?? '')}`);
}

interface Address<Body extends TSchema, Out extends TSchema> {
  readonly url: string;
  readonly operationId: string;
  readonly summary: string;
  readonly action: Action;
  readonly body: Body;
  readonly answer: Out;
  handle(
    body: Static<Body>,
    request: FastifyRequest,
    reply: FastifyReply,
    forward: (path: string, body: object | null) => Promise<Answer>,
  ): Promise<Static<Out>>;
}

/** Gives an address the types of its own schemas. */
function at<Body extends TSchema, Out extends TSchema>(
  address: Address<Body, Out>,
): Address<TSchema, TSchema> {
  return address as unknown as Address<TSchema, TSchema>;
}

const DONE = { done: true } as const;

export const auth: Routes = async (app, context) => {
  const { people } = context;
  const { db, mailer } = people;
  const log = async (
    request: FastifyRequest,
    action: string,
    person: string | null,
    after?: unknown,
  ): Promise<void> => {
    const actor = auditActor(request);
    await audit(
      db,
      { ...actor, person: actor.person ?? person },
      {
        action,
        ...(person === null ? {} : { subject: { kind: 'person', id: person } }),
        ...(after === undefined ? {} : { after }),
      },
    );
  };
  const findPerson = (email: string) =>
    db
      .selectFrom('person')
      .select(['id', 'name', 'email', 'language', 'closed'])
      .where('email', '=', email.toLowerCase())
      .executeTakeFirst();
  /** Hands on as it is, and logs a success under a name. */
  const passOn =
    (path: string, logged?: string) =>
    async (
      body: object,
      request: FastifyRequest,
      _reply: FastifyReply,
      forward: (path: string, body: object | null) => Promise<Answer>,
    ): Promise<Answer['body']> => {
      const answer = await forward(path, body);
      refuse(answer);
      if (logged !== undefined) await log(request, logged, request.identity?.person ?? null);
      return answer.body;
    };

  const addresses = [
    at({
      url: '/sign-up',
      operationId: 'signUp',
      summary: 'Make an account; it has no roles, and a link by mail proves the address',
      action: 'account.enter',
      body: wire.SignUpIn,
      answer: wire.Done,
      async handle(body, request, _reply, forward) {
        const { language = request.language, ...rest } = body;
        refuse(await forward('/sign-up/email', { ...rest, language }));
        const person = await findPerson(body.email);
        await log(request, 'account.asked', person?.id ?? null);
        return DONE;
      },
    }),
    at({
      url: '/log-in',
      operationId: 'logIn',
      summary: 'Begin a session with address and password; perhaps a second factor is still needed',
      action: 'account.enter',
      body: wire.LogInIn,
      answer: wire.LogInOut,
      async handle({ email, password, remember = true }, request, _reply, forward) {
        const attempt = await takeAttempt(db, email);
        const person = await findPerson(email);
        if (attempt.lockedUntil !== null)
          throw new ApiError('locked-out', `Until ${attempt.lockedUntil.toISOString()}.`);
        // A closed account is as none.
        const asked = person?.closed ? `${person.id}@closed.invalid` : email;
        const answer = await forward('/sign-in/email', { email: asked, password, rememberMe: remember });
        if (answer.status === 401) {
          await log(request, 'session.refused', person?.id ?? null);
          if (attempt.last) {
            await log(request, 'person.locked-out', person?.id ?? null);
            if (person) await mailer.write('locked-out', person, `${people.publicUrl}/account/forgotten`);
          }
        }
        refuse(answer);
        await clearFailures(db, email);
        const secondFactor = answer.body.twoFactorRedirect === true;
        if (!secondFactor) await log(request, 'session.begun', person?.id ?? null);
        return { secondFactor };
      },
    }),
    at({
      url: '/second-factor',
      operationId: 'giveCode',
      summary:
        'Give the code of the authenticator app: to finish a log-in, or to switch the second factor on',
      action: 'account.enter',
      body: wire.TotpIn,
      answer: wire.Done,
      async handle(body, request, _reply, forward) {
        const answer = await forward('/two-factor/verify-totp', body);
        if (answer.status === 401)
          await log(request, 'second-factor.refused', request.identity?.person ?? null);
        refuse(answer);
        const { user } = answer.body as { user?: { id?: string } };
        const person = user?.id ?? null;
        await log(request, request.identity === null ? 'session.begun' : 'second-factor.on', person);
        return DONE;
      },
    }),
    at({
      url: '/recovery-code',
      operationId: 'giveRecoveryCode',
      summary: 'Finish a log-in with a recovery code, which works once',
      action: 'account.enter',
      body: wire.CodeIn,
      answer: wire.Done,
      async handle(body, request, _reply, forward) {
        const answer = await forward('/two-factor/verify-backup-code', body);
        if (answer.status === 401) await log(request, 'second-factor.refused', null);
        refuse(answer);
        const { user } = answer.body as { user?: { id?: string } };
        await log(request, 'session.begun', user?.id ?? null, { by: 'recovery code' });
        return DONE;
      },
    }),
    at({
      url: '/log-out',
      operationId: 'logOut',
      summary: 'End this session',
      action: 'account.enter',
      body: wire.Nothing,
      answer: wire.Done,
      async handle(_body, request, _reply, forward) {
        const person = request.identity?.person ?? null;
        refuse(await forward('/sign-out', {}));
        if (person !== null) await log(request, 'session.ended', person);
        return DONE;
      },
    }),
    at({
      url: '/forgotten',
      operationId: 'forgotPassword',
      summary:
        'Have a link sent by which a new password is set; the answer is the same for unknown addresses',
      action: 'account.enter',
      body: wire.EmailIn,
      answer: wire.Done,
      async handle(body, request, _reply, forward) {
        const person = await findPerson(body.email);
        if (person?.closed) return DONE;
        refuse(await forward('/request-password-reset', body));
        if (person) await log(request, 'password.asked', person.id);
        return DONE;
      },
    }),
    at({
      url: '/password',
      operationId: 'setPassword',
      summary: 'Set a password by the link that was sent; ends all sessions',
      action: 'account.enter',
      body: wire.ResetIn,
      answer: wire.Done,
      async handle(body, _request, _reply, forward) {
        refuse(await forward('/reset-password', body));
        return DONE;
      },
    }),
    at({
      url: '/confirm',
      operationId: 'confirmAddress',
      summary: 'Prove the address by the link that was sent',
      action: 'account.enter',
      body: wire.TokenIn,
      answer: wire.Done,
      async handle({ token }, _request, _reply, forward) {
        refuse(await forward(`/verify-email?token=${encodeURIComponent(token)}`, null));
        return DONE;
      },
    }),
    at({
      url: '/change-password',
      operationId: 'changePassword',
      summary: 'Change one’s password; ends all other sessions',
      action: 'account.own',
      body: wire.ChangePasswordIn,
      answer: wire.Done,
      async handle(body, request, reply, forward) {
        await passOn('/change-password', 'password.changed')(
          { ...body, revokeOtherSessions: true },
          request,
          reply,
          forward,
        );
        const account = request.identity?.account;
        if (account) await mailer.write('password-changed', account, `${people.publicUrl}/account/forgotten`);
        return DONE;
      },
    }),
    at({
      url: '/second-factor/prepare',
      operationId: 'prepareSecondFactor',
      summary: 'Get what the authenticator app needs; a code then switches the second factor on',
      action: 'account.own',
      body: wire.PasswordIn,
      answer: wire.TwoFactorOut,
      async handle(body, request, reply, forward) {
        const answer = await passOn('/two-factor/enable')(body, request, reply, forward);
        return { uri: String(answer.totpURI), recoveryCodes: answer.backupCodes as string[] };
      },
    }),
    at({
      url: '/second-factor/recovery-codes',
      operationId: 'renewRecoveryCodes',
      summary: 'New recovery codes; the old ones work no more',
      action: 'account.own',
      body: wire.PasswordIn,
      answer: wire.RecoveryCodesOut,
      async handle(body, request, reply, forward) {
        const answer = await passOn('/two-factor/generate-backup-codes', 'second-factor.codes')(
          body,
          request,
          reply,
          forward,
        );
        return { recoveryCodes: answer.backupCodes as string[] };
      },
    }),
    at({
      url: '/second-factor/off',
      operationId: 'endSecondFactor',
      summary: 'Switch the second factor off',
      action: 'account.own',
      body: wire.PasswordIn,
      answer: wire.Done,
      async handle(body, request, reply, forward) {
        await passOn('/two-factor/disable', 'second-factor.off')(body, request, reply, forward);
        return DONE;
      },
    }),
  ];

  for (const { url, operationId, summary, action, body, answer, handle } of addresses) {
    app.post(
      `/auth${url}`,
      {
        config: { action },
        bodyLimit: 16 * 1024,
        schema: { operationId, summary, tags, querystring: Type.Object({}), body, response: { 200: answer } },
      },
      async (request, reply) => {
        reply.header('cache-control', 'no-store');
        return handle(request.body, request, reply, (path, sent) => ask(context, request, reply, path, sent));
      },
    );
  }
};
