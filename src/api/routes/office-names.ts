/** Sections, instruments and sessions as the operator makes them: defined in the market, and named, at one address. */
import { type TSchema, Type } from 'typebox';
import type { NamedKind, Names } from '#office/names.ts';
import { Numbered } from '#wire/market.ts';
import { IdempotencyHeader } from '#wire/market-answers.ts';
import * as wire from '#wire/office.ts';
import { KEY_NEEDED, type MarketContext, mustHave } from '../market/context.ts';
import {
  instrumentCommand,
  instrumentNamesOf,
  sectionCommand,
  sectionNamesOf,
  sessionCommand,
  sessionNamesOf,
} from '../market/name-bodies.ts';
import { NameDesk } from '../market/naming.ts';
import { idempotencyKey } from '../market/requests.ts';
import type { Api } from '../routes.ts';

const OPERATOR = { action: 'market.operate' } as const;
const tags = ['Market: sections, instruments and sessions'];

export async function officeNames(app: Api, context: MarketContext): Promise<void> {
  const desk = new NameDesk(context);
  // Before anything is answered: a name that was left waiting is there for the first who asks.
  app.addHook('onReady', async () => {
    if (context.isOn) await desk.finish();
  });

  const define = <B extends TSchema>(url: string, operationId: string, summary: string, body: B) => ({
    url,
    options: {
      config: OPERATOR,
      schema: {
        operationId,
        summary,
        tags,
        security: KEY_NEEDED,
        headers: IdempotencyHeader,
        body,
        response: { 200: wire.NamedAnswer },
      },
    },
  });

  const section = define(
    '/sections',
    'defineSection',
    'Define a section and name it; its fees are set by the command setFee',
    wire.SectionIn,
  );
  app.post(section.url, section.options, (request) =>
    desk.define(
      'section',
      sectionCommand(request.body),
      sectionNamesOf(request.body),
      idempotencyKey(request),
    ),
  );
  const instrument = define(
    '/instruments',
    'defineInstrument',
    'Define an instrument and name it',
    wire.InstrumentIn,
  );
  app.post(instrument.url, instrument.options, (request) =>
    desk.define(
      'instrument',
      instrumentCommand(request.body),
      instrumentNamesOf(request.body),
      idempotencyKey(request),
    ),
  );
  const session = define(
    '/sessions',
    'announceSession',
    'Announce a session and name it; instruments and admission come by the commands addListing and admit',
    wire.SessionIn,
  );
  app.post(session.url, session.options, (request) =>
    desk.define(
      'session',
      sessionCommand(request.body),
      sessionNamesOf(request.body),
      idempotencyKey(request),
    ),
  );

  renaming(app, context, desk);
}

/** Registers the addresses that name what there is already, or call it something else. */
function renaming(app: Api, context: MarketContext, desk: NameDesk): void {
  const done = Type.Object({ done: Type.Literal(true) });
  const rename = async <K extends NamedKind>(kind: K, number: number, names: Names[K]) => {
    const { market } = context.gateway;
    mustHave(
      { section: market.sections, instrument: market.instruments, session: market.sessions }[kind],
      number,
      kind,
    );
    await desk.rename(kind, number, names);
    return { done: true as const };
  };
  const schema = <P extends TSchema, B extends TSchema>(
    operationId: string,
    summary: string,
    params: P,
    body: B,
  ) => ({
    config: OPERATOR,
    schema: { operationId, summary, tags, security: KEY_NEEDED, params, body, response: { 200: done } },
  });

  app.put(
    '/sections/:section/names',
    schema('nameSection', 'Name a section', Type.Object({ section: Numbered }), wire.SectionNamesIn),
    ({ params, body }) => rename('section', params.section, sectionNamesOf(body)),
  );
  app.put(
    '/instruments/:instrument/names',
    schema(
      'nameInstrument',
      'Name an instrument, and say what its goods are',
      Type.Object({ instrument: Numbered }),
      wire.InstrumentNamesIn,
    ),
    ({ params, body }) => rename('instrument', params.instrument, instrumentNamesOf(body)),
  );
  app.put(
    '/sessions/:session/names',
    schema(
      'nameSession',
      'Name a session: title, timetable, why it was halted or cancelled',
      Type.Object({ session: Numbered }),
      wire.SessionNamesIn,
    ),
    ({ params, body }) => rename('session', params.session, sessionNamesOf(body)),
  );
}
