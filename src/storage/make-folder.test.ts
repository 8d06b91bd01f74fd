import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kirmash-make-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('every missing level is made with its mode, and what is there stays', async () => {
  const folder = await temporary();
  makeFolder(join(folder, 'one', 'two'), 0o711);
  makeFolder(join(folder, 'one', 'two'), 0o755);
  for (const level of ['one', 'one/two']) {
    expect((await stat(join(folder, level))).mode & 0o777).toBe(0o711);
  }
});

test('a file in the way is an error, as the end of the path and within it', async () => {
  const file = join(await temporary(), 'file');
  await writeFile(file, '');
  expect(() => makeFolder(file)).toThrow(/EEXIST/);
  expect(() => makeFolder(join(file, 'below'))).toThrow(/ENOTDIR/);
});

test.runIf(process.platform === 'linux')('where the system makes no folder, that is an error at once', () => {
  expect(() => makeFolder('/proc/kirmash/home')).toThrow(/ENOENT/);
});
