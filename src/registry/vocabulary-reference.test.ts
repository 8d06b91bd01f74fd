import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { DECLARED } from './declared.ts';
import { vocabularyAsMarkdown } from './vocabulary-reference.ts';

test('docs/reference/vocabulary.md is what the declarations say (node scripts/generate-vocabulary.ts)', async () => {
  const page = await readFile(new URL('../../docs/reference/vocabulary.md', import.meta.url), 'utf8');
  expect(page).toBe(vocabularyAsMarkdown(DECLARED));
});
