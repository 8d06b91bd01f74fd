/** Figures as rows, with their cell, citation and verdict. */
import { type RawBuilder, sql } from 'kysely';
import type { Text } from '#base/language.ts';
import type { Database } from '#storage/database.ts';
import { CITATION_COLUMNS, type CitationRow, citedIds } from './citation.ts';

/** The whole of a share, or the set of a rank. */
export interface OfWhat {
  readonly [field: string]: unknown;
}

export interface FigureRow extends CitationRow {
  readonly id: string;
  readonly seq: number;
  readonly revision: number;
  readonly cell: number;
  readonly measure: string;
  readonly area: string;
  readonly partner: string | null;
  readonly product: string | null;
  readonly period: string | null;
  readonly basis: string;
  readonly of_what: OfWhat | null;
  readonly form: string;
  readonly base: string | null;
  readonly base_inferred: boolean;
  readonly value: string | null;
  readonly value_state: string;
  readonly unit: string;
  readonly step: string | null;
  readonly fraction: string | null;
  readonly low: string | null;
  readonly high: string | null;
  readonly low_open: boolean;
  readonly high_open: boolean;
  readonly wording: string;
  readonly kind: string;
  readonly rank: string;
  readonly reason: Text | null;
  readonly note: Text | null;
  readonly period_inferred: boolean;
  readonly derived: boolean;
  readonly data_set: string | null;
  readonly simulated: boolean;
  readonly recorded: Date;
  readonly retired_at: Date | null;
  readonly author: string;
  readonly conflict: string | null;
  readonly others: number;
  readonly remarks: number;
}

export const FIGURE_COLUMNS = sql`f.id, f.seq, f.revision, f.cell, cell.measure, cell.area, cell.partner, cell.product,
  cell.period::text as period, cell.basis, cell.of_what, f.form, f.base::text as base, f.base_inferred, f.value,
  f.value_state, f.unit, f.step, f.fraction, f.low, f.high, f.low_open, f.high_open, f.wording, f.kind, f.rank, f.reason, f.note,
  f.period_inferred, f.derived, f.data_set, coalesce(set.simulated, false) as simulated,
  recording.recorded, ended.recorded as retired_at, recording.author, checked.conflict,
  (select count(*) from figure as other
    where other.cell = f.cell and other.id <> f.id and other.retired is null and other.status = 'accepted') as others,
  (select count(*) from remark as r where r.retired is null and r.figures @> array[f.id]) as remarks,
  ${CITATION_COLUMNS}`;

export const FIGURE_TABLES = sql`figure as f
  join cell on cell.id = f.cell
  join citation as cite on cite.id = f.citation
  join recording on recording.id = f.recording
  left join recording as ended on ended.id = f.retired
  left join data_set as set on set.id = f.data_set
  left join cell_check as checked on checked.cell = f.cell`;

/** Takes the rest of the query from `where` on; gives the figures. */
export async function loadFigures(db: Database, rest: RawBuilder<unknown>): Promise<FigureRow[]> {
  const { rows } = await sql<FigureRow>`select ${FIGURE_COLUMNS} from ${FIGURE_TABLES} ${rest}`.execute(db);
  return rows;
}

/** Ids that its presentation names. */
export function figureIds(row: FigureRow): (string | null)[] {
  const whole = Object.values(row.of_what ?? {})
    .flat()
    .filter((value): value is string => typeof value === 'string' && /^[a-z0-9]/.test(value));
  return [row.area, row.partner, row.product, ...citedIds(row), ...whole];
}
