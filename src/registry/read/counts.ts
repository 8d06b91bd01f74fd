/** How many things each declared word is used for: entities by kind, statements by relation, figures by measure. */
import { sql } from 'kysely';
import type { Database } from '#storage/database.ts';

export interface Counts {
  readonly kinds: ReadonlyMap<string, number>;
  readonly relations: ReadonlyMap<string, number>;
  readonly measures: ReadonlyMap<string, number>;
}

export async function countUses(db: Database): Promise<Counts> {
  const { rows } = await sql<{ what: keyof Counts; id: string; count: number }>`
    select 'kinds' as what, kind as id, count(*) as count from entity_view where not simulated group by kind
    union all
    select 'relations', property, count(*) from statement
    where target is not null and retired is null and status = 'accepted' group by property
    union all
    select 'measures', cell.measure, count(*) from figure join cell on cell.id = figure.cell
    where figure.retired is null and figure.status = 'accepted' group by cell.measure`.execute(db);
  const of = (what: keyof Counts): Map<string, number> =>
    new Map(rows.filter((row) => row.what === what).map(({ id, count }) => [id, count]));
  return { kinds: of('kinds'), relations: of('relations'), measures: of('measures') };
}
