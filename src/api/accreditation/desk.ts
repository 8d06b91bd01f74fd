/**
 * Where decisions on accreditation become commands of the market: kept, sent, and their rows written; what a Kirmash
 * that died left between is finished first.
 */
import type { Command } from '#market/commands.ts';
import {
  type Act,
  finishAct,
  type KeptAct,
  keepAct,
  undoAct,
  waitingActs,
} from '#office/accreditation/acts.ts';
import type { Database } from '#storage/database.ts';
import { ApiError } from '../errors.ts';
import type { Identities } from '../identity.ts';
import { type Gateway, OPERATOR, type Outcome } from '../market/gateway.ts';

/** Country of the exchange, whose calendar counts for deadlines, and its time zone. */
export const HOME = { country: 'BY', timezone: 'Europe/Minsk' } as const;

/** Today in the exchange, as an ISO date. */
export function todayHere(): string {
  return Temporal.Now.plainDateISO(HOME.timezone).toString();
}

/** The number that an act is about: the one that the engine gave, or the one that it was asked about. */
function numberOf(act: Act, { results }: Outcome): number | null {
  if (act.kind === 'change' || act.kind === 'standing') return act.participant;
  if (act.kind === 'endTrader') return act.trader;
  if (act.kind === 'endClient') return act.client;
  for (const result of results ?? []) {
    if (!result.ok) continue;
    for (const event of result.events) {
      if (event.kind === 'accredited' && act.kind === 'accredit') return event.participant;
      if (event.kind === 'traderAdded' && act.kind === 'trader') return event.trader;
      if (event.kind === 'clientAdded' && act.kind === 'client') return event.client;
    }
  }
  return null;
}

export class AccreditationDesk {
  readonly #db: Database;
  readonly #gateway: Gateway;
  readonly #identities: Identities;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(db: Database, gateway: Gateway, identities: Identities) {
    this.#db = db;
    this.#gateway = gateway;
    this.#identities = identities;
  }

  get market(): number {
    return this.#gateway.journal.market.id;
  }

  /** Work that waits for the work before it, whatever became of that: no two decisions at once. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work, work);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Finishes what was left. Errors: those of the gateway; what was left stays. */
  async finishWaiting(): Promise<void> {
    for (const kept of await waitingActs(this.#db, this.market)) await this.#send(kept);
  }

  /**
   * Keeps an act in a transaction of the caller's rows, sends its command, writes what follows; gives the number.
   * Call it in turn. Errors: ApiError market-rejected where the engine does not take it; those of `Gateway.submit`,
   * after which the act may still be finished.
   */
  async perform(kept: KeptAct, rows: (tx: Database) => Promise<void> = async () => {}): Promise<number> {
    await this.#db.transaction().execute(async (tx) => {
      await rows(tx);
      await keepAct(tx, this.market, kept);
    });
    return this.#send(kept);
  }

  async #send(kept: KeptAct): Promise<number> {
    const command: Command = kept.act.command;
    let outcome: Outcome;
    try {
      outcome = await this.#gateway.submit(OPERATOR, [command], `accreditation ${kept.key}`);
    } catch (error) {
      // Nothing was done: it waits for nobody. After an outcome that is not known it does.
      if (error instanceof ApiError && error.code !== 'outcome-unknown')
        await undoAct(this.#db, this.market, kept);
      throw error;
    }
    const [result] = outcome.results ?? [];
    if (result?.ok === false) {
      await undoAct(this.#db, this.market, kept);
      throw new ApiError('market-rejected', `${result.rejection.name}: ${result.rejection.text}`);
    }
    const number = numberOf(kept.act, outcome);
    if (number === null)
      throw new ApiError('outcome-unknown', 'The market has done it, and no longer knows what it came to.');
    const following = await finishAct(this.#db, this.market, kept, number);
    this.#identities.forget();
    for (const next of following) await this.#send(next);
    return number;
  }
}
