/**
 * The archive of a backup: a tar file, compressed with Zstandard, which any `tar` reads.
 *
 *   backup.json            what it is: format, program, time, schema version, tables and their columns
 *   tables/NAME/000001     rows in PostgreSQL's COPY text form, cut at line ends into members of a few megabytes
 *   manifest.json          last: rows per table, sequences, and the SHA-256 of every member before it
 *
 * Written and read as a stream: memory does not grow with the size of the database. A file without its manifest
 * was cut off.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { createTarDecoder, createTarPacker } from 'modern-tar';
import { Failure } from '#base/failure.ts';
import { explainFileError } from '../explain.ts';

/** Version of this layout. */
export const FORMAT = 1;

export interface Header {
  format: number;
  /** What wrote it: 'kirmash 0.1.0'. */
  program: string;
  /** When, ISO 8601 in UTC. */
  created: string;
  schemaVersion: number;
  /** Checksums of the migrations applied, in order. */
  migrations: string[];
  tables: { name: string; columns: string[] }[];
}

export interface Manifest {
  /** Rows of each table. */
  rows: { [table: string]: number };
  /** Last value given of each sequence; null: none yet. */
  sequences: { [sequence: string]: string | null };
  members: { name: string; bytes: number; sha256: string }[];
}

const HEADER = 'backup.json';
const MANIFEST = 'manifest.json';

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Adds members to an archive under way. */
export type Add = (name: string, content: Uint8Array) => Promise<void>;

/**
 * Writes an archive. `produce` adds the members of the tables and gives the rest of the manifest.
 * The file appears under its name only when it is whole and on the disk. Gives its size in bytes.
 * Errors: Failure where the file is there already or can't be written; what `produce` throws.
 */
export async function writeArchive(
  file: string,
  header: Header,
  produce: (add: Add) => Promise<Omit<Manifest, 'members'>>,
): Promise<number> {
  if (
    await access(file).then(
      () => true,
      () => false,
    )
  ) {
    throw new Failure(`${file} is there already: give another name, nothing is overwritten.`);
  }
  const draft = `${file}.${randomBytes(4).toString('hex')}.partial`;
  try {
    const { readable, controller } = createTarPacker();
    const members: Manifest['members'] = [];
    const mtime = new Date(header.created);
    const put: Add = async (name, content) => {
      const writer = controller.add({ name, size: content.length, mode: 0o600, mtime }).getWriter();
      await writer.write(content);
      await writer.close();
    };
    const add: Add = async (name, content) => {
      members.push({ name, bytes: content.length, sha256: hashOf(content) });
      await put(name, content);
    };
    const written = pipeline(
      Readable.fromWeb(readable),
      createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } }),
      createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }),
    );
    const produced = (async () => {
      try {
        await add(HEADER, toJson(header));
        const manifest: Manifest = { ...(await produce(add)), members };
        await put(MANIFEST, toJson(manifest));
        controller.finalize();
      } catch (error) {
        controller.error(error);
        throw error;
      }
    })();
    // The stream's own error, a full disk, is the cause where both fail.
    const [stream, production] = await Promise.allSettled([written, produced]);
    if (stream.status === 'rejected') throw stream.reason;
    if (production.status === 'rejected') throw production.reason;
    const { size } = await stat(draft);
    await rename(draft, file);
    await syncFolder(dirname(file));
    return size;
  } catch (error) {
    throw explainFileError(error, `The backup ${file} can't be written`) ?? error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Puts a new name itself on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function toJson(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
}

export interface Member {
  name: string;
  content: Buffer;
}

/** Gives all members in order, each whole. Errors: of zlib and tar, for what is no archive or a damaged one. */
async function* membersOf(file: string): AsyncGenerator<Member> {
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  const plain = source.pipe(createZstdDecompress());
  source.on('error', (error) => plain.destroy(error));
  try {
    const bytes = Readable.toWeb(plain) as ReadableStream<Uint8Array>;
    for await (const { header, body } of bytes.pipeThrough(createTarDecoder({ strict: true }))) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of body) chunks.push(chunk);
      yield { name: header.name, content: Buffer.concat(chunks) };
    }
  } finally {
    source.destroy();
    plain.destroy();
  }
}

/** A backup that was read through and found whole. */
export interface CheckedArchive {
  file: string;
  header: Header;
  manifest: Manifest;
}

/**
 * Reads an archive through and checks every member against the manifest, which stands at its end.
 * Errors: Failure for what is no backup, is damaged or cut off, or has a later format.
 */
export async function checkArchive(file: string): Promise<CheckedArchive> {
  let header: Header | null = null;
  let manifest: Manifest | null = null;
  const seen: Manifest['members'] = [];
  try {
    for await (const { name, content } of membersOf(file)) {
      if (manifest) throw new Failure(damaged(file, 'it goes on after its manifest'));
      if (seen.length === 0) header = readHeader(name, content, file);
      if (name === MANIFEST) manifest = JSON.parse(content.toString()) as Manifest;
      else seen.push({ name, bytes: content.length, sha256: hashOf(content) });
    }
  } catch (error) {
    throw error instanceof Failure ? error : explainUnreadable(error, file);
  }
  if (!header) throw new Failure(`${file} is not a backup of Kirmash.`);
  if (!manifest) throw new Failure(damaged(file, 'its end is missing'));
  for (const [index, expected] of manifest.members.entries()) checkMember(seen[index], expected, file);
  if (seen.length !== manifest.members.length) throw new Failure(damaged(file, 'it has members of its own'));
  return { file, header, manifest };
}

function readHeader(name: string, content: Buffer, file: string): Header {
  if (name !== HEADER) throw new Failure(`${file} is not a backup of Kirmash.`);
  const header = JSON.parse(content.toString()) as Header;
  if (header.format > FORMAT) {
    throw new Failure(
      `${file} was written by a newer Kirmash (${header.program}): restore it with that one.`,
    );
  }
  return header;
}

type Described = Manifest['members'][number];

function checkMember(found: Described | undefined, expected: Described, file: string): void {
  if (found?.name === expected.name && found.bytes === expected.bytes && found.sha256 === expected.sha256)
    return;
  throw new Failure(damaged(file, `${expected.name} is not what was written`));
}

/**
 * Gives the members of the tables of a checked archive, in order, each checked once more.
 * Errors: Failure where the file is not what was checked.
 */
export async function* readTables({ file, manifest }: CheckedArchive): AsyncGenerator<Member> {
  const members = membersOf(file);
  try {
    for (const expected of manifest.members) {
      const { value } = await members.next().catch((error: unknown) => {
        throw explainUnreadable(error, file);
      });
      const member = value as Member | undefined;
      const found = member && {
        name: member.name,
        bytes: member.content.length,
        sha256: hashOf(member.content),
      };
      checkMember(found, expected, file);
      if (member && member.name !== HEADER) yield member;
    }
  } finally {
    // What was left unread no longer matters.
    await members.return(undefined).catch(() => {});
  }
}

function damaged(file: string, how: string): string {
  return `The backup ${file} is damaged (${how}): nothing was restored, use another backup.`;
}

function explainUnreadable(error: unknown, file: string): Failure {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return new Failure(`There is no file ${file}.`);
  if (code === 'ZSTD_error_prefix_unknown') return new Failure(`${file} is not a backup of Kirmash.`);
  if (code === 'Z_BUF_ERROR') return new Failure(damaged(file, 'its end is missing'));
  return (
    explainFileError(error, `The backup ${file} can't be read`) ??
    new Failure(damaged(file, (error as Error).message.replace(/\.$/, '')), { cause: error })
  );
}
