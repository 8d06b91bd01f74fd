import type { Config } from './config.ts';
import type { Steps } from './steps.ts';

/** What a command may use. */
export interface Context {
  config: Config;
  /** Shows what takes time. */
  steps: Steps;
  /** Aborted by SIGINT, SIGTERM and SIGHUP; the reason is a `Stopped`. */
  signal: AbortSignal;
  /** Prints a line of the command's answer. */
  print(line: string): void;
}

/** What a command was called with. */
export interface Given {
  /** As many as the command declares. */
  parameters: readonly string[];
  flags: ReadonlySet<string>;
  /** Those of its options that were given, by name. */
  options: ReadonlyMap<string, string>;
}

export interface Command {
  readonly summary: string;
  /** Its parameters in order; all are needed. */
  readonly parameters: readonly { readonly name: string; readonly meaning: string }[];
  /** Its flags, each on or off. */
  readonly flags?: readonly { readonly name: string; readonly meaning: string }[];
  /** Its options, each with a value of its own; none is needed. */
  readonly options?: readonly { readonly name: string; readonly value: string; readonly meaning: string }[];
  /** What else its help says. */
  readonly details?: readonly string[];
  /** It runs until it is told to stop: a signal is then no failure. */
  readonly endless?: boolean;
  /**
   * Gives the exit code: 0 done, 1 failed. Errors: Failure.
   * What it needs it imports when it runs, so that help is quick and a signal finds the command line ready.
   */
  run(context: Context, given: Given): Promise<number>;
}

/** The reason of an aborted `Context.signal`. */
export class Stopped extends Error {
  readonly exitCode: number;
  constructor(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', number: number) {
    super(`stopped by ${signal}`);
    // As shells report a program that a signal ended.
    this.exitCode = 128 + number;
  }
}

/** A flag of the commands that serve. */
export const API_ONLY = {
  name: 'api-only',
  meaning: 'without the web application, which is then neither built nor served',
} as const;

/** Names of the markets that Kirmash runs. */
export const MARKETS = { serve: 'main', demo: 'demo' } as const;

/** An option of the commands that are about one market. */
export const MARKET_OPTION = {
  name: 'market',
  value: 'NAME',
  meaning: `'${MARKETS.serve}' (of kirmash serve) unless set, or '${MARKETS.demo}'`,
} as const;
