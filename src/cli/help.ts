/** The texts of `kirmash --help` and `kirmash COMMAND --help`. */
import type { Command } from './command.ts';
import { VARIABLES } from './config.ts';

/** How a command is called: 'export ID FOLDER'. */
export function usage(name: string, command: Command): string {
  const flags = (command.flags ?? []).map((flag) => `[--${flag.name}]`);
  return [name, ...flags, ...command.parameters.map((parameter) => parameter.name)].join(' ');
}

function environment(): string[] {
  return [
    'Environment:',
    ...VARIABLES.map((v) => `  ${v.name.padEnd(14)}${v.meaning}${v.default ? ` (${v.default})` : ''}`),
  ];
}

export function generalHelp(commands: { readonly [name: string]: Command }): string {
  return [
    'Kirmash: trade and cooperation between regions of different countries.',
    '',
    'Usage: kirmash COMMAND        (in the source folder: npm run kirmash -- COMMAND)',
    '',
    'Commands:',
    ...Object.entries(commands).map(([name, c]) => `  ${usage(name, c).padEnd(22)}${c.summary}`),
    '',
    'kirmash COMMAND --help says more about one of them.',
    '',
    ...environment(),
    '',
    'Exit codes: 0 done, 1 failed, 2 called wrongly.',
    '',
  ].join('\n');
}

export function commandHelp(name: string, command: Command): string {
  return [
    `Usage: kirmash ${usage(name, command)}`,
    '',
    `  ${command.summary}`,
    ...(command.parameters.length > 0 || command.flags ? [''] : []),
    ...command.parameters.map((parameter) => `  ${parameter.name.padEnd(14)}${parameter.meaning}`),
    ...(command.flags ?? []).map((flag) => `  ${`--${flag.name}`.padEnd(14)}${flag.meaning}`),
    ...(command.details ? ['', ...command.details.map((detail) => `  ${detail}`)] : []),
    '',
    ...environment(),
    '',
  ].join('\n');
}
