/**
 * Which rows of the projections a change may alter.
 *
 * The caller fills the temporary tables `changed (id)` with the entities that something was said of, or is no longer
 * (both ends of a relation, the ends of a figure's cell, those that were merged or parted), and `touched_cell (id)`
 * with the cells whose figures changed. `updateProjections` works out what else depends on them.
 */
import type pg from 'pg';
import { allowMemory, MANY, putIndexesAside } from './bulk.ts';
import { check } from './checks.ts';
import { project } from './projection.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Above this share of all entities, making everything anew costs less than finding out what to make anew. */
const MOST = 0.2;

export const CHANGE_TABLES = `
  create temp table changed (id text not null) on commit drop;
  create temp table touched_cell (id bigint not null) on commit drop;`;

/** Brings all projections up to date after a change, in its transaction. */
export async function updateProjections(client: pg.ClientBase, vocabulary: Vocabulary): Promise<void> {
  const { rows } = await client.query<{ changed: number; entities: number; empty: boolean }>(
    `select (select count(distinct id) from changed) as changed, (select count(*) from entity) as entities,
       not exists (select from entity_view) as empty`,
  );
  const { changed, entities, empty } = rows[0] as { changed: number; entities: number; empty: boolean };
  const all = changed > MOST * entities;
  let putBack = async (): Promise<void> => {};
  if (all && changed > MANY) {
    await allowMemory(client);
    // What was just written has no statistics yet, and plans for a few rows take for ever with a million.
    await client.query('analyze entity, citation, statement, cell, figure');
    if (empty) putBack = await putIndexesAside(client, ['entity_view']);
  }
  await client.query(
    all
      ? 'create temp table affected on commit drop as select id from entity'
      : // A place that lies elsewhere now, or is another, takes along all that lies in it.
        `create temp table affected on commit drop as
           select id from changed
           union select v.id from entity_view v where v.places && (select coalesce(array_agg(id), '{}') from changed)`,
  );
  // Sources that were merged, or weigh otherwise, change what is best and who contradicts whom.
  await client.query(`insert into touched_cell select f.cell from changed
    join citation c on c.source = changed.id join figure f on f.citation = c.id where f.retired is null`);
  await project(client, vocabulary);
  await putBack();
  await check(client, vocabulary);
  await client.query('drop table affected, changed, touched_cell');
}
