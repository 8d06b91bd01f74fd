/**
 * Validation by TypeBox: defaults filled in, texts of the address converted, and every error told by its field
 * in words instead of by the schema's keyword.
 */
import type { FastifySchemaCompiler } from 'fastify';
import { type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { Day, Month } from '#wire/common.ts';
import type { ErrorCode, FieldError } from './errors.ts';

/** What the validator refuses: answered as problem details by the error handler. */
export class ValidationError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  constructor(code: ErrorCode, errors: readonly FieldError[]) {
    super(errors.map(({ path, reason }) => `${path}: ${reason}`).join('; '));
    this.code = code;
    this.errors = errors;
  }
}

interface Schema {
  readonly properties?: { readonly [name: string]: Schema };
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly description?: string;
}

const MONTH = (Month as Schema).pattern;
const DAY = (Day as Schema).format;

function isDate(schema: Schema): boolean {
  return schema.pattern === MONTH || schema.format === DAY;
}

function reasonFor(schema: Schema): string {
  if (schema.enum) return `must be one of ${schema.enum.join(', ')}`;
  if (schema.pattern === MONTH) return 'must be a month of the calendar, as 2021-08';
  if (schema.format === DAY) return 'must be a day of the calendar, as 2021-10-01';
  if (schema.type === 'integer') {
    return `must be a whole number from ${schema.minimum ?? 'any'} to ${schema.maximum ?? 'any'}`;
  }
  if (schema.type === 'boolean') return 'must be true or false';
  if (schema.pattern) return `must match ${schema.pattern}`;
  if (schema.type === 'string') {
    return `must be one text of ${schema.minLength ?? 0} to ${schema.maxLength ?? 'any number of'} characters`;
  }
  return 'is not valid';
}

interface Failure {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
}

/** Takes the failures of one value; gives one error a field, and the code of the first. */
function explain(schema: Schema, failures: readonly Failure[]): ValidationError {
  const known = schema.properties ?? {};
  const errors = new Map<string, { reason: string; code: ErrorCode }>();
  const add = (path: string, reason: string, code: ErrorCode): void => {
    if (!errors.has(path)) errors.set(path, { reason, code });
  };
  for (const { keyword, instancePath, params } of failures) {
    if (keyword === 'required' && 'requiredProperties' in params) {
      for (const name of params.requiredProperties as string[]) add(name, 'is required', 'bad-request');
      continue;
    }
    const path = instancePath.replace(/^\//, '').replaceAll('/', '.');
    const name = path.split('.')[0] ?? '';
    if (path === '') continue;
    const field = known[name];
    if (!field) add(path, 'is not a parameter of this address', 'unknown-parameter');
    else add(path, reasonFor(field), isDate(field) ? 'bad-date' : 'bad-request');
  }
  const list = [...errors].map(([path, { reason }]) => ({ path, reason }));
  const code = [...errors.values()][0]?.code ?? 'bad-request';
  return new ValidationError(code, list.length > 0 ? list : [{ path: '', reason: 'is not valid' }]);
}

/** Fastify's validator: gives the converted value, or a ValidationError. */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const strict =
    httpPart === 'querystring' && Type.IsObject(schema)
      ? Type.Object(schema.properties, { additionalProperties: false })
      : schema;
  const check = Compile(strict);
  return (value: unknown) => {
    const given =
      httpPart === 'body' ? value : Value.Convert(strict, Value.Default(strict, { ...(value as object) }));
    if (check.Check(given)) return { value: given };
    return { error: explain(strict as Schema, check.Errors(given)) };
  };
};
