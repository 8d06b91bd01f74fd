/** Writes docs/reference/errors.md from the catalogue of errors. */
import { writeFile } from 'node:fs/promises';
import { errorsAsMarkdown } from '#api/error-reference.ts';

await writeFile(new URL('../docs/reference/errors.md', import.meta.url), errorsAsMarkdown());
