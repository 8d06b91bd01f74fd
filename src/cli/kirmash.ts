#!/usr/bin/env node
import type { Command } from './command.ts';
import { demo } from './commands/demo.ts';
import { serve } from './commands/serve.ts';
/** The kirmash command: finds the subcommand, reports what went wrong in one sentence, sets the exit code. */
import { ConfigError, readConfig, VARIABLES } from './config.ts';

const COMMANDS: { readonly [name: string]: Command } = { serve, demo };

function help(): string {
  const commands = Object.entries(COMMANDS).map(
    ([name, c]) => `  ${`${name} ${c.usage}`.padEnd(34)}${c.summary}`,
  );
  const variables = VARIABLES.map(
    (v) => `  ${v.name.padEnd(14)}${v.meaning}${v.default ? ` (${v.default})` : ''}`,
  );
  return ['Usage: kirmash COMMAND', '', 'Commands:', ...commands, '', 'Environment:', ...variables, ''].join(
    '\n',
  );
}

async function main(): Promise<number> {
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help());
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS[name];
  if (!command) {
    process.stderr.write(`kirmash: there is no command '${name}'; see kirmash --help.\n`);
    return 2;
  }
  return command.run(readConfig(), rest);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`kirmash: ${error.message}\n`);
  process.exitCode = 2;
}
