/** Loading sanction lists, which the exchange gets where it may: none is shipped. */
import { readFollowTheMoney, readTargetsCsv } from '#office/accreditation/sanction-file.ts';
import { currentList, listState, loadList } from '#office/accreditation/sanctions.ts';
import * as wire from '#wire/accreditation.ts';
import { LanguageQuery } from '#wire/common.ts';
import { todayHere } from '../accreditation/desk.ts';
import { ApiError, badRequest } from '../errors.ts';
import { auditActor } from '../identity.ts';
import type { Api } from '../routes.ts';
import type { AccreditationContext } from './accreditation.ts';

const tags = ['Accreditation'];
const LIST_BYTES = 256 * 1024 * 1024;

export async function accreditationSanctions(app: Api, context: AccreditationContext): Promise<void> {
  const { db } = context.storage;
  const answer = async (): Promise<wire.SanctionListOut> => {
    const list = await currentList(db);
    return {
      list: list
        ? { name: list.name, dated: list.dated, entries: list.entries, loaded: list.loaded.toISOString() }
        : null,
      state: listState(list, todayHere()),
    };
  };

  app.get(
    '/accreditation/sanctions',
    {
      config: { action: 'accreditation.read' },
      schema: {
        operationId: 'readSanctionList',
        summary: 'The sanction list that names are looked up in, and how old it is',
        tags,
        querystring: LanguageQuery,
        response: { 200: wire.SanctionListOut },
      },
    },
    answer,
  );

  await app.register(async (scope) => {
    scope.addContentTypeParser(
      ['text/csv', 'application/x-ndjson'],
      { parseAs: 'buffer' },
      (_request, body, done) => done(null, body),
    );
    (scope as unknown as Api).post(
      '/accreditation/sanctions',
      {
        config: { action: 'accreditation.decide' },
        bodyLimit: LIST_BYTES,
        schema: {
          operationId: 'loadSanctionList',
          summary:
            'Load a sanction list in the place of the one before: OpenSanctions’ targets.simple.csv as text/csv, or entities of FollowTheMoney as application/x-ndjson',
          tags,
          querystring: wire.SanctionQuery,
          response: { 200: wire.SanctionListOut },
        },
      },
      async (request) => {
        const { name, dated } = request.query;
        const body: unknown = request.body;
        if (dated > todayHere()) throw badRequest('dated', 'is a day to come');
        if (!Buffer.isBuffer(body))
          throw badRequest('', 'must be a file as text/csv or application/x-ndjson');
        const text = body.toString('utf8');
        const isCsv = request.headers['content-type']?.startsWith('text/csv') ?? false;
        const read = isCsv ? readTargetsCsv(text) : readFollowTheMoney(text);
        if (!read.ok) {
          throw new ApiError(
            'bad-request',
            'The list has errors; nothing was loaded.',
            read.error.map(({ line, reason }) => ({ path: `line ${line}`, reason })),
          );
        }
        await loadList(db, auditActor(request), { name, dated, entries: read.value });
        return answer();
      },
    );
  });
}
