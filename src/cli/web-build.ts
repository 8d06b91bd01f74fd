/**
 * Builds the web application when it is missing or older than its sources, and only then: a stamp beside the build
 * holds a hash of everything that goes into it. It is built aside and put in its place in one step.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Failure } from '#base/failure.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Where the built application lies. */
export const WEB_FOLDER = join(ROOT, 'dist', 'web');
const CONFIG = join('src', 'web', 'vite.config.ts');
// What the web application may import (architecture.md), and what decides on the versions of its libraries.
const SOURCES = ['src/web', 'src/base', 'src/observatory', 'src/wire', 'package-lock.json', 'tsconfig.json'];

export type WebState =
  /** The build is there and of these sources. */
  | 'current'
  /** It was built now. */
  | 'built'
  /** It is older than its sources, and what builds it is not installed. */
  | 'outdated'
  /** There is none, and it can't be built. */
  | 'missing';

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function filesOf(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [path];
  }
}

/** A hash of the names and contents of all sources; tests don't count. */
async function hashSources(): Promise<string> {
  const lists = await Promise.all(SOURCES.map((source) => filesOf(join(ROOT, source))));
  const files = lists
    .flat()
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .sort();
  const hash = createHash('sha256');
  const contents = await Promise.all(files.map((file) => readFile(file).catch(() => Buffer.of())));
  files.forEach((file, index) => {
    const content = contents[index] as Buffer;
    hash.update(`${file.slice(ROOT.length)}\0${content.length}\0`).update(content);
  });
  return hash.digest('hex');
}

const STAMP = '.sources';

/**
 * Sees to it that the build is there.
 * `report` is told when a build begins; `signal` ends it. Errors: Failure with the end of the build's own words.
 */
export async function ensureWeb(report: () => void, signal?: AbortSignal): Promise<WebState> {
  const there = await exists(join(WEB_FOLDER, 'index.html'));
  const hash = await hashSources();
  const stamp = await readFile(join(WEB_FOLDER, STAMP), 'utf8').catch(() => null);
  if (there && stamp === hash) return 'current';
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!(await exists(vite)) || !(await exists(join(ROOT, CONFIG)))) return there ? 'outdated' : 'missing';
  report();
  await build(vite, hash, signal);
  return 'built';
}

async function build(vite: string, hash: string, signal?: AbortSignal): Promise<void> {
  const draft = `${WEB_FOLDER}.${process.pid}`;
  signal?.throwIfAborted();
  const child = spawn(
    process.execPath,
    [vite, 'build', '--config', CONFIG, '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'],
    // A process of its own keeps its memory out of the server's, and can be ended.
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' } },
  );
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-4_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const stop = (): void => void child.kill('SIGTERM');
  signal?.addEventListener('abort', stop);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    signal?.throwIfAborted();
    if (code !== 0) throw new Failure(`The web application can't be built:\n${output.trim()}`);
    await compress(draft);
    await writeFile(join(draft, STAMP), hash);
    await replace(draft);
  } finally {
    signal?.removeEventListener('abort', stop);
    await rm(draft, { recursive: true, force: true });
  }
}

/** Puts the new build in the place of the old one. */
async function replace(draft: string): Promise<void> {
  const old = `${WEB_FOLDER}.old.${process.pid}`;
  await mkdir(dirname(WEB_FOLDER), { recursive: true });
  await rename(WEB_FOLDER, old).catch(() => {});
  await rename(draft, WEB_FOLDER);
  await rm(old, { recursive: true, force: true });
}

const SMALLEST_COMPRESSED_BYTES = 1_000;

/** Writes each text file a second and third time, compressed, so that the server has no work with it. */
async function compress(folder: string): Promise<void> {
  const brotli = promisify(brotliCompress);
  const zip = promisify(gzip);
  const files = (await filesOf(folder)).filter((file) => /\.(js|css|html|svg|json|txt|map)$/.test(file));
  await Promise.all(
    files.map(async (file) => {
      const content = await readFile(file);
      if (content.length < SMALLEST_COMPRESSED_BYTES) return;
      const [br, gz] = await Promise.all([
        brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
        zip(content, { level: 9 }),
      ]);
      await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
    }),
  );
}
