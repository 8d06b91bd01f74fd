/** Import, backup, restore and verify, as a person runs them: the real command on real folders. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase } from '#storage/database.ts';
import { startEmbedded } from '#storage/embedded.ts';
import { emptyDatabase } from '../support/database.ts';
import { kirmash, servedHome, serverOf, temporaryFolder, until } from '../support/kirmash.ts';

async function run(environment: Record<string, string>, ...words: string[]) {
  return kirmash(words, environment).ended;
}

async function writeSet(folder: string, city: string): Promise<void> {
  await mkdir(join(folder, 'entities'), { recursive: true });
  await writeFile(
    join(folder, 'dataset.yaml'),
    'id: tiny\nversion: "1"\ntitle: { fr: Petit, en: Tiny, ru: Малый, be: Малы }\n',
  );
  await writeFile(
    join(folder, 'entities', 'all.yaml'),
    `- { id: atlas, kind: source, statements: [{ property: name, lang: en, value: Atlas, cite: { source: atlas } }] }
- { id: mogilev, kind: city, statements: [{ property: name, lang: en, value: ${city}, cite: { source: atlas } }] }
`,
  );
}

/** The name that the API gives for the city of the set. */
async function cityAt(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/entities/mogilev?lang=en`);
  return ((await answer.json()) as { name: string }).name;
}

test('a set is imported while Kirmash serves, backed up, restored elsewhere, and verified', async () => {
  const folder = await temporaryFolder();
  const [home, second, set, file] = ['home', 'second', 'set', 'backup.tar.zst'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  await writeSet(set, 'Mogilev');
  const serving = kirmash(['serve', '--api-only'], { KIRMASH_HOME: home });
  const address = await serving.ready;

  const first = await run({ KIRMASH_HOME: home }, 'import', set);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('using the database of the Kirmash that is running');
  expect(first.stdout).toMatch(
    /^tiny: 2 entities, 2 statements, 0 figures, 0 remarks; \d+ added, 0 retired$/m,
  );
  expect(await cityAt(address)).toBe('Mogilev');
  expect((await run({ KIRMASH_HOME: home }, 'import', set)).stdout).toContain('tiny: nothing changed');

  await writeFile(
    join(set, 'entities', 'more.yaml'),
    '- { id: bad id, kind: city, statements: [] }\n- { id: x, kind: castle }\n',
  );
  const refused = await run({ KIRMASH_HOME: home }, 'import', set);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/^kirmash: The data set is refused/);
  expect(refused.stderr).toContain('entities/more.yaml:2');
  expect(refused.stderr).not.toContain('    at ');
  expect((await run({ KIRMASH_HOME: home }, 'import', join(folder, 'nothing'))).stderr).toContain(
    'there is no such folder',
  );

  // No database is made for nothing.
  const [nowhere, unused] = [join(folder, 'nothing'), join(folder, 'unused')];
  expect(await run({ KIRMASH_HOME: unused }, 'import', nowhere)).toMatchObject({
    code: 1,
    stderr: `kirmash: The data set is refused (1 error):\n${nowhere} no-data-set: there is no such folder\n`,
  });
  expect(existsSync(unused)).toBe(false);

  const written = join(folder, 'written');
  const exported = await run({ KIRMASH_HOME: home }, 'export', 'tiny', written);
  expect(exported).toMatchObject({ code: 0, stderr: '' });
  expect(exported.stdout).toMatch(/written: 2 records\n$/);
  expect((await run({ KIRMASH_HOME: home }, 'export', 'tiny', written)).stderr).toContain('is not empty');
  expect((await run({ KIRMASH_HOME: home }, 'export', 'no-set', join(folder, 'none'))).stderr).toBe(
    "kirmash: There is no data set 'no-set'.\n",
  );

  const backup = await run({ KIRMASH_HOME: home }, 'backup', file);
  expect(backup).toMatchObject({ code: 0, stderr: '' });
  expect(backup.stdout).toMatch(/backup\.tar\.zst: \d+ tables, \d+ rows, /);
  const again = await run({ KIRMASH_HOME: home }, 'backup', file);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') });
  expect((await run({ KIRMASH_HOME: home }, 'restore', file)).stderr).toContain(
    'Another Kirmash is already running',
  );
  expect(await cityAt(address)).toBe('Mogilev');
  serving.child.kill('SIGTERM');
  await serving.ended;
  expect((await run({ KIRMASH_HOME: home }, 'restore', file)).stderr).toContain('has a database already');

  const restored = await run({ KIRMASH_HOME: second }, 'restore', file);
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(await serverOf(second)).toBeNull();
  const verified = await run({ KIRMASH_HOME: second }, 'verify');
  expect(verified.stdout).toMatch(/All is right\.\n$/);
  expect(verified.code).toBe(0);
  const other = kirmash(['serve', '--api-only'], { KIRMASH_HOME: second });
  expect(await cityAt(await other.ready)).toBe('Mogilev');
});

test('a backup of the embedded database restores into another server, and the other way round', async () => {
  const folder = await temporaryFolder();
  const [home, set] = [join(folder, 'home'), join(folder, 'set')];
  await writeSet(set, 'Mahilioŭ');
  const url = await emptyDatabase();
  expect(await run({ DATABASE_URL: url }, 'import', set)).toMatchObject({ code: 0 });
  expect(await run({ DATABASE_URL: url }, 'backup', join(folder, 'one.tar.zst'))).toMatchObject({ code: 0 });
  expect(await run({ KIRMASH_HOME: home }, 'restore', join(folder, 'one.tar.zst'))).toMatchObject({
    code: 0,
  });
  expect(await run({ KIRMASH_HOME: home }, 'backup', join(folder, 'two.tar.zst'))).toMatchObject({ code: 0 });
  const third = await emptyDatabase();
  expect(await run({ DATABASE_URL: third }, 'restore', join(folder, 'two.tar.zst'))).toMatchObject({
    code: 0,
  });
  expect(await run({ DATABASE_URL: third }, 'restore', join(folder, 'two.tar.zst'))).toMatchObject({
    code: 1,
    stderr: 'kirmash: The database is not empty: a backup is restored into an empty one only.\n',
  });
  const { child, ready } = kirmash(['serve', '--api-only'], { DATABASE_URL: third });
  expect(await cityAt(await ready)).toBe('Mahilioŭ');
  child.kill('SIGTERM');
});

test('a damaged backup makes no database; a restore that was killed is begun again', async () => {
  const folder = await temporaryFolder();
  const [home, set, file] = [join(folder, 'home'), join(folder, 'set'), join(folder, 'backup.tar.zst')];
  await writeSet(set, 'Mogilev');
  const url = await emptyDatabase();
  await run({ DATABASE_URL: url }, 'import', set);
  await run({ DATABASE_URL: url }, 'backup', file);

  const content = await readFile(file);
  await writeFile(join(folder, 'cut.tar.zst'), content.subarray(0, content.length / 2));
  const cut = await run({ KIRMASH_HOME: home }, 'restore', join(folder, 'cut.tar.zst'));
  expect(cut.code).toBe(1);
  expect(cut.stderr).toMatch(/^kirmash: The backup .* is damaged .*\n$/);
  expect(existsSync(join(home, 'postgres'))).toBe(false);

  const killed = kirmash(['restore', file], { KIRMASH_HOME: home });
  await until(() => existsSync(join(home, 'postgres')));
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(await run({ KIRMASH_HOME: home }, 'serve', '--api-only')).toMatchObject({
    code: 1,
    stderr: `kirmash: A restore into ${home} did not finish: run kirmash restore again.\n`,
  });
  expect(await run({ KIRMASH_HOME: home }, 'restore', file)).toMatchObject({ code: 0, stderr: '' });
  expect((await readdir(home)).sort()).toEqual([
    'kirmash.lock',
    'postgres',
    'postgres-password',
    'postgres.log',
  ]);
  const { ready } = kirmash(['serve', '--api-only'], { KIRMASH_HOME: home });
  expect(await cityAt(await ready)).toBe('Mogilev');
});

test('verify ends with code 1 and says what was changed by hand', async () => {
  const home = await servedHome();
  const { ready, child, ended } = kirmash(['serve', '--api-only'], { KIRMASH_HOME: home });
  await ready;
  child.kill('SIGTERM');
  await ended;
  const server = await startEmbedded({ folder: home });
  await createDatabase(server.url('postgres'), 'kirmash');
  const client = new pg.Client({ connectionString: server.url('kirmash') });
  await client.connect();
  const { rows } = await client.query(`select current_setting('fsync') as fsync,
    current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages,
    current_setting('listen_addresses') as addresses`);
  expect(rows).toEqual([{ fsync: 'on', commit: 'on', pages: 'on', addresses: '127.0.0.1' }]);
  await client.query('alter table entity drop column retired cascade');
  await client.end();
  await server.stop();
  const { code, stdout } = await run({ KIRMASH_HOME: home }, 'verify');
  expect(code).toBe(1);
  expect(stdout).toContain('missing: column entity.retired bigint');
});
