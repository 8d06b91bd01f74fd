/** Applications and their documents, as rows. Whoever calls has checked who may. */
import { createHash } from 'node:crypto';
import { type SqlBool, sql } from 'kysely';
import { type AuditActor, audit } from '#access/audit.ts';
import type { Database } from '#storage/database.ts';
import type { OfficeApplicationTable } from '#storage/schema.ts';
import type { Content, DocumentKind } from './content.ts';
import type { MediaType } from './upload.ts';

export type State = 'draft' | 'submitted' | 'returned' | 'accredited' | 'refused' | 'withdrawn';

/** In these the applicant may change it. */
export const OPEN_STATES: readonly State[] = ['draft', 'returned'];

export interface Application {
  readonly id: number;
  readonly market: number;
  readonly applicant: string | null;
  /** Of a renewal or change: whose. */
  readonly participant: number | null;
  readonly state: State;
  readonly content: Content;
  readonly created: Date;
  readonly updated: Date;
  readonly submitted: Date | null;
  readonly due: string | null;
  readonly decided: Date | null;
  readonly reason: string | null;
}

export interface StoredDocument {
  readonly id: number;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly mediaType: MediaType;
  readonly size: number;
  readonly expires: string | null;
  readonly uploaded: Date;
}

const COLUMNS = [
  'id',
  'market',
  'applicant',
  'participant',
  'state',
  'content',
  'created',
  'updated',
  'submitted',
  'due',
  'decided',
  'reason',
] as const;

type Row = Omit<Application, 'content'> & { readonly content: unknown };
const applicationOf = (row: Row): Application => ({ ...row, content: row.content as Content });

export async function beginApplication(
  db: Database,
  {
    market,
    applicant,
    participant,
    content,
  }: Pick<Application, 'market' | 'applicant' | 'participant' | 'content'>,
): Promise<number> {
  const { id } = await db
    .insertInto('office_application')
    .values({ market, applicant, participant, content: JSON.stringify(content) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findApplication(
  db: Database,
  market: number,
  id: number,
): Promise<Application | undefined> {
  const row = await db
    .selectFrom('office_application')
    .select(COLUMNS)
    .where('market', '=', market)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && applicationOf(row);
}

/** Applications of a person, the newest first. */
export async function applicationsOf(
  db: Database,
  market: number,
  applicant: string,
): Promise<Application[]> {
  const rows = await db
    .selectFrom('office_application')
    .select(COLUMNS)
    .where('market', '=', market)
    .where('applicant', '=', applicant)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(applicationOf);
}

export interface QueueFilter {
  readonly states: readonly State[];
  /** Only those of these organisations; null: of all. */
  readonly organisations: readonly string[] | null;
}

const queued = (db: Database, market: number, { states, organisations }: QueueFilter) =>
  db
    .selectFrom('office_application')
    .where('market', '=', market)
    .where('state', 'in', states.length > 0 ? states : (['draft'] as const))
    .$if(organisations !== null, (query) =>
      query.where(sql<SqlBool>`content->>'organisation' = any(${[...(organisations ?? [])]}::text[])`),
    );

/** What waits to be decided, the most urgent first; what is decided, the newest first. */
export async function listQueue(
  db: Database,
  market: number,
  filter: QueueFilter,
  limit: number,
): Promise<{ items: Application[]; total: number }> {
  const [rows, counted] = await Promise.all([
    queued(db, market, filter)
      .select(COLUMNS)
      .orderBy(sql`case when state = 'submitted' then 0 else 1 end`)
      .orderBy(sql`case when state = 'submitted' then due end`)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute(),
    queued(db, market, filter)
      .select((make) => make.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
  ]);
  return { items: rows.map(applicationOf), total: Number(counted.count) };
}

/** Changes an application that stands in one of these states; false where it no longer does. */
export async function moveApplication(
  tx: Database,
  id: number,
  from: readonly State[],
  change: Partial<{
    state: State;
    content: Content;
    submitted: Date;
    due: string;
    decided: Date;
    decided_by: string | null;
    reason: string | null;
    participant: number;
  }>,
): Promise<boolean> {
  const { content, ...rest } = change;
  const { numUpdatedRows } = await tx
    .updateTable('office_application')
    .set({
      ...rest,
      updated: new Date(),
      ...(content === undefined ? {} : { content: JSON.stringify(content) }),
    })
    .where('id', '=', id)
    .where('state', 'in', from as OfficeApplicationTable['state']['__select__'][])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Logs what became of an application, without what it says. */
export function auditApplication(
  tx: Database,
  actor: AuditActor,
  application: Application,
  deed: string,
  more: { readonly after?: unknown; readonly reason?: string } = {},
): Promise<void> {
  const { organisation } = application.content;
  return audit(tx, actor, {
    action: `accreditation.${deed}`,
    subject: { kind: 'application', id: String(application.id) },
    ...(organisation == null ? {} : { organisation }),
    before: { state: application.state },
    ...more,
  });
}

const DOCUMENT_COLUMNS = [
  'id',
  'kind',
  'name',
  'media_type as mediaType',
  'size',
  'expires',
  'uploaded',
] as const;

export function documentsOf(db: Database, application: number): Promise<StoredDocument[]> {
  return db
    .selectFrom('office_document')
    .select(DOCUMENT_COLUMNS)
    .where('application', '=', application)
    .orderBy('id')
    .execute();
}

export interface NewDocument {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly mediaType: MediaType;
  readonly content: Buffer;
  readonly expires: string | null;
  readonly by: string | null;
}

export async function keepDocument(
  db: Database,
  application: number,
  { kind, name, mediaType, content, expires, by }: NewDocument,
): Promise<StoredDocument> {
  return db
    .insertInto('office_document')
    .values({
      application,
      kind,
      name,
      media_type: mediaType,
      size: content.length,
      sha256: createHash('sha256').update(content).digest(),
      content,
      expires,
      uploaded_by: by,
    })
    .returning(DOCUMENT_COLUMNS)
    .executeTakeFirstOrThrow();
}

/** A document with its content. */
export function readDocument(db: Database, application: number, id: number) {
  return db
    .selectFrom('office_document')
    .select(['name', 'media_type as mediaType', 'content'])
    .where('application', '=', application)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function dropDocument(db: Database, application: number, id: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('office_document')
    .where('application', '=', application)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
