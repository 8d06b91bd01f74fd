/** Parameters that name declared things: split at commas, and refused by name when they are not declared. */
import { ReadError, type ReadErrorCode } from './errors.ts';

/** Takes 'a,b'; gives its parts without blanks and doubles; null where nothing was asked. */
export function split(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  const parts = [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part !== '');
  return parts.length > 0 ? parts : null;
}

/** Errors: ReadError of the code given where a part is not among those declared. */
export function declaredOnly(
  parts: readonly string[] | null,
  isDeclared: (id: string) => boolean,
  code: ReadErrorCode,
  path: string,
  declared: readonly string[],
): void {
  const wrong = parts?.find((part) => !isDeclared(part));
  if (wrong === undefined) return;
  const near = declared.length <= 30 ? ` One of: ${declared.join(', ')}.` : ' /api/vocabulary lists them.';
  throw new ReadError(code, path, `'${wrong}' is not one.${near}`);
}

/** The inclusive months of a question as a PostgreSQL daterange; null where neither is given. */
export function monthsAsked(from: string | undefined, to: string | undefined): string | null {
  if (from === undefined && to === undefined) return null;
  if (from !== undefined && to !== undefined && to < from) {
    throw new ReadError('period-reversed', 'to', `The span ends (${to}) before it begins (${from}).`);
  }
  const end =
    to === undefined ? '' : Temporal.PlainYearMonth.from(to).add({ months: 1 }).toPlainDate({ day: 1 });
  return `[${from === undefined ? '' : `${from}-01`},${end})`;
}
