import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { People } from '#access/people.ts';
import type { Language } from '#base/language.ts';
import type { Reader } from '#registry/read/reader.ts';
import type { Terms } from '#registry/read/terms.ts';
import type { Storage } from '#storage/database.ts';
import type { Identities } from './identity.ts';
import type { Gateway } from './market/gateway.ts';
import type { StreamLimits } from './market/stream/limits.ts';
import type { VersionedCache } from './version.ts';

export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What routes may use. */
export interface Context {
  readonly storage: Storage;
  readonly market: Gateway | undefined;
  readonly people: People;
  readonly identities: Identities;
  readonly streamLimits: StreamLimits | undefined;
  readonly terms: Terms;
  readonly cache: VersionedCache;
}

/** One file of `routes/`: registers its addresses below /api. */
export type Routes = (app: Api, context: Context) => Promise<void>;

declare module 'fastify' {
  interface FastifyRequest {
    /** The language that this request is answered in. */
    language: Language;
    /** The version of the data that this request is answered from. */
    version: string;
  }
  interface FastifyContextConfig {
    /** The answer depends on the registry alone: it has an ETag of the data's version. */
    fromRegistry?: boolean;
  }
}

export function readerOf({ storage, terms }: Context, request: FastifyRequest): Reader {
  return { db: storage.db, terms, language: request.language };
}
