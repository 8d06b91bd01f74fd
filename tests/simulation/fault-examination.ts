/**
 * Looks at a market after a run under faults: all that was answered must be there as it was answered, nothing may be
 * there twice, and a replay must come to the same state, ledger and projections.
 */
import pg from 'pg';
import { Connection } from '#journal/connection.ts';
import { Follower } from '#journal/follower.ts';
import type { MachineModule } from '#journal/follower-worker.ts';
import { type Journal, openJournal } from '#journal/journal.ts';
import { countRecords } from '#journal/payload.ts';
import { verifyMarket } from '#journal/verify.ts';
import type { FaultRun } from './fault-run.ts';

/** What a client was told. */
export interface Answered {
  readonly firstCommand: number;
  readonly events: string;
}

/** The key of a submission. */
export const keyOf = (index: number): number[] => [index, 0x5eed, ~index, 77];

/** Gives what is wrong. */
export async function examine(
  run: FaultRun,
  market: string,
  answers: ReadonlyMap<number, Answered>,
  submissions: number,
): Promise<string[]> {
  const url = run.server.url();
  const { createMachine, projections } = (await import(run.module)) as MachineModule;
  const journal = await openJournal({ url, market, simulated: true, createMachine, program: 'simulation' });
  const wrong: string[] = [];
  try {
    wrong.push(...examineAnswers(run, journal, answers, submissions));
    wrong.push(...(run.check?.(journal, submissions) ?? []));
    await journal.close();
  } finally {
    await journal.abort();
  }
  const connection = new Connection(url, 'examination');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { market: row } = journal;
    const follower = new Follower({ connection, market: row, createMachine, projections, snapshotEvery: 0 });
    while ((await follower.catchUp()) > 0);
    // Those that were damaged on purpose.
    await client.query('delete from journal_snapshot where market = $1 and frame < $2', [
      row.id,
      journal.runner.end.number,
    ]);
    await client.query('begin isolation level repeatable read');
    for (const finding of await verifyMarket(client, row, { createMachine, projections }))
      wrong.push(...finding.wrong);
    await client.query('rollback');
  } finally {
    await connection.close();
    await client.end();
  }
  return wrong;
}

function examineAnswers(
  run: FaultRun,
  journal: Journal,
  answers: ReadonlyMap<number, Answered>,
  submissions: number,
): string[] {
  const wrong: string[] = [];
  const seen = new Map<number, number>();
  const executed = journal.runner.end.nextCommand - 1;
  let submitted = 0;
  for (const [index, answer] of answers) {
    const words = Int32Array.from(run.submission(index));
    submitted += countRecords(words, 0, words.length);
    const outcome = journal.sequencer.submit({
      words,
      from: 0,
      to: words.length,
      key: Int32Array.from(keyOf(index)),
      owner: 1,
      receiver: { answered: () => {}, lost: () => {} },
    });
    if (outcome.state !== 'done') {
      wrong.push(`submission ${index} was answered, and is not there (${outcome.state})`);
      continue;
    }
    const { firstCommand, events } = outcome.done;
    if (firstCommand !== answer.firstCommand || events?.join() !== answer.events) {
      wrong.push(`submission ${index} was answered otherwise than it is now`);
    }
    const other = seen.get(firstCommand);
    if (other !== undefined) wrong.push(`submissions ${other} and ${index} are one`);
    seen.set(firstCommand, index);
  }
  if (answers.size !== submissions) wrong.push(`${submissions} were submitted, ${answers.size} answered`);
  // Every submission was repeated until it was answered, so each is there once, and nothing else is.
  if (executed !== submitted) {
    wrong.push(`the journal holds ${executed} commands, ${submitted} were submitted`);
  }
  return wrong;
}
