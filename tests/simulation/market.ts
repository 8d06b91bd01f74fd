/**
 * `npm run sim -- SEED [COMMANDS]`: random sessions over all modes, the market beside its slow twin. Prints the mix
 * and what was covered; at a difference, the seed and the shortest case. `npm run sim -- world SEED` runs the one
 * world of a seed that was printed.
 */
import { COMMANDS, type CommandName } from '#market/commands.ts';
import { EVENTS, type EventName } from '#market/events.ts';
import { CHECKS } from '#market/rejections.ts';
import { Coverage, Failure, report, runWorld } from './runs.ts';

/** Commands of one world: enough for several sessions, few enough to shrink. */
export const WORLD_COMMANDS = 1_500;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Seed of the nth world of a run. */
export function worldSeed(seed: number, world: number): number {
  return (seed * 1_000_003 + world) % 2 ** 31;
}

function table(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

/** Lines that say what a run has covered. */
export function coverageReport(coverage: Coverage): string[] {
  const accepted = [...coverage.accepted.values()].reduce((sum, count) => sum + count, 0);
  const kinds = Object.keys(COMMANDS) as CommandName[];
  const events = (Object.keys(EVENTS) as EventName[]).filter((name) => name !== 'rejected');
  const checks = kinds.flatMap((kind) => CHECKS[kind].map((code) => `${kind} ${code}`));
  const missing = (what: string, all: readonly string[], seen: ReadonlyMap<string, number>): string => {
    const never = all.filter((name) => !seen.has(name));
    const rest = never.length === 0 ? '' : `; never: ${never.join(', ')}`;
    return `${what}: ${all.length - never.length} of ${all.length}${rest}`;
  };
  return [
    `${coverage.commands} commands, ${accepted} accepted`,
    `accepted: ${table(coverage.accepted)}`,
    `rejected: ${table(coverage.rejected)}`,
    `events: ${table(coverage.events)}`,
    missing('kinds of command accepted', kinds, coverage.accepted),
    missing('kinds of event', events, coverage.events),
    missing('checks that refused', checks, coverage.checks),
  ];
}

/** Runs worlds from a seed until so many commands have been executed. Gives false where market and twin parted. */
export function simulate(seed: number, commands: number): boolean {
  const coverage = new Coverage();
  const begun = performance.now();
  let lastSaid = begun;
  for (let world = 0; coverage.commands < commands; world++) {
    try {
      runWorld(worldSeed(seed, world), Math.min(WORLD_COMMANDS, Math.max(100, commands)), coverage);
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      say(report(failure));
      say(`again: npm run sim -- world ${failure.seed}`);
      return false;
    }
    if (performance.now() - lastSaid > 20_000) {
      lastSaid = performance.now();
      say(`… ${coverage.commands} commands`);
    }
  }
  for (const line of coverageReport(coverage)) say(line);
  const seconds = (performance.now() - begun) / 1_000;
  say(`seed ${seed}: no difference; ${Math.round(coverage.commands / seconds)} commands/s`);
  return true;
}

/** Runs one world. */
export function simulateWorld(seed: number): boolean {
  try {
    runWorld(seed, WORLD_COMMANDS);
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    say(report(failure));
    return false;
  }
  say(`world ${seed}: no difference`);
  return true;
}
