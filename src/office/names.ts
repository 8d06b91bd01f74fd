/** Names of sections, instruments and sessions, under the numbers that the market gave them. */
import { type Kysely, sql } from 'kysely';
import type { Label } from '#base/language.ts';
import type { Database } from '#storage/database.ts';
import type { Schema } from '#storage/schema.ts';

export interface SectionNames {
  /** A short code, unique in the market. */
  readonly code: string;
  readonly name: Label;
}

export interface InstrumentNames {
  /** What traders call it, unique in the market. */
  readonly symbol: string;
  readonly name: Label;
  /** Entity of the registry. */
  readonly product: string | null;
  /** Code of the Harmonized System. */
  readonly hs: string | null;
  /** Standard and grade, as traders write them. */
  readonly grade: string | null;
  /** UCUM. */
  readonly unit: string;
  /** Units in a lot: a decimal. */
  readonly lotSize: string;
  /** Rule of Incoterms 2020. */
  readonly basis: string | null;
  readonly place: Label | null;
  readonly deliveryDays: number | null;
  readonly paymentDays: number | null;
  /** ISO 3166-1 or 3166-2. */
  readonly origin: string | null;
}

export interface TimetableStep {
  /** A phase of the session. */
  readonly phase: string;
  /** When it is to begin: a time in UTC. */
  readonly at: string;
}

export interface SessionNames {
  readonly title: Label;
  /** Of the tz database. */
  readonly timezone: string;
  readonly timetable: readonly TimetableStep[];
  /** Why it was halted, extended or cancelled. */
  readonly reason: Label | null;
}

/** The names of each kind of thing. */
export interface Names {
  readonly section: SectionNames;
  readonly instrument: InstrumentNames;
  readonly session: SessionNames;
}
export type NamedKind = keyof Names;

type Connection = Database | Kysely<Schema>;

function json(value: unknown): string {
  return JSON.stringify(value);
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

function instrumentRow(names: InstrumentNames) {
  return {
    symbol: names.symbol,
    name: json(names.name),
    product: names.product,
    hs: names.hs,
    grade: names.grade,
    unit: names.unit,
    lot_size: names.lotSize,
    basis: names.basis,
    place: jsonOrNull(names.place),
    delivery_days: names.deliveryDays,
    payment_days: names.paymentDays,
    origin: names.origin,
  };
}

function sessionRow(names: SessionNames) {
  return {
    title: json(names.title),
    timezone: names.timezone,
    timetable: json(names.timetable),
    reason: jsonOrNull(names.reason),
  };
}

/**
 * Writes the names of something: `replace`: over those that it has, else only where it has none.
 * Errors: of the database, where code or symbol is another's.
 */
export async function writeNames<K extends NamedKind>(
  db: Connection,
  market: number,
  kind: K,
  number: number,
  names: Names[K],
  replace: boolean,
): Promise<void> {
  const of: { readonly kind: NamedKind; readonly names: Names[NamedKind] } = { kind, names };
  if (of.kind === 'section') {
    const { code, name } = of.names as SectionNames;
    const row = { code, name: json(name) };
    const insert = db.insertInto('office_section').values({ market, section: number, ...row });
    await insert
      .onConflict((conflict) => {
        const columns = conflict.columns(['market', 'section']);
        return replace ? columns.doUpdateSet(row) : columns.doNothing();
      })
      .execute();
  } else if (of.kind === 'instrument') {
    const row = instrumentRow(of.names as InstrumentNames);
    const insert = db.insertInto('office_instrument').values({ market, instrument: number, ...row });
    await insert
      .onConflict((conflict) => {
        const columns = conflict.columns(['market', 'instrument']);
        return replace ? columns.doUpdateSet(row) : columns.doNothing();
      })
      .execute();
  } else {
    const row = sessionRow(of.names as SessionNames);
    const insert = db.insertInto('office_session').values({ market, session: number, ...row });
    await insert
      .onConflict((conflict) => {
        const columns = conflict.columns(['market', 'session']);
        return replace ? columns.doUpdateSet(row) : columns.doNothing();
      })
      .execute();
  }
}

/** The number of the section that has a code, or of the instrument that has a symbol; null where none has. */
export async function numberNamed(
  db: Connection,
  market: number,
  kind: 'section' | 'instrument',
  text: string,
): Promise<number | null> {
  if (kind === 'section') {
    const row = await db
      .selectFrom('office_section')
      .select('section')
      .where('market', '=', market)
      .where('code', '=', text)
      .executeTakeFirst();
    return row?.section ?? null;
  }
  const row = await db
    .selectFrom('office_instrument')
    .select('instrument')
    .where('market', '=', market)
    .where('symbol', '=', text)
    .executeTakeFirst();
  return row?.instrument ?? null;
}

/** The names of some sections, by number. */
export async function sectionNames(
  db: Connection,
  market: number,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, SectionNames>> {
  const { rows } = await sql<SectionNames & { number: number }>`
    select section as number, code, name from office_section
    where market = ${market} and section = any(${numbers}::int[])`.execute(db);
  return new Map(rows.map(({ number, ...names }) => [number, names]));
}

/** What is known of the product that an instrument stands for. */
export interface NamedProduct {
  readonly productKind: string | null;
  /** In four languages, as the registry has it. */
  readonly productName: Label | null;
}

/** The names of some instruments, by number, with the registry's name of the product. */
export async function instrumentNames(
  db: Connection,
  market: number,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, InstrumentNames & NamedProduct>> {
  const { rows } = await sql<InstrumentNames & NamedProduct & { number: number }>`
    select i.instrument as number, i.symbol, i.name, i.product, i.hs, i.grade, i.unit,
      trim_scale(i.lot_size)::text as "lotSize", i.basis, i.place, i.delivery_days as "deliveryDays",
      i.payment_days as "paymentDays", i.origin, view.kind as "productKind", view.name as "productName"
    from office_instrument as i
    left join entity on entity.id = i.product
    left join entity_view as view on view.id = coalesce(entity.merged_into, entity.id)
    where i.market = ${market} and i.instrument = any(${numbers}::int[])`.execute(db);
  return new Map(rows.map(({ number, ...names }) => [number, names]));
}

/** The titles of some sessions, by number. */
export async function sessionNames(
  db: Connection,
  market: number,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, SessionNames>> {
  const { rows } = await sql<SessionNames & { number: number }>`
    select session as number, title, timezone, timetable, reason from office_session
    where market = ${market} and session = any(${numbers}::int[])`.execute(db);
  return new Map(rows.map(({ number, ...names }) => [number, names]));
}

export interface ParticipantName {
  /** Entity of the registry. */
  readonly organisation: string;
  /** In four languages, as the registry has it; null where the registry does not know it. */
  readonly name: Label | null;
}

/** The organisations of some participants, by number. */
export async function participantNames(
  db: Connection,
  market: number,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, ParticipantName>> {
  const { rows } = await sql<ParticipantName & { number: number }>`
    select p.participant as number, p.organisation, view.name from office_participant as p
    left join entity on entity.id = p.organisation
    left join entity_view as view on view.id = coalesce(entity.merged_into, entity.id)
    where p.market = ${market} and p.participant = any(${numbers}::int[])`.execute(db);
  return new Map(rows.map(({ number, ...name }) => [number, name]));
}
