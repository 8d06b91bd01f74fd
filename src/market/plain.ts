/** The plain form in which rare commands reach their handlers. */
import type { COMMANDS, CommandName } from './commands.ts';
import type { Plain } from './record.ts';

/** Fields of a command, with the actor and time of its header. */
export type Fields<N extends CommandName> = Readonly<Plain<(typeof COMMANDS)[N]['fields']>> & {
  readonly actor: number;
  readonly time: number;
};
