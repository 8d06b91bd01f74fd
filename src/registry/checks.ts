/**
 * Checks on write: verdict and best value per cell in `cell_check`, identities in `identity_check`.
 *
 * The caller fills the temporary table `touched_cell (id)`; whatever their figures may change is worked out anew:
 * the cells that became one question by a merge, and the other measures of the identities they are terms of.
 */
import type pg from 'pg';
import { decimal, toText } from '#base/decimal.ts';
import { best } from '#observatory/best.ts';
import type { Claim, FigureKind, Rank } from '#observatory/claim.ts';
import { conflict } from '#observatory/conflict.ts';
import { checkIdentities } from '#observatory/identity.ts';
import type { Form } from '#observatory/interval.ts';
import { CopyWriter } from './data-set/copy.ts';
import { impliedByFigure } from './figure-interval.ts';
import { indexVocabulary, type Vocabulary } from './vocabulary.ts';

const FIGURES_PER_FETCH = 10_000;

/** Cells whose ends are the roots of merges, so that one question has one key. */
const RESOLVED = `
  select cell.id, cell.measure, coalesce(a.merged_into, a.id) as area, coalesce(p.merged_into, p.id) as partner,
    coalesce(g.merged_into, g.id) as product, cell.period, cell.basis, cell.of_what
  from cell join entity a on a.id = cell.area
  left join entity p on p.id = cell.partner left join entity g on g.id = cell.product`;

const SAME_PLACE = `x.area = y.area and coalesce(x.partner, '') = coalesce(y.partner, '')
  and coalesce(x.product, '') = coalesce(y.product, '') and coalesce(x.period, 'empty') = coalesce(y.period, 'empty')
  and x.basis = y.basis`;

interface Row {
  place: string;
  cell: number;
  measure: string;
  of_what: string | null;
  id: string | null;
  form: Form;
  base: string | null;
  unit: string;
  kind: FigureKind;
  rank: Rank;
  derived: boolean;
  value: string;
  wording: string;
  step: string | null;
  fraction: string | null;
  source: string;
  weight: number;
  recording: number;
}

/** Works out the checks of `touched_cell` and all that depends on them. */
export async function check(client: pg.ClientBase, vocabulary: Vocabulary): Promise<void> {
  await client.query(`
    create temp table resolved_cell on commit drop as ${RESOLVED}
      where exists (select from touched_cell)
        and cell.area in (
          select e.id from entity e where coalesce(e.merged_into, e.id) in (
            select coalesce(r.merged_into, r.id) from touched_cell t join cell on cell.id = t.id
              join entity r on r.id = cell.area));
    analyze touched_cell, resolved_cell;
    create temp table checked_cell on commit drop as
      select distinct y.* from touched_cell t join resolved_cell x on x.id = t.id
        join resolved_cell y on ${SAME_PLACE};
    create index on checked_cell (id);
    analyze checked_cell;
    delete from cell_check where cell in (select id from checked_cell);
    delete from identity_check where cells && (select coalesce(array_agg(id), '{}') from checked_cell);
    -- The weights of sources, looked up once: a source that was merged counts under the one it was merged into.
    create temp table weighing on commit drop as
      select coalesce(s.merged_into, s.id) as source, max((w.value #>> '{}')::int) as weight
      from entity s join statement w on w.entity = s.id and w.property = 'weight'
      where s.kind = 'source' and w.retired is null and w.status = 'accepted' and w.rank <> 'deprecated'
        and w.value is not null
      group by 1;
    analyze weighing;
    declare checked no scroll cursor for
      select row(c.area, c.partner, c.product, c.period, c.basis)::text as place, c.id as cell, c.measure,
        c.of_what::text, f.id, f.form, f.base::text, f.unit, f.kind, f.rank, f.derived, f.value, f.wording, f.step,
        f.fraction,
        coalesce(s.merged_into, s.id) as source, f.recording,
        coalesce(weighing.weight, 0) as weight
      from checked_cell c join figure f on f.cell = c.id and f.retired is null and f.status = 'accepted'
      left join citation on citation.id = f.citation left join entity s on s.id = citation.source
      left join weighing on weighing.source = coalesce(s.merged_into, s.id)
      order by place, c.measure, f.id;`);
  const copy = new CopyWriter(client);
  const write = writer(copy, vocabulary);
  let place: Row[] = [];
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${FIGURES_PER_FETCH} from checked`);
    for (const row of rows) {
      if (place.length > 0 && place[0]?.place !== row.place) {
        write(place);
        place = [];
      }
      place.push(row);
    }
    await copy.end();
    if (rows.length === 0) break;
  }
  if (place.length > 0) write(place);
  await copy.end();
  await client.query('close checked; drop table resolved_cell, checked_cell, weighing');
}

/** Gives a function that takes all live figures of one place and writes what the checks say of them. */
function writer(copy: CopyWriter, vocabulary: Vocabulary): (rows: readonly Row[]) => void {
  const { units } = indexVocabulary(vocabulary);
  const claim = (row: Row): Claim => ({
    ...row,
    id: row.id as string,
    value: decimal(row.value),
    implied: impliedByFigure(row, units.get(row.unit)),
  });

  return (rows) => {
    const known = rows.filter((row) => row.value !== null);
    for (const question of Map.groupBy(rows, (row) => `${row.measure} ${row.of_what ?? ''}`).values()) {
      const claims = question.filter((row) => row.value !== null).map(claim);
      const sources = new Set(question.map((row) => row.source)).size;
      for (const cell of new Set(question.map((row) => row.cell))) {
        copy.row('cell_check (cell, best, conflict, sources)', [
          cell,
          best(claims)?.id ?? null,
          conflict(claims),
          sources,
        ]);
      }
    }
    const levels = Map.groupBy(
      known.filter((row) => row.of_what === null),
      (row) => row.measure,
    );
    const verdicts = checkIdentities(vocabulary.identities, (measure) =>
      (levels.get(measure) ?? []).map(claim),
    );
    for (const { identity, verdict, scope, source, claims, sum } of verdicts) {
      copy.row('identity_check (identity, verdict, scope, source, cells, figures, low, high)', [
        identity,
        verdict,
        scope,
        source,
        `{${claims.map(({ cell }) => cell).join(',')}}`,
        `{${claims.map(({ id }) => `"${id}"`).join(',')}}`,
        sum?.low ? toText(sum.low) : null,
        sum?.high ? toText(sum.high) : null,
      ]);
    }
  };
}
