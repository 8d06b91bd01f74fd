/** Lists: one page as JSON, or all rows as a table, streamed page by page. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pick } from '#base/language.ts';
import { prefersTable } from './accept.ts';
import { BYTE_ORDER_MARK, type Column, row } from './csv.ts';

export interface Listed<Item> {
  readonly items: Item[];
  readonly total: number;
  readonly nextCursor: string | null;
}

export interface ListSource<Item, Answer extends Listed<Item>> {
  /** The name of the downloaded file, without its ending. */
  readonly name: string;
  readonly columns: readonly Column<Item>[];
  /** Gives one page, from its beginning where there is no cursor. */
  page(limit: number, cursor: string | undefined): Promise<Answer>;
}

/** Rows that a table reads at once. */
const CHUNK = 1000;

interface Asked {
  readonly limit?: number;
  readonly cursor?: string;
  readonly format?: 'json' | 'csv';
}

/** Whether this request is answered with a table. */
export function wantsTable(request: FastifyRequest): boolean {
  const { format } = request.query as Asked;
  return format === undefined ? prefersTable(request.headers.accept) : format === 'csv';
}

/** Answers a list in the form asked for. Takes the validated query's `limit`, `cursor` and `format`. */
export async function answerList<Item, Answer extends Listed<Item>>(
  request: FastifyRequest,
  reply: FastifyReply,
  source: ListSource<Item, Answer>,
): Promise<Answer> {
  const { limit = 50, cursor } = request.query as Asked;
  if (!wantsTable(request)) return source.page(limit, cursor);
  // The first page is read before the answer begins, so that errors of the question are still answered as such.
  const first = await source.page(CHUNK, undefined);
  reply.type('text/csv; charset=utf-8; header=present');
  reply.header('content-disposition', `attachment; filename="kirmash-${source.name}.csv"`);
  return reply.send(Readable.from(lines(request, source, first))) as unknown as Answer;
}

async function* lines<Item, Answer extends Listed<Item>>(
  request: FastifyRequest,
  { columns, page }: ListSource<Item, Answer>,
  first: Answer,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + row(columns.map(({ header }) => pick(header, request.language)));
  for (let chunk = first; ; ) {
    yield chunk.items.map((item) => row(columns.map((column) => column.value(item)))).join('');
    if (chunk.nextCursor === null) return;
    chunk = await page(CHUNK, chunk.nextCursor);
  }
}
