/** Writes docs/reference/permissions.md from the permission table. */
import { writeFile } from 'node:fs/promises';
import { permissionsAsMarkdown } from '#api/permission-reference.ts';

await writeFile(new URL('../docs/reference/permissions.md', import.meta.url), permissionsAsMarkdown());
