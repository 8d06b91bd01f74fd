/**
 * The description of the API: OpenAPI 3.1 at /api/openapi.json, made from the schemas that validate, and a readable
 * reference at /api/docs that asks no other host for anything.
 */
import { readFile } from 'node:fs/promises';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifySchema } from 'fastify';
import * as common from '#wire/common.ts';
import { Problem } from '#wire/common.ts';
import * as market from '#wire/market.ts';
import * as marketAnswers from '#wire/market-answers.ts';
import * as people from '#wire/people.ts';
import * as registry from '#wire/registry.ts';
import { ERRORS } from './errors.ts';
import { EXAMPLES } from './examples.ts';
import { ICON } from './icon.ts';
import type { Api } from './routes.ts';

const DESCRIPTION = `The registry of trade and cooperation between regions of different countries: places, organisations,
agreements, events, projects, commitments, and figures, each with the source that says so. And the market: sessions,
orders, deals, balances.

- **Language.** \`lang\`, else \`Accept-Language\`: fr, en, ru, be. Ids and codes are the same in all.
- **Lists** answer \`{items, total, nextCursor}\`; give \`nextCursor\` back as \`cursor\` for the next page. Any list is
  also a table: \`Accept: text/csv\` or \`format=csv\`.
- **Numbers** are decimal strings. A figure's interval is what its wording and last digit imply: \`low\` and \`high\`,
  null where there is no end, \`lowOpen\` and \`highOpen\` where the end itself is not included.
- **Periods** have inclusive ends: months (2021-08) where the span is whole months, else days.
- **Two dates.** \`validOn\`: what held on that day. \`knownOn\`: what the registry had recorded by the end of it (UTC).
- **Freshness.** Answers have an ETag; asking again with \`If-None-Match\` costs little.
- **Errors** are problem details (RFC 9457) with a \`code\`: [all codes](/api/docs/errors).
- **People** log in below \`/api/auth\`; a session is a cookie that no script can read, and whatever changes something must
  then come with the header \`Origin\`. docs/reference/permissions.md says who may do what.
- **The market** is below \`/api/market\`. What is one's own needs an access key: \`Authorization: Bearer krm_…\`. Prices
  are whole ticks, quantities whole lots, amounts whole minor units; everything has the market's own number. A command
  that the market rejects is answered with 200 and the reason; with \`Idempotency-Key\` it can be sent again safely.`;

const TAGS = [
  ['Overview', 'What the registry holds'],
  ['Search', 'Finding things by name in any language'],
  ['Entities', 'Named things with their statements and relations'],
  ['Figures', 'Numbers with intervals, sources and what contradicts them'],
  ['Commitments', 'Promises and plans'],
  ['Sources', 'Sources with all that rests on them'],
  ['Pairs', 'All that ties two places'],
  ['Graph', 'Relations as nodes and edges'],
  ['Checks', 'Contradictions, doubts, equations'],
  ['History', 'Who recorded what and when'],
  ['Vocabulary', 'Kinds, relations, measures, units, and the form of data sets'],
  ['Market', 'What anybody may read: instruments, sessions, books, deals, quotations'],
  ['Market: one’s own', 'Standing, orders, contracts, balances of the participant whose key it is'],
  ['Market: orders', 'Giving, changing and withdrawing orders'],
  ['Market: auctions of lots', 'Lots and bids'],
  ['Market: named deals', 'Proposing, confirming, refusing'],
  ['Market: contracts and money', 'Signing, reporting defaults, withdrawing deposits'],
  ['Market: sections, instruments and sessions', 'Defining and naming what is traded, for the operator'],
  ['Market: every command', 'The door for every command there is, the operator’s too'],
  ['Account', 'Logging in; one’s own profile, sessions, second factor and access keys'],
  ['People', 'People, roles, mail and the audit log'],
  ['Accreditation', 'Applying, deciding, certificates; traders’ powers and brokers’ clients'],
  ['Server', 'The server itself'],
].map(([name, description]) => ({ name: name as string, description: description as string }));

type Json = { [key: string]: unknown };

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** TypeBox writes tuples and maps in the words of an older JSON Schema than OpenAPI 3.1 speaks. */
function modern(schema: Json): Json {
  const { additionalItems: _more, items, patternProperties, ...rest } = schema;
  const tuple = Array.isArray(items)
    ? { prefixItems: items, items: false }
    : items === undefined
      ? {}
      : { items };
  const pattern = isObject(patternProperties) ? Object.entries(patternProperties) : [];
  const all = pattern.find(([key]) => key === '^.*$');
  const map = all
    ? { additionalProperties: all[1] }
    : patternProperties === undefined
      ? {}
      : { patternProperties };
  return { ...rest, ...tuple, ...map };
}

/** The same text for the same schema, wherever it stands. */
function canonical(schema: unknown): string {
  return JSON.stringify(schema, (key, value: unknown) => {
    if (key === '$id') return undefined;
    return isObject(value) ? Object.fromEntries(Object.entries(modern(value)).sort()) : value;
  });
}

/** Schemas that stand in several answers, under the names that the wire gives them. */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...common, ...registry, ...marketAnswers, ...market, ...people }).flatMap(
    ([name, schema]) => {
      const named = isObject(schema) && (schema as Json).type === 'object' && !/Query$/.test(name);
      return named ? [[canonical(schema), name] as const] : [];
    },
  ),
);

/** Puts a reference in the place of every named schema, and collects those that are used. */
function withReferences(value: unknown, used: Map<string, unknown>, own = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withReferences(each, used));
  if (!isObject(value)) return value;
  const name = value.type === 'object' ? NAMED.get(canonical(value)) : undefined;
  if (name !== undefined && name !== own) {
    if (!used.has(name)) {
      used.set(name, null);
      const { $id: _id, ...rest } = value;
      used.set(name, withReferences(rest, used, name));
    }
    return { $ref: `#/components/schemas/${name}` };
  }
  // An example is data, whatever its fields are called.
  if ('example' in value) {
    const { example, ...rest } = value;
    return { ...(withReferences(rest, used) as Json), example };
  }
  return Object.fromEntries(
    Object.entries(modern(value)).map(([key, each]) => [key, withReferences(each, used)]),
  );
}

const METHODS: ReadonlySet<string> = new Set(['get', 'post', 'put', 'delete']);
/** Its answers are of the moment, and have no ETag. */
const OF_THE_MOMENT = /^\/api\/(market|auth|account|people|mail|audit|demo)\b/;

const SECURITY_SCHEMES = {
  accessKey: {
    type: 'http' as const,
    scheme: 'bearer',
    description: 'An access key of the market: krm_…, as `kirmash key issue` shows it once.',
  },
};

/** Takes the document as the plugin made it; gives it with components, tables, errors and examples. */
function finish(document: Json): Json {
  const used = new Map<string, unknown>();
  for (const [url, path] of Object.entries(document.paths as { [path: string]: Json })) {
    for (const [method, operation] of Object.entries(path)) {
      if (!METHODS.has(method) || !isObject(operation)) continue;
      const responses = operation.responses as Json;
      const ok = responses['200'] as { description: string; content?: Json } | undefined;
      const json = ok?.content?.['application/json'] as Json | undefined;
      const example = EXAMPLES[String(operation.operationId)];
      if (json && example !== undefined) json.example = example;
      if (ok) ok.description = 'Answered.';
      if (ok?.content && hasFormat(operation)) {
        ok.content['text/csv'] = {
          schema: { type: 'string', description: 'All rows, RFC 4180, header in the reader’s language.' },
        };
      }
      if (!OF_THE_MOMENT.test(url))
        responses['304'] = { description: 'Nothing has changed since the answer with this ETag.' };
      responses.default = {
        description: 'An error: problem details with a code.',
        content: { 'application/problem+json': { schema: Problem, example: EXAMPLES.problem } },
      };
    }
  }
  const paths = withReferences(document.paths, used);
  const problem = used.get('Problem') as { properties: { code: Json } } | undefined;
  if (problem) problem.properties.code = { type: 'string', enum: Object.keys(ERRORS) };
  const schemas = Object.fromEntries([...used].sort());
  return { ...document, paths, components: { schemas, securitySchemes: SECURITY_SCHEMES } };
}

function hasFormat(operation: Json): boolean {
  const parameters = (operation.parameters ?? []) as { name?: string }[];
  return parameters.some(({ name }) => name === 'format');
}

interface Package {
  readonly version: string;
  readonly description: string;
  readonly license: string;
}

/** Registers the description before the routes that it describes. */
export async function describe(app: Api): Promise<void> {
  const file = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { version, description, license } = JSON.parse(file) as Package;
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Kirmash',
        version,
        summary: description,
        description: DESCRIPTION,
        license: { name: license, identifier: license },
      },
      servers: [{ url: '/' }],
      tags: TAGS,
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    convertConstToEnum: false,
    // Addresses of pages and files are not part of the API.
    transform: ({ schema, url }) => ({
      schema: { ...(schema as FastifySchema), hide: !(schema as FastifySchema | undefined)?.operationId },
      url,
    }),
    transformObject: (documents) =>
      'openapiObject' in documents ? finish(documents.openapiObject as Json) : documents.swaggerObject,
  });
}

/** Serves the description and the reference, below the prefix of the API. */
export async function serveDescription(app: Api): Promise<void> {
  let text: string | null = null;
  app.get('/openapi.json', (_request, reply) => {
    text ??= JSON.stringify(app.swagger());
    return reply.type('application/json').serializer(String).send(text);
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // The page's own links do not know the prefix that this is registered under.
    indexPrefix: '/api',
    uiConfig: {
      // The online validator would get the description of a private server.
      validatorUrl: null,
      url: '/api/openapi.json',
      // Without the bar of the maker's logo and the field for other addresses.
      layout: 'BaseLayout',
      deepLinking: true,
      defaultModelsExpandDepth: 0,
      docExpansion: 'list',
      tryItOutEnabled: true,
    },
    // Otherwise the page carries its maker's.
    logo: { type: 'image/svg+xml', content: ICON },
    theme: {
      title: 'Kirmash: API',
      favicon: [{ filename: 'kirmash.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any', content: ICON }],
    },
    staticCSP: false,
    transformSpecificationClone: false,
  });
}
