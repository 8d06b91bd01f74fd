/** The demo loads the reference data once, whole or not at all. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { kirmash, serverOf, temporaryFolder, until } from '../support/kirmash.ts';

const DEMO = ['demo', '--api-only', '--still-market'];

interface Entity {
  id: string;
}

async function entities(address: string): Promise<number> {
  const answer = await fetch(`${address}/api/entities?limit=1`);
  return ((await answer.json()) as { items: Entity[]; total: number }).total;
}

test('killed and stopped while it loads, the demo begins again; loaded, it does not load a second time', async () => {
  const home = await temporaryFolder();
  const killed = kirmash(DEMO, { KIRMASH_HOME: home });
  await until(() => killed.output().includes('Reference data'), 60_000);
  killed.child.kill('SIGKILL');
  await killed.ended;

  const stopped = kirmash(DEMO, { KIRMASH_HOME: home });
  await until(() => stopped.output().includes('Reference data'), 60_000);
  await sleep(200);
  stopped.child.kill('SIGTERM');
  expect(await stopped.ended).toMatchObject({ code: 0, stderr: '' });
  expect(await serverOf(home)).toBeNull();

  const first = kirmash(DEMO, { KIRMASH_HOME: home });
  const address = await first.ready;
  const total = await entities(address);
  expect(total).toBeGreaterThan(500);
  const overviewAt = async (at: string): Promise<unknown> =>
    (await fetch(`${at}/api/overview?lang=en`)).json();
  const overview = await overviewAt(address);
  first.child.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);

  const second = kirmash(DEMO, { KIRMASH_HOME: home });
  const again = await second.ready;
  expect(await entities(again)).toBe(total);
  expect(await overviewAt(again)).toEqual(overview);
});
