/** Makes everything that is derived anew from what is recorded: intervals, pages, checks. */
import type pg from 'pg';
import type { Storage } from '#storage/database.ts';
import { CHANGE_TABLES, updateProjections } from './affected.ts';
import { CopyWriter } from './data-set/copy.ts';
import { DECLARED } from './declared.ts';
import { intervalColumns, type PrintedFigure } from './figure-interval.ts';
import { updateRoots } from './merges.ts';
import { inTransaction, takeTurn } from './recording.ts';
import { indexVocabulary, type Vocabulary } from './vocabulary.ts';

const FIGURES_PER_FETCH = 10_000;

/** Works all projections out again, in one transaction. What they show is the same unless rules have changed. */
export async function rebuildProjections(storage: Storage, vocabulary: Vocabulary = DECLARED): Promise<void> {
  await inTransaction(storage, async (client) => {
    await takeTurn(client);
    await rebuildAll(client, vocabulary);
  });
}

/** The same in the caller's transaction, which has the turn. */
export async function rebuildAll(client: pg.ClientBase, vocabulary: Vocabulary): Promise<void> {
  await rebuildIntervals(client, vocabulary);
  await updateRoots(client);
  await client.query(`${CHANGE_TABLES}
    insert into changed select id from entity;
    insert into touched_cell select id from cell;`);
  await updateProjections(client, vocabulary);
}

interface FigureRow extends Omit<PrintedFigure, 'value'> {
  readonly seq: number;
  readonly value: string | null;
  readonly unit: string;
}

async function rebuildIntervals(client: pg.ClientBase, vocabulary: Vocabulary): Promise<void> {
  const { units } = indexVocabulary(vocabulary);
  const copy = new CopyWriter(client);
  await client.query(`
    create temp table fresh_interval (seq bigint, low numeric, high numeric, low_open boolean, high_open boolean)
      on commit drop;
    declare printed no scroll cursor for select seq, value, wording, form, step, fraction, unit from figure;`);
  for (;;) {
    const { rows } = await client.query<FigureRow>(`fetch ${FIGURES_PER_FETCH} from printed`);
    for (const row of rows) {
      const printed = row.value === null ? null : { ...row, value: row.value };
      const { low, high, lowOpen, highOpen } = intervalColumns(printed, units.get(row.unit));
      copy.row('fresh_interval', [row.seq, low, high, lowOpen, highOpen]);
    }
    await copy.end();
    if (rows.length < FIGURES_PER_FETCH) break;
  }
  await client.query(`
    close printed;
    update figure f set low = i.low, high = i.high, low_open = i.low_open, high_open = i.high_open
      from fresh_interval i where i.seq = f.seq
        and (f.low, f.high, f.low_open, f.high_open) is distinct from (i.low, i.high, i.low_open, i.high_open);
    drop table fresh_interval;`);
}
