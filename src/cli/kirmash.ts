#!/usr/bin/env node
/** The kirmash command: finds the subcommand, says what went wrong in one sentence, sets the exit code. */
import { parseArgs } from 'node:util';
import { Failure } from '#base/failure.ts';
import { type Command, Stopped } from './command.ts';
import { demo } from './commands/demo.ts';
import { serve } from './commands/serve.ts';
import { ConfigError, readConfig } from './config.ts';
import { commandHelp, generalHelp } from './help.ts';
import { showSteps } from './steps.ts';

const COMMANDS: { readonly [name: string]: Command } = { serve, demo };

const EXIT = { done: 0, failed: 1, calledWrongly: 2 } as const;

function say(sentence: string): void {
  process.stderr.write(`kirmash: ${sentence}\n`);
}

/** Aborts at the first signal to stop; a second one ends the process without waiting. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const [signal, number] of [
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(128 + number);
      controller.abort(new Stopped(signal, number));
    });
  }
  return controller.signal;
}

async function runCommand(command: Command, parameters: string[]): Promise<number> {
  const signal = stopSignal();
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    const context = { config: readConfig(), steps: showSteps(process.stdout), signal, print };
    return await command.run(context, ...parameters);
  } catch (error) {
    // What fails after the signal fails because of it.
    if (signal.aborted) return command.endless ? EXIT.done : (signal.reason as Stopped).exitCode;
    if (error instanceof Failure) {
      say(error.message);
      return EXIT.failed;
    }
    if (error instanceof ConfigError) {
      say(error.message);
      return EXIT.calledWrongly;
    }
    throw error;
  }
}

async function main(): Promise<number> {
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const asked = name === 'help' && rest[0] !== undefined ? COMMANDS[rest[0]] : undefined;
    process.stdout.write(asked ? commandHelp(rest[0] as string, asked) : generalHelp(COMMANDS));
    return name === undefined ? EXIT.calledWrongly : EXIT.done;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    say(
      name.startsWith('-')
        ? `there is no option '${name}'; see kirmash --help.`
        : `there is no command '${name}'; see kirmash --help.`,
    );
    return EXIT.calledWrongly;
  }
  let parameters: string[];
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (values.help) {
      process.stdout.write(commandHelp(name, command));
      return EXIT.done;
    }
    parameters = positionals;
  } catch (error) {
    say(`${(error as Error).message.split(/\. |\n/, 1)[0]}; see kirmash ${name} --help.`);
    return EXIT.calledWrongly;
  }
  if (parameters.length !== command.parameters.length) {
    const wanted = command.parameters.map((parameter) => ` ${parameter.name}`).join('');
    say(`it is called as: kirmash ${name}${wanted}; see kirmash ${name} --help.`);
    return EXIT.calledWrongly;
  }
  return runCommand(command, parameters);
}

process.exitCode = await main();
