/** What `serve` and `demo` share: database, web application, server, and an orderly end. */
import { flushCompileCache } from 'node:module';
import { createServer } from 'node:net';
import { isLoopback } from '#api/headers.ts';
import type { Gateway } from '#api/market/gateway.ts';
import { Failure } from '#base/failure.ts';
import { explainFileError } from '#storage/explain.ts';
import { API_ONLY, type Context, type Given } from './command.ts';
import { publicUrlOf } from './config.ts';
import { type Instance, openInstance } from './instance.ts';
import { openMarket } from './market.ts';
import { ensureWeb, WEB_FOLDER } from './web-build.ts';

// Requests under way may end in this time after the signal to stop.
const CLOSE_WITHIN_MS = 5_000;

export interface Serving {
  /** The market that is run; it is made where there is none. */
  readonly market: { readonly name: string; readonly simulated: boolean };
  /** Runs once the database is open, beside the build of the web application. */
  prepare?(instance: Instance, signal: AbortSignal): Promise<void>;
  /** Runs once the server answers at an address, where the market runs. Gives lines to be shown, and what ends it. */
  served?(instance: Instance, gateway: Gateway, address: string): Promise<Served>;
}

interface Served {
  readonly lines: readonly string[];
  close(): Promise<void>;
}

/**
 * Refuses a database that holds a market of the other kind: what is invented is never served beside what is real.
 * Errors: Failure.
 */
async function refuseOtherKind({ storage, place }: Instance, { name, simulated }: Serving['market']) {
  const other = await storage.db
    .selectFrom('journal_market')
    .select('name')
    .where('simulated', '<>', simulated)
    .where('name', '<>', name)
    .executeTakeFirst();
  if (other === undefined) return;
  const holds = simulated ? 'a real market' : "a simulated market, kirmash demo's";
  throw new Failure(
    `${place} holds ${holds} ('${other.name}'): choose another data folder, as in KIRMASH_HOME=~/${simulated ? 'kirmash-demo' : 'kirmash'}.`,
  );
}

/**
 * Serves until the signal, or until the database is lost. A market that can't be run, or stops, leaves the rest served.
 * Errors: Failure; whatever was opened is closed, in reverse order, however it ends.
 */
export async function serve(context: Context, given: Given, serving: Serving): Promise<number> {
  const { config, signal, steps, print } = context;
  await using opened = new AsyncDisposableStack();
  // The server's code is loaded while the database starts.
  const code = Promise.all([
    import('#api/server.ts'),
    import('#api/web.ts'),
    import('#api/market/gateway.ts'),
    Promise.all([import('#access/people.ts'), import('#access/mail.ts')]),
  ]);
  code.catch(() => {});
  const instance = await openInstance(context);
  opened.defer(instance.close);
  await refuseOtherKind(instance, serving.market);
  await checkPort(config.host, config.port);

  // Whichever of the two fails ends the other.
  const both = new AbortController();
  const linked = AbortSignal.any([signal, both.signal]);
  const apiOnly = given.flags.has(API_ONLY.name);
  const market = code.then(([, , { openGateway }]) =>
    openMarket({ context, instance, ...serving.market, openGateway }),
  );
  // Closed after the server, which brings commands and answers, and before the database.
  opened.defer(async () => (await market.catch(() => undefined))?.close());
  const work = [
    apiOnly ? null : buildWeb({ ...context, signal: linked }),
    serving.prepare?.(instance, linked),
    market,
  ];
  try {
    await Promise.all(work);
  } catch (error) {
    both.abort(error);
    await Promise.allSettled(work);
    throw error;
  }
  signal.throwIfAborted();

  const [{ buildServer }, { serveWeb }, , [{ openPeople }, { openMailer }]] = await code;
  const gateway = (await market)?.gateway;
  const { db } = instance.storage;
  const mailer = openMailer(db, config.smtpUrl);
  opened.defer(mailer.close);
  const people = await openPeople({
    db,
    mailer,
    publicUrl: publicUrlOf(config),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const app = await buildServer({
    storage: instance.storage,
    people,
    behindProxy: config.publicUrl !== null,
    loopbackOnly: isLoopback(config.host),
    ...(gateway ? { market: gateway } : {}),
  });
  if (!apiOnly) await serveWeb(app, WEB_FOLDER);
  opened.defer(async () => {
    const timer = setTimeout(() => app.server.closeAllConnections(), CLOSE_WITHIN_MS);
    await app.close();
    clearTimeout(timer);
  });
  let address: string;
  try {
    address = await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    throw explainListenError(error, config.host, config.port) ?? error;
  }
  const served = gateway && (await serving.served?.(instance, gateway, address));
  if (served) opened.defer(served.close);
  signal.throwIfAborted();
  instance.announce(address);
  print(
    [
      '',
      `Kirmash is ready:  ${address}`,
      ...(served?.lines ?? []),
      `The data lies in:  ${instance.place}`,
      'To stop it:        Ctrl-C',
    ].join('\n'),
  );
  flushCompileCache();
  const reason = await Promise.race([
    instance.lost,
    new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null))),
  ]);
  if (reason) throw reason;
  steps.note('stopping');
  return 0;
}

async function buildWeb({ steps, signal }: Context): Promise<void> {
  const state = await steps.step('Web application', (step) =>
    ensureWeb(() => step.progress('building'), signal),
  );
  if (state === 'outdated') {
    steps.note('The web application is older than its sources, and what builds it is not installed.');
  } else if (state === 'missing') {
    steps.note(
      'The web application is not built, and what builds it is not installed: only the API answers.',
    );
  }
}

/** Refuses a port that is taken before work is put into the start. Errors: Failure. */
async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen(port, host, resolve);
    });
  } catch (error) {
    throw explainListenError(error, host, port) ?? error;
  } finally {
    probe.close();
  }
}

function explainListenError(error: unknown, host: string, port: number): Failure | null {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new Failure(
        `Port ${port} is taken by another program: stop that program or choose another port, as in PORT=${port + 1 > 65535 ? 4001 : port + 1}.`,
      );
    case 'EACCES':
      return explainFileError(error, `Port ${port} can't be opened`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new Failure(`HOST is '${host}', which is not an address of this machine.`);
    default:
      return null;
  }
}
