/** Journals as files: the rows of a database's journals, one a line, and what a replay of them must come to. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { NO_WITNESS } from '#journal/frame.ts';
import { MarketMachine } from '#journal/market-machine.ts';
import type { Applied } from '#journal/runner.ts';
import { Runner } from '#journal/runner.ts';
import { type MarketRow, type Queries, readFrames } from '#journal/store.ts';
import { commandName } from '#market/commands.ts';
import { EVENTS } from '#market/events.ts';
import { rejectionName } from '#market/rejections.ts';

/** What stays of a market: its frames, and what may be made again from them, as it was made then. */
const TABLES: readonly (readonly [table: string, order: string])[] = [
  ['journal_market', 'id'],
  ['journal_frame', 'market, number'],
  ['journal_snapshot', 'market, frame'],
  ['journal_snapshot_part', 'market, frame, part'],
  ['journal_hash', 'market, frame'],
];
// When a row was written says nothing about the market.
const WITHOUT: readonly string[] = ['created', 'recorded'];

interface Line {
  readonly table: string;
  readonly row: { readonly [column: string]: unknown };
}

/** Writes the journals of a database into a file. */
export async function saveJournals(client: pg.ClientBase, file: URL): Promise<void> {
  const lines: string[] = [];
  for (const [table, order] of TABLES) {
    const { rows } = await client.query<{ row: object }>(
      `select to_jsonb(t) - $1::text[] as row from ${table} as t order by ${order}`,
      [WITHOUT],
    );
    for (const { row } of rows) lines.push(JSON.stringify({ table, row }));
  }
  await writeFile(file, gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
}

/** Puts the journals of a file into an empty, migrated database. */
export async function loadJournals(client: pg.ClientBase, file: URL): Promise<void> {
  const text = gunzipSync(await readFile(file)).toString('utf8');
  for (const line of text.trimEnd().split('\n')) {
    const { table, row } = JSON.parse(line) as Line;
    const columns = Object.keys(row)
      .map((name) => pg.escapeIdentifier(name))
      .join(', ');
    await client.query(
      `insert into ${table} (${columns}) overriding system value
       select ${columns} from jsonb_populate_record(null::${table}, $1)`,
      [JSON.stringify(row)],
    );
  }
}

/** What a replay of a market comes to. */
export interface Summary {
  readonly market: string;
  readonly commands: number;
  readonly epochs: number;
  /** Version of the events that the digest is over. */
  readonly eventVersion: number;
  /** SHA-256 over all events. */
  readonly events: string;
  readonly stateHash: string;
  /** Commands of each kind that were accepted, and rejections of each code. */
  readonly accepted: { readonly [kind: string]: number };
  readonly rejected: { readonly [code: string]: number };
}

/** Replays a market from its first frame. Errors: DamagedJournalError; DivergedError. */
export async function summarize(queries: Queries, market: MarketRow): Promise<Summary> {
  const machine = new MarketMachine();
  const runner = new Runner(market.name, machine);
  const accepted: Record<string, number> = {};
  const rejected: Record<string, number> = {};
  let events = NO_WITNESS;
  for await (const frame of readFrames(queries, market.id, 0)) {
    const applied = runner.apply(frame);
    if (applied === undefined) continue;
    count(applied, accepted, rejected);
    const words = applied.events.words.subarray(0, applied.events.length);
    events = createHash('sha256').update(events).update(words).digest();
  }
  return {
    market: market.name,
    commands: runner.end.nextCommand - 1,
    epochs: runner.end.epoch,
    eventVersion: machine.eventVersion,
    events: events.toString('hex'),
    stateHash: machine.hash(),
    accepted: sorted(accepted),
    rejected: sorted(rejected),
  };
}

function count(
  { commands, commandAt, events, eventAt, count: number }: Applied,
  accepted: Record<string, number>,
  rejected: Record<string, number>,
): void {
  for (let index = 0; index < number; index += 1) {
    const at = eventAt[index] as number;
    const isRejected =
      at < (eventAt[index + 1] as number) && ((events.words[at] as number) & 0xffff) === EVENTS.rejected.kind;
    if (isRejected) {
      const code = rejectionName(events.words[at + EVENTS.rejected.at.code] as number) ?? '';
      rejected[code] = (rejected[code] ?? 0) + 1;
    } else {
      const name = commandName((commands.words[commandAt[index] as number] as number) & 0xffff) ?? '';
      accepted[name] = (accepted[name] ?? 0) + 1;
    }
  }
}

function sorted(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));
}
