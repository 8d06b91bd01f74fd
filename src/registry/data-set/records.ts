/** Reads a data set back out of the registry, as records in the order in which an export writes them. */
import type pg from 'pg';
import { LANGUAGES } from '#base/language.ts';
import { formatPeriod, fromDateRange } from '#base/period.ts';
import type { RecordFolder } from '#wire/data-set.ts';
import { flow, type Json, ordered } from './canonical.ts';

type Fields = { readonly [field: string]: Json | undefined };

/** A record and the file it goes to. */
export interface ExportedRecord {
  readonly folder: RecordFolder;
  /** Kind, relation or measure: the name of the file. */
  readonly file: string;
  readonly record: Fields;
}

const ROWS_PER_FETCH = 5_000;

interface CiteRow {
  source: string;
  locator: string;
  near: string | null;
  doubt: unknown;
}

const CITE = 'c.source, c.locator, c.near, c.doubt';

function cite(row: CiteRow): Json {
  return {
    source: row.source,
    locator: row.locator || undefined,
    near: row.near ?? undefined,
    doubt: row.doubt === null ? undefined : ordered(row.doubt),
  };
}

/** A year stands as YAML's whole number; what YAML would not read as it is goes in quotes by itself. */
function period(range: string | null): Json | undefined {
  if (range === null) return undefined;
  const written = formatPeriod(fromDateRange(range));
  return /^[1-9]\d{3}$/.test(written) ? Number(written) : written;
}

/** Runs a query and gives its rows in pieces. */
async function* rowsOf<T extends pg.QueryResultRow>(
  client: pg.ClientBase,
  name: string,
  sql: string,
): AsyncGenerator<T> {
  await client.query(`declare ${name} no scroll cursor for ${sql}`);
  for (;;) {
    const { rows } = await client.query<T>(`fetch ${ROWS_PER_FETCH} from ${name}`);
    yield* rows;
    if (rows.length < ROWS_PER_FETCH) break;
  }
  await client.query(`close ${name}`);
}

interface SaidRow extends CiteRow {
  value_state: string;
  qualifiers: unknown;
  valid: string | null;
  valid_inferred: boolean;
  rank: string;
}

const SAID = `s.value_state, s.qualifiers, s.valid::text as valid, s.valid_inferred, s.rank, ${CITE}`;

function said(row: SaidRow): Fields {
  return {
    state: row.value_state === 'known' ? undefined : row.value_state,
    valid: period(row.valid),
    validInferred: row.valid_inferred || undefined,
    rank: row.rank === 'normal' ? undefined : row.rank,
    qualifiers: row.qualifiers === null ? undefined : ordered(row.qualifiers),
    cite: cite(row),
  };
}

interface StatementRow extends SaidRow {
  kind: string;
  id: string;
  property: string | null;
  lang: string | null;
  value: unknown;
}

/** Names first, then by property; languages as Kirmash lists them; and what is still equal by its text. */
function sortedStatements(statements: Fields[]): Fields[] {
  const languages: readonly (Json | undefined)[] = LANGUAGES;
  const key = (statement: Fields): [number, string, number, string] => [
    statement.property === 'name' ? 0 : 1,
    String(statement.property),
    languages.indexOf(statement.lang),
    flow(statement as Json),
  ];
  return statements
    .map((statement) => ({ statement, key: key(statement) }))
    .sort((a, b) => {
      for (const [i, x] of a.key.entries()) {
        const y = b.key[i] as string | number;
        if (x !== y) return x < y ? -1 : 1;
      }
      return 0;
    })
    .map(({ statement }) => statement);
}

interface Gathered {
  readonly id: string;
  readonly kind: string;
  readonly statements: Fields[];
}

function entityRecord({ id, kind, statements }: Gathered): ExportedRecord {
  const list = statements.length > 0 ? sortedStatements(statements) : undefined;
  return { folder: 'entities', file: kind, record: { id, kind, statements: list as Json | undefined } };
}

async function* entities(client: pg.ClientBase, set: string): AsyncGenerator<ExportedRecord> {
  let gathered: Gathered | undefined;
  const rows = rowsOf<StatementRow>(
    client,
    'entities',
    `select l.kind, l.entity as id, s.property, s.lang, s.value, ${SAID}
     from listing l
     left join statement s on s.entity = l.entity and s.data_set = l.data_set and s.retired is null
       and s.status = 'accepted' and not s.relation
     left join citation c on c.id = s.citation
     where l.data_set = ${set} and l.retired is null
     order by l.kind collate "C", l.entity collate "C"`,
  );
  for await (const row of rows) {
    if (gathered === undefined || gathered.id !== row.id) {
      if (gathered) yield entityRecord(gathered);
      gathered = { id: row.id, kind: row.kind, statements: [] };
    }
    if (row.property === null) continue;
    const value = row.value === null ? undefined : ordered(row.value);
    gathered.statements.push({ property: row.property, lang: row.lang ?? undefined, value, ...said(row) });
  }
  if (gathered) yield entityRecord(gathered);
}

interface RelationRow extends SaidRow {
  entity: string;
  property: string;
  target: string | null;
}

async function* relations(client: pg.ClientBase, set: string): AsyncGenerator<ExportedRecord> {
  let ends = '';
  let equal: ExportedRecord[] = [];
  const inOrder = (): ExportedRecord[] =>
    equal
      .map((exported) => ({ exported, text: flow(exported.record as Json) }))
      .sort((a, b) => (a.text < b.text ? -1 : 1))
      .map(({ exported }) => exported);
  const rows = rowsOf<RelationRow>(
    client,
    'relations',
    `select s.entity, s.property, s.target, ${SAID}
     from statement s join citation c on c.id = s.citation
     where s.data_set = ${set} and s.retired is null and s.status = 'accepted' and s.relation
     order by s.property collate "C", s.entity collate "C", s.target collate "C"`,
  );
  for await (const row of rows) {
    const same = `${row.property} ${row.entity} ${row.target}`;
    if (same !== ends) {
      yield* inOrder();
      [ends, equal] = [same, []];
    }
    const record = { from: row.entity, relation: row.property, to: row.target ?? undefined, ...said(row) };
    equal.push({ folder: 'relations', file: row.property, record });
  }
  yield* inOrder();
}

interface FigureRow extends CiteRow {
  id: string;
  measure: string;
  area: string;
  partner: string | null;
  product: string | null;
  period: string | null;
  period_inferred: boolean;
  basis: string;
  of_what: unknown;
  form: string;
  base: string | null;
  base_inferred: boolean;
  value: string | null;
  value_state: string;
  fraction: string | null;
  unit: string;
  step: string | null;
  wording: string;
  kind: string;
  rank: string;
  reason: unknown;
  derived: boolean;
  note: unknown;
}

function figure(row: FigureRow): Fields {
  return {
    id: row.id,
    measure: row.measure,
    area: row.area,
    partner: row.partner ?? undefined,
    product: row.product ?? undefined,
    period: period(row.period),
    periodInferred: row.period_inferred || undefined,
    basis: row.basis || undefined,
    form: row.form,
    base: period(row.base),
    baseInferred: row.base_inferred || undefined,
    ofWhat: row.of_what === null ? undefined : ordered(row.of_what),
    value: row.fraction === null ? (row.value ?? undefined) : undefined,
    fraction: row.fraction ?? undefined,
    state: row.value_state === 'known' ? undefined : row.value_state,
    unit: row.unit,
    step: row.step ?? undefined,
    wording: row.wording === 'exact' ? undefined : row.wording,
    kind: row.kind === 'actual' ? undefined : row.kind,
    rank: row.rank === 'normal' ? undefined : row.rank,
    reason: row.reason === null ? undefined : ordered(row.reason),
    derived: row.derived || undefined,
    note: row.note === null ? undefined : ordered(row.note),
    cite: cite(row),
  };
}

async function* figures(client: pg.ClientBase, set: string): AsyncGenerator<ExportedRecord> {
  const rows = rowsOf<FigureRow>(
    client,
    'figures',
    `select f.*, cell.measure, cell.area, cell.partner, cell.product, cell.period::text as period, cell.basis,
       cell.of_what, f.base::text as base, ${CITE}
     from figure f join cell on cell.id = f.cell join citation c on c.id = f.citation
     where f.data_set = ${set} and f.retired is null and f.status = 'accepted'
     order by cell.measure collate "C", f.id collate "C"`,
  );
  for await (const row of rows) yield { folder: 'figures', file: row.measure, record: figure(row) };
}

interface RemarkRow extends CiteRow {
  id: string;
  severity: string;
  text: unknown;
  entities: string[];
  figures: string[];
}

async function* remarks(client: pg.ClientBase, set: string): AsyncGenerator<ExportedRecord> {
  const rows = rowsOf<RemarkRow>(
    client,
    'remarks',
    `select r.id, r.severity, r.text, r.entities, r.figures, ${CITE}
     from remark r join citation c on c.id = r.citation
     where r.data_set = ${set} and r.retired is null order by r.id collate "C"`,
  );
  for await (const row of rows) {
    const record = {
      id: row.id,
      severity: row.severity,
      text: ordered(row.text),
      entities: row.entities.length > 0 ? row.entities : undefined,
      figures: row.figures.length > 0 ? row.figures : undefined,
      cite: cite(row),
    };
    yield { folder: 'remarks', file: 'remarks', record };
  }
}

/** Gives all live records of a set, file by file. `set` is an SQL literal. Runs in the caller's transaction. */
export async function* recordsOf(client: pg.ClientBase, set: string): AsyncGenerator<ExportedRecord> {
  yield* entities(client, set);
  yield* relations(client, set);
  yield* figures(client, set);
  yield* remarks(client, set);
}

interface HeaderRow {
  id: string;
  version: string;
  title: unknown;
  note: unknown;
  as_of: string | null;
  licence: string | null;
  simulated: boolean;
  headline: string[];
}

/** Gives the description of a set; null where there is no such set. */
export async function headerOf(client: pg.ClientBase, id: string): Promise<Fields | null> {
  const { rows } = await client.query<HeaderRow>(
    'select id, version, title, note, as_of, licence, simulated, headline from data_set where id = $1',
    [id],
  );
  const row = rows[0];
  if (!row) return null;
  return {
    id: row.id,
    version: row.version,
    title: ordered(row.title),
    note: row.note === null ? undefined : ordered(row.note),
    asOf: row.as_of ?? undefined,
    licence: row.licence ?? undefined,
    simulated: row.simulated || undefined,
    headline: row.headline.length > 0 ? row.headline : undefined,
  };
}
