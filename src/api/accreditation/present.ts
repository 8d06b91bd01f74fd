/** Applications, accreditations and certificates as the network has them. */
import type { Language } from '#base/language.ts';
import {
  type Application,
  documentsOf,
  OPEN_STATES,
  type StoredDocument,
} from '#office/accreditation/applications.ts';
import { type Content, lacksOf } from '#office/accreditation/content.ts';
import { countryName, countryNumber, regionName } from '#office/accreditation/countries.ts';
import { workingDaysBetween } from '#office/accreditation/working-days.ts';
import type { Reader } from '#registry/read/reader.ts';
import type { Database } from '#storage/database.ts';
import type {
  AccreditedOut,
  ApplicationContent,
  ApplicationOut,
  CertificateOut,
} from '#wire/accreditation.ts';
import { nullableRef, type Presenter, presenterFor } from '../present/common.ts';
import { HOME, todayHere } from './desk.ts';

const placeNames = ({ country, region }: Content, language: Language) => ({
  countryName:
    country === undefined || countryNumber(country) === undefined ? null : countryName(country, language),
  regionName: region == null ? null : regionName(region),
});

function applicationOut(
  application: Application,
  documents: readonly StoredDocument[],
  certificate: string | null,
  presenter: Presenter,
  simulated: boolean,
): ApplicationOut {
  const { content, state, due } = application;
  const today = todayHere();
  return {
    id: application.id,
    participant: application.participant,
    state,
    content: content as ApplicationContent,
    organisation: nullableRef(content.organisation ?? null, presenter),
    ...placeNames(content, presenter.language),
    documents: documents.map((document) => ({ ...document, uploaded: document.uploaded.toISOString() })),
    lacks: OPEN_STATES.includes(state) ? lacksOf(content, documents, today) : [],
    created: application.created.toISOString(),
    submitted: application.submitted?.toISOString() ?? null,
    due: state === 'submitted' ? due : null,
    workingDaysLeft:
      state === 'submitted' && due !== null ? workingDaysBetween(today, due, HOME.country) : null,
    decided: application.decided?.toISOString() ?? null,
    reason: application.reason,
    certificate: state === 'accredited' ? certificate : null,
    simulated,
  };
}

/** Applications with their documents and certificates. */
export async function applicationsOut(
  reader: Reader,
  market: number,
  applications: readonly Application[],
  simulated: boolean,
): Promise<ApplicationOut[]> {
  const presenter = await presenterFor(
    reader,
    applications.map(({ content }) => content.organisation),
  );
  const { db } = reader;
  const certificates = new Map(
    (
      await db
        .selectFrom('office_accreditation')
        .select(['participant', 'certificate'])
        .where('market', '=', market)
        .where('participant', 'in', [0, ...applications.map(({ participant }) => participant ?? 0)])
        .execute()
    ).map(({ participant, certificate }) => [participant, certificate]),
  );
  return Promise.all(
    applications.map(async (application) =>
      applicationOut(
        application,
        await documentsOf(db, application.id),
        certificates.get(application.participant ?? 0) ?? null,
        presenter,
        simulated,
      ),
    ),
  );
}

interface Accredited {
  readonly participant: number;
  readonly organisation: string;
  readonly certificate: string;
  readonly name: string;
  readonly content: unknown;
  readonly since: string;
  readonly until: string;
  readonly standing: 'accredited' | 'suspended' | 'withdrawn';
  readonly reason: string | null;
}

export const accreditations = (db: Database, market: number) =>
  db
    .selectFrom('office_accreditation as of')
    .innerJoin('office_participant as who', (join) =>
      join.onRef('who.market', '=', 'of.market').onRef('who.participant', '=', 'of.participant'),
    )
    .select([
      'of.participant',
      'who.organisation',
      'of.certificate',
      'of.name',
      'of.content',
      'of.since',
      'of.until',
      'of.standing',
      'of.reason',
    ])
    .where('of.market', '=', market)
    .orderBy('of.participant');

const particulars = (content: Content) => ({
  role: content.role ?? 'member',
  resident: content.resident ?? false,
  sell: [...(content.sell ?? [])],
  buy: [...(content.buy ?? [])],
});

/** What holds of participants, with their traders' powers and their clients. */
export async function accreditedOut(
  reader: Reader,
  market: number,
  rows: readonly Accredited[],
  simulated: boolean,
): Promise<AccreditedOut[]> {
  const { db, language } = reader;
  const numbers = [0, ...rows.map(({ participant }) => participant)];
  const [presenter, powers, clients] = await Promise.all([
    presenterFor(
      reader,
      rows.map(({ organisation }) => organisation),
    ),
    db
      .selectFrom('office_power as power')
      .innerJoin('office_trader as trader', (join) =>
        join.onRef('trader.market', '=', 'power.market').onRef('trader.trader', '=', 'power.trader'),
      )
      .select(['trader.participant', 'power.trader', 'power.name', 'power.until', 'power.ended'])
      .where('power.market', '=', market)
      .where('trader.participant', 'in', numbers)
      .orderBy('power.trader')
      .execute(),
    db
      .selectFrom('office_client')
      .select(['participant', 'client', 'name', 'country', 'tax_number', 'resident', 'ended'])
      .where('market', '=', market)
      .where('participant', 'in', numbers)
      .orderBy('client')
      .execute(),
  ]);
  const today = todayHere();
  return rows.map((row) => {
    const content = row.content as Content;
    const { countryName: name, regionName: region } = placeNames(content, language);
    return {
      participant: row.participant,
      organisation: nullableRef(row.organisation, presenter),
      name: row.name,
      certificate: row.certificate,
      ...particulars(content),
      country: content.country ?? '',
      countryName: name ?? '',
      regionName: region,
      since: row.since,
      until: row.until,
      standing: row.standing,
      reason: row.reason,
      workingDaysLeft: workingDaysBetween(today, row.until, HOME.country),
      powers: powers
        .filter(({ participant }) => participant === row.participant)
        .map(({ trader, name: whom, until, ended }) => ({
          trader,
          name: whom,
          until,
          ended: ended !== null,
        })),
      clients: clients
        .filter(({ participant }) => participant === row.participant)
        .map(({ client, name: whom, country, tax_number: taxNumber, resident, ended }) => ({
          client,
          name: whom,
          country,
          taxNumber,
          resident,
          ended: ended !== null,
        })),
      simulated,
    };
  });
}

/** What a certificate says today. */
export function certificateOut(row: Accredited, language: Language, simulated: boolean): CertificateOut {
  const content = row.content as Content;
  const { countryName: name, regionName: region } = placeNames(content, language);
  const holds = row.until >= todayHere() ? 'valid' : 'expired';
  return {
    certificate: row.certificate,
    name: row.name,
    countryName: name ?? '',
    regionName: region,
    ...particulars(content),
    since: row.since,
    until: row.until,
    state: row.standing === 'accredited' ? holds : row.standing,
    asOf: new Date().toISOString(),
    simulated,
  };
}
