/** The work of `kirmash judge`. */
import { resolve } from 'node:path';
import { Failure } from '#base/failure.ts';
import { accept, JudgementError, merge, reject, revert } from '#registry/judge.ts';
import { proposeFile, StatementFileError } from '#registry/propose-file.ts';
import {
  type JudgementRow,
  listJudgements,
  listProposals,
  type ProposalRow,
} from '#registry/read/judgements.ts';
import type { Storage } from '#storage/database.ts';
import { explainFileError } from '#storage/explain.ts';
import type { Context, Given } from './command.ts';
import { expectCurrent, openInstance } from './instance.ts';
import { count } from './numbers.ts';

/** Most that a list shows. */
const MOST = 1000;
/** The longest value that a list shows, in characters. */
const LONGEST_VALUE = 60;

async function withRegistry(context: Context, work: (storage: Storage) => Promise<void>): Promise<number> {
  await using opened = new AsyncDisposableStack();
  const instance = await openInstance(context, { share: true, migrate: false });
  opened.defer(instance.close);
  expectCurrent(instance);
  try {
    await work(instance.storage);
  } catch (error) {
    if (error instanceof JudgementError) throw new Failure(error.message, { cause: error });
    throw error;
  }
  return 0;
}

function authorIn({ options }: Given): string {
  const author = options.get('author') ?? 'system';
  if (!/^[a-z0-9][a-z0-9._:-]{0,199}$/.test(author)) {
    throw new Failure(`'${author}' is no id: lower-case letters, digits and hyphens.`);
  }
  return author;
}

function reasonIn(text: string): string {
  if (text.trim() === '') throw new Failure('The reason is empty: say why, in a sentence.');
  return text.trim();
}

function numberIn(text: string, what: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new Failure(`'${text}' is not the number of a ${what}.`);
  return Number(text);
}

export async function runMerge(context: Context, given: Given): Promise<number> {
  const [from = '', into = '', reason = ''] = given.parameters;
  const options = { author: authorIn(given), reason: reasonIn(reason) };
  return withRegistry(context, async (storage) => {
    const id = await merge(storage, { from, into, ...options });
    context.print(`Judgement ${id}: '${from}' is shown under '${into}' from now on.`);
  });
}

async function judgeStatement(
  context: Context,
  given: Given,
  judge: typeof accept,
  outcome: string,
): Promise<number> {
  const [text = '', reason = ''] = given.parameters;
  const statement = numberIn(text, 'statement');
  const options = { author: authorIn(given), reason: reasonIn(reason) };
  return withRegistry(context, async (storage) => {
    const id = await judge(storage, { statement, ...options });
    context.print(`Judgement ${id}: statement ${statement} ${outcome}.`);
  });
}

export async function runAccept(context: Context, given: Given): Promise<number> {
  return judgeStatement(context, given, accept, 'counts from now on');
}

export async function runReject(context: Context, given: Given): Promise<number> {
  return judgeStatement(context, given, reject, 'counts no longer');
}

export async function runRevert(context: Context, given: Given): Promise<number> {
  const [text = '', reason = ''] = given.parameters;
  const judgement = numberIn(text, 'judgement');
  const options = { author: authorIn(given), reason: reasonIn(reason) };
  return withRegistry(context, async (storage) => {
    const id = await revert(storage, { judgement, ...options });
    context.print(`Judgement ${id}: judgement ${judgement} is undone.`);
  });
}

export async function runPropose(context: Context, given: Given): Promise<number> {
  const [file = '', note = ''] = given.parameters;
  const replaces = given.options.get('replaces');
  const options = {
    author: authorIn(given),
    note: reasonIn(note),
    ...(replaces === undefined ? {} : { supersedes: numberIn(replaces, 'statement') }),
  };
  return withRegistry(context, async (storage) => {
    try {
      const id = await proposeFile(storage, resolve(file), options);
      context.print(`Statement ${id} is proposed: kirmash judge accept ${id} REASON lets it count.`);
    } catch (error) {
      if (error instanceof StatementFileError) {
        throw new Failure(`The statement is refused:\n${error.message}`, { cause: error });
      }
      throw explainReading(error, file) ?? error;
    }
  });
}

function explainReading(error: unknown, file: string): Failure | null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Failure(`There is no file ${file}.`);
  return explainFileError(error, `The file ${file} can't be read`);
}

export async function runList(context: Context): Promise<number> {
  return withRegistry(context, async ({ db }) => {
    const [proposals, judgements] = await Promise.all([listProposals(db, MOST), listJudgements(db, MOST)]);
    context.print(
      `${count(proposals.length, 'proposal')} to judge, ${count(judgements.length, 'judgement')} made.`,
    );
    for (const proposal of proposals) context.print(proposalLine(proposal));
    for (const judgement of judgements) context.print(judgementLine(judgement));
  });
}

function proposalLine({
  id,
  entity,
  property,
  target,
  value,
  author,
  recorded,
  supersedes,
}: ProposalRow): string {
  const said = target ?? JSON.stringify(value);
  const short = said.length > LONGEST_VALUE ? `${said.slice(0, LONGEST_VALUE)}…` : said;
  const replaced = supersedes === null ? '' : `, replaces statement ${supersedes}`;
  return `  statement ${id}  ${day(recorded)}  ${author}  proposed: ${entity} ${property} ${short}${replaced}`;
}

function judgementLine(row: JudgementRow): string {
  const undone = row.revertedBy === null ? '' : `, undone by ${row.revertedBy}`;
  return `  judgement ${row.id}  ${day(row.recorded)}  ${row.author}  ${deed(row)}${undone}: ${row.reason}`;
}

/** 'merge a into b', 'accept statement 12', 'revert judgement 3'. */
function deed({ kind, subject, object }: JudgementRow): string {
  if (kind === 'merge') return `merge ${subject} into ${object}`;
  if (kind === 'revert') return `revert judgement ${object}`;
  return `${kind} ${subject.replace(':', ' ')}`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
