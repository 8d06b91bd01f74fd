/** The work of `kirmash rebuild`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { BULK_ANSWER_MS, Connection } from '#journal/connection.ts';
import { Follower } from '#journal/follower.ts';
import { createMachine, projections } from '#journal/market-module.ts';
import { readProgress, resetProjection } from '#journal/projection.ts';
import { lastFrame } from '#journal/store.ts';
import { listMarkets } from '#journal/verify.ts';
import type { Context } from './command.ts';
import { openInstance } from './instance.ts';
import { count } from './numbers.ts';

const PAUSE_MS = 100;

/** Whether all projections of a market are written up to a frame. */
async function isWritten(connection: Connection, market: number, frame: number): Promise<boolean> {
  const progress = await readProgress(await connection.client(), market);
  return projections.every(({ name }) => (progress.find((one) => one.name === name)?.frame ?? 0) >= frame);
}

export async function runRebuild(context: Context): Promise<number> {
  await using opened = new AsyncDisposableStack();
  const instance = await openInstance(context, { share: true });
  opened.defer(instance.close);
  const { connectionString: url } = instance.storage.pool.options;
  if (url === undefined) throw new Error('the pool has no URL');
  const connection = new Connection(url, 'kirmash rebuild', BULK_ANSWER_MS);
  opened.defer(() => connection.close());
  const markets = await listMarkets(connection);
  for (const market of markets) {
    await context.steps.step(`Market ${market.name}`, async (step) => {
      for (const projection of projections) {
        context.signal.throwIfAborted();
        await resetProjection(await connection.client(), market.id, projection);
      }
      const follower = new Follower({
        connection,
        market,
        createMachine,
        projections,
        snapshotEvery: 0,
        report: step.note,
      });
      // A follower of a Kirmash that is running does its part as well; rows are written once all the same, and
      // whoever finds that the other was quicker begins again.
      const last = await lastFrame(connection, market.id);
      while (!(await isWritten(connection, market.id, last))) {
        context.signal.throwIfAborted();
        if ((await follower.catchUp(context.signal)) === 0) await sleep(PAUSE_MS);
      }
    });
  }
  context.print(`The projections of ${count(markets.length, 'market')} were built anew.`);
  return 0;
}
