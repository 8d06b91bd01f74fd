/**
 * Imports a data set: a folder that docs/reference/data-set.md describes.
 *
 * Invariants: all or nothing, in one transaction; the same set again changes nothing and records nothing; a
 * changed set supersedes only what changed; statements of other sets and of persons are never touched; imports
 * take turns.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type pg from 'pg';
import type { Storage } from '#storage/database.ts';
import { RECORD_FOLDERS } from '#wire/data-set.ts';
import { CHANGE_TABLES, updateProjections } from '../affected.ts';
import { DECLARED } from '../declared.ts';
import { knownIn } from '../known-ids.ts';
import { inTransaction, record, takeTurn } from '../recording.ts';
import { indexVocabulary, type Vocabulary, type VocabularyIndex } from '../vocabulary.ts';
import { applyStaged, type Changes } from './apply.ts';
import { Checker, Here } from './check.ts';
import { CopyWriter } from './copy.ts';
import { type DataFile, type DataSetFiles, findFiles } from './files.ts';
import { checkHeader } from './header.ts';
import { locate } from './locate.ts';
import type { NormalHeader } from './normal.ts';
import { DataSetError, EnoughProblems, Findings } from './problem.ts';
import { readDocument, readRecords } from './read.ts';
import { References } from './references.ts';
import { findRecords, findRepeated } from './search.ts';
import { STAGE_TABLES, type Staged, stagingSink } from './stage.ts';

export interface ImportProgress {
  /** reading: files into staging; recording: compared and written; projecting: pages and checks made anew. */
  readonly step: 'reading' | 'recording' | 'projecting';
  /** Statements, figures and remarks read so far. */
  readonly records: number;
}

export interface ImportOptions {
  /** What may be said; Kirmash's own unless given. */
  readonly vocabulary?: Vocabulary;
  /** Opaque id of who imports: 'system' or a person's id. */
  readonly author: string;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Ends the import; nothing of it stays. */
  readonly signal?: AbortSignal;
}

export interface ImportReport extends Changes, Staged {
  readonly dataSet: string;
  /** Null: nothing changed. */
  readonly recording: number | null;
}

const PROGRESS_EVERY = 50_000;

/**
 * Reads a folder into the registry; gives what changed.
 * Errors: DataSetError with up to a hundred problems, each with file, line, column, code and reason; what
 * PostgreSQL reports. After an error the registry is as it was.
 */
export async function importDataSet(
  storage: Storage,
  folder: string,
  options: ImportOptions,
): Promise<ImportReport> {
  const findings = new Findings();
  let files: DataFile[] = [];
  try {
    const set = await setFiles(folder, findings);
    files = [...(set.header ? [set.header] : []), ...Object.values(set.records).flat()];
    const header =
      set.header && checkHeader(await readDocument(set.header, findings), set.header.name, findings);
    if (findings.list.length > 0 || !header) throw new EnoughProblems();
    const digest = await digestOf(files);
    return await inTransaction(
      storage,
      (client) => importFiles(client, { set, header, digest, findings, options }),
      options.signal,
    );
  } catch (error) {
    if (!(error instanceof EnoughProblems)) throw error;
    throw new DataSetError(await locate(findings.list, files));
  }
}

/** Looks whether a folder holds a data set, before anything is opened for it. Errors: DataSetError. */
export async function expectDataSet(folder: string): Promise<void> {
  const findings = new Findings();
  try {
    await setFiles(folder, findings);
  } catch (error) {
    if (!(error instanceof EnoughProblems)) throw error;
    throw new DataSetError(await locate(findings.list, []));
  }
}

async function setFiles(folder: string, findings: Findings): Promise<DataSetFiles> {
  const nothing = (reason: string): never => {
    findings.add({ file: folder, record: null, path: [], code: 'no-data-set', reason });
    throw new EnoughProblems();
  };
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) nothing('there is no such folder');
  const files = await findFiles(folder, findings);
  if (!files.header) nothing('the folder has no dataset.yaml');
  return files;
}

/** A hash over names and bytes of all files: the same means that nothing needs to be read. */
async function digestOf(files: readonly DataFile[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    const own = createHash('sha256');
    for await (const chunk of createReadStream(file.path)) own.update(chunk as Buffer);
    hash.update(`${file.name}\0${own.digest('hex')}\n`);
  }
  return hash.digest('hex');
}

interface Import {
  readonly set: DataSetFiles;
  readonly header: NormalHeader;
  readonly digest: string;
  readonly findings: Findings;
  readonly options: ImportOptions;
}

async function importFiles(client: pg.PoolClient, work: Import): Promise<ImportReport> {
  const { set, header, digest, findings, options } = work;
  const nothing: Staged & Changes = {
    entities: 0,
    statements: 0,
    figures: 0,
    remarks: 0,
    added: 0,
    retired: 0,
  };
  const before = await currentSet(client, header.id);
  if (before?.digest === digest) return { ...nothing, dataSet: header.id, recording: null };

  const progress = (step: ImportProgress['step'], records: number): void =>
    options.onProgress?.({ step, records });
  const vocabulary = options.vocabulary ?? DECLARED;
  const index = indexVocabulary(vocabulary);
  const references = new References(index);
  expectHeadline(references, set, header);
  const copy = new CopyWriter(client);
  const { sink, staged } = stagingSink(copy);
  const checker = new Checker(index, findings, references, sink);
  await client.query(STAGE_TABLES + CHANGE_TABLES);
  let told = 0;
  for (const folder of RECORD_FOLDERS) {
    for (const file of set.records[folder]) {
      for await (const batch of readRecords(file, findings)) {
        options.signal?.throwIfAborted();
        for (const { record, value } of batch) checker.record(folder, value, file.name, record);
        // After the first error nothing more is staged, only checked.
        if (findings.list.length > 0) copy.discard();
        await copy.drain();
        const read = staged.statements + staged.figures + staged.remarks;
        if (read - told >= PROGRESS_EVERY) {
          told = read;
          progress('reading', read);
        }
      }
    }
  }
  await copy.end();
  await takeTurn(client);
  await references.settle(knownIn(client, header.id), findings);
  await refuseTaken(client, header.id, findings, set);
  await refuseRepeated(client, findings, set, index);
  if (findings.list.length > 0) throw new EnoughProblems();

  progress('recording', staged.statements + staged.figures + staged.remarks);
  const recording = await record(client, {
    author: options.author,
    kind: 'import',
    dataSet: header.id,
    digest,
    header: JSON.stringify(header),
  });
  const changes = await applyStaged(client, header.id, recording, staged.statements);
  const headerChanged = await writeHeader(client, header, digest, recording);
  if (before && (before.as_of !== header.asOf || before.simulated !== header.simulated))
    await changeAll(client, header.id);
  if (changes.added + changes.retired === 0 && !headerChanged) {
    await client.query('rollback');
    await client.query('begin');
    await client.query('update data_set set digest = $2 where id = $1', [header.id, digest]);
    return { ...staged, ...changes, dataSet: header.id, recording: null };
  }
  progress('projecting', staged.statements + staged.figures + staged.remarks);
  await updateProjections(client, vocabulary);
  return { ...staged, ...changes, dataSet: header.id, recording };
}

/** The figures of the start page must be there when all is read. */
function expectHeadline(
  references: References,
  { header: file }: DataSetFiles,
  { headline }: NormalHeader,
): void {
  const here = new Here();
  here.file = file?.name ?? '';
  here.record = -1;
  for (const [i, id] of headline.entries()) references.figure(here, id, ['headline', i]);
}

interface CurrentSet {
  digest: string;
  as_of: string | null;
  simulated: boolean;
}

/**
 * Which values are current depends on the day of the set, and what is left out of lists on whether it is simulated: with
 * another, all that it says is to be shown anew.
 */
async function changeAll(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(
    'insert into changed select distinct entity from statement where data_set = $1 and retired is null',
    [id],
  );
}

async function currentSet(client: pg.ClientBase, id: string): Promise<CurrentSet | undefined> {
  const { rows } = await client.query<CurrentSet>(
    'select digest, as_of, simulated from data_set where id = $1',
    [id],
  );
  return rows[0];
}

/** Refuses ids of figures and remarks that another data set has, and entities that one has with another kind. */
async function refuseTaken(
  client: pg.ClientBase,
  dataSet: string,
  findings: Findings,
  files: DataSetFiles,
): Promise<void> {
  const { rows } = await client.query<{ what: string; id: string; other: string }>(
    `select 'figure' as what, s.id, o.data_set as other from staged_figure s
       join figure o on o.id = s.id and o.retired is null and o.data_set is distinct from $1
     union all
     select 'remark', s.id, o.data_set from staged_remark s
       join remark o on o.id = s.id and o.retired is null and o.data_set is distinct from $1
     union all
     select 'entity', s.id, l.data_set || ' as ' || l.kind from staged_entity s
       join listing l on l.entity = s.id and l.retired is null and l.data_set <> $1 and l.kind <> s.kind
     limit 100`,
    [dataSet],
  );
  const spots = await findRecords(
    files,
    rows.map(({ what, id }) => `${what} ${id}`),
  );
  for (const { what, id, other } of rows) {
    const code = what === 'entity' ? 'kind-differs' : 'id-taken';
    const spot = spots.get(`${what} ${id}`) ?? { file: '', record: null };
    findings.add({ ...spot, path: ['id'], code, reason: `'${id}' belongs to ${other ?? 'a person'}` });
  }
}

/** Refuses relations that stand twice. (The statements of an entity stand together, and are compared when read.) */
async function refuseRepeated(
  client: pg.ClientBase,
  findings: Findings,
  files: DataSetFiles,
  index: VocabularyIndex,
): Promise<void> {
  const { rows } = await client.query<{ print: string }>(
    `select encode(fingerprint, 'hex') as print from staged_statement where relation
     group by fingerprint having count(*) > 1 limit 100`,
  );
  if (rows.length === 0) return;
  for (const spot of await findRepeated(files, index, new Set(rows.map(({ print }) => print)))) {
    const reason = 'the same relation stands above';
    findings.add({ ...spot, path: [], code: 'duplicate-statement', reason });
  }
}

/** Writes the description of the set; gives whether it changed. */
async function writeHeader(
  client: pg.ClientBase,
  header: NormalHeader,
  digest: string,
  recording: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into data_set as o (id, version, title, note, as_of, licence, simulated, recording, digest, headline)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (id) do update set version = excluded.version, title = excluded.title, note = excluded.note,
       as_of = excluded.as_of, licence = excluded.licence, simulated = excluded.simulated,
       headline = excluded.headline
     where (o.version, o.title, o.note, o.as_of, o.licence, o.simulated, o.headline) is distinct from
       (excluded.version, excluded.title, excluded.note, excluded.as_of, excluded.licence, excluded.simulated,
        excluded.headline)`,
    [
      header.id,
      header.version,
      header.title,
      header.note,
      header.asOf,
      header.licence,
      header.simulated,
      recording,
      digest,
      header.headline,
    ],
  );
  await client.query('update data_set set digest = $2, recording = $3 where id = $1', [
    header.id,
    digest,
    recording,
  ]);
  return (rowCount ?? 0) > 0;
}
