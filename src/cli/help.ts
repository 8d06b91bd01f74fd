/** The texts of `kirmash --help` and `kirmash COMMAND --help`. */
import type { Command } from './command.ts';
import { VARIABLES } from './config.ts';

/** How a command is called: 'export ID FOLDER'. */
export function usage(name: string, command: Command): string {
  const flags = (command.flags ?? []).map((flag) => `[--${flag.name}]`);
  const options = (command.options ?? []).map((option) => `[--${option.name} ${option.value}]`);
  return [name, ...flags, ...options, ...command.parameters.map((parameter) => parameter.name)].join(' ');
}

/** One line for each command: its name with its parameters, and what it does. */
function overview(commands: { readonly [name: string]: Command }): string[] {
  const lines = Object.entries(commands).map(([name, { parameters, summary }]) => ({
    call: [name, ...parameters.map((parameter) => parameter.name)].join(' '),
    summary,
  }));
  const width = Math.max(...lines.map(({ call }) => call.length));
  return lines.map(({ call, summary }) => `  ${call.padEnd(width)}  ${summary}`);
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
    ...overview(commands),
    '',
    'kirmash COMMAND --help says more about one of them.',
    '',
    ...environment(),
    '',
    'Exit codes: 0 done, 1 failed, 2 called wrongly.',
    '',
  ].join('\n');
}

/** The help of a first word that several commands share: `kirmash key`. */
export function groupHelp(group: string, commands: { readonly [name: string]: Command }): string {
  return [
    `Usage: kirmash ${group} COMMAND`,
    '',
    ...overview(commands),
    '',
    `kirmash ${group} COMMAND --help says more about one of them.`,
    '',
  ].join('\n');
}

export function commandHelp(name: string, command: Command): string {
  return [
    `Usage: kirmash ${usage(name, command)}`,
    '',
    `  ${command.summary}`,
    ...(command.parameters.length > 0 || command.flags || command.options ? [''] : []),
    ...command.parameters.map((parameter) => `  ${parameter.name.padEnd(14)}${parameter.meaning}`),
    ...(command.flags ?? []).map((flag) => `  ${`--${flag.name}`.padEnd(14)}${flag.meaning}`),
    ...(command.options ?? []).map(
      ({ name: option, value, meaning }) => `  ${`--${option} ${value}`.padEnd(14)}${meaning}`,
    ),
    ...(command.details ? ['', ...command.details.map((detail) => `  ${detail}`)] : []),
    '',
    ...environment(),
    '',
  ].join('\n');
}
