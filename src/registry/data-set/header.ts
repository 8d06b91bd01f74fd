/** The description of a data set: dataset.yaml, checked. */
import { Compile } from 'typebox/compile';
import { parsePeriod } from '#base/period.ts';
import { DataSetHeader } from '#wire/data-set.ts';
import { clean } from './check.ts';
import { canonicalJson, type NormalHeader } from './normal.ts';
import type { Findings } from './problem.ts';
import { schemaFindings } from './schema-findings.ts';

const SCHEMA = Compile(DataSetHeader);

/** Takes what the file holds; null where it is refused, with findings. */
export function checkHeader(value: unknown, file: string, findings: Findings): NormalHeader | null {
  const spot = { file, record: -1 };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const reason = 'one record that describes the set is expected';
    findings.add({ ...spot, path: [], code: 'wrong-top-level', reason });
    return null;
  }
  if (!SCHEMA.Check(value)) {
    for (const found of schemaFindings(DataSetHeader, SCHEMA.Errors(value), value)) {
      findings.add({ ...found, ...spot });
    }
    return null;
  }
  const header = value as DataSetHeader;
  if (!clean(findings, spot, header, [])) return null;
  if (header.asOf !== undefined && (!parsePeriod(header.asOf).ok || header.asOf < '0001')) {
    findings.add({
      ...spot,
      path: ['asOf'],
      code: 'bad-period',
      reason: `'${header.asOf}' is no day of the calendar`,
    });
    return null;
  }
  return {
    id: header.id,
    version: String(header.version),
    title: canonicalJson(header.title),
    note: header.note ? canonicalJson(header.note) : null,
    asOf: header.asOf ?? null,
    licence: header.licence ?? null,
    simulated: header.simulated ?? false,
    headline: header.headline ?? [],
  };
}
