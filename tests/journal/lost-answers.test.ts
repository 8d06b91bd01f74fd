/** What becomes of commands when the way to the database is cut, at each point at which it can be. */
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { type Journal, openJournal } from '#journal/journal.ts';
import { type Cut, type CuttingProxy, startProxy } from '../support/cutting-proxy.ts';
import { testDatabase } from '../support/database.ts';
import { createMachine, fill, type Purses } from '../support/purses.ts';
import { ask } from '../support/submitting.ts';

async function open(): Promise<{ journal: Journal; proxy: CuttingProxy; url: string; reports: string[] }> {
  const url = await testDatabase();
  const proxy = await startProxy(Number(new URL(url).port));
  onTestFinished(() => proxy.close());
  const through = new URL(url);
  through.port = String(proxy.port);
  const reports: string[] = [];
  const journal = await openJournal({
    url: through.href,
    market: 'cut',
    simulated: true,
    createMachine,
    program: 'test',
    report: (line) => void reports.push(line),
  });
  onTestFinished(() => journal.abort());
  return { journal, proxy, url, reports };
}

async function frames(url: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('select commands from journal_frame order by number');
  await client.end();
  return rows.map(({ commands }) => commands);
}

test.each<Cut>(['answer', 'request', 'half request'])(
  'the %s is lost: done once, answered, and goes on',
  async (cut) => {
    const { journal, proxy, url, reports } = await open();
    await ask(journal.sequencer, fill(1, 1));
    for (let round = 0; round < 3; round += 1) {
      proxy.cut(cut);
      const answer = await ask(journal.sequencer, fill(1, 10));
      expect(answer.firstCommand).toBe(2 + round);
    }
    expect(proxy.cuts).toBe(3);
    expect(reports).toHaveLength(3);
    expect((journal.runner.machine as Purses).balances[1]).toBe(31);
    expect(await frames(url)).toEqual([0, 1, 1, 1, 1]);
  },
);

test('a lost answer, and a second sequencer before the first can look: what was durable is answered, then it stops', async () => {
  const { journal, proxy, url } = await open();
  proxy.cut('answer');
  const answer = ask(journal.sequencer, fill(1, 10));
  const second = await openJournal({ url, market: 'cut', simulated: true, createMachine, program: 'test' });
  onTestFinished(() => second.abort());
  const outcome = await answer.then(
    () => 'answered',
    () => 'lost',
  );
  // Either the frame was there before the second looked, and both know it, or it never came to be.
  const balance = (second.runner.machine as Purses).balances[1];
  expect([outcome, balance]).toEqual(outcome === 'answered' ? ['answered', 10] : ['lost', 0]);
  await expect(ask(journal.sequencer, fill(1, 10))).rejects.toThrow(/taken market|stopped/);
});

test('while the database is away commands wait, and are done when it is back', async () => {
  const { journal, proxy } = await open();
  const { target } = proxy;
  // Nothing listens there.
  proxy.target = 1;
  proxy.cut('request');
  const waiting = Array.from({ length: 300 }, (_, index) => ask(journal.sequencer, fill(1, index)));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(journal.sequencer.waiting).toBe(300);
  proxy.target = target;
  await Promise.all(waiting);
  expect((journal.runner.machine as Purses).balances[1]).toBe((299 * 300) / 2);
});
