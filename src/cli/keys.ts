/** The work of `kirmash key`. */
import { issueKey, listKeys, revokeKey } from '#access/keys.ts';
import { Failure } from '#base/failure.ts';
import type { Database } from '#storage/database.ts';
import { type Context, type Given, MARKET_OPTION, MARKETS } from './command.ts';
import { expectCurrent, openInstance } from './instance.ts';

const USUAL_DAYS = 365;
const MOST_DAYS = 36_500;
const DAY_MS = 86_400_000;
/** Largest number that a trader can have in the market's records. */
const LARGEST_TRADER = 2 ** 31 - 1;

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

/** Opens the database beside whoever runs it, and finds the market. */
async function withMarket(
  context: Context,
  given: Given,
  work: (db: Database, market: { id: number; name: string }) => Promise<void>,
): Promise<number> {
  const name = given.options.get(MARKET_OPTION.name) ?? MARKETS.serve;
  await using opened = new AsyncDisposableStack();
  const instance = await openInstance(context, { share: true, migrate: false });
  opened.defer(instance.close);
  expectCurrent(instance);
  const { db } = instance.storage;
  const market = await db
    .selectFrom('journal_market')
    .select(['id', 'name'])
    .where('name', '=', name)
    .executeTakeFirst();
  if (market === undefined) {
    const demo = name === MARKETS.demo;
    throw new Failure(
      `There is no market '${name}' yet: ${demo || name === MARKETS.serve ? `kirmash ${demo ? 'demo' : 'serve'} makes it` : `Kirmash runs '${MARKETS.serve}' and '${MARKETS.demo}'`}.`,
    );
  }
  await work(db, market);
  return 0;
}

export async function runIssue(context: Context, given: Given): Promise<number> {
  const [who = '', label = ''] = given.parameters;
  const trader = who === 'operator' ? 0 : wholeNumber(who, 1, LARGEST_TRADER);
  if (trader === undefined) {
    throw new Failure(`'${who}' is neither the number of a trader nor 'operator'.`);
  }
  const daysText = given.options.get('days') ?? String(USUAL_DAYS);
  const days = wholeNumber(daysText, 0, MOST_DAYS);
  if (days === undefined) {
    throw new Failure(`'${daysText}' is not a number of days from 0 to ${MOST_DAYS}.`);
  }
  const expires = days === 0 ? null : new Date(Date.now() + days * DAY_MS);
  return withMarket(context, given, async (db, market) => {
    const { key, secret } = await issueKey(db, { market: market.id, trader, label, expires });
    const whom = trader === 0 ? 'the operator' : `trader ${trader}`;
    const until = expires === null ? 'without end' : `until ${day(expires)}`;
    context.print(`Key ${key.id} of market ${market.name} for ${whom}, ${until}. It is shown this once:`);
    context.print('');
    context.print(secret);
  });
}

export async function runList(context: Context, given: Given): Promise<number> {
  return withMarket(context, given, async (db, market) => {
    const keys = await listKeys(db, market.id);
    if (keys.length === 0) context.print(`Market ${market.name} has no keys.`);
    for (const { id, trader, label, created, expires, revoked } of keys) {
      const whom = trader === 0 ? 'operator' : `trader ${trader}`;
      const state =
        revoked !== null
          ? `revoked ${day(revoked)}`
          : expires === null
            ? 'valid without end'
            : `${expires.getTime() > Date.now() ? 'valid until' : 'expired'} ${day(expires)}`;
      context.print(
        `${String(id).padStart(4)}  ${whom.padEnd(12)}  ${state.padEnd(22)}  issued ${day(created)}  ${label}`,
      );
    }
  });
}

export async function runRevoke(context: Context, given: Given): Promise<number> {
  const [text = ''] = given.parameters;
  const id = wholeNumber(text, 1, LARGEST_TRADER);
  return withMarket(context, given, async (db, market) => {
    if (id === undefined || !(await revokeKey(db, market.id, id))) {
      throw new Failure(`Market ${market.name} has no valid key ${text}: kirmash key list shows them.`);
    }
    context.print(`Key ${id} of market ${market.name} is revoked.`);
  });
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
