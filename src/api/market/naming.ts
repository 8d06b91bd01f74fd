/**
 * Defining something and naming it: the command first, since the market gives the number, then the names. What a
 * Kirmash that died between the two left is finished before the next one answers.
 */
import { randomUUID } from 'node:crypto';
import type { Command } from '#market/commands.ts';
import { type NamedKind, type Names, numberNamed, writeNames } from '#office/names.ts';
import { beginNaming, endNaming, type Naming, waitingNamings } from '#office/naming.ts';
import type { NamedAnswer } from '#wire/office.ts';
import { ApiError, badRequest } from '../errors.ts';
import type { MarketContext } from './context.ts';
import { OPERATOR, type Outcome } from './gateway.ts';

/** The number that a command gave, which is in its one event; null where it was rejected, or is forgotten. */
function numberOf(kind: NamedKind, { results }: Outcome): number | null {
  const [result] = results ?? [];
  if (result === undefined || !result.ok) return null;
  for (const event of result.events) {
    if (kind === 'section' && event.kind === 'sectionDefined') return event.section;
    if (kind === 'instrument' && event.kind === 'instrumentDefined') return event.instrument;
    if (kind === 'session' && event.kind === 'sessionAnnounced') return event.session;
  }
  return null;
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What must be its own in the market: the code of a section, the symbol of an instrument. */
function uniqueOf(kind: NamedKind, names: Names[NamedKind]): string | null {
  if (kind === 'section' && 'code' in names) return names.code;
  return kind === 'instrument' && 'symbol' in names ? names.symbol : null;
}

/** Names the things of one market, one after the other, so that no two get the same code. */
export class NameDesk {
  readonly #context: MarketContext;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(context: MarketContext) {
    this.#context = context;
  }

  get #market(): number {
    return this.#context.gateway.journal.market.id;
  }

  /** Waits for those before, whatever became of them. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work, work);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Errors: ApiError name-taken; unknown-entity for a product that the registry does not have. */
  async #check(kind: NamedKind, names: Names[NamedKind], number: number | null): Promise<void> {
    const { db } = this.#context.storage;
    const text = uniqueOf(kind, names);
    if (text !== null && kind !== 'session') {
      const owner = await numberNamed(db, this.#market, kind, text);
      if (owner !== null && owner !== number)
        throw new ApiError('name-taken', `${text} is what ${kind} ${owner} is called.`);
    }
    if ('timezone' in names && !isTimezone(names.timezone))
      throw badRequest('timezone', 'is none of the tz database');
    if (!('product' in names) || names.product === null) return;
    const found = await db
      .selectFrom('entity')
      .select('kind')
      .where('id', '=', names.product)
      .executeTakeFirst();
    if (found?.kind !== 'product')
      throw new ApiError('unknown-entity', `The registry has no product '${names.product}'.`);
  }

  /**
   * Sends the command and writes the names under the number that it gave. The same key gives the same answer.
   * Errors: ApiError as above, and those of `Gateway.submit`; after outcome-unknown the next start knows.
   */
  define<K extends NamedKind>(
    kind: K,
    command: Command,
    names: Names[K],
    idempotencyKey: string = randomUUID(),
  ): Promise<NamedAnswer> {
    const { gateway, storage } = this.#context;
    const naming: Naming<K> = { market: this.#market, key: idempotencyKey, kind, names };
    return this.#inTurn(async () => {
      const before = gateway.doneUnder(OPERATOR, idempotencyKey);
      await this.#check(kind, names, before === null ? null : numberOf(kind, before));
      await beginNaming(storage.db, naming);
      let outcome: Outcome;
      try {
        outcome = await gateway.submit(OPERATOR, [command], idempotencyKey);
      } catch (error) {
        const isKnown = error instanceof ApiError && error.code !== 'outcome-unknown';
        if (isKnown) await endNaming(storage.db, naming, null);
        throw error;
      }
      const number = numberOf(kind, outcome);
      await endNaming(storage.db, naming, number);
      const [result] = outcome.results ?? [];
      return {
        accepted: number !== null,
        number,
        rejection: result?.ok === false ? result.rejection : null,
        repeated: outcome.repeated,
      };
    });
  }

  /** Gives something that there is other names. Errors: ApiError name-taken, unknown-entity. */
  rename<K extends NamedKind>(kind: K, number: number, names: Names[K]): Promise<void> {
    return this.#inTurn(async () => {
      await this.#check(kind, names, number);
      await writeNames(this.#context.storage.db, this.#market, kind, number, names, true);
    });
  }

  /** Writes the names that were left waiting, where their command was executed, and drops the others. */
  finish(): Promise<void> {
    const { gateway, storage } = this.#context;
    return this.#inTurn(async () => {
      for (const naming of await waitingNamings(storage.db, this.#market)) {
        const outcome = gateway.doneUnder(OPERATOR, naming.key);
        await endNaming(storage.db, naming, outcome === null ? null : numberOf(naming.kind, outcome));
      }
    });
  }
}
