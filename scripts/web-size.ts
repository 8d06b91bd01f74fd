/**
 * How much JavaScript the pages load, compressed, from the manifest of the last build (`npm run build`).
 * `node scripts/web-size.ts` prints a table and fails when the start page is over its limit.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Issue A5: the start page under 350 kB of compressed JavaScript. */
export const START_PAGE_LIMIT_BYTES = 350_000;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

export type Manifest = Readonly<Record<string, Chunk>>;

/** What the start page loads: the entry, its own part, one language, and the map that it draws at once. */
export const START_PAGE = [
  'index.html',
  'app/start/start-page.tsx',
  'messages/en.ts',
  'app/start/partners-map.tsx',
] as const;

/** Takes the manifest and its entries; gives the files that loading them brings in, each once. */
export function filesOf(manifest: Manifest, entries: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the build has no part '${name}'`);
    if (found.has(chunk.file)) return;
    found.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const entry of entries) visit(entry);
  return [...found].filter((file) => file.endsWith('.js'));
}

/** Compressed size in bytes, as gzip of the usual level makes it. */
export function compressedBytes(folder: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
}

function main(): number {
  const folder = fileURLToPath(new URL('../dist/web', import.meta.url));
  const path = join(folder, '.vite', 'manifest.json');
  if (!existsSync(path)) {
    process.stderr.write('There is no build to measure: run npm run build first.\n');
    return 1;
  }
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const start = new Set(filesOf(manifest, START_PAGE));
  const startBytes = compressedBytes(folder, [...start]);
  const line = (name: string, bytes: number): void => {
    process.stdout.write(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${name}\n`);
  };
  line('start page, everything', startBytes);
  for (const name of Object.keys(manifest).filter((one) => /(-page|-graph|-dialog|draw)\.tsx?$/.test(one))) {
    if (name === 'app/start/start-page.tsx') continue;
    line(
      `${name}, beyond the start page`,
      compressedBytes(
        folder,
        filesOf(manifest, [name]).filter((file) => !start.has(file)),
      ),
    );
  }
  if (startBytes <= START_PAGE_LIMIT_BYTES) return 0;
  process.stderr.write(`The start page is over its limit of ${START_PAGE_LIMIT_BYTES / 1000} kB.\n`);
  return 1;
}

if (import.meta.main) process.exitCode = main();
