/** Turns what the schema validator reports into findings with the codes of data sets. */
import type { TSchema } from 'typebox';
import type { TLocalizedValidationError } from 'typebox/error';
import { Id } from '#wire/common.ts';
import { DecimalText, FourLanguages, WrittenPeriod } from '#wire/data-set.ts';
import type { Path, ProblemCode } from './problem.ts';

interface SchemaFinding {
  readonly path: Path;
  readonly code: ProblemCode;
  readonly reason: string;
  readonly key?: boolean;
}

function steps(pointer: string): (string | number)[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** Walks to the part of a schema that a value's path leads to; undefined where the way divides. */
function schemaAt(schema: TSchema, path: Path): TSchema | undefined {
  let at: TSchema | undefined = schema;
  for (const step of path) {
    const part: { properties?: Record<string, TSchema>; items?: TSchema } | undefined = at;
    at = typeof step === 'number' ? part?.items : part?.properties?.[step];
  }
  return at;
}

function seen(value: unknown, path: Path): string {
  let at = value;
  for (const step of path) at = (at as Record<string | number, unknown> | undefined)?.[step];
  const written = JSON.stringify(at) ?? 'nothing';
  return written.length > 60 ? `${written.slice(0, 60)}…` : written;
}

/** Whether two schemas ask for the same; an optional field has a copy of the schema that it was made from. */
function same(part: TSchema | undefined, model: TSchema): boolean {
  return JSON.stringify(part) === JSON.stringify(model);
}

/** Where a field with its own kind of value is concerned, a code of its own says more than 'bad-form'. */
function refine(schema: TSchema | undefined, found: string): Pick<SchemaFinding, 'code' | 'reason'> | null {
  if (same(schema, Id)) {
    return { code: 'bad-id', reason: `${found} is not an id: lower-case letters, digits, hyphens` };
  }
  if (same(schema, DecimalText)) {
    return { code: 'not-a-decimal', reason: `${found} is not a decimal number in quotes` };
  }
  if (same(schema, WrittenPeriod)) return { code: 'bad-period', reason: `${found} is not a period` };
  return null;
}

/** Takes the errors that the validator gave for a record; gives one finding for each place and cause. */
export function schemaFindings(
  schema: TSchema,
  errors: readonly TLocalizedValidationError[],
  value: unknown,
): SchemaFinding[] {
  const findings = new Map<string, SchemaFinding>();
  const put = (finding: SchemaFinding): void => {
    const key = JSON.stringify(finding.path);
    if (!findings.has(key)) findings.set(key, finding);
  };
  for (const error of errors) {
    const path = steps(error.instancePath);
    const part = schemaAt(schema, path);
    if (error.keyword === 'additionalProperties') {
      for (const field of error.params.additionalProperties) {
        const reason = same(part, FourLanguages)
          ? `'${field}' is not one of fr, en, ru, be`
          : `there is no field '${field}' here`;
        put({ path: [...path, field], code: 'unknown-field', reason, key: true });
      }
    } else if (error.keyword === 'required') {
      const fields = error.params.requiredProperties;
      const code = same(part, FourLanguages) ? 'missing-language' : 'missing-field';
      const words = fields.map((field) => `'${field}'`).join(', ');
      put({
        path: [...path, fields[0] ?? ''],
        code,
        reason: `${words} ${fields.length > 1 ? 'are' : 'is'} missing`,
      });
    } else if (error.keyword === 'boolean') {
      // A field that is not allowed is reported again, with its name, as 'additionalProperties'.
    } else {
      const found = seen(value, path);
      const better = refine(part, found);
      put({ path, ...(better ?? { code: 'bad-form', reason: `${found}: ${describe(error)}` }) });
    }
  }
  return [...findings.values()];
}

function describe(error: TLocalizedValidationError): string {
  if (error.keyword === 'enum') return `must be one of ${error.params.allowedValues.join(', ')}`;
  if (error.keyword === 'anyOf') return 'is of no form that is allowed here';
  return error.message;
}
