/** Pages of reference made from the market's tables: rejections, and the records of commands and events. */
import { COMMANDS } from './commands.ts';
import { EVENTS } from './events.ts';
import type { Layout } from './record.ts';
import { CHECKS, REJECTIONS } from './rejections.ts';

/** docs/reference/rejections.md. */
export function rejectionsPage(): string {
  const lines = [
    '# Rejections of the market',
    '',
    '<!-- Made by scripts/generate-market.ts from src/market/rejections.ts. -->',
    '',
    'A command that is rejected changes nothing. Its checks are made in the order given for it below, and the first',
    'that fails gives the code. `UNKNOWN_COMMAND` comes before all others. Codes are never reused.',
    '',
    '| code | name | meaning |',
    '|---:|---|---|',
  ];
  for (const [name, [code, text]] of Object.entries(REJECTIONS))
    lines.push(`| ${code} | \`${name}\` | ${text} |`);
  lines.push('', '## Order of checks', '');
  for (const [command, checks] of Object.entries(CHECKS)) {
    lines.push(`### ${command}`, '', checks.map((name, place) => `${place + 1}. \`${name}\``).join('\n'), '');
  }
  return lines.join('\n');
}

function table(name: string, { kind, words, fields, at }: Layout): string {
  const cells = Object.entries(fields).map(([field, type]) => `${field} ${type}@${at[field]}`);
  return `| ${kind} | \`${name}\` | ${words} | ${cells.join(', ')} |`;
}

/** docs/reference/market-records.md. */
export function recordsPage(): string {
  return [
    '# Records of the market',
    '',
    '<!-- Made by scripts/generate-market.ts from src/market/commands.ts and src/market/events.ts. -->',
    '',
    'A record is a row of 32-bit little-endian words, an even number of them. Word 0 holds the kind (low 16 bits) and the',
    'length in words (high 16 bits). Of a command, word 1 is the actor (trader, or 0 for the operator) and words 2–3 the',
    'time in microseconds since 1970. Each field stands with its type and word: `i32` takes one, `f64` (a whole number',
    'up to 2^53) two. Later versions may append fields, and add kinds; they change none.',
    '',
    '## Commands',
    '',
    '| kind | name | words | fields |',
    '|---:|---|---:|---|',
    ...Object.entries(COMMANDS).map(([name, shape]) => table(name, shape)),
    '',
    '## Events',
    '',
    '| kind | name | words | fields |',
    '|---:|---|---:|---|',
    ...Object.entries(EVENTS).map(([name, shape]) => table(name, shape)),
    '',
  ].join('\n');
}
