/** The committed pages of reference are those of the tables. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { recordsPage, rejectionsPage } from '#market/reference.ts';

test.each([
  ['rejections.md', rejectionsPage],
  ['market-records.md', recordsPage],
])('docs/reference/%s is current (node scripts/generate-market.ts)', async (name, page) => {
  const committed = await readFile(new URL(`../docs/reference/${name}`, import.meta.url), 'utf8');
  expect(committed).toBe(page());
});
