/**
 * Withdraws a trader's orders when its last connection that asked for it has ended and does not come back in time:
 * those that may be withdrawn, of that trader alone. An orderly stop of the server withdraws at once.
 */
import type { Sequencer } from '#journal/sequencer.ts';
import { COMMAND_ACTOR, COMMANDS } from '#market/commands.ts';
import { RecordBuffer, writeRecord } from '#market/record.ts';
import { type Market, ORDER } from '#market/state.ts';
import { BATCH_COMMANDS } from '../encoding.ts';
import type { Gateway } from '../gateway.ts';

const SECOND_MS = 1_000;
const AGAIN_MS = 100;
const ATTEMPTS = 100;

interface Guarded {
  connections: number;
  graceMs: number;
  timer: NodeJS.Timeout | undefined;
}

/** Slots and generations of a trader's orders that lie in books. */
function ordersOf(market: Market, trader: number): { slot: number; generation: number }[] {
  const { words, stride, rows } = market.orders;
  const found: { slot: number; generation: number }[] = [];
  for (let slot = 1; slot < rows; slot += 1) {
    const at = slot * stride;
    if (words[at + ORDER.trader] !== trader || words[at + ORDER.listing] === 0) continue;
    if (words[at + ORDER.level] !== 0)
      found.push({ slot, generation: words[at + ORDER.generation] as number });
  }
  return found;
}

/** Resolves when all commands that wait now have been executed, or never will be. */
async function executedSoFar(sequencer: Sequencer): Promise<void> {
  let ahead = sequencer.waiting;
  if (ahead === 0) return;
  const executed = Promise.withResolvers<void>();
  const stop = sequencer.listen(({ count }) => {
    ahead -= count;
    if (ahead <= 0) executed.resolve();
  });
  await Promise.race([executed.promise, sequencer.ended]);
  stop();
}

export class Guardian {
  readonly #gateway: Gateway;
  readonly #guarded = new Map<number, Guarded>();
  readonly #withdrawing = new Set<Promise<void>>();

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  /** A connection of a trader asks for it. */
  joined(trader: number, graceSeconds: number): void {
    const guarded = this.#guarded.get(trader) ?? { connections: 0, graceMs: 0, timer: undefined };
    clearTimeout(guarded.timer);
    guarded.timer = undefined;
    guarded.connections += 1;
    guarded.graceMs = graceSeconds * SECOND_MS;
    this.#guarded.set(trader, guarded);
  }

  /** Such a connection has ended. */
  left(trader: number): void {
    const guarded = this.#guarded.get(trader);
    if (guarded === undefined) return;
    guarded.connections -= 1;
    if (guarded.connections > 0) return;
    guarded.timer = setTimeout(() => this.#withdraw(trader), guarded.graceMs);
  }

  /** Withdraws for all who are waited for, now; resolves when that is done. */
  async close(): Promise<void> {
    for (const [trader, { connections, timer }] of [...this.#guarded]) {
      clearTimeout(timer);
      if (connections === 0) this.#withdraw(trader);
    }
    await Promise.all(this.#withdrawing);
  }

  #withdraw(trader: number): void {
    this.#guarded.delete(trader);
    const done = this.#withdrawAll(trader).finally(() => this.#withdrawing.delete(done));
    this.#withdrawing.add(done);
  }

  async #withdrawAll(trader: number): Promise<void> {
    // What the trader had sent may still wait for its frame.
    await executedSoFar(this.#gateway.journal.sequencer);
    // As they are now: what the trader gives after having come back stays.
    const orders = ordersOf(this.#gateway.market, trader);
    const buffer = new RecordBuffer(1 << 10);
    for (let from = 0; from < orders.length; from += BATCH_COMMANDS) {
      buffer.clear();
      for (const order of orders.slice(from, from + BATCH_COMMANDS)) {
        const at = writeRecord(buffer, COMMANDS.cancelOrder, order);
        buffer.words[at + COMMAND_ACTOR] = trader;
      }
      if (!(await this.#submit(buffer, trader))) return;
    }
  }

  /** Submits without counting it towards the participant's rate; gives false where the market has stopped. */
  async #submit(buffer: RecordBuffer, owner: number): Promise<boolean> {
    const { sequencer } = this.#gateway.journal;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const done = Promise.withResolvers<boolean>();
      const { state } = sequencer.submit({
        words: buffer.words,
        from: 0,
        to: buffer.length,
        owner,
        receiver: { answered: () => done.resolve(true), lost: () => done.resolve(false) },
      });
      if (state === 'taken') return done.promise;
      if (state !== 'busy') return false;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
    return false;
  }
}
