import type { Config } from './config.ts';

export interface Command {
  readonly summary: string;
  /** Its arguments, as help shows them. */
  readonly usage: string;
  /** Gives the exit code: 0 done, 1 failed, 2 called wrongly. */
  run(config: Config, args: readonly string[]): Promise<number>;
}
