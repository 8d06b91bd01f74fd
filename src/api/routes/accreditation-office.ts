/** The exchange's side of accreditation: the queue, decisions, standing, traders' powers, brokers' clients. */
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { organisationsOf } from '#access/permissions.ts';
import type { Command } from '#market/commands.ts';
import { ROLE, STANDING } from '#market/terms.ts';
import { type Act, dayOf } from '#office/accreditation/acts.ts';
import {
  type Application,
  auditApplication,
  documentsOf,
  listQueue,
  moveApplication,
} from '#office/accreditation/applications.ts';
import { checksOf, sanctionHitsOf } from '#office/accreditation/checks.ts';
import { countryNumber, marketRegion } from '#office/accreditation/countries.ts';
import { decideHit } from '#office/accreditation/sanctions.ts';
import { checkTaxNumber } from '#office/accreditation/tax-number.ts';
import * as wire from '#wire/accreditation.ts';
import { LanguageQuery } from '#wire/common.ts';
import { HOME, todayHere } from '../accreditation/desk.ts';
import { accreditations, accreditedOut, applicationsOut } from '../accreditation/present.ts';
import { ApiError, badRequest } from '../errors.ts';
import { auditActor, identityOf } from '../identity.ts';
import { type Api, readerOf } from '../routes.ts';
import { type AccreditationContext, mustFind, sendDocument } from './accreditation.ts';

const tags = ['Accreditation'];
const READ = { action: 'accreditation.read' } as const;
const DECIDE = { action: 'accreditation.decide' } as const;

/** The last day of a year that begins on a day. */
function yearFrom(day: string): string {
  return Temporal.PlainDate.from(day).add({ years: 1 }).subtract({ days: 1 }).toString();
}

/** Sections as the engine's bits. */
function bits(sections: readonly number[] = []): number {
  return sections.reduce((sum, section) => sum | (1 << (section - 1)), 0);
}

function particulars({ content }: Application, until: string, group: number) {
  const { country = '', region = null, role = 'member', resident = false, sell, buy } = content;
  return {
    role: ROLE[role],
    resident: resident ? 1 : 0,
    country: countryNumber(country) ?? 0,
    region: marketRegion(country, region),
    group,
    sellSections: bits(sell),
    buySections: bits(buy),
    expiryDay: dayOf(until),
  };
}

export async function accreditationOffice(app: Api, context: AccreditationContext): Promise<void> {
  const { desk, market } = context;
  const { db } = context.storage;

  /** An application within the reach of who asks, not a draft. Errors: ApiError application-not-found. */
  const seen = async (request: FastifyRequest, id: number): Promise<Application> => {
    const found = await mustFind(context, id);
    const within = organisationsOf(identityOf(request), 'accreditation.read');
    if (found.state === 'draft' || (within !== null && !within.includes(found.content.organisation ?? '')))
      throw new ApiError('application-not-found', `There is no application ${id} here.`);
    return found;
  };

  const caseOf = async (request: FastifyRequest, found: Application): Promise<wire.CaseOut> => {
    const documents = await documentsOf(db, found.id);
    const hits = await sanctionHitsOf(db, found);
    const [[application], checks, applicant] = await Promise.all([
      applicationsOut(readerOf(context, request), desk.market, [found], market.simulated),
      checksOf(db, found, documents, todayHere(), HOME.country, hits),
      found.applicant === null
        ? undefined
        : db
            .selectFrom('person')
            .select(['name', 'email'])
            .where('id', '=', found.applicant)
            .executeTakeFirst(),
    ]);
    return {
      application: application as wire.ApplicationOut,
      applicant: applicant ?? null,
      checks: checks.map((check) => ({ ...check, found: [...check.found] })),
      hits: hits.map((hit) => ({ ...hit, countries: [...hit.countries] })),
    };
  };

  app.get(
    '/accreditation/queue',
    {
      config: READ,
      schema: {
        operationId: 'listApplications',
        summary: 'Applications: those that wait, the most urgent first; with a state, those that stand so',
        tags,
        querystring: wire.QueueQuery,
        response: { 200: wire.QueueOut },
      },
    },
    async (request) => {
      const { state = 'submitted', limit = 100 } = request.query;
      const organisations = organisationsOf(identityOf(request), 'accreditation.read');
      const { items, total } = await listQueue(db, desk.market, { states: [state], organisations }, limit);
      return {
        items: await applicationsOut(readerOf(context, request), desk.market, items, market.simulated),
        total,
      };
    },
  );

  app.get(
    '/accreditation/queue/:application',
    {
      config: READ,
      schema: {
        operationId: 'readApplication',
        summary: 'An application with its checks and their outcome',
        tags,
        params: wire.ApplicationParam,
        querystring: LanguageQuery,
        response: { 200: wire.CaseOut },
      },
    },
    async (request) => caseOf(request, await seen(request, request.params.application)),
  );

  app.get(
    '/accreditation/queue/:application/documents/:document',
    {
      config: READ,
      schema: {
        operationId: 'readDocument',
        summary: 'A document of an application, as it was uploaded',
        tags,
        params: wire.DocumentParam,
      },
    },
    async (request, reply) => {
      const found = await seen(request, request.params.application);
      const { content, type, disposition } = await sendDocument(context, found.id, request.params.document);
      return reply.type(type).header('content-disposition', disposition).send(content);
    },
  );

  const accept = async (
    request: FastifyRequest,
    found: Application,
    until: string,
    group: number,
    reason: string | null,
  ): Promise<void> => {
    const documents = await documentsOf(db, found.id);
    const hits = await sanctionHitsOf(db, found);
    const checks = await checksOf(db, found, documents, todayHere(), HOME.country, hits);
    const failed = checks.filter(({ outcome }) => outcome === 'failed');
    if (failed.length > 0) {
      throw new ApiError(
        'checks-failed',
        `These checks failed: ${failed.map(({ check }) => check).join(', ')}.`,
        failed.map(({ check }) => ({ path: check, reason: 'failed' })),
      );
    }
    const by = auditActor(request);
    const { id: application, participant } = found;
    const since = todayHere();
    const rights = particulars(found, until, group);
    const act: Act =
      participant === null
        ? { kind: 'accredit', by, application, since, until, command: { kind: 'accredit', ...rights } }
        : {
            kind: 'change',
            by,
            application,
            participant,
            since,
            until,
            command: { kind: 'changeAccreditation', participant, ...rights },
          };
    await desk.perform({ key: randomUUID(), act }, async (tx) => {
      const change = { state: 'accredited', decided: new Date(), decided_by: by.person, reason } as const;
      if (!(await moveApplication(tx, application, ['submitted'], change)))
        throw new ApiError('application-closed', 'It does not wait for a decision.');
    });
  };

  app.post(
    '/accreditation/queue/:application/decision',
    {
      config: DECIDE,
      schema: {
        operationId: 'decideApplication',
        summary: 'Accredit, refuse, or return an application to be put right; the last two with reasons',
        tags,
        params: wire.ApplicationParam,
        body: wire.DecisionIn,
        response: { 200: wire.CaseOut },
      },
    },
    (request) =>
      desk.inTurn(async () => {
        const found = await seen(request, request.params.application);
        const { decision, reason, group = 0, until = yearFrom(todayHere()) } = request.body;
        if (found.state !== 'submitted')
          throw new ApiError('application-closed', `It is ${found.state}: it does not wait for a decision.`);
        if (decision === 'accredit') {
          if (until < todayHere() || until > yearFrom(todayHere()))
            throw badRequest('until', 'must be a day within a year from today');
          await accept(request, found, until, group, reason ?? null);
        } else {
          if (reason === undefined) throw badRequest('reason', 'is required');
          const state = decision === 'refuse' ? 'refused' : 'returned';
          const by = auditActor(request);
          await db.transaction().execute(async (tx) => {
            const change = { state, decided: new Date(), decided_by: by.person, reason } as const;
            if (!(await moveApplication(tx, found.id, ['submitted'], change)))
              throw new ApiError('application-closed', 'It does not wait for a decision.');
            await auditApplication(tx, by, found, state, { reason });
          });
        }
        return caseOf(request, await mustFind(context, found.id));
      }),
  );

  app.post(
    '/accreditation/queue/:application/hits',
    {
      config: DECIDE,
      schema: {
        operationId: 'decideSanctionHit',
        summary: 'Say whether a name and an entry of the sanction list are the same; it is remembered',
        tags,
        params: wire.ApplicationParam,
        body: wire.HitIn,
        response: { 200: wire.CaseOut },
      },
    },
    async (request) => {
      const found = await seen(request, request.params.application);
      const { subject, entry, decision, reason } = request.body;
      const hits = await sanctionHitsOf(db, found);
      const hit = hits.find((one) => one.subject === subject && one.entry === entry);
      if (hit === undefined) throw new ApiError('application-not-found', 'There is no such hit here.');
      await decideHit(db, auditActor(request), hit, decision, reason);
      return caseOf(request, found);
    },
  );

  const accreditedOf = async (request: FastifyRequest, participant: number) => {
    const within = organisationsOf(identityOf(request), 'accreditation.read');
    const row = await accreditations(db, desk.market)
      .where('of.participant', '=', participant)
      .executeTakeFirst();
    if (row === undefined || (within !== null && !within.includes(row.organisation)))
      throw new ApiError('application-not-found', `There is no accredited participant ${participant} here.`);
    return row;
  };
  const answer = async (request: FastifyRequest, participant: number): Promise<wire.AccreditedOut> => {
    const row = await accreditedOf(request, participant);
    const [out] = await accreditedOut(readerOf(context, request), desk.market, [row], market.simulated);
    return out as wire.AccreditedOut;
  };

  app.get(
    '/accreditation/participants',
    {
      config: READ,
      schema: {
        operationId: 'listAccredited',
        summary: 'What holds of participants: certificate, rights, standing, traders’ powers, clients',
        tags,
        querystring: LanguageQuery,
        response: { 200: wire.AccreditedList },
      },
    },
    async (request) => {
      const within = organisationsOf(identityOf(request), 'accreditation.read');
      const rows = await accreditations(db, desk.market)
        .$if(within !== null, (query) =>
          query.where('who.organisation', 'in', within?.length ? within : ['']),
        )
        .execute();
      return { items: await accreditedOut(readerOf(context, request), desk.market, rows, market.simulated) };
    },
  );

  app.post(
    '/accreditation/participants/:participant/standing',
    {
      config: DECIDE,
      schema: {
        operationId: 'setStanding',
        summary: 'Suspend, withdraw, or accredit again, with the reason',
        tags,
        params: wire.ParticipantParam,
        body: wire.StandingIn,
        response: { 200: wire.AccreditedOut },
      },
    },
    (request) =>
      desk.inTurn(async () => {
        const { participant } = request.params;
        const { standing, reason } = request.body;
        const now = await accreditedOf(request, participant);
        if (now.standing === standing) throw new ApiError('already-so', `It is ${standing}.`);
        const command: Command = { kind: 'setStanding', participant, standing: STANDING[standing] };
        await desk.perform({
          key: randomUUID(),
          act: { kind: 'standing', by: auditActor(request), participant, standing, reason, command },
        });
        return answer(request, participant);
      }),
  );

  app.post(
    '/accreditation/participants/:participant/traders',
    {
      config: DECIDE,
      schema: {
        operationId: 'addTraderByPower',
        summary: 'Let somebody who has an account act for a participant, until the power of attorney ends',
        tags,
        params: wire.ParticipantParam,
        body: wire.PowerIn,
        response: { 200: wire.AccreditedOut },
      },
    },
    (request) =>
      desk.inTurn(async () => {
        const { participant } = request.params;
        const { email, until } = request.body;
        const now = await accreditedOf(request, participant);
        if (until < todayHere()) throw badRequest('until', 'is past');
        if (until > now.until)
          throw badRequest('until', `is after the accreditation, which ends ${now.until}`);
        const person = await db
          .selectFrom('person')
          .select(['id', 'name'])
          .where('email', '=', email.trim().toLowerCase())
          .where('closed', 'is', null)
          .executeTakeFirst();
        if (person === undefined) throw badRequest('email', 'is of no account');
        await desk.perform({
          key: randomUUID(),
          act: {
            kind: 'trader',
            by: auditActor(request),
            participant,
            person: person.id,
            name: person.name,
            document: null,
            until,
            command: { kind: 'addTrader', participant, expiryDay: dayOf(until) },
          },
        });
        return answer(request, participant);
      }),
  );

  app.post(
    '/accreditation/participants/:participant/traders/:trader/end',
    {
      config: DECIDE,
      schema: {
        operationId: 'endTrader',
        summary: 'End a trader’s power: from now on nothing is taken from it',
        tags,
        params: wire.TraderParam,
        body: wire.EndIn,
        response: { 200: wire.AccreditedOut },
      },
    },
    (request) =>
      desk.inTurn(async () => {
        const { participant, trader } = request.params;
        await accreditedOf(request, participant);
        const power = await db
          .selectFrom('office_power as power')
          .innerJoin('office_trader as of', (join) =>
            join.onRef('of.market', '=', 'power.market').onRef('of.trader', '=', 'power.trader'),
          )
          .select(['power.until', 'power.ended'])
          .where('power.market', '=', desk.market)
          .where('power.trader', '=', trader)
          .where('of.participant', '=', participant)
          .executeTakeFirst();
        if (power === undefined) throw new ApiError('application-not-found', 'There is no such trader here.');
        if (power.ended !== null) throw new ApiError('already-so', 'The power has ended.');
        await desk.perform({
          key: randomUUID(),
          act: {
            kind: 'endTrader',
            by: auditActor(request),
            trader,
            reason: request.body.reason,
            command: { kind: 'changeTrader', trader, active: 0, expiryDay: dayOf(power.until) },
          },
        });
        return answer(request, participant);
      }),
  );

  app.post(
    '/accreditation/participants/:participant/clients',
    {
      config: DECIDE,
      schema: {
        operationId: 'registerClient',
        summary: 'Register a client of a broker, with an account of its own',
        tags,
        params: wire.ParticipantParam,
        body: wire.ClientIn,
        response: { 200: wire.AccreditedOut },
      },
    },
    (request) =>
      desk.inTurn(async () => {
        const { participant } = request.params;
        await accreditedOf(request, participant);
        const { country, taxNumber, resident } = request.body;
        if (countryNumber(country) === undefined) throw badRequest('country', 'is none of ISO 3166-1');
        if (checkTaxNumber(country, taxNumber) === 'malformed')
          throw badRequest('taxNumber', `is no tax number of ${country}`);
        const command: Command = { kind: 'addClient', participant, resident: resident ? 1 : 0 };
        await desk.perform({
          key: randomUUID(),
          act: { kind: 'client', by: auditActor(request), participant, ...request.body, command },
        });
        return answer(request, participant);
      }),
  );

  app.post(
    '/accreditation/participants/:participant/clients/:client/end',
    {
      config: DECIDE,
      schema: {
        operationId: 'endClient',
        summary: 'End a client: no more orders are taken for it',
        tags,
        params: wire.ClientParam,
        body: wire.EndIn,
        response: { 200: wire.AccreditedOut },
      },
    },
    (request) =>
      desk.inTurn(async () => {
        const { participant, client } = request.params;
        await accreditedOf(request, participant);
        const found = await db
          .selectFrom('office_client')
          .select('ended')
          .where('market', '=', desk.market)
          .where('client', '=', client)
          .where('participant', '=', participant)
          .executeTakeFirst();
        if (found === undefined) throw new ApiError('application-not-found', 'There is no such client here.');
        if (found.ended !== null) throw new ApiError('already-so', 'The client has ended.');
        const command: Command = { kind: 'changeClient', client, active: 0 };
        await desk.perform({
          key: randomUUID(),
          act: { kind: 'endClient', by: auditActor(request), client, reason: request.body.reason, command },
        });
        return answer(request, participant);
      }),
  );
}
