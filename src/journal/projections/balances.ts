/** Balances of all accounts, as the frame that the projection has come to leaves them. */
import { ACCOUNT, ACCOUNT_NUMBER, type Market } from '#market/state.ts';
import { MarketMachine } from '../market-machine.ts';
import type { Fold, Projection } from '../projection.ts';
import type { Applied } from '../runner.ts';
import { type Columns, insertRows } from './rows.ts';

const COLUMNS: Columns = {
  account: 'int',
  holder: 'int',
  participant: 'int',
  currency: 'int',
  free: 'bigint',
  orders: 'bigint',
  contracts: 'bigint',
  fees_due: 'bigint',
  transit: 'bigint',
};
const CHANGING = ['free', 'orders', 'contracts', 'fees_due', 'transit'] as const;
const CONFLICT = `(market, account) do update set ${CHANGING.map((name) => `${name} = excluded.${name}`).join(', ')}`;
const NUMBERS = [
  ACCOUNT_NUMBER.free,
  ACCOUNT_NUMBER.orders,
  ACCOUNT_NUMBER.contracts,
  ACCOUNT_NUMBER.feesDue,
  ACCOUNT_NUMBER.transit,
] as const;

/** Not every event that moves money names all accounts it moves, so all are compared with what was written last. */
class BalancesFold implements Fold {
  readonly #market: number;
  #state: Market | undefined;
  waiting = 0;
  /** Balances of each account as they were written last. */
  #written = new Float64Array(0);
  #accounts = 0;

  constructor(market: number) {
    this.#market = market;
  }

  take(_applied: Applied, machine: unknown): void {
    if (!(machine instanceof MarketMachine)) throw new TypeError('balances are those of the market');
    this.#state = machine.market;
    this.waiting = 1;
  }

  async flush(client: Parameters<Fold['flush']>[0]): Promise<void> {
    const state = this.#state;
    if (state === undefined) return;
    const { words, rows } = state.accounts;
    const changed: number[][] = [];
    for (let account = 1; account < rows; account += 1) {
      const balances = this.#balances(state, account);
      const known = account < this.#accounts;
      if (
        known &&
        balances.every((balance, index) => balance === this.#written[account * NUMBERS.length + index])
      )
        continue;
      const at = account * ACCOUNT.stride;
      changed.push([
        account,
        words[at + ACCOUNT.holder] as number,
        words[at + ACCOUNT.participant] as number,
        words[at + ACCOUNT.currency] as number,
        ...balances,
      ]);
    }
    await insertRows(client, 'market_balance', this.#market, COLUMNS, changed, CONFLICT);
  }

  clear(): void {
    const state = this.#state;
    this.waiting = 0;
    if (state === undefined) return;
    const { rows } = state.accounts;
    if (this.#written.length < rows * NUMBERS.length)
      this.#written = new Float64Array(rows * NUMBERS.length * 2);
    for (let account = 1; account < rows; account += 1) {
      this.#written.set(this.#balances(state, account), account * NUMBERS.length);
    }
    this.#accounts = rows;
  }

  #balances(state: Market, account: number): number[] {
    const at = (account * ACCOUNT.stride) / 2;
    return NUMBERS.map((column) => state.accounts.numbers[at + column] as number);
  }
}

export const balances: Projection = {
  name: 'balances',
  version: 1,
  tables: ['market_balance'],
  start: (market) => new BalancesFold(market),
};
