import { DataSetHeader, RECORDS } from './data-set.ts';

/** Gives the JSON Schema (2020-12) of a data set: its header and one record of each folder, under `$defs`. */
export function dataSetSchema(): { [keyword: string]: unknown } {
  const definitions = { 'dataset.yaml': DataSetHeader, ...RECORDS };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Records of a Kirmash data set',
    description: 'A file below a folder of that name is a list of such records; dataset.yaml is one object.',
    anyOf: Object.keys(definitions).map((name) => ({ $ref: `#/$defs/${name}` })),
    $defs: definitions,
  };
}
