/** kirmash people: the first administrator, and whoever is locked out. */
import { expect, test } from 'vitest';
import { openStorage } from '#storage/database.ts';
import { testDatabase } from '../support/database.ts';
import { kirmash } from '../support/kirmash.ts';

test('the first administrator is made from the command line, with a link that opens no other account', async () => {
  const url = await testDatabase();
  const run = (...words: string[]) =>
    kirmash(['people', ...words], { DATABASE_URL: url, PUBLIC_URL: 'https://kirmash.example.org' }).ended;
  expect((await run('list')).stdout).toContain('There are no people');
  const added = await run('add', 'Boss@Example.org', '--name', 'Boss', '--administrator');
  expect(added.code).toBe(0);
  expect(added.stdout).toMatch(/^https:\/\/kirmash\.example\.org\/account\/password\?token=[\w-]{32}$/m);
  expect((await run('list')).stdout).toMatch(/^boss@example\.org +Boss +administrator$/m);
  const again = await run('add', 'boss@example.org', '--role', 'auditor');
  expect(again.stdout).toContain('boss@example.org has the role auditor from now on.');
  expect(again.stdout).not.toContain('token');
  expect((await run('link', 'boss@example.org')).stdout).toMatch(/token=[\w-]{32}/);

  const { db, close } = await openStorage({ url, connections: 1 });
  const log = await db.selectFrom('audit_event').select(['action', 'via', 'actor']).orderBy('id').execute();
  expect(log.map(({ action }) => action)).toEqual([
    'person.invited',
    'role.granted',
    'role.granted',
    'password.asked',
  ]);
  expect(log.every(({ via, actor }) => via === 'command-line' && actor === null)).toBe(true);
  await close();
});

test.each([
  [['add', 'nobody'], /^kirmash: 'nobody' is not an e-mail address\.$/m],
  [['add', 'a@example.org', '--role', 'king'], /^kirmash: 'king' is not a role: analyst, /m],
  [
    ['add', 'a@example.org', '--role', 'trader'],
    /^kirmash: The role trader is one within an organisation: name it\.$/m,
  ],
  [
    ['add', 'a@example.org', '--organisation', 'mill'],
    /^kirmash: An organisation goes with the roles trader, head and broker\.$/m,
  ],
  [
    ['add', 'a@example.org', '--role', 'head', '--organisation', 'mill'],
    /^kirmash: The registry has no entity 'mill'\.$/m,
  ],
  [['link', 'a@example.org'], /^kirmash: Nobody has the address a@example\.org: /m],
])('refuses %j with the reason', async (words, says) => {
  const ended = await kirmash(['people', ...words], { DATABASE_URL: await testDatabase() }).ended;
  expect([ended.code, ended.stderr]).toEqual([1, expect.stringMatching(says)]);
});
