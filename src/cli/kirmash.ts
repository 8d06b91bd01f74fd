/** The kirmash command: finds the subcommand, says what went wrong in one sentence, sets the exit code. */
import { parseArgs } from 'node:util';
import { Failure } from '#base/failure.ts';
import { type Command, type Given, Stopped } from './command.ts';
import { backup } from './commands/backup.ts';
import { demo } from './commands/demo.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import {
  judgeAccept,
  judgeList,
  judgeMerge,
  judgePropose,
  judgeReject,
  judgeRevert,
} from './commands/judge.ts';
import { keyIssue, keyList, keyRevoke } from './commands/key.ts';
import { peopleAdd, peopleLink, peopleList } from './commands/people.ts';
import { rebuild } from './commands/rebuild.ts';
import { restore } from './commands/restore.ts';
import { serve } from './commands/serve.ts';
import { verify } from './commands/verify.ts';
import { ConfigError, readConfig } from './config.ts';
import { commandHelp, generalHelp, groupHelp, usage } from './help.ts';
import { showSteps } from './steps.ts';

const COMMANDS: { readonly [name: string]: Command } = {
  serve,
  demo,
  import: importCommand,
  export: exportCommand,
  backup,
  restore,
  verify,
  rebuild,
  'judge merge': judgeMerge,
  'judge propose': judgePropose,
  'judge accept': judgeAccept,
  'judge reject': judgeReject,
  'judge revert': judgeRevert,
  'judge list': judgeList,
  'key issue': keyIssue,
  'key list': keyList,
  'key revoke': keyRevoke,
  'people add': peopleAdd,
  'people list': peopleList,
  'people link': peopleLink,
};

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

async function runCommand(command: Command, given: Given): Promise<number> {
  const signal = stopSignal();
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    const context = { config: readConfig(), steps: showSteps(process.stdout), signal, print };
    return await command.run(context, given);
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
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') {
      say('packages are missing or of another version: run npm ci.');
      return EXIT.failed;
    }
    throw error;
  }
}

/** The commands whose first word this is, where it is not a command by itself: `key`. */
function groupOf(word: string): { readonly [name: string]: Command } {
  return Object.fromEntries(Object.entries(COMMANDS).filter(([name]) => name.startsWith(`${word} `)));
}

/** Splits what was typed into the name of a command, of one word or two, and the rest. */
function nameIn(words: readonly string[]): { name: string; command: Command | undefined; rest: string[] } {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    if (words.length >= length && Object.hasOwn(COMMANDS, name))
      return { name, command: COMMANDS[name], rest: words.slice(length) };
  }
  return { name: words[0] ?? '', command: undefined, rest: words.slice(1) };
}

function help(words: readonly string[]): number {
  const { name, command } = nameIn(words);
  const group = groupOf(name);
  if (command) process.stdout.write(commandHelp(name, command));
  else process.stdout.write(Object.keys(group).length > 0 ? groupHelp(name, group) : generalHelp(COMMANDS));
  return EXIT.done;
}

async function main(): Promise<number> {
  const words = process.argv.slice(2);
  if (words[0] === undefined) {
    help([]);
    return EXIT.calledWrongly;
  }
  if (['--help', '-h', 'help'].includes(words[0])) return help(words[0] === 'help' ? words.slice(1) : []);
  const { name, command, rest } = nameIn(words);
  if (!command) {
    const group = groupOf(name);
    if (Object.keys(group).length > 0) {
      if (rest[0] === '--help' || rest[0] === '-h') return help([name]);
      const known = Object.keys(group).map((one) => one.slice(name.length + 1));
      say(`it is called as: kirmash ${name} ${known.join('|')}; see kirmash ${name} --help.`);
      return EXIT.calledWrongly;
    }
    say(
      name.startsWith('-')
        ? `there is no option '${name}'; see kirmash --help.`
        : `there is no command '${name}'; see kirmash --help.`,
    );
    return EXIT.calledWrongly;
  }
  const given = read(name, command, rest);
  return typeof given === 'number' ? given : runCommand(command, given);
}

/** Reads what a command was called with; gives an exit code where that ends it. */
function read(name: string, command: Command, words: string[]): Given | number {
  try {
    const flags = Object.fromEntries(
      (command.flags ?? []).map((flag) => [flag.name, { type: 'boolean' } as const]),
    );
    const options = Object.fromEntries(
      (command.options ?? []).map((option) => [option.name, { type: 'string' } as const]),
    );
    const { values, positionals } = parseArgs({
      args: words,
      options: { ...flags, ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (values.help) {
      process.stdout.write(commandHelp(name, command));
      return EXIT.done;
    }
    if (positionals.length !== command.parameters.length) {
      say(`it is called as: kirmash ${usage(name, command)}; see kirmash ${name} --help.`);
      return EXIT.calledWrongly;
    }
    const given = Object.entries(values as { [name: string]: string | boolean | undefined });
    return {
      parameters: positionals,
      flags: new Set(given.flatMap(([option, value]) => (value === true ? [option] : []))),
      options: new Map(
        given.flatMap(([option, value]) => (typeof value === 'string' ? [[option, value]] : [])),
      ),
    };
  } catch (error) {
    const [reason] = (error as Error).message.split(/\. |\n/, 1);
    say(`${reason?.replace(/^U/, 'u')}; see kirmash ${name} --help.`);
    return EXIT.calledWrongly;
  }
}

process.exitCode = await main();
