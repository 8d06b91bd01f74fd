/** Writes docs/reference/vocabulary.md from the declared vocabulary. */
import { writeFile } from 'node:fs/promises';
import { DECLARED } from '#registry/declared.ts';
import { vocabularyAsMarkdown } from '#registry/vocabulary-reference.ts';

await writeFile(new URL('../docs/reference/vocabulary.md', import.meta.url), vocabularyAsMarkdown(DECLARED));
