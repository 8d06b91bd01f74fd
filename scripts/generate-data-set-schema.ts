/** Writes docs/reference/data-set.schema.json from the schemas of records. */
import { writeFile } from 'node:fs/promises';
import { dataSetSchema } from '#wire/data-set-schema.ts';

const file = new URL('../docs/reference/data-set.schema.json', import.meta.url);
await writeFile(file, `${JSON.stringify(dataSetSchema(), null, 2)}\n`);
