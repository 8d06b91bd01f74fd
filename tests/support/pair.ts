/**
 * The market and its slow twin, run side by side: each command goes to both, and what they say must mean the same.
 * Orders are known by the order in which they came, accounts by holder and currency, so that neither side's
 * numbers matter. Deals are compared in their order; the other events of one command as a bag.
 */
import { COMMANDS, type Command } from '#market/commands.ts';
import type { MarketEvent } from '#market/events.ts';
import { stateHash } from '#market/hash.ts';
import { ACCOUNT, type Market } from '#market/state.ts';
import { MarketDriver, type Outcome } from './market.ts';
import { marketSummary, twinSummary } from './summary.ts';
import type { TwinEvent } from './twin/world.ts';
import { Twin } from './twin.ts';

/** The market and its twin do not agree. */
export class Difference extends Error {
  override readonly name = 'Difference';
}

export interface PairOptions {
  /** Compare the whole state after every so many commands. */
  readonly summaryEvery: number;
  /** Look at the hash before and after every so many commands: one that is rejected must leave it as it was. */
  readonly hashEvery: number;
}

const THOROUGH: PairOptions = { summaryEvery: 1, hashEvery: 1 };
const ACCOUNTS = new Set(['account', 'buyAccount', 'sellAccount']);
/** Places of slots in events, and what the order there is called instead. */
const ORDERS: Readonly<Record<string, readonly [generation: string, name: string]>> = {
  slot: ['generation', 'order'],
  buySlot: ['buyGeneration', 'buyOrder'],
  sellSlot: ['sellGeneration', 'sellOrder'],
};
const NAMING = new Set(['orderAccepted', 'lotOffered', 'dealProposed', 'dealConfirmed']);

function text(event: TwinEvent): string {
  const fields = Object.entries(event).filter(([name]) => name !== 'kind');
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `${event.kind} ${fields.map(([name, value]) => `${name} ${value}`).join(', ')}`;
}

/** Fills the fields that a command leaves out. */
export function complete(command: Command): Required<Command> {
  const full: Record<string, number | string> = { actor: 0, time: 0 };
  for (const field of Object.keys(COMMANDS[command.kind].fields)) full[field] = 0;
  return { ...full, ...command } as Required<Command>;
}

/** A market driver that has its twin do the same, and throws a Difference where they part. */
export class Pair extends MarketDriver {
  readonly twin = new Twin();
  private readonly names = new Map<string, number>();
  private readonly options: PairOptions;
  private commands = 0;

  constructor(options: PairOptions = THOROUGH, market?: Market) {
    super(market);
    this.options = options;
  }

  /** The twin's name of an order, 0 where it never was. */
  nameOf(slot: number, generation: number): number {
    return this.names.get(`${slot}.${generation}`) ?? 0;
  }

  override do(command: Command): Outcome {
    const looks = ++this.commands % this.options.hashEvery === 0;
    const before = looks ? stateHash(this.market) : '';
    const outcome = super.do(command);
    if (outcome.rejection !== undefined && looks && stateHash(this.market) !== before)
      throw new Difference(`${outcome.rejection} has changed the state`);

    const full = complete(command);
    const order = 'slot' in full ? this.nameOf(full.slot, full.generation) : 0;
    const answer = this.twin.execute(full, order);
    if (outcome.rejection !== answer.rejection) {
      const [found, wanted] = [outcome.rejection ?? 'accepted', answer.rejection ?? 'accepted'];
      throw new Difference(`the market says ${found}, its twin ${wanted}`);
    }
    if (outcome.rejection === undefined) this.compareEvents(outcome.events, answer.events);
    if (this.commands % this.options.summaryEvery === 0) this.compareStates();
    return outcome;
  }

  private translate(event: MarketEvent): TwinEvent {
    const translated: Record<string, number | string> & { kind: string } = { kind: event.kind };
    const fields = event as unknown as Readonly<Record<string, number>>;
    const numberAt = (slot: string, generation: string): string => `${fields[slot]}.${fields[generation]}`;
    if (NAMING.has(event.kind)) {
      const number = numberAt('slot', 'generation');
      if (this.names.has(number)) throw new Difference(`order number ${number} names two orders`);
      this.names.set(number, this.names.size + 1);
    }
    for (const [field, value] of Object.entries(fields)) {
      const known = ORDERS[field];
      if (known !== undefined) translated[known[1]] = this.names.get(numberAt(field, known[0])) ?? 'unknown';
      else if (ACCOUNTS.has(field)) translated[field] = this.accountName(value);
      else if (!/^(kind|.*[gG]eneration)$/.test(field)) translated[field] = value;
    }
    return translated;
  }

  private accountName(account: number): string {
    const { words } = this.market.accounts;
    const at = account * ACCOUNT.stride;
    return `${words[at + ACCOUNT.holder]}/${words[at + ACCOUNT.currency]}`;
  }

  private compareEvents(found: readonly MarketEvent[], wanted: readonly TwinEvent[]): void {
    const translated = found.map((event) => this.translate(event));
    for (const deals of [true, false]) {
      const pick = (events: readonly TwinEvent[]): string[] => {
        const texts = events.filter(({ kind }) => (kind === 'deal') === deals).map(text);
        return deals ? texts : texts.sort();
      };
      compareLists(pick(translated), pick(wanted));
    }
  }

  /** Compares everything that both know. */
  compareStates(): void {
    const found = marketSummary(this.market, (slot, generation) => this.nameOf(slot, generation));
    const wanted = twinSummary(this.twin.world);
    compareLists(found, wanted);
  }
}

function compareLists(found: readonly string[], wanted: readonly string[]): void {
  for (let at = 0; at < Math.max(found.length, wanted.length); at++) {
    if (found[at] === wanted[at]) continue;
    const rest = (list: readonly string[]): string => list[at] ?? 'nothing more';
    throw new Difference(`the market: ${rest(found)}\n  its twin: ${rest(wanted)}`);
  }
}
