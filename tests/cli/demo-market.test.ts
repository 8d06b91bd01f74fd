/** The market day of the demo as a process: it trades, ends with the server, and goes on where it stood. */
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStorage } from '#storage/database.ts';
import type { MarketSummary, SessionItem } from '#wire/market.ts';
import { testDatabase } from '../support/database.ts';
import { kirmash, until } from '../support/kirmash.ts';

const DEMO = ['demo', '--api-only'];

interface Listed<T> {
  readonly items: T[];
  readonly total: number;
}

async function get<T>(address: string, path: string): Promise<T> {
  const answer = await fetch(`${address}/api/market${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return (await answer.json()) as T;
}

/** Processes of the participants that a process started. */
function participantsOf(pid: number): number[] {
  const found = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], { encoding: 'utf8' });
  return found
    .split('\n')
    .filter((line) => line.includes('demo/main.ts'))
    .map((line) => Number.parseInt(line, 10));
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('participants trade, end with the server however it ends, and go on where the market stands', async () => {
  const environment = { DATABASE_URL: await testDatabase() };
  const first = kirmash(DEMO, environment);
  const address = await first.ready;
  // Asked now and then: everything here shares a processor.
  await until(async () => {
    await sleep(500);
    return (await get<Listed<object>>(address, '/deals')).total > 2;
  }, 120_000);
  const sessions = await get<Listed<SessionItem>>(address, '/sessions?limit=100');
  expect(sessions.items.every(({ title, simulated }) => title !== null && simulated)).toBe(true);
  expect(sessions.items.some(({ phase }) => phase === 'announced')).toBe(true);
  expect(await get<Listed<object>>(address, '/instruments')).toMatchObject({ total: 27 });
  const [participants] = participantsOf(first.pid);
  expect(participants).toBeDefined();

  first.child.kill('SIGKILL');
  await first.ended;
  // It is told by nobody: it sees that the one that started it is gone.
  await until(() => !lives(participants ?? 0), 10_000);

  const second = kirmash(DEMO, environment);
  const again = await second.ready;
  const { command, day } = await get<MarketSummary>(again, '');
  await until(async () => {
    await sleep(500);
    return (await get<MarketSummary>(again, '')).command > command + 10;
  }, 120_000);
  expect((await get<MarketSummary>(again, '')).day).toBe(day);
  const after = await get<Listed<SessionItem>>(again, '/sessions?limit=100');
  const begins = after.items.map(({ timetable }) => timetable[0]?.at);
  expect(new Set(begins).size).toBe(begins.length);
  expect(after.items.slice(0, sessions.total).map(({ title }) => title)).toEqual(
    sessions.items.map(({ title }) => title),
  );
  expect(await get<Listed<object>>(again, '/instruments')).toMatchObject({ total: 27 });

  const [others] = participantsOf(second.pid);
  second.child.kill('SIGTERM');
  expect(await second.ended).toMatchObject({ code: 0, stderr: '' });
  expect(lives(others ?? 0)).toBe(false);

  // Nobody has the participants' keys any more.
  const storage = await openStorage({ url: environment.DATABASE_URL });
  const valid = await storage.db
    .selectFrom('access_key')
    .select('label')
    .where('revoked', 'is', null)
    .execute();
  await storage.close();
  expect(valid).toEqual([]);
});

test('a demo’s data are not served as real ones, nor real ones as a demo', async () => {
  const simulated = { DATABASE_URL: await testDatabase() };
  const demo = kirmash([...DEMO, '--still-market'], simulated);
  await demo.ready;
  demo.child.kill('SIGTERM');
  await demo.ended;
  const refused = await kirmash(['serve', '--api-only'], simulated).ended;
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^kirmash: .*holds a simulated market, kirmash demo's \('demo'\): .*KIRMASH_HOME=.*\n$/,
    ),
  });

  const real = { DATABASE_URL: await testDatabase() };
  const serve = kirmash(['serve', '--api-only'], real);
  expect(await get<MarketSummary>(await serve.ready, '')).toMatchObject({ name: 'main', simulated: false });
  serve.child.kill('SIGTERM');
  await serve.ended;
  const mixed = await kirmash(DEMO, real).ended;
  expect(mixed).toMatchObject({ code: 1, stderr: expect.stringMatching(/holds a real market \('main'\)/) });
  const storage = await openStorage({ url: real.DATABASE_URL });
  const entities = await storage.db.selectFrom('entity').select('id').limit(1).execute();
  const markets = await storage.db.selectFrom('journal_market').select('name').execute();
  await storage.close();
  expect([entities, markets]).toEqual([[], [{ name: 'main' }]]);
});
