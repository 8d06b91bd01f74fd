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

/**
 * Reads an archive from its beginning to its end and checks every member against the manifest.
 * `visit` is given the header first, then each member of a table in order, before the manifest has confirmed them:
 * what it does must be undone if the reading fails.
 * Errors: Failure for what is no backup, is damaged or cut off, or has a later format.
 */
export async function readArchive(
  file: string,
  visit: { header?(header: Header): Promise<void>; member?(member: Member): Promise<void> } = {},
): Promise<{ header: Header; manifest: Manifest }> {
  let header: Header | null = null;
  let manifest: Manifest | null = null;
  const seen: Manifest['members'] = [];
  // Errors of `visit` are its own; all others mean that the file can't be read.
  let visiting = false;
  const visited = async (work: Promise<void> | undefined): Promise<void> => {
    visiting = true;
    await work;
    visiting = false;
  };
  try {
    for await (const member of membersOf(file)) {
      if (manifest) throw new Failure(damaged(file, `it goes on after its manifest`));
      if (member.name === MANIFEST) {
        manifest = JSON.parse(member.content.toString()) as Manifest;
        continue;
      }
      seen.push({ name: member.name, bytes: member.content.length, sha256: hashOf(member.content) });
      if (header === null) {
        if (member.name !== HEADER) throw new Failure(`${file} is not a backup of Kirmash.`);
        header = JSON.parse(member.content.toString()) as Header;
        if (header.format > FORMAT) {
          throw new Failure(
            `${file} was written by a newer Kirmash (${header.program}): restore it with that one.`,
          );
        }
        await visited(visit.header?.(header));
      } else {
        await visited(visit.member?.(member));
      }
    }
  } catch (error) {
    if (visiting || error instanceof Failure) throw error;
    throw explainUnreadable(error, file);
  }
  if (!header) throw new Failure(`${file} is not a backup of Kirmash.`);
  if (!manifest) throw new Failure(damaged(file, 'its end is missing'));
  for (const [index, expected] of manifest.members.entries()) {
    const found = seen[index];
    if (found?.name !== expected.name || found.bytes !== expected.bytes || found.sha256 !== expected.sha256) {
      throw new Failure(damaged(file, `${expected.name} is not what was written`));
    }
  }
  if (seen.length !== manifest.members.length) throw new Failure(damaged(file, 'it has members of its own'));
  return { header, manifest };
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
