/** One figure with all that its card shows. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '#storage/database.ts';
import { type FigureRow, loadFigures } from './figure-rows.ts';
import { type IdentityRow, loadIdentities } from './identities.ts';
import { known, type Moment, momentOf, NOW } from './moment.ts';
import type { Reader } from './reader.ts';
import { loadRemarks, type RemarkRow } from './remarks.ts';

export interface FigurePage {
  readonly figure: FigureRow;
  readonly sameCell: readonly FigureRow[];
  readonly mirror: readonly FigureRow[];
  readonly related: readonly FigureRow[];
  readonly identities: readonly IdentityRow[];
  /** The figures that the identities join, by id. */
  readonly joined: readonly FigureRow[];
  readonly remarks: readonly RemarkRow[];
  /** All its revisions, the newest first. */
  readonly history: readonly FigureRow[];
}

/** The measure under which the partner reports the same flow. */
const MIRRORS: { readonly [measure: string]: string } = {
  exports: 'imports',
  imports: 'exports',
  turnover: 'turnover',
  balance: 'balance',
};

const LIVE = sql<SqlBool>`f.retired is null and f.status = 'accepted'`;

async function figureAt(db: Database, id: string, moment: Moment): Promise<FigureRow | undefined> {
  const rows = await loadFigures(
    db,
    sql`where f.id = ${id} and ${known('f', moment)} order by f.revision desc limit 1`,
  );
  return rows[0];
}

function same(column: string, value: string | null): RawBuilder<SqlBool> {
  return sql`${sql.id('cell', column)} is not distinct from ${value}::text`;
}

/** Gives the figure as known at the date; null where there is none of that id. */
export async function readFigure(
  { db }: Reader,
  id: string,
  dates: { readonly knownOn?: string | undefined },
): Promise<FigurePage | null> {
  const moment = dates.knownOn === undefined ? NOW : await momentOf(db, dates);
  const figure = await figureAt(db, id, moment);
  if (figure === undefined) return null;
  const mirror = MIRRORS[figure.measure];
  const none: Promise<FigureRow[]> = Promise.resolve([]);
  const [sameCell, mirrored, related, identities, remarks, history] = await Promise.all([
    loadFigures(
      db,
      sql`where f.cell = ${figure.cell} and f.id <> ${id} and ${LIVE} order by f.seq limit 100`,
    ),
    mirror === undefined || figure.partner === null
      ? none
      : loadFigures(
          db,
          sql`where cell.measure = ${mirror} and cell.area = ${figure.partner} and cell.partner = ${figure.area}
            and ${same('product', figure.product)} and cell.period is not distinct from ${figure.period}::daterange
            and f.form = ${figure.form} and ${LIVE} order by f.seq limit 100`,
        ),
    loadFigures(
      db,
      sql`where cell.measure = ${figure.measure} and cell.area = ${figure.area} and ${same('partner', figure.partner)}
        and ${same('product', figure.product)} and f.cell <> ${figure.cell} and ${LIVE}
        order by (cell.period is not distinct from ${figure.period}::daterange) desc, f.seq limit 100`,
    ),
    loadIdentities(db, sql`check_.figures @> array[${id}]`),
    loadRemarks(db, sql`r.figures @> array[${id}]`, moment),
    loadFigures(db, sql`where f.id = ${id} order by f.revision desc limit 100`),
  ]);
  const ids = [...new Set(identities.flatMap((identity) => identity.figures))];
  const joined =
    ids.length === 0 ? [] : await loadFigures(db, sql`where f.id = any(${ids}::text[]) and ${LIVE}`);
  return { figure, sameCell, mirror: mirrored, related, identities, joined, remarks, history };
}
