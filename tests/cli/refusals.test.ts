/** What can't be started is answered in one clear sentence, without a stack trace, and leaves nothing running. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createDatabase } from '#storage/database.ts';
import { startEmbedded } from '#storage/embedded.ts';
import { kirmash, servedHome, serverOf, temporaryFolder } from '../support/kirmash.ts';
import { postgresStub } from '../support/postgres-stub.ts';

const SERVE = ['serve', '--api-only'];
const asRoot = process.getuid?.() === 0;

/** Runs `serve` and gives its one sentence; fails if it says more, starts, or leaves a database server. */
async function refusal(environment: Record<string, string>, code = 1): Promise<string> {
  const { ended } = kirmash(SERVE, environment);
  const { stdout, stderr, ...rest } = await ended;
  expect(stdout).not.toContain('ready');
  expect(stderr).toMatch(/^kirmash: [^\n]+\.\n$/);
  expect(rest.code).toBe(code);
  if (environment.KIRMASH_HOME) expect(await serverOf(environment.KIRMASH_HOME)).toBeNull();
  return stderr.slice('kirmash: '.length, -1);
}

test('a port that is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const said = await refusal({ KIRMASH_HOME: await temporaryFolder(), PORT: String(port) });
  expect(said).toMatch(new RegExp(`^Port ${port} is taken by another program`));
  other.close();
});

test('a port and a host that are none', async () => {
  const home = await temporaryFolder();
  expect(await refusal({ KIRMASH_HOME: home, PORT: 'http' }, 2)).toBe(
    "PORT is 'http': give a number from 0 to 65535.",
  );
  expect(await refusal({ KIRMASH_HOME: home, HOST: '203.0.113.7' })).toBe(
    "HOST is '203.0.113.7', which is not an address of this machine.",
  );
});

test('a data folder that can not be written', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'file');
  await writeFile(file, '');
  expect(await refusal({ KIRMASH_HOME: join(file, 'home') })).toMatch(
    /^The data folder .*a file, not a folder\.$/,
  );
  // Root may write everywhere but where the system forbids it.
  const closed = asRoot ? '/sys' : join(folder, 'closed');
  if (!asRoot) await mkdir(closed, { mode: 0o555 });
  expect(await refusal({ KIRMASH_HOME: join(closed, 'home') })).toMatch(
    /^The data folder .* can't be (made|written): /,
  );
});

test.runIf(process.platform === 'linux')(
  'a data folder below /proc, where no folder can be made',
  async () => {
    expect(await refusal({ KIRMASH_HOME: '/proc/kirmash/home' })).toMatch(
      /^The data folder \/proc\/kirmash\/home can't be (made|written): /,
    );
  },
);

test('a database of a newer Kirmash', async () => {
  const home = await temporaryFolder();
  const server = await startEmbedded({ folder: home });
  await createDatabase(server.url('postgres'), 'kirmash');
  const client = new pg.Client({ connectionString: server.url('kirmash') });
  await client.connect();
  await client.query(`create table schema_version (number int primary key, name text not null,
    checksum text not null, applied timestamptz not null default now())`);
  await client.query(`insert into schema_version values (9999, '9999_later.sql', '')`);
  await client.end();
  await server.stop();
  expect(await refusal({ KIRMASH_HOME: home })).toMatch(
    /^The database has schema version 9999, this Kirmash knows \d+: /,
  );
});

test('a database of another PostgreSQL, an incomplete one, and an empty folder, which is no obstacle', async () => {
  const home = await temporaryFolder();
  const cluster = join(home, 'postgres');
  await mkdir(cluster, { mode: 0o700 });
  const { ready, child, ended } = kirmash(SERVE, { KIRMASH_HOME: home });
  await ready;
  child.kill('SIGTERM');
  await ended;
  await writeFile(join(cluster, 'PG_VERSION'), '19\n');
  expect(await refusal({ KIRMASH_HOME: home })).toMatch(/was written by PostgreSQL 19, this Kirmash brings/);
  await rm(join(cluster, 'global', 'pg_control'));
  expect(await refusal({ KIRMASH_HOME: home })).toMatch(/^The database in .* is incomplete: /);
});

test('a second start on one folder, which leaves the first alone', async () => {
  const home = await servedHome();
  const first = kirmash(SERVE, { KIRMASH_HOME: home });
  const address = await first.ready;
  const server = await serverOf(home);
  const { code, stderr } = await kirmash(SERVE, { KIRMASH_HOME: home }).ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^kirmash: Another Kirmash is already running on [^\n]+\.\n$/);
  expect(stderr).toContain(`process ${first.pid}`);
  expect(stderr).toContain(address);
  expect(await serverOf(home)).toBe(server);
  expect((await fetch(`${address}/api/health`)).ok).toBe(true);
});

test('of several starts at once on one new folder exactly one serves', async () => {
  const home = await temporaryFolder();
  const starts = [1, 2, 3].map(() => kirmash(SERVE, { KIRMASH_HOME: home }));
  const outcomes = await Promise.allSettled(starts.map((start) => start.ready));
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
});

test.runIf(asRoot)('as root, a data folder that only root may reach moves to the state folder', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'kirmash-closed-'));
  onTestFinished(() => rm(closed, { recursive: true }));
  await chmod(closed, 0o700);
  const { ready, output, child, ended } = kirmash(SERVE, { KIRMASH_HOME: join(closed, 'home') });
  await ready;
  const place = /The data lies in:\s+(\S+)/.exec(output())?.[1] as string;
  onTestFinished(() => rm(place, { recursive: true }));
  expect(place).toMatch(/^\/var\/lib\/kirmash\/homes\//);
  expect(output()).toContain(
    `only root may enter, and PostgreSQL does not run as root; the data therefore lies in ${place}`,
  );
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
});

test.runIf(asRoot)('as root, a data folder of mode 0700 is opened to PostgreSQL', async () => {
  const home = await temporaryFolder();
  await chmod(home, 0o700);
  const { ready, output } = kirmash(SERVE, { KIRMASH_HOME: home });
  await ready;
  expect(output()).toContain(`The data lies in:  ${home}`);
});

test('a disk that is full', async (context) => {
  // A small file system of its own, which only root may make.
  const folder = await mkdtemp(join(tmpdir(), 'kirmash-full-'));
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,mode=0711', 'kirmash-test', folder]);
  if (mount.status !== 0) {
    await rm(folder, { recursive: true });
    context.skip('this user may not mount a small file system');
  }
  onTestFinished(async () => {
    spawnSync('umount', [folder]);
    await rm(folder, { recursive: true });
  });
  expect(await refusal({ KIRMASH_HOME: join(folder, 'home') })).toContain('the disk is full');
});

test('DATABASE_URL that is no address, leads nowhere, is refused, or names no database', async () => {
  const real = new URL(inject('adminUrl'));
  const variant = (change: (url: URL) => void): string => {
    const url = new URL(real);
    change(url);
    return url.href;
  };
  expect(await refusal({ DATABASE_URL: 'mysql://localhost/kirmash' })).toMatch(
    /^DATABASE_URL is not the address/,
  );
  expect(await refusal({ DATABASE_URL: 'localhost' })).toMatch(/^DATABASE_URL is not the address/);
  const nowhere = await refusal({ DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/kirmash' });
  expect(nowhere).toMatch(
    /^The database postgres:\/\/me:\*\*\*@127.0.0.1:1\/kirmash can't be used: nothing answers there/,
  );
  const wrong = variant((url) => {
    url.password = 'wrong-password';
  });
  const refused = await refusal({ DATABASE_URL: wrong });
  expect(refused).toContain('it refuses the user name or the password');
  expect(refused).not.toContain('wrong-password');
  const missing = variant((url) => {
    url.pathname = '/no_such_database';
  });
  expect(await refusal({ DATABASE_URL: missing })).toContain('"no_such_database" does not exist');
});

test('DATABASE_URL of a PostgreSQL that is too old', async () => {
  const { server, port } = await postgresStub({
    version: '15.9',
    number: '150009',
    encoding: 'UTF8',
    there: '{pg_trgm,unaccent}',
  });
  onTestFinished(() => void server.close());
  expect(await refusal({ DATABASE_URL: `postgres://kirmash:x@127.0.0.1:${port}/kirmash` })).toMatch(
    /is PostgreSQL 15\.9: Kirmash needs version 16 or newer\.$/,
  );
});

test('DATABASE_URL of a server without the extensions', async () => {
  const folder = await temporaryFolder();
  const server = await startEmbedded({ folder, settings: ['extension_control_path=/nowhere'] });
  onTestFinished(server.stop);
  expect(await refusal({ DATABASE_URL: server.url('postgres') })).toMatch(
    /lacks the PostgreSQL extensions pg_trgm and unaccent: /,
  );
});

test('DATABASE_URL of a user without rights, and of a database that is not UTF-8', async () => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: inject('adminUrl') });
  await admin.connect();
  onTestFinished(async () => {
    await admin.query(`drop database if exists ${name}`);
    await admin.query(`drop role if exists ${name}`);
    await admin.end();
  });
  await admin.query(`create role ${name} login password 'secret'`);
  await admin.query(
    `create database ${name} encoding 'LATIN1' template template0 locale 'C' locale_provider libc`,
  );
  const url = new URL(inject('adminUrl'));
  url.pathname = `/${name}`;
  expect(await refusal({ DATABASE_URL: url.href })).toMatch(/has the encoding LATIN1: /);
  await admin.query(`drop database ${name}`);
  await admin.query(`create database ${name} template template0`);
  url.username = name;
  url.password = 'secret';
  expect(await refusal({ DATABASE_URL: url.href })).toMatch(/the user lacks a right: permission denied/);
});
