/**
 * Runs of the market beside its twin: a world of its own for each seed, coverage of what happened in it, and, where
 * the two part, the shortest list of commands that still makes them do so.
 */
import { seededRandom } from '#base/random.ts';
import type { Command, CommandName } from '#market/commands.ts';
import type { EventName } from '#market/events.ts';
import type { RejectionName } from '#market/rejections.ts';
import { Pair, type PairOptions } from '../support/pair.ts';
import { Exchange, preparations, type Wish } from './random-commands.ts';

/** Things that commands name by numbers which the market gave out. */
type Thing =
  | 'participant'
  | 'trader'
  | 'client'
  | 'currency'
  | 'section'
  | 'instrument'
  | 'session'
  | 'listing'
  | 'contract'
  | 'proposal'
  | 'withdrawal'
  | 'order';

/** The nth of the things of a kind that a step made. */
interface Made {
  readonly step: number;
  readonly nth: number;
}

/**
 * A command of a run. What it names is kept by the step that made it, so that it still names the same when other
 * steps are left out and numbers shift.
 */
export interface Step {
  readonly id: number;
  readonly command: Command;
  readonly names: { readonly [field: string]: Made };
}

/** Fields of commands that name things. */
const NAMES: { readonly [field: string]: Thing } = {
  actor: 'trader',
  trader: 'trader',
  participant: 'participant',
  counterparty: 'participant',
  client: 'client',
  currency: 'currency',
  section: 'section',
  instrument: 'instrument',
  session: 'session',
  carryTo: 'session',
  listing: 'listing',
  contract: 'contract',
  proposal: 'proposal',
  withdrawal: 'withdrawal',
};

/** Events that tell the number of a new thing, and their field for it. */
const MAKERS: { readonly [N in EventName]?: Thing } = {
  accredited: 'participant',
  traderAdded: 'trader',
  clientAdded: 'client',
  currencyDefined: 'currency',
  sectionDefined: 'section',
  instrumentDefined: 'instrument',
  sessionAnnounced: 'session',
  listingAdded: 'listing',
  deal: 'contract',
  dealProposed: 'proposal',
  withdrawalChanged: 'withdrawal',
};

/** A number that names nothing. */
const NOTHING = 999_999;

/** What happened how often. */
export class Coverage {
  readonly accepted = new Map<CommandName, number>();
  readonly rejected = new Map<CommandName, number>();
  /** By `command CODE`. */
  readonly checks = new Map<string, number>();
  readonly events = new Map<EventName, number>();
  commands = 0;

  see(command: CommandName, rejection: RejectionName | undefined, events: readonly EventName[]): void {
    this.commands++;
    const count = <K>(map: Map<K, number>, key: K): unknown => map.set(key, (map.get(key) ?? 0) + 1);
    if (rejection === undefined) {
      count(this.accepted, command);
      for (const event of events) count(this.events, event);
    } else {
      count(this.rejected, command);
      count(this.checks, `${command} ${rejection}`);
    }
  }
}

interface OrderNumber {
  readonly slot: number;
  readonly generation: number;
}

/** Runs steps on a pair; remembers what each step made. */
class Runner {
  readonly pair: Pair;
  /** Numbers by step, thing and place; orders apart. */
  private readonly numbers = new Map<string, number>();
  private readonly orders = new Map<number, OrderNumber>();
  /** What made each thing, by thing and number. */
  private readonly makers = new Map<string, Made>();

  constructor(options: PairOptions) {
    this.pair = new Pair(options);
  }

  /** A wish as a step: what it names by number, named by its maker. */
  stepOf(id: number, wish: Wish): Step {
    const names: Record<string, Made> = {};
    for (const [field, value] of Object.entries(wish.command)) {
      const made = this.makers.get(`${NAMES[field]} ${value}`);
      if (made !== undefined) names[field] = made;
    }
    if (wish.order !== undefined)
      names.order = this.makers.get(`order ${wish.order}`) ?? { step: NOTHING, nth: 0 };
    return { id, command: wish.command, names };
  }

  run(step: Step, coverage?: Coverage): void {
    const command: Record<string, unknown> = { ...step.command };
    for (const [field, { step: maker, nth }] of Object.entries(step.names)) {
      if (field === 'order') Object.assign(command, this.orders.get(maker) ?? { slot: 0, generation: 0 });
      else command[field] = this.numbers.get(`${maker} ${NAMES[field]} ${nth}`) ?? NOTHING;
    }
    const before = this.pair.twin.world.names;
    const { rejection, events } = this.pair.do(command as Command);
    coverage?.see(
      step.command.kind,
      rejection,
      events.map(({ kind }) => kind),
    );
    let nth = 0;
    for (const event of events) {
      const thing = MAKERS[event.kind];
      if (thing !== undefined) {
        const number = (event as unknown as Record<string, number>)[thing] ?? 0;
        const known = this.makers.has(`${thing} ${number}`);
        if (!known) this.makers.set(`${thing} ${number}`, { step: step.id, nth });
        if (!known) this.numbers.set(`${step.id} ${thing} ${nth++}`, number);
      }
      if (ORDER_MAKERS.has(event.kind) && 'slot' in event && 'generation' in event) {
        this.orders.set(step.id, { slot: event.slot, generation: event.generation });
        this.makers.set(`order ${before + 1}`, { step: step.id, nth: 0 });
      }
    }
  }
}

const ORDER_MAKERS = new Set<EventName>(['orderAccepted', 'lotOffered', 'dealProposed', 'dealConfirmed']);

/** A difference, with the steps that led to it. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly seed: number;
  readonly steps: readonly Step[];

  constructor(seed: number, steps: readonly Step[], cause: unknown) {
    super((cause as Error).message, { cause });
    this.seed = seed;
    this.steps = steps;
  }
}

const QUICK: PairOptions = { summaryEvery: 40, hashEvery: 15 };
const THOROUGH: PairOptions = { summaryEvery: 1, hashEvery: 1 };

/** Runs one world from its seed for so many commands. Throws a Failure where market and twin part. */
export function runWorld(seed: number, commands: number, coverage?: Coverage): Pair {
  const random = seededRandom(seed);
  const runner = new Runner(QUICK);
  const { pair } = runner;
  const { world } = pair.twin;
  const steps: Step[] = [];
  const take = (wish: Wish): void => {
    const step = runner.stepOf(steps.length + 1, wish);
    steps.push(step);
    try {
      runner.run(step, coverage);
    } catch (cause) {
      throw new Failure(seed, steps, cause);
    }
  };
  for (const command of preparations(random)) take({ command });
  const exchange = new Exchange(random, world);
  while (steps.length < commands) take(exchange.next());
  try {
    pair.compareStates();
  } catch (cause) {
    throw new Failure(seed, steps, cause);
  }
  return pair;
}

/** Runs steps and looks at everything after each, so that a difference shows as early as it can. */
function differenceOf(steps: readonly Step[]): ReturnType<Judge<Step>> {
  const runner = new Runner(THOROUGH);
  for (const [at, step] of steps.entries()) {
    try {
      runner.run(step);
    } catch (error) {
      return { message: (error as Error).message, at };
    }
  }
  return undefined;
}

/** What a list of steps leads to: the message of a difference and the step at which it shows, or nothing. */
export type Judge<S> = (steps: readonly S[]) => { readonly message: string; readonly at: number } | undefined;

/** Leaves out steps, half of them at a time and then fewer, as long as what is left still leads to a difference. */
export function shrink<S>(
  all: readonly S[],
  judge: Judge<S>,
): { readonly steps: readonly S[]; readonly message: string } {
  const first = judge(all);
  if (first === undefined) return { steps: all, message: 'it does not happen again' };
  let steps = all.slice(0, first.at + 1);
  let { message } = first;
  for (let size = Math.ceil(steps.length / 2); ; size = Math.max(1, Math.floor(size / 2))) {
    let removed = false;
    // The last step is the one that shows the difference.
    for (let from = steps.length - 1 - size; from > -size; from -= size) {
      const fewer = [...steps.slice(0, Math.max(0, from)), ...steps.slice(from + size)];
      const found = judge(fewer);
      if (found === undefined) continue;
      steps = fewer.slice(0, found.at + 1);
      message = found.message;
      removed = true;
      from = Math.min(from, steps.length - 1);
    }
    if (size === 1 && !removed) return { steps, message };
  }
}

/** Steps as lines to read. */
export function describe(steps: readonly Step[]): string {
  return steps
    .map(({ id, command, names }) => {
      const { kind, ...rest } = command as Command & Record<string, number>;
      const fields = Object.entries(rest)
        .filter(([name, value]) => value !== 0 && name !== 'slot' && name !== 'generation')
        .map(([name, value]) => {
          const made = names[name];
          return made === undefined ? `${name} ${value}` : `${name} of ${made.step}`;
        });
      if (names.order !== undefined) fields.push(`order of ${names.order.step}`);
      return `  ${id}. ${kind} ${fields.join(', ')}`;
    })
    .join('\n');
}

/** A failure as a report: seed, the shortest case, and the difference. */
export function report(failure: Failure): string {
  const { steps, message } = shrink(failure.steps, differenceOf);
  return `world ${failure.seed}: market and twin part after ${failure.steps.length} commands, at the least after these ${steps.length}:\n${describe(steps)}\n  ${message}`;
}
