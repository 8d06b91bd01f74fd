/**
 * What the engine is asked for, and the rows that follow. An act is kept before its command is sent, under the
 * command's idempotency key, and goes in the transaction that writes its rows: a Kirmash that dies between the two
 * leaves it to the next one, which sends the same command under the same key and is told what it came to.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { type AuditActor, audit } from '#access/audit.ts';
import { grant } from '#access/memberships.ts';
import type { Command } from '#market/commands.ts';
import type { Database } from '#storage/database.ts';
import { type Application, findApplication, moveApplication } from './applications.ts';
import type { Content } from './content.ts';

/** ISO dates are the last days on which something holds; `day` numbers count from 1970-01-01. */
interface Kinds {
  readonly accredit: { readonly application: number; readonly since: string; readonly until: string };
  readonly change: {
    readonly application: number;
    readonly participant: number;
    readonly since: string;
    readonly until: string;
  };
  readonly standing: {
    readonly participant: number;
    readonly standing: 'accredited' | 'suspended' | 'withdrawn';
    readonly reason: string;
  };
  readonly trader: {
    readonly participant: number;
    readonly person: string | null;
    readonly name: string;
    readonly document: number | null;
    readonly until: string;
  };
  readonly endTrader: { readonly trader: number; readonly reason: string };
  readonly client: {
    readonly participant: number;
    readonly name: string;
    readonly country: string;
    readonly taxNumber: string;
    readonly resident: boolean;
  };
  readonly endClient: { readonly client: number; readonly reason: string };
}

export type Act = { readonly [K in keyof Kinds]: { readonly kind: K } & Kinds[K] }[keyof Kinds] & {
  readonly by: AuditActor;
  readonly command: Command;
};

export interface KeptAct {
  readonly key: string;
  readonly act: Act;
}

export async function keepAct(tx: Database, market: number, { key, act }: KeptAct): Promise<void> {
  await tx
    .insertInto('office_act')
    .values({ market, key, act: JSON.stringify(act) })
    .execute();
}

export async function dropAct(tx: Database, market: number, key: string): Promise<void> {
  await tx.deleteFrom('office_act').where('market', '=', market).where('key', '=', key).execute();
}

/** Acts whose rows are not written, the oldest first. */
export async function waitingActs(db: Database, market: number): Promise<KeptAct[]> {
  const rows = await db
    .selectFrom('office_act')
    .select(['key', 'act'])
    .where('market', '=', market)
    .orderBy('since')
    .orderBy('key')
    .execute();
  return rows.map(({ key, act }) => ({ key, act: act as Act }));
}

/** The role of people in an organisation that trades so. */
const tradingRole = (content: Content): 'broker' | 'trader' =>
  content.role === 'broker' ? 'broker' : 'trader';

/** The organisation's id, also of one that the registry does not have. */
export function organisationOf({ id, content }: Application): string {
  return content.organisation ?? `applicant-${id}`;
}

async function nextCertificate(tx: Database, market: number, since: string): Promise<string> {
  const year = since.slice(0, 4);
  const { count } = await tx
    .selectFrom('office_accreditation')
    .select((make) => make.fn.countAll<number>().as('count'))
    .where('certificate', 'like', `${market}-${year}-%`)
    .executeTakeFirstOrThrow();
  // Numbers in a row alone would tell anybody who else is accredited.
  const proof = randomBytes(4).toString('hex').toUpperCase();
  return `${market}-${year}-${String(Number(count) + 1).padStart(4, '0')}-${proof}`;
}

async function has(tx: Database, person: string, organisation: string, role: string): Promise<boolean> {
  const row = await tx
    .selectFrom('membership')
    .select('id')
    .where('person', '=', person)
    .where('organisation', '=', organisation)
    .where('role', '=', role)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', new Date())]))
    .executeTakeFirst();
  return row !== undefined;
}

async function ensureRole(
  tx: Database,
  by: AuditActor,
  person: string,
  organisation: string,
  role: 'head' | 'trader' | 'broker',
): Promise<void> {
  if (!(await has(tx, person, organisation, role))) await grant(tx, by, { person, organisation, role });
}

type ActOf<K extends Act['kind']> = Extract<Act, { kind: K }>;

async function accredited(
  tx: Database,
  market: number,
  act: ActOf<'accredit'>,
  participant: number,
): Promise<KeptAct[]> {
  const application = await findApplication(tx, market, act.application);
  if (application === undefined) throw new Error('an application is never deleted');
  const { content, applicant, id } = application;
  const organisation = organisationOf(application);
  await tx.insertInto('office_participant').values({ market, participant, organisation }).execute();
  await tx
    .insertInto('office_accreditation')
    .values({
      market,
      participant,
      certificate: await nextCertificate(tx, market, act.since),
      application: id,
      name: content.name ?? organisation,
      content: JSON.stringify(content),
      since: act.since,
      until: act.until,
      reason: null,
    })
    .execute();
  await moveApplication(tx, id, ['submitted', 'accredited'], { state: 'accredited', participant });
  if (applicant === null) return [];
  await ensureRole(tx, act.by, applicant, organisation, 'head');
  const power = await tx
    .selectFrom('office_document')
    .select(['id', 'expires'])
    .where('application', '=', id)
    .where('kind', '=', 'power')
    .where('expires', '>=', act.since)
    .orderBy('expires', 'desc')
    .executeTakeFirst();
  if (power?.expires == null) return [];
  const until = power.expires < act.until ? power.expires : act.until;
  return [
    {
      key: randomUUID(),
      act: {
        kind: 'trader',
        by: act.by,
        command: { kind: 'addTrader', participant, expiryDay: dayOf(until) },
        participant,
        person: applicant,
        name: content.representative ?? '',
        document: power.id,
        until,
      },
    },
  ];
}

/** The day number of an ISO date. */
export function dayOf(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
}

async function changed(tx: Database, market: number, act: ActOf<'change'>): Promise<void> {
  const application = await findApplication(tx, market, act.application);
  if (application === undefined) throw new Error('an application is never deleted');
  const { content, id } = application;
  await tx
    .updateTable('office_accreditation')
    .set({
      content: JSON.stringify(content),
      until: act.until,
      application: id,
      updated: new Date(),
      ...(content.name === undefined ? {} : { name: content.name }),
    })
    .where('market', '=', market)
    .where('participant', '=', act.participant)
    .execute();
  await moveApplication(tx, id, ['submitted', 'accredited'], { state: 'accredited' });
}

async function traderAdded(
  tx: Database,
  market: number,
  { participant, person, name, document, until, by }: ActOf<'trader'>,
  trader: number,
): Promise<void> {
  await tx.insertInto('office_trader').values({ market, trader, person, participant }).execute();
  await tx
    .insertInto('office_power')
    .values({ market, trader, document, name, until, ended: null })
    .execute();
  if (person === null) return;
  const of = await tx
    .selectFrom('office_accreditation as of')
    .innerJoin('office_participant as who', (join) =>
      join.onRef('who.market', '=', 'of.market').onRef('who.participant', '=', 'of.participant'),
    )
    .select(['of.content', 'who.organisation'])
    .where('of.market', '=', market)
    .where('of.participant', '=', participant)
    .executeTakeFirstOrThrow();
  await ensureRole(tx, by, person, of.organisation, tradingRole(of.content as Content));
}

/**
 * Writes the rows of an act that the engine has executed, under the number that it gave, and drops the act; gives the
 * acts that follow from it, kept as well.
 */
export async function finishAct(
  db: Database,
  market: number,
  { key, act }: KeptAct,
  number: number,
): Promise<KeptAct[]> {
  return db.transaction().execute(async (tx) => {
    let following: KeptAct[] = [];
    const now = new Date();
    if (act.kind === 'accredit') following = await accredited(tx, market, act, number);
    else if (act.kind === 'change') await changed(tx, market, act);
    else if (act.kind === 'standing')
      await tx
        .updateTable('office_accreditation')
        .set({ standing: act.standing, reason: act.reason, updated: now })
        .where('market', '=', market)
        .where('participant', '=', act.participant)
        .execute();
    else if (act.kind === 'trader') await traderAdded(tx, market, act, number);
    else if (act.kind === 'endTrader')
      await tx
        .updateTable('office_power')
        .set({ ended: now })
        .where('market', '=', market)
        .where('trader', '=', act.trader)
        .execute();
    else if (act.kind === 'client') {
      const { participant, name, country, taxNumber, resident } = act;
      await tx
        .insertInto('office_client')
        .values({
          market,
          client: number,
          participant,
          name,
          country,
          tax_number: taxNumber,
          resident,
          ended: null,
        })
        .execute();
    } else
      await tx
        .updateTable('office_client')
        .set({ ended: now })
        .where('market', '=', market)
        .where('client', '=', act.client)
        .execute();
    const { by, command: _command, kind, ...what } = act;
    await audit(tx, by, {
      action: `accreditation.${DEEDS[kind]}`,
      subject: { kind: SUBJECTS[kind], id: String(number) },
      after: what,
      ...('reason' in act ? { reason: act.reason } : {}),
    });
    for (const next of following) await keepAct(tx, market, next);
    await dropAct(tx, market, key);
    return following;
  });
}

const DEEDS: { readonly [K in Act['kind']]: string } = {
  accredit: 'accredited',
  change: 'changed',
  standing: 'standing',
  trader: 'trader-added',
  endTrader: 'trader-ended',
  client: 'client-added',
  endClient: 'client-ended',
};
const SUBJECTS: { readonly [K in Act['kind']]: string } = {
  accredit: 'participant',
  change: 'participant',
  standing: 'participant',
  trader: 'trader',
  endTrader: 'trader',
  client: 'client',
  endClient: 'client',
};

/** Writes that the engine did not take an act: the application waits for its decision again. */
export async function undoAct(db: Database, market: number, { key, act }: KeptAct): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (act.kind === 'accredit' || act.kind === 'change')
      await tx
        .updateTable('office_application')
        .set({ state: 'submitted', decided: null, decided_by: null, reason: null })
        .where('id', '=', act.application)
        .execute();
    await dropAct(tx, market, key);
  });
}
