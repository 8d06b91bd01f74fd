/** Kirmash stops in order, whoever tells it and whenever; and comes back after it was killed. */
import { existsSync, readdirSync } from 'node:fs';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { kirmash, servedHome, serverOf, temporaryFolder, until } from '../support/kirmash.ts';

const SERVE = ['serve', '--api-only'];

async function serve(home: string) {
  const started = kirmash(SERVE, { KIRMASH_HOME: home });
  return { ...started, address: await started.ready };
}

async function healthy(address: string): Promise<boolean> {
  return (await fetch(`${address}/api/health`)).ok;
}

test.for(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s stops server and database, exit 0', async (signal) => {
  const home = await servedHome();
  const { child, ended, address } = await serve(home);
  expect(await healthy(address)).toBe(true);
  child.kill(signal);
  expect(await ended).toMatchObject({ code: 0, stderr: '' });
  expect(await serverOf(home)).toBeNull();
  expect(existsSync(join(home, 'kirmash.pid'))).toBe(false);
  expect(await readFile(join(home, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/);
});

test('Ctrl-C, which the terminal sends to the whole group, still stops the database in order', async () => {
  const home = await servedHome();
  const { child, ready, ended } = kirmash(SERVE, { KIRMASH_HOME: home }, { group: true });
  await ready;
  process.kill(-(child.pid as number), 'SIGINT');
  expect(await ended).toMatchObject({ code: 0, stderr: '' });
  expect(await serverOf(home)).toBeNull();
  expect(await readFile(join(home, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/);
});

test('told to stop at any moment of its first start, it leaves nothing running and starts the next time', async () => {
  const home = await temporaryFolder();
  const { output, child, ended } = kirmash(SERVE, { KIRMASH_HOME: home });
  await until(() => output().includes('making a new database'));
  await sleep(200);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, stderr: '' });
  expect(await serverOf(home)).toBeNull();
  expect((await readdir(home)).filter((name) => name.startsWith('postgres'))).toEqual([]);

  for (const delayMs of [300, 700, 1200]) {
    const again = kirmash(SERVE, { KIRMASH_HOME: home });
    await sleep(delayMs);
    again.child.kill('SIGINT');
    const { code, stdout, stderr } = await again.ended;
    expect(stderr).toBe('');
    // Before its first word Kirmash may not be there yet to hear the signal, and has begun nothing.
    expect(stdout === '' ? [0, null] : [0]).toContain(code);
    expect(await serverOf(home)).toBeNull();
  }
  expect(await healthy((await serve(home)).address)).toBe(true);
});

test('after kill -9 the next start stops the orphaned database server and goes on', async () => {
  const home = await servedHome();
  const first = await serve(home);
  const orphan = await serverOf(home);
  expect(orphan).not.toBeNull();
  first.child.kill('SIGKILL');
  await first.ended;
  expect(await serverOf(home)).toBe(orphan);

  const second = await serve(home);
  expect(second.output()).toContain('stopped a database server that an earlier Kirmash left running');
  expect(await healthy(second.address)).toBe(true);
  expect(await serverOf(home)).not.toBe(orphan);
});

test('after kill -9 of Kirmash and PostgreSQL both, the next start recovers', async () => {
  const home = await servedHome();
  const first = await serve(home);
  first.child.kill('SIGKILL');
  process.kill((await serverOf(home)) as number, 'SIGKILL');
  await first.ended;
  expect(await healthy((await serve(home)).address)).toBe(true);
});

test("another folder's server is left alone, though a copied postmaster.pid names it", async () => {
  const home = await servedHome();
  const copy = join(await temporaryFolder(), 'two');
  const first = await serve(home);
  const server = await serverOf(home);
  await cp(home, copy, { recursive: true, preserveTimestamps: true });
  if (process.getuid?.() === 0) await giveTo(copy, home);
  const second = await serve(copy);
  expect(await healthy(second.address)).toBe(true);
  expect(await healthy(first.address)).toBe(true);
  expect(await serverOf(home)).toBe(server);
});

/** As root a copy belongs to root; PostgreSQL wants its own. */
async function giveTo(copy: string, like: string): Promise<void> {
  const { chown, stat } = await import('node:fs/promises');
  const { uid, gid } = await stat(join(like, 'postgres'));
  for (const name of ['', ...(await readdir(join(copy, 'postgres'), { recursive: true }))]) {
    await chown(join(copy, 'postgres', name), uid, gid);
  }
}

test('a process number in postmaster.pid that belongs to another program by now stops nothing', async () => {
  const home = await servedHome();
  const first = await serve(home);
  const file = join(home, 'postgres', 'postmaster.pid');
  const text = await readFile(file, 'utf8');
  first.child.kill('SIGTERM');
  await first.ended;
  await writeFile(file, text.replace(/^\d+/, String(process.pid)));
  expect(await healthy((await serve(home)).address)).toBe(true);
});

test('a first start killed while it makes the database is begun again', async () => {
  const home = await temporaryFolder();
  const halfMade = (): boolean => readdirSync(home).some((name) => name.includes('initialising'));
  const { child, ended } = kirmash(SERVE, { KIRMASH_HOME: home });
  await until(halfMade);
  child.kill('SIGKILL');
  await ended;
  expect(halfMade()).toBe(true);
  expect(await healthy((await serve(home)).address)).toBe(true);
  expect((await readdir(home)).some((name) => name.includes('initialising'))).toBe(false);
});

test('a lost password and a wrong one are replaced', async () => {
  const home = await servedHome();
  const password = join(home, 'postgres-password');
  for (const spoil of [async () => {}, () => rm(password), () => writeFile(password, 'not-the-password')]) {
    await spoil();
    const { child, ended, address } = await serve(home);
    expect(await healthy(address)).toBe(true);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  }
});

test('when the database server is lost, Kirmash says so and ends', async () => {
  const home = await servedHome();
  const { ended } = await serve(home);
  process.kill((await serverOf(home)) as number, 'SIGKILL');
  const { code, stderr } = await ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^kirmash: .*PostgreSQL.*\n$/);
});
