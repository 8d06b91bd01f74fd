/** What the command line says of itself, and to those who call it wrongly. */
import { expect, test } from 'vitest';
import { kirmash, temporaryFolder } from '../support/kirmash.ts';

const COMMANDS = [
  'serve',
  'demo',
  'import',
  'export',
  'backup',
  'restore',
  'verify',
  'judge merge',
  'judge propose',
  'judge accept',
  'judge reject',
  'judge revert',
  'judge list',
  'key issue',
  'key list',
  'people add',
  'people list',
  'people link',
];

async function run(...words: string[]) {
  // A data folder that can't be made shows that none of this needs one.
  return kirmash(words, { KIRMASH_HOME: '/dev/null/home' }).ended;
}

test('--help lists every command with its parameters, and the environment', async () => {
  const { code, stdout } = await run('--help');
  expect(code).toBe(0);
  for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  expect(stdout).toContain('import FOLDER');
  expect(stdout).toMatch(/export .*ID FOLDER/);
  for (const name of ['PORT', 'HOST', 'KIRMASH_HOME', 'DATABASE_URL', 'PUBLIC_URL', 'SMTP_URL'])
    expect(stdout).toContain(name);
});

test('every command explains itself', async () => {
  for (const command of COMMANDS) {
    const { code, stdout } = await run(...command.split(' '), '--help');
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: kirmash ${command}\\b`));
    expect(await run('help', ...command.split(' '))).toMatchObject({ code: 0, stdout });
  }
});

test.for([
  { words: [], says: /^Kirmash: / },
  { words: ['sirve'], says: /^kirmash: there is no command 'sirve'; see kirmash --help\.\n$/ },
  { words: ['--quick'], says: /^kirmash: there is no option '--quick'; see kirmash --help\.\n$/ },
  { words: ['serve', '--quick'], says: /^kirmash: unknown option '--quick'; see kirmash serve --help\.\n$/ },
  { words: ['serve', 'now'], says: /^kirmash: it is called as: kirmash serve .*\n$/ },
  {
    words: ['key'],
    says: /^kirmash: it is called as: kirmash key issue\|list\|revoke; see kirmash key --help\.\n$/,
  },
  { words: ['key', 'lose'], says: /^kirmash: it is called as: kirmash key issue\|list\|revoke; .*\n$/ },
  { words: ['key', 'issue', '7'], says: /^kirmash: it is called as: kirmash key issue .* WHO LABEL; .*\n$/ },
  { words: ['key', 'list', '--market'], says: /^kirmash: .*--market.*; see kirmash key list --help\.\n$/ },
  {
    words: ['backup'],
    says: /^kirmash: it is called as: kirmash backup FILE; see kirmash backup --help\.\n$/,
  },
])('called wrongly: kirmash $words', async ({ words, says }) => {
  const { code, stdout, stderr } = await run(...words);
  expect(code).toBe(2);
  expect(stdout + stderr).toMatch(says);
});

test('commands that share a first word are shown together', async () => {
  const { code, stdout } = await run('key', '--help');
  expect(code).toBe(0);
  for (const name of ['issue', 'list', 'revoke'])
    expect(stdout).toMatch(new RegExp(`^  key ${name}\\b`, 'm'));
  expect(await run('help', 'key')).toMatchObject({ code: 0, stdout });
});

test('what needs a database says so where there is none, and makes none', async () => {
  const home = await temporaryFolder();
  for (const words of [['verify'], ['backup', `${home}/b.tar.zst`], ['export', 'set', `${home}/set`]]) {
    const { code, stderr } = await kirmash(words, { KIRMASH_HOME: home }).ended;
    expect(code).toBe(1);
    expect(stderr).toBe(`kirmash: There is no database in ${home} yet: kirmash serve makes one.\n`);
  }
});
