/**
 * The web application's only way to the server. Every question carries the reader's language; every error is a
 * `Problem` (RFC 9457). Keys of the query cache are `[address, language, query]`, so that a change of language
 * asks again and everything of one address can be forgotten together.
 */
import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
} from '@tanstack/react-query';
import type { Problem } from '#wire/common.ts';
import type { AccountOut, AuditList, KeysOut, MailList, PeopleList, SessionsOut } from '#wire/people.ts';
import type {
  CommitmentList,
  EntityDetail,
  EntityList,
  FigureDetail,
  FigureList,
  Graph,
  Overview,
  PairDetail,
  RemarkList,
  SearchResult,
  SourceDetail,
  SourceList,
  TimelineItem,
  Vocabulary,
} from '#wire/registry.ts';
import type { Language } from './language.ts';

/** What may stand behind the question mark; undefined and '' are left out. */
export type Query = { readonly [name: string]: string | number | boolean | undefined };

/** An answer that is not the one asked for: the server's problem details, or no answer at all (status 0). */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Problem | null;
  /** The parameter that was wrong, and its value as the page's address has it; null where it is not known. */
  readonly wrong: { readonly name: string; readonly value: string } | null;
  constructor(
    status: number,
    code: string,
    message: string,
    problem: Problem | null,
    wrong: ProblemError['wrong'] = null,
  ) {
    super(message);
    this.wrong = wrong;
    this.status = status;
    this.code = code;
    this.problem = problem;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body;
}

/** Takes an address below /api and its query; gives the address as the browser asks it. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return `/api${path}${text === '' ? '' : `?${text}`}`;
}

/** What the server found wrong first, with the value that was asked for. */
function wrongIn(problem: Problem | null, query: Query): ProblemError['wrong'] {
  const name = problem?.errors?.[0]?.path;
  const value = name === undefined ? undefined : query[name];
  return name === undefined || value === undefined || value === '' ? null : { name, value: String(value) };
}

/** Reads an answer to a question with a query; throws a `ProblemError`. */
async function answerOf<T>(asked: Promise<Response>, query: Query, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await asked;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ProblemError(0, 'unreachable', String(error), null);
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const problem = isProblem(body) ? body : null;
  throw new ProblemError(
    response.status,
    problem?.code ?? 'internal',
    problem?.detail ?? response.statusText,
    problem,
    wrongIn(problem, query),
  );
}

/** Asks the server; gives the answer's body, throws a `ProblemError`. */
export function ask<T>(path: string, query: Query, signal?: AbortSignal): Promise<T> {
  return answerOf(
    fetch(address(path, query), { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) }),
    query,
    signal,
  );
}

/** Has the server do something; gives the answer's body, throws a `ProblemError`. */
export function send<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
  query: Query = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  return answerOf(
    fetch(address(path, query), {
      method,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
    query,
  );
}

/** Sends a file's bytes as the body; gives the answer's body, throws a `ProblemError`. */
export function sendFile<T>(
  path: string,
  file: Blob,
  query: Query = {},
  type = file.type || 'application/octet-stream',
): Promise<T> {
  return answerOf(
    fetch(address(path, query), {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': type },
      body: file,
    }),
    query,
  );
}

/** One question with one answer, for `useQuery`. */
export function one<T>(path: string, language: Language, query: Query = {}) {
  return queryOptions({
    queryKey: [path, language, query] as const,
    queryFn: ({ signal }) => ask<T>(path, { ...query, lang: language }, signal),
  });
}

/** How many rows one page of a list carries. */
export const PAGE_SIZE = 100;

/** The key of a list in the query cache. */
export type ListKey = readonly [path: string, language: Language, query: Query, how: 'pages'];

/** A list that is read page by page, for `useInfiniteQuery`. Old rows stay until the new ones are there. */
export function list<T extends { items: unknown[]; total: number; nextCursor: string | null }>(
  path: string,
  language: Language,
  query: Query = {},
) {
  return infiniteQueryOptions<T, Error, InfiniteData<T, string | null>, ListKey, string | null>({
    queryKey: [path, language, query, 'pages'] as ListKey,
    queryFn: ({ signal, pageParam }) =>
      ask<T>(path, { ...query, lang: language, limit: PAGE_SIZE, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
}

const id = encodeURIComponent;

/** All questions that pages ask, by the name of what they give. */
export const questions = {
  overview: (language: Language) => one<Overview>('/overview', language),
  vocabulary: (language: Language) => one<Vocabulary>('/vocabulary', language),
  search: (language: Language, query: { q: string; limit?: number }) =>
    queryOptions({ ...one<SearchResult>('/search', language, query), placeholderData: keepPreviousData }),
  entities: (language: Language, query: Query) => list<EntityList>('/entities', language, query),
  someEntities: (language: Language, query: Query) => one<EntityList>('/entities', language, query),
  entity: (language: Language, entity: string, query: { validOn?: string; knownOn?: string } = {}) =>
    one<EntityDetail>(`/entities/${id(entity)}`, language, query),
  timeline: (language: Language, entity: string, query: { validOn?: string; knownOn?: string } = {}) =>
    one<{ items: TimelineItem[] }>(`/entities/${id(entity)}/timeline`, language, query),
  pair: (language: Language, a: string, b: string) => one<PairDetail>(`/pairs/${id(a)}/${id(b)}`, language),
  commitments: (language: Language, query: Query) => list<CommitmentList>('/commitments', language, query),
  figures: (language: Language, query: Query) => list<FigureList>('/figures', language, query),
  someFigures: (language: Language, query: Query) => one<FigureList>('/figures', language, query),
  figure: (language: Language, figure: string) => one<FigureDetail>(`/figures/${id(figure)}`, language),
  sources: (language: Language, query: Query) => list<SourceList>('/sources', language, query),
  source: (language: Language, source: string) => one<SourceDetail>(`/sources/${id(source)}`, language),
  remarks: (language: Language, query: Query) => list<RemarkList>('/remarks', language, query),
  account: (language: Language) => one<AccountOut>('/account', language),
  logIns: (language: Language) => one<SessionsOut>('/account/sessions', language),
  keys: (language: Language) => one<KeysOut>('/account/keys', language),
  people: (language: Language, query: Query) => list<PeopleList>('/people', language, query),
  mail: () =>
    queryOptions({
      queryKey: ['/mail'] as const,
      queryFn: ({ signal }) => ask<MailList>('/mail', {}, signal),
    }),
  audit: (language: Language, query: Query) => list<AuditList>('/audit', language, query),
  graph: (language: Language, query: Query) =>
    queryOptions({ ...one<Graph>('/graph', language, query), placeholderData: keepPreviousData }),
} as const;

/** Asks again only what may turn out otherwise: no answer, or a server not ready; twice. */
export function worthAnotherTry(failures: number, error: Error): boolean {
  if (!(error instanceof ProblemError)) return failures < 1;
  return (error.status === 0 || error.status === 503) && failures < 2;
}
