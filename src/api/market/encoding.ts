/**
 * Plain commands into records, without trust: every number is whole and within its place, or the command is refused.
 * Nothing is ever wrapped around or cut off.
 */
import { COMMAND_ACTOR, COMMAND_TIME, COMMANDS, type Command, type CommandName } from '#market/commands.ts';
import { head, type Layout, type RecordBuffer } from '#market/record.ts';
import { CHECKS } from '#market/rejections.ts';
import { ApiError, type FieldError } from '../errors.ts';

const I32_LEAST = -(2 ** 31);
const I32_MOST = 2 ** 31 - 1;

/** Commands in one submission. */
export const BATCH_COMMANDS = 1_000;

/** Is it the name of a command? */
export function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(COMMANDS, name);
}

/** Is it a command that traders may send? All others are the operator's. */
export function isTraderCommand(name: CommandName): boolean {
  return CHECKS[name][0] !== 'OPERATOR_ONLY';
}

/** Says what is wrong with a number for a field of this type; undefined if nothing is. */
export function numberFault(value: unknown, type: 'i32' | 'f64'): string | undefined {
  if (typeof value !== 'number') return 'must be a number';
  if (!Number.isInteger(value)) return 'must be a whole number';
  if (type === 'f64') return Number.isSafeInteger(value) ? undefined : 'must be within ±(2^53 − 1)';
  return value >= I32_LEAST && value <= I32_MOST ? undefined : 'must be within 32 bits';
}

/** Refuses a command by its fields. */
export function badFields(errors: readonly FieldError[]): ApiError {
  return new ApiError(
    'bad-request',
    errors.map(({ path, reason }) => `${path}: ${reason}`).join('; '),
    errors,
  );
}

/**
 * Appends a plain command of a caller to a buffer. Its time is the sequencer's and its actor the caller's, whatever
 * it says. Takes the path that errors are to name. Errors: ApiError bad-request, with the buffer as it was.
 */
export function encodeChecked(buffer: RecordBuffer, command: Command, actor: number, path: string): void {
  const { kind, actor: _actor, time: _time, ...fields } = command as { readonly [name: string]: unknown };
  if (!isCommandName(kind)) {
    throw badFields([{ path: `${path}.kind`, reason: 'is not a command' }]);
  }
  const shape: Layout = COMMANDS[kind];
  const errors: FieldError[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const type = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    const reason =
      type === undefined
        ? `is not a field of ${kind}`
        : value === undefined
          ? undefined
          : numberFault(value, type);
    if (reason !== undefined) errors.push({ path: `${path}.${name}`, reason });
  }
  if (errors.length > 0) throw badFields(errors);
  const at = buffer.claim(shape.words);
  const { words, numbers } = buffer;
  words.fill(0, at, at + shape.words);
  words[at] = head(shape.kind, shape.words);
  words[at + COMMAND_ACTOR] = actor;
  numbers[(at + COMMAND_TIME) >> 1] = 0;
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const place = at + (shape.at[name] as number);
    // Minus zero would be another state than zero.
    if (shape.fields[name] === 'f64') numbers[place >> 1] = (value as number) + 0;
    else words[place] = value as number;
  }
}
