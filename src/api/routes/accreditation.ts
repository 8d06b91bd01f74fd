/** Applying for accreditation: one's own applications and their documents; what anybody may know. */
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  type Application,
  applicationsOf,
  auditApplication,
  beginApplication,
  documentsOf,
  dropDocument,
  findApplication,
  keepDocument,
  moveApplication,
  OPEN_STATES,
  readDocument,
} from '#office/accreditation/applications.ts';
import { type Content, decisionDays, lacksOf, REQUIRED_DOCUMENTS } from '#office/accreditation/content.ts';
import { countries, regionsOf } from '#office/accreditation/countries.ts';
import { MOST_DOCUMENTS, mediaTypeOf, plainFileName, UPLOAD_BYTES } from '#office/accreditation/upload.ts';
import { addWorkingDays } from '#office/accreditation/working-days.ts';
import * as wire from '#wire/accreditation.ts';
import { LanguageCode, LanguageQuery } from '#wire/common.ts';
import { Done } from '#wire/people.ts';
import { AccreditationDesk, HOME, todayHere } from '../accreditation/desk.ts';
import { accreditations, applicationsOut, certificateOut } from '../accreditation/present.ts';
import { ApiError } from '../errors.ts';
import { auditActor, identityOf, personOf } from '../identity.ts';
import { rowsOf } from '../market/cells.ts';
import type { Gateway } from '../market/gateway.ts';
import { type Api, type Context, type Routes, readerOf } from '../routes.ts';
import { accreditationOffice } from './accreditation-office.ts';
import { accreditationSanctions } from './accreditation-sanctions.ts';

const tags = ['Accreditation'];
const RENEWED = ['submitted'] as const;

/** What these routes share. */
export interface AccreditationContext extends Context {
  readonly market: Gateway;
  readonly desk: AccreditationDesk;
}

/** The application of an address, as `answer` gives it. Errors: ApiError application-not-found. */
export async function mustFind(context: AccreditationContext, id: number): Promise<Application> {
  const found = await findApplication(context.storage.db, context.desk.market, id);
  if (found === undefined) throw new ApiError('application-not-found', `There is no application ${id} here.`);
  return found;
}

/** Sends a document to be kept, not shown: it is whatever somebody uploaded. */
export async function sendDocument(
  context: AccreditationContext,
  application: number,
  document: number,
): Promise<{ content: Buffer; type: string; disposition: string }> {
  const found = await readDocument(context.storage.db, application, document);
  if (found === undefined) throw new ApiError('application-not-found', 'There is no such document here.');
  const name = encodeURIComponent(found.name).replaceAll("'", '%27');
  return {
    content: found.content,
    type: found.mediaType,
    disposition: `attachment; filename*=UTF-8''${name}`,
  };
}

async function applying(app: Api, context: AccreditationContext): Promise<void> {
  const { desk, market } = context;
  const { db } = context.storage;

  /** One's own application. Errors: ApiError application-not-found, also for another's. */
  const ownOf = async (request: FastifyRequest, id: number): Promise<Application> => {
    const found = await mustFind(context, id);
    if (found.applicant !== personOf(request).id)
      throw new ApiError('application-not-found', `There is no application ${id} here.`);
    return found;
  };
  const answer = async (request: FastifyRequest, id: number): Promise<wire.ApplicationOut> => {
    const [out] = await applicationsOut(
      readerOf(context, request),
      desk.market,
      [await mustFind(context, id)],
      market.simulated,
    );
    return out as wire.ApplicationOut;
  };
  const mustBeOpen = ({ state }: Application): void => {
    if (!OPEN_STATES.includes(state))
      throw new ApiError('application-closed', `It is ${state}: it is changed no more.`);
  };
  const config = { action: 'accreditation.apply' } as const;

  app.get(
    '/accreditation/applications',
    {
      config,
      schema: {
        operationId: 'listOwnApplications',
        summary: 'One’s own applications, the newest first',
        tags,
        querystring: LanguageQuery,
        response: { 200: wire.ApplicationsOut },
      },
    },
    async (request) => {
      const found = await applicationsOf(db, desk.market, personOf(request).id);
      return {
        items: await applicationsOut(readerOf(context, request), desk.market, found, market.simulated),
      };
    },
  );

  app.post(
    '/accreditation/applications',
    {
      config,
      schema: {
        operationId: 'beginApplication',
        summary:
          'Begin an application; with a participant, one of renewal or change, which says what holds now',
        tags,
        body: wire.BeginIn,
        response: { 200: wire.ApplicationOut },
      },
    },
    async (request) => {
      const { participant, content: given = {} } = request.body;
      const { id: applicant } = personOf(request);
      let content: Content = given;
      if (participant !== undefined) {
        const now = await accreditations(db, desk.market)
          .where('of.participant', '=', participant)
          .executeTakeFirst();
        const isHead = identityOf(request).memberships.some(
          ({ role, organisation }) => role === 'head' && organisation === now?.organisation,
        );
        if (now === undefined || !isHead)
          throw new ApiError('application-not-found', `Participant ${participant} is not yours to renew.`);
        content = { ...(now.content as Content), acceptsRules: false, ...given };
      }
      const id = await beginApplication(db, {
        market: desk.market,
        applicant,
        participant: participant ?? null,
        content,
      });
      return answer(request, id);
    },
  );

  app.get(
    '/accreditation/applications/:application',
    {
      config,
      schema: {
        operationId: 'readOwnApplication',
        summary: 'One of one’s own applications, with what is missing and until when it is decided',
        tags,
        params: wire.ApplicationParam,
        querystring: LanguageQuery,
        response: { 200: wire.ApplicationOut },
      },
    },
    async (request) => answer(request, (await ownOf(request, request.params.application)).id),
  );

  app.put(
    '/accreditation/applications/:application',
    {
      config,
      schema: {
        operationId: 'saveApplication',
        summary: 'Save what an application says, whole or in part, while it is open',
        tags,
        params: wire.ApplicationParam,
        body: wire.ContentIn,
        response: { 200: wire.ApplicationOut },
      },
    },
    async (request) => {
      const found = await ownOf(request, request.params.application);
      mustBeOpen(found);
      const { content } = request.body;
      if (!(await moveApplication(db, found.id, OPEN_STATES, { content })))
        throw new ApiError('application-closed', 'It was submitted meanwhile.');
      return answer(request, found.id);
    },
  );

  app.post(
    '/accreditation/applications/:application/submit',
    {
      config,
      schema: {
        operationId: 'submitApplication',
        summary: 'Submit an application that lacks nothing; the working days until its decision begin',
        tags,
        params: wire.ApplicationParam,
        response: { 200: wire.ApplicationOut },
      },
    },
    async (request) => {
      const found = await ownOf(request, request.params.application);
      mustBeOpen(found);
      const documents = await documentsOf(db, found.id);
      const today = todayHere();
      const lacks = lacksOf(found.content, documents, today);
      const sections = [...(found.content.sell ?? []), ...(found.content.buy ?? [])];
      if (sections.some((section) => section >= market.market.sections.rows)) lacks.push('sections');
      if (lacks.length > 0) {
        throw new ApiError(
          'application-incomplete',
          `Missing: ${lacks.join(', ')}.`,
          lacks.map((lack) => ({ path: lack, reason: 'is missing or not right' })),
        );
      }
      const due = addWorkingDays(today, decisionDays(documents), HOME.country);
      await db.transaction().execute(async (tx) => {
        const change = { state: 'submitted', submitted: new Date(), due, reason: null } as const;
        if (!(await moveApplication(tx, found.id, OPEN_STATES, change)))
          throw new ApiError('application-closed', 'It was submitted already.');
        await auditApplication(tx, auditActor(request), found, 'submitted', { after: { due } });
      });
      return answer(request, found.id);
    },
  );

  app.post(
    '/accreditation/applications/:application/withdraw',
    {
      config,
      schema: {
        operationId: 'withdrawApplication',
        summary: 'Withdraw an application that is not decided',
        tags,
        params: wire.ApplicationParam,
        response: { 200: wire.ApplicationOut },
      },
    },
    async (request) => {
      const found = await ownOf(request, request.params.application);
      await db.transaction().execute(async (tx) => {
        if (!(await moveApplication(tx, found.id, [...OPEN_STATES, ...RENEWED], { state: 'withdrawn' })))
          throw new ApiError('application-closed', `It is ${found.state}.`);
        await auditApplication(tx, auditActor(request), found, 'application-withdrawn');
      });
      return answer(request, found.id);
    },
  );

  app.post(
    '/accreditation/applications/:application/documents',
    {
      config,
      bodyLimit: UPLOAD_BYTES,
      schema: {
        operationId: 'uploadDocument',
        summary: 'Add a document to an open application: its bytes are the body',
        tags,
        params: wire.ApplicationParam,
        querystring: wire.DocumentQuery,
        response: { 200: wire.ApplicationOut },
      },
    },
    async (request) => {
      const found = await ownOf(request, request.params.application);
      mustBeOpen(found);
      const content: unknown = request.body;
      const mediaType = Buffer.isBuffer(content) ? mediaTypeOf(content) : null;
      if (!Buffer.isBuffer(content) || mediaType === null)
        throw new ApiError('document-unfit', 'It is no whole PDF, JPEG or PNG.');
      if ((await documentsOf(db, found.id)).length >= MOST_DOCUMENTS)
        throw new ApiError('document-unfit', `An application has at most ${MOST_DOCUMENTS} documents.`);
      const { kind, name, expires } = request.query;
      await keepDocument(db, found.id, {
        kind,
        name: plainFileName(name),
        mediaType,
        content,
        expires: expires ?? null,
        by: personOf(request).id,
      });
      return answer(request, found.id);
    },
  );

  app.get(
    '/accreditation/applications/:application/documents/:document',
    {
      config,
      schema: {
        operationId: 'readOwnDocument',
        summary: 'A document of one’s own application, as it was uploaded',
        tags,
        params: wire.DocumentParam,
      },
    },
    async (request, reply) => {
      const found = await ownOf(request, request.params.application);
      const { content, type, disposition } = await sendDocument(context, found.id, request.params.document);
      return reply.type(type).header('content-disposition', disposition).send(content);
    },
  );

  app.delete(
    '/accreditation/applications/:application/documents/:document',
    {
      config,
      schema: {
        operationId: 'dropDocument',
        summary: 'Take a document out of an open application',
        tags,
        params: wire.DocumentParam,
        response: { 200: Done },
      },
    },
    async (request) => {
      const found = await ownOf(request, request.params.application);
      mustBeOpen(found);
      if (!(await dropDocument(db, found.id, request.params.document)))
        throw new ApiError('application-not-found', 'There is no such document here.');
      return { done: true as const };
    },
  );
}

async function open(app: Api, context: AccreditationContext): Promise<void> {
  const { desk, market } = context;
  const config = { action: 'market.read' } as const;

  app.get(
    '/accreditation/terms',
    {
      config,
      schema: {
        operationId: 'accreditationTerms',
        summary: 'What an application is made of: countries, sections, documents that are needed',
        tags,
        querystring: LanguageQuery,
        response: { 200: wire.TermsOut },
      },
    },
    async (request) => ({
      countries: countries(request.language),
      sections: [...rowsOf(market.market.sections)],
      home: HOME.country,
      requiredDocuments: [...REQUIRED_DOCUMENTS],
      uploadBytes: UPLOAD_BYTES,
      simulated: market.simulated,
    }),
  );

  app.get(
    '/accreditation/regions',
    {
      config,
      schema: {
        operationId: 'regionsOfCountry',
        summary: 'The regions of a country, by ISO 3166-2',
        tags,
        querystring: Type.Object({ country: wire.Country, lang: Type.Optional(LanguageCode) }),
        response: { 200: wire.RegionsOut },
      },
    },
    async (request) => ({ items: regionsOf(request.query.country) }),
  );

  app.get(
    '/accreditation/certificates/:certificate',
    {
      config,
      schema: {
        operationId: 'readCertificate',
        summary: 'What the certificate of a number says today; anybody who has the number may look',
        tags,
        params: Type.Object({ certificate: Type.String({ minLength: 1, maxLength: 60 }) }),
        querystring: LanguageQuery,
        response: { 200: wire.CertificateOut },
      },
    },
    async (request) => {
      const found = await accreditations(context.storage.db, desk.market)
        .where('of.certificate', '=', request.params.certificate)
        .executeTakeFirst();
      if (found === undefined)
        throw new ApiError('application-not-found', 'There is no certificate of this number.');
      return certificateOut(found, request.language, market.simulated);
    },
  );
}

export const accreditation: Routes = async (app, context) => {
  const { market } = context;
  // Without a market each address still is there, and says so.
  const desk = market && new AccreditationDesk(context.storage.db, market, context.identities);
  const shared = { ...context, market, desk } as AccreditationContext;
  if (desk) app.addHook('onReady', () => desk.inTurn(() => desk.finishWaiting()));
  app.addHook('preHandler', async (_request, reply) => {
    if (market === undefined) throw new ApiError('market-off', 'This Kirmash runs no market.');
    reply.header('cache-control', 'no-store');
  });
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      ['application/pdf', 'image/jpeg', 'image/png', 'application/octet-stream'],
      { parseAs: 'buffer' },
      (_request, body, done) => done(null, body),
    );
    await applying(scope as unknown as Api, shared);
  });
  await open(app, shared);
  await accreditationOffice(app, shared);
  await accreditationSanctions(app, shared);
};
