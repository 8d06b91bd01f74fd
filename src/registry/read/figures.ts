/** The list of figures: filters, facets, order, pages. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { declaredOnly, monthsAsked, split } from './choices.ts';
import { currentId } from './entities.ts';
import { ReadError } from './errors.ts';
import { FIGURE_COLUMNS, FIGURE_TABLES, type FigureRow } from './figure-rows.ts';
import { after, keyColumn, orderBy, pageOf, readCursor, type SortKey } from './keyset.ts';
import type { Match } from './match.ts';
import { heldOn, known, momentOf } from './moment.ts';
import type { Page, Reader } from './reader.ts';

export interface FigureFilter {
  readonly measure?: string | undefined;
  readonly area?: string | undefined;
  readonly partner?: string | undefined;
  readonly product?: string | undefined;
  readonly entity?: string | undefined;
  readonly source?: string | undefined;
  readonly form?: string | undefined;
  readonly kind?: string | undefined;
  readonly conflict?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly match?: 'exact' | 'overlap' | 'within' | undefined;
  readonly text?: Match | undefined;
  readonly validOn?: string | undefined;
  readonly knownOn?: string | undefined;
}

export interface FigureQuestion extends FigureFilter {
  readonly sort?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const FORMS = ['level', 'percent', 'ratio', 'difference', 'share', 'rank'];
const KINDS = ['actual', 'target', 'forecast', 'capacity'];
const VERDICTS = ['holds', 'fails', 'cannot_tell'];

export type FigureFacet = 'measure' | 'area' | 'partner' | 'product' | 'form' | 'kind' | 'conflict';

type Conditions = ReadonlyMap<FigureFacet | '', RawBuilder<SqlBool>>;

function choice(text: string | undefined, allowed: readonly string[], path: string): string[] | null {
  const parts = split(text);
  declaredOnly(parts, (id) => allowed.includes(id), 'unknown-choice', path, allowed);
  return parts;
}

function periodCondition(filter: FigureFilter): RawBuilder<SqlBool> | null {
  const months = monthsAsked(filter.from, filter.to);
  if (months === null) return null;
  const asked = sql`${months}::daterange`;
  switch (filter.match ?? 'exact') {
    case 'overlap':
      return sql`cell.period && ${asked}`;
    case 'within':
      return sql`cell.period <@ ${asked}`;
    case 'exact':
      return sql`cell.period = ${asked}`;
  }
}

async function conditions({ db, terms }: Reader, filter: FigureFilter): Promise<Conditions> {
  const found = new Map<FigureFacet | '', RawBuilder<SqlBool>>();
  const measures = split(filter.measure);
  declaredOnly(
    measures,
    (id) => terms.measure(id) !== undefined,
    'unknown-measure',
    'measure',
    terms.measures.map((measure) => measure.id),
  );
  if (measures) found.set('measure', sql`cell.measure = any(${measures}::text[])`);
  for (const name of ['area', 'partner', 'product'] as const) {
    const id = filter[name];
    if (id !== undefined)
      found.set(name, sql`cell.${sql.id(name)} = any(${await idsOf(db, id, name)}::text[])`);
  }
  const others: RawBuilder<SqlBool>[] = [];
  if (filter.entity !== undefined) {
    const ids = await idsOf(db, filter.entity, 'entity');
    others.push(
      sql`(cell.area = any(${ids}::text[]) or cell.partner = any(${ids}::text[]) or cell.product = any(${ids}::text[]))`,
    );
  }
  if (filter.source !== undefined) {
    const ids = await idsOf(db, filter.source, 'source');
    others.push(sql`(cite.source = any(${ids}::text[]) or cite.near = any(${ids}::text[]))`);
  }
  const forms = choice(filter.form, FORMS, 'form');
  if (forms) found.set('form', sql`f.form = any(${forms}::text[])`);
  const kinds = choice(filter.kind, KINDS, 'kind');
  if (kinds) found.set('kind', sql`f.kind = any(${kinds}::text[])`);
  const verdicts = choice(filter.conflict, VERDICTS, 'conflict');
  if (verdicts) found.set('conflict', sql`checked.conflict = any(${verdicts}::text[])`);
  const period = periodCondition(filter);
  if (period) others.push(period);
  if (filter.text) {
    const matching = sql`select view.id from entity_view as view where ${filter.text.condition('view')}`;
    others.push(
      sql`(cell.area in (${matching}) or cell.partner in (${matching}) or cell.product in (${matching}))`,
    );
  }
  const moment = await momentOf(db, filter);
  others.push(known('f', moment), heldOn(sql`cell.period`, moment));
  found.set('', sql`(${sql.join(others, sql` and `)})`);
  return found;
}

/** The id as it is now and all ids that were merged into it, under which figures may still stand. */
export async function idsOf(db: Reader['db'], id: string, path: string): Promise<string[]> {
  const now = await currentId(db, id, path);
  const merged = await db.selectFrom('entity').select('id').where('merged_into', '=', now).execute();
  return [now, ...merged.map((row) => row.id)];
}

function all(found: Conditions, without?: FigureFacet): RawBuilder<unknown> {
  const kept = [...found].filter(([facet]) => facet !== without).map(([, condition]) => condition);
  return sql.join(kept, sql` and `);
}

function sortKeys(sort = 'measure'): SortKey[] {
  const descending = sort.startsWith('-');
  const text = (expression: RawBuilder<unknown>, down = false): SortKey => ({
    expression,
    descending: down,
    type: 'text',
  });
  const measure = text(sql`cell.measure`);
  const area = text(sql`cell.area`);
  const partner = text(sql`coalesce(cell.partner, '')`);
  const missing = sql.lit(descending ? '-infinity' : 'infinity');
  const start: SortKey = {
    expression: sql`coalesce(lower(cell.period), ${missing}::date)`,
    descending,
    type: 'date',
  };
  const seq: SortKey = { expression: sql`f.seq`, descending: false, type: 'numeric' };
  switch (sort.replace('-', '')) {
    case 'area':
      return [text(area.expression, descending), measure, partner, seq];
    case 'partner':
      return [text(partner.expression, descending), measure, area, seq];
    case 'period':
      return [start, measure, area, seq];
    case 'value': {
      // PostgreSQL's numeric has no value beyond -Infinity and Infinity: missing values come last either way.
      const none = sql.lit(descending ? '-Infinity' : 'Infinity');
      return [{ expression: sql`coalesce(f.value, ${none}::numeric)`, descending, type: 'numeric' }, seq];
    }
    case 'measure':
      return [text(measure.expression, descending), area, partner, seq];
    default:
      throw new ReadError('unknown-choice', 'sort', `'${sort}' is no order of this list.`);
  }
}

/** Gives one page of figures. Errors: ReadError for unknown choices, a reversed span, a foreign cursor. */
export async function listFigures(
  reader: Reader,
  question: FigureQuestion,
  countOf: (count: () => Promise<number>) => Promise<number> = (count) => count(),
): Promise<Page<FigureRow>> {
  const found = await conditions(reader, question);
  const keys = sortKeys(question.sort);
  const { cursor, limit, text, ...rest } = question;
  const stamp = ['figures', text?.words ?? null, rest];
  const start = cursor === undefined ? sql`true` : after(keys, readCursor(stamp, keys, cursor));
  const count = async (): Promise<number> => {
    const { rows } = await sql<{ total: number }>`
      select count(*) as total from ${FIGURE_TABLES} where ${all(found)}`.execute(reader.db);
    return rows[0]?.total ?? 0;
  };
  const [{ rows }, total] = await Promise.all([
    sql<FigureRow & { keys: string[] }>`
      select ${FIGURE_COLUMNS}, ${keyColumn(keys)} as keys from ${FIGURE_TABLES}
      where ${all(found)} and ${start} order by ${orderBy(keys)} limit ${limit + 1}`.execute(reader.db),
    countOf(count),
  ]);
  return pageOf(rows, limit, total, stamp);
}

export interface FigureFacetCount {
  readonly facet: FigureFacet;
  readonly value: string;
  readonly count: number;
}

/** Counts the values of each facet among the figures that all other filters leave. */
export async function countFigureFacets(reader: Reader, filter: FigureFilter): Promise<FigureFacetCount[]> {
  const found = await conditions(reader, filter);
  const facet = (name: FigureFacet, value: RawBuilder<unknown>) => sql`
    (select ${sql.lit(name)} as facet, ${value} as value, count(*) as count
    from ${FIGURE_TABLES} where ${all(found, name)} and ${value} is not null
    group by 2 order by 3 desc, 2 limit 40)`;
  const { rows } = await sql<FigureFacetCount>`
    ${facet('measure', sql`cell.measure`)} union all
    ${facet('area', sql`cell.area`)} union all
    ${facet('partner', sql`cell.partner`)} union all
    ${facet('product', sql`cell.product`)} union all
    ${facet('form', sql`f.form`)} union all
    ${facet('kind', sql`f.kind`)} union all
    ${facet('conflict', sql`checked.conflict`)}`.execute(reader.db);
  return rows;
}
