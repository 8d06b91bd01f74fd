/** Acts by which something enters the registry, one after the other. */
import type pg from 'pg';
import type { Storage } from '#storage/database.ts';

// All writers of the registry take turns by this advisory lock ('regi' in ASCII), held until their transaction
// ends. So the numbers of recordings are in the order in which they were committed, and 'known on a date' is
// 'up to a recording'.
const LOCK = 0x72656769;

export interface Act {
  readonly author: string;
  readonly kind: 'import' | 'edit' | 'judgement';
  readonly dataSet?: string;
  readonly digest?: string;
  /** JSON. */
  readonly header?: string;
  readonly note?: string;
}

/** Waits for its turn among the registry's writers; lasts until the transaction ends. */
export async function takeTurn(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
}

/** Notes an act; gives its number. The caller has the turn. A clock set back does not turn the order round. */
export async function record(client: pg.ClientBase, act: Act): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `insert into recording (author, kind, data_set, digest, header, note, recorded)
     values ($1, $2, $3, $4, $5, $6, greatest(clock_timestamp(),
       (select recorded + interval '1 microsecond' from recording order by id desc limit 1))) returning id`,
    [act.author, act.kind, act.dataSet ?? null, act.digest ?? null, act.header ?? null, act.note ?? null],
  );
  return (rows[0] as { id: number }).id;
}

/** Runs in one transaction on one connection; rolled back when `work` throws. `signal` ends a query under way. */
export async function inTransaction<T>(
  storage: Storage,
  work: (client: pg.PoolClient) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const client = await storage.pool.connect();
  let broken: Error | undefined;
  let backend: number | undefined;
  const cancel = (): void => {
    storage.pool.query('select pg_cancel_backend($1)', [backend]).catch(() => {});
  };
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    backend = rows[0]?.pid;
    signal?.throwIfAborted();
    signal?.addEventListener('abort', cancel);
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((second: Error) => {
      broken = second;
    });
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
    // A connection that could not even roll back is closed, not returned.
    client.release(broken);
  }
}
