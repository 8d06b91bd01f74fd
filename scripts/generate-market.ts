/** Writes docs/reference/rejections.md and docs/reference/market-records.md from the tables in src/market. */
import { writeFile } from 'node:fs/promises';
import { recordsPage, rejectionsPage } from '#market/reference.ts';

await writeFile(new URL('../docs/reference/rejections.md', import.meta.url), rejectionsPage());
await writeFile(new URL('../docs/reference/market-records.md', import.meta.url), recordsPage());
