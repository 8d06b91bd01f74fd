/** What the journal knows of command records: see `src/market/record.ts` and `src/market/commands.ts`. */
import { COMMAND_TIME } from '#market/commands.ts';

export { RecordBuffer } from '#market/record.ts';

/** Words of a command's header: kind and length, actor, time (two words). */
export const COMMAND_HEADER_WORDS = COMMAND_TIME + 2;
/** Word of the time in a command, a 64-bit float: microseconds since 1970. */
export const COMMAND_TIME_WORD = COMMAND_TIME;

/** Length in words in a record's word 0. */
export function recordWords(head: number): number {
  return head >>> 16;
}
