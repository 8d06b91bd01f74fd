/**
 * The language of scenarios: plain lines that an exchange official can read and write. A line at the margin is a
 * command or a check; an indented line says what the command above it must bring about. A command that is
 * rejected without a line `rejected CODE` under it fails the scenario, and deals under a command are all of its
 * deals, in their order, if any is named. `setup.ts`, `trade.ts` and `checks.ts` list the sentences.
 */

import type { Command } from '#market/commands.ts';
import { ACCOUNT } from '#market/state.ts';
import { eventsOf, type Outcome } from '../support/market.ts';
import { Pair } from '../support/pair.ts';

export interface Member {
  readonly participant: number;
  readonly trader: number;
  readonly holder: number;
}

interface OrderName {
  slot: number;
  generation: number;
}

/** What a scenario has named so far, and the market that it runs on. */
export class Scenario {
  readonly driver = new Pair();
  readonly members = new Map<string, Member>();
  readonly clients = new Map<string, { readonly holder: number; readonly broker: string }>();
  readonly currencies = new Map<string, number>();
  readonly sections = new Map<string, number>();
  readonly bands = new Map<string, number>();
  readonly instruments = new Map<string, number>();
  readonly sessions = new Map<string, number>();
  /** Listing last made of each instrument, and those of `INSTRUMENT in SESSION`. */
  readonly listings = new Map<string, number>();
  readonly orders = new Map<string, OrderName>();
  readonly proposals = new Map<string, number>();
  /** What has happened in it, by name. */
  readonly accepted = new Set<string>();
  readonly rejections = new Set<string>();
  readonly events = new Set<string>();
  seconds = 0;
  last: Outcome = { rejection: undefined, events: [] };

  run(command: Command): Outcome {
    this.last = this.driver.do({ time: this.seconds * 1_000_000, ...command } as Command);
    const { rejection, events } = this.last;
    if (rejection !== undefined) this.rejections.add(rejection);
    else this.accepted.add(command.kind);
    if (rejection === undefined) for (const { kind } of events) this.events.add(kind);
    return this.last;
  }

  /** Runs a command of which something is named: gives the number in its event, 0 where it is rejected. */
  make(command: Command, field: string): number {
    const event = this.run(command).events[0] as unknown as Record<string, number> | undefined;
    return this.last.rejection === undefined ? (event?.[field] ?? 0) : 0;
  }

  get<T>(names: ReadonlyMap<string, T>, name: string): T {
    const found = names.get(name);
    if (found === undefined) throw new Error(`nothing is named '${name}'`);
    return found;
  }

  member(name: string): Member {
    return this.get(this.members, name);
  }

  holderNamed(name: string): number {
    return this.clients.get(name)?.holder ?? this.member(name).holder;
  }

  /** Name of the holder of an account. */
  nameOf(account: number): string {
    const holder = this.driver.market.accounts.words[account * ACCOUNT.stride + ACCOUNT.holder];
    for (const [name, client] of this.clients) if (client.holder === holder) return name;
    for (const [name, member] of this.members) if (member.holder === holder) return name;
    return `account ${account}`;
  }

  nameOrder(name: string | undefined): void {
    const accepted =
      eventsOf(this.last.events, 'orderAccepted')[0] ?? eventsOf(this.last.events, 'lotOffered')[0];
    if (name !== undefined && accepted !== undefined) {
      this.orders.set(name, { slot: accepted.slot, generation: accepted.generation });
    }
  }
}

export type Act = (scenario: Scenario, words: Record<string, string | undefined>) => void;
export interface Sentence {
  readonly pattern: RegExp;
  readonly act: Act;
}

export const DAY = 20_000;

export function ppm(percent: string | undefined): number {
  return Math.round(Number(percent ?? '0') * 10_000);
}

export function number(word: string | undefined): number {
  return Number((word ?? '0').replaceAll(',', ''));
}

export function sentence(pattern: string, act: Act): Sentence {
  const source = pattern
    .replaceAll('NAME', '[\\p{L}][\\p{L}\\d-]*')
    .replaceAll('NUMBER', '-?[\\d,]+')
    .replaceAll('PERCENT', '[\\d.]+');
  return { pattern: new RegExp(`^${source}$`, 'u'), act };
}

/** Listing that a line names: an instrument, with `in SESSION` where it is listed twice. */
export function listing(s: Scenario, words: Record<string, string | undefined>): number {
  return s.get(
    s.listings,
    words.session === undefined ? `${words.good}` : `${words.good} in ${words.session}`,
  );
}

export const GOOD = '(?<good>NAME)(?: in (?<session>NAME))?';
