/** What is looked at before a decision: each check with its outcome, for the officer. */
import type { Database } from '#storage/database.ts';
import { foldedLikeness } from '../likeness.ts';
import type { Application } from './applications.ts';
import type { Attached } from './content.ts';
import { currentList, type Hit, hitsOf, listState } from './sanctions.ts';
import { checkTaxNumber, plainTaxNumber } from './tax-number.ts';

export type CheckName = 'tax-number' | 'duplicates' | 'documents' | 'registry' | 'residence' | 'sanctions';
export type CheckOutcome = 'passed' | 'look' | 'failed';

export interface Check {
  readonly check: CheckName;
  readonly outcome: CheckOutcome;
  /** Names and numbers that it found. */
  readonly found: readonly string[];
}

/** Names at least so alike are taken for those of one organisation. */
const ALIKE = 0.88;

/**
 * Others that seem to be the same organisation: by the registry's entity, by country and tax number, or by a name
 * that is spelled alike in whichever alphabet.
 */
async function duplicatesOf(
  db: Database,
  { id, market, participant, content }: Application,
): Promise<string[]> {
  const [accredited, waiting] = await Promise.all([
    db
      .selectFrom('office_accreditation')
      .select(['participant', 'certificate', 'name', 'content'])
      .where('market', '=', market)
      .where('standing', '<>', 'withdrawn')
      .execute(),
    db
      .selectFrom('office_application')
      .select(['id', 'participant', 'content'])
      .where('market', '=', market)
      .where('state', '=', 'submitted')
      .where('id', '<>', id)
      .execute(),
  ]);
  const number = plainTaxNumber(content.taxNumber ?? '');
  const isSame = (other: Application['content']): boolean =>
    (content.organisation != null && other.organisation === content.organisation) ||
    (number !== '' &&
      other.country === content.country &&
      plainTaxNumber(other.taxNumber ?? '') === number) ||
    foldedLikeness(content.name ?? '', other.name ?? '') >= ALIKE;
  return [
    ...accredited
      .filter((other) => other.participant !== participant && isSame(other.content as Application['content']))
      .map(({ certificate, name }) => `${certificate} ${name}`),
    ...waiting
      .filter(
        (other) =>
          (participant === null || other.participant !== participant) &&
          isSame(other.content as Application['content']),
      )
      .map((other) => `${other.id} ${(other.content as Application['content']).name ?? ''}`),
  ];
}

/** The names of an application that are looked up in sanction lists. */
function namesOf({ content }: Application): string[] {
  const { name = '', representative = '', affiliates = '' } = content;
  return [name, representative, ...affiliates.split(/[\n;,]/)]
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** Entries of sanction lists that are named like an application's organisation, representative and affiliates. */
export function sanctionHitsOf(db: Database, application: Application): Promise<Hit[]> {
  return hitsOf(db, namesOf(application));
}

/** Passed only where the list is fresh and every hit was decided to be another. */
async function sanctionsCheck(db: Database, hits: readonly Hit[], today: string): Promise<Check> {
  const list = await currentList(db);
  const state = listState(list, today);
  const open = hits.filter(({ decision }) => decision !== 'other');
  const isFailed = open.length > 0 || state === 'stale';
  return {
    check: 'sanctions',
    outcome: isFailed ? 'failed' : state === 'fresh' ? 'passed' : 'look',
    found: [
      ...(list === undefined ? [] : [`${list.name} ${list.dated}`]),
      ...open.map(({ entryName }) => entryName),
    ],
  };
}

/** All checks of an application, on a day (ISO date), in an exchange of that country. */
export async function checksOf(
  db: Database,
  application: Application,
  documents: readonly Attached[],
  today: string,
  home: string,
  hits: readonly Hit[],
): Promise<Check[]> {
  const { content } = application;
  const taxNumber =
    content.country === undefined || content.taxNumber === undefined
      ? 'malformed'
      : checkTaxNumber(content.country, content.taxNumber);
  const duplicates = await duplicatesOf(db, application);
  const expired = documents.filter(({ expires }) => expires !== null && expires < today);
  const isHome = content.country === home;
  const entity =
    content.organisation == null
      ? undefined
      : await db
          .selectFrom('entity')
          .select('kind')
          .where('id', '=', content.organisation)
          .executeTakeFirst();
  return [
    {
      check: 'tax-number',
      outcome: taxNumber === 'well-formed' ? 'passed' : taxNumber === 'malformed' ? 'failed' : 'look',
      found: [],
    },
    { check: 'duplicates', outcome: duplicates.length === 0 ? 'passed' : 'look', found: duplicates },
    {
      check: 'documents',
      outcome: expired.length === 0 ? 'passed' : 'failed',
      found: expired.map(({ kind, expires }) => `${kind} ${expires}`),
    },
    {
      check: 'registry',
      outcome: content.organisation == null ? 'look' : entity === undefined ? 'failed' : 'passed',
      found: entity === undefined ? [] : [entity.kind],
    },
    { check: 'residence', outcome: content.resident === isHome ? 'passed' : 'look', found: [] },
    await sanctionsCheck(db, hits, today),
  ];
}
