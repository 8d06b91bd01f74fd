/**
 * Accounts of people: better-auth on Kirmash's own tables. It keeps sessions, second factors, and what is sent by mail
 * to prove a mailbox; Kirmash hashes passwords, says what may be asked of it, and counts failures.
 */
import { kyselyAdapter } from '@better-auth/kysely-adapter';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Database } from '#storage/database.ts';
import { audit, SYSTEM } from './audit.ts';
import { clearFailures } from './lock-out.ts';
import { languageOr, type Mailer } from './mail.ts';
import { hashPassword, isPassword } from './password.ts';
import { keptSecret } from './secret.ts';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

export const SESSION_S = 7 * DAY_S;
/** A session is prolonged when it is used, at most so often. */
const PROLONG_S = DAY_S;
export const LEAST_PASSWORD = 10;
export const MOST_PASSWORD = 128;
/** Links sent by mail. */
const LINK_S = HOUR_S;
export const INVITATION_S = 7 * DAY_S;

/** The header by which the API tells better-auth the network address of the caller; what clients send is dropped. */
export const ADDRESS_HEADER = 'x-kirmash-address';
const PERSON_HEADER = 'x-kirmash-person';
/** Where better-auth's own addresses lie. */
export const AUTH_PATH = '/api/auth';

/** How often an address may be asked from one network address: so many in so many seconds. */
export interface RateRule {
  readonly window: number;
  readonly max: number;
}

const RATES: { readonly [path: string]: RateRule } = {
  '/sign-in/email': { window: MINUTE_S, max: 30 },
  '/sign-up/email': { window: HOUR_S, max: 20 },
  '/request-password-reset': { window: HOUR_S, max: 10 },
  '/send-verification-email': { window: HOUR_S, max: 10 },
  '/reset-password': { window: MINUTE_S, max: 10 },
  '/two-factor/*': { window: MINUTE_S, max: 20 },
  '/change-password': { window: MINUTE_S, max: 10 },
};
const ANY_RATE: RateRule = { window: MINUTE_S, max: 300 };

export interface PeopleOptions {
  readonly db: Database;
  readonly mailer: Mailer;
  /** Under which people reach Kirmash, without a slash at the end: links in mail begin with it. */
  readonly publicUrl: string;
  /** Where warnings and faults of better-auth go. */
  readonly log?: (line: string) => void;
  /** False in tests that ask more often than a person would. */
  readonly limitRates?: boolean;
}

function build({ db, mailer, publicUrl, log, limitRates = true }: PeopleOptions, secret: string) {
  const link = (path: string, token: string): string =>
    `${publicUrl}/account/${path}?token=${encodeURIComponent(token)}`;
  const languageOf = async (person: string): Promise<string> =>
    (await db.selectFrom('person').select('language').where('id', '=', person).executeTakeFirst())
      ?.language ?? 'en';
  const write = async (
    kind: Parameters<Mailer['write']>[0],
    user: { readonly id: string; readonly name: string; readonly email: string },
    to: string,
  ): Promise<void> => mailer.write(kind, { ...user, language: await languageOf(user.id) }, to);

  return betterAuth({
    appName: 'Kirmash',
    baseURL: publicUrl,
    basePath: AUTH_PATH,
    secret,
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      disableColors: true,
      log: (level, message) => log?.(`better-auth: ${level}: ${message}`),
    },
    database: kyselyAdapter(db, { type: 'postgres', transaction: true }),
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: { language: { type: 'string', required: false, defaultValue: 'en', input: true } },
    },
    session: {
      modelName: 'person_session',
      fields: {
        userId: 'person',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: SESSION_S,
      updateAge: PROLONG_S,
    },
    account: {
      modelName: 'person_account',
      fields: {
        userId: 'person',
        accountId: 'account',
        providerId: 'provider',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      accountLinking: { enabled: false },
    },
    verification: {
      modelName: 'person_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
      // Who reads the database finds no link that works.
      storeIdentifier: 'hashed',
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: LEAST_PASSWORD,
      maxPasswordLength: MOST_PASSWORD,
      resetPasswordTokenExpiresIn: LINK_S,
      revokeSessionsOnPasswordReset: true,
      password: { hash: hashPassword, verify: isPassword },
      sendResetPassword: async ({ user, token }) => write('reset', user, link('password', token)),
      onExistingUserSignUp: async ({ user }) => write('known', user, `${publicUrl}/account/forgotten`),
      onPasswordReset: async ({ user }) => {
        // The link came by mail, so the mailbox is the person's.
        await db.updateTable('person').set({ email_verified: true }).where('id', '=', user.id).execute();
        await clearFailures(db, user.email);
        await audit(
          db,
          { ...SYSTEM, person: user.id, via: 'web' },
          {
            action: 'password.reset',
            subject: { kind: 'person', id: user.id },
          },
        );
        await write('password-changed', user, `${publicUrl}/account/forgotten`);
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      expiresIn: LINK_S,
      sendVerificationEmail: async ({ user, token }) => write('verify', user, link('verify', token)),
    },
    plugins: [
      twoFactor({
        issuer: 'Kirmash',
        twoFactorTable: 'person_two_factor',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            fields: {
              userId: 'person',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      {
        id: 'kirmash-entry',
        endpoints: {
          /** Logs in a person of the demo without a password. Not an address: only the server can call it. */
          enterAs: createAuthEndpoint.serverOnly({ method: 'POST' }, async (context) => {
            const person = context.headers?.get(PERSON_HEADER) ?? '';
            const user = await context.context.internalAdapter.findUserById(person);
            if (user === null) throw new Error(`there is no person ${person}`);
            const session = await context.context.internalAdapter.createSession(person);
            await setSessionCookie(context, { session, user });
            return { person };
          }),
        },
      },
    ],
    rateLimit: {
      enabled: limitRates,
      storage: 'database',
      modelName: 'person_rate',
      fields: { lastRequest: 'last_request' },
      ...ANY_RATE,
      customRules: RATES,
    },
    advanced: {
      cookiePrefix: 'kirmash',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // A test does it once for all.
      database: { validateSchema: false },
    },
  });
}

export type Auth = ReturnType<typeof build>;

/** A person who is logged in. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly twoFactor: boolean;
  readonly simulated: boolean;
}

export interface Begun {
  readonly person: Person;
  readonly session: string;
  /** Cookies to set, where the session was prolonged. */
  readonly cookies: readonly string[];
}

export interface People {
  readonly auth: Auth;
  readonly db: Database;
  readonly mailer: Mailer;
  readonly publicUrl: string;
  /** Name of the cookie of sessions. */
  readonly cookie: string;
  /** Answers one of better-auth's own addresses. */
  handle(request: Request): Promise<Response>;
  /** The person and the session of a cookie header; null where there is none, or the account is closed. */
  sessionOf(cookie: string): Promise<Begun | null>;
  /** Begins a session of a person without a password. Gives the cookies to set. For the demo alone. */
  enterAs(person: string, from?: { address: string; program: string }): Promise<readonly string[]>;
}

/** Opens the accounts on a database. The key of the cookies is made at the first opening. */
export async function openPeople(options: PeopleOptions): Promise<People> {
  const { db, mailer, publicUrl } = options;
  const auth = build(options, await keptSecret(db, 'better-auth'));
  const { authCookies } = await auth.$context;
  return {
    auth,
    db,
    mailer,
    publicUrl,
    cookie: authCookies.sessionToken.name,
    handle: (request) => auth.handler(request),
    async enterAs(person, { address, program } = { address: '', program: '' }) {
      const { headers } = await auth.api.enterAs({
        headers: new Headers({
          [PERSON_HEADER]: person,
          [ADDRESS_HEADER]: address,
          'user-agent': program,
        }),
        returnHeaders: true,
      });
      return headers.getSetCookie();
    },
    async sessionOf(cookie) {
      const { headers, response } = await auth.api.getSession({
        headers: new Headers({ cookie }),
        returnHeaders: true,
      });
      if (response === null) return null;
      const row = await db
        .selectFrom('person')
        .select(['id', 'name', 'email', 'language', 'two_factor_enabled', 'simulated'])
        .where('id', '=', response.user.id)
        .where('closed', 'is', null)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { two_factor_enabled: enabled, language, ...person } = row;
      return {
        person: { ...person, language: languageOr(language), twoFactor: enabled === true },
        session: response.session.id,
        cookies: headers.getSetCookie(),
      };
    },
  };
}
