/**
 * Validation by TypeBox: defaults filled in, texts of the address converted, and every error told by its field
 * in words instead of by the schema's keyword.
 */
import type { FastifySchemaCompiler } from 'fastify';
import { type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { Day, Id, Month } from '#wire/common.ts';
import type { ErrorCode, FieldError } from './errors.ts';

/** What the validator refuses: answered as problem details by the error handler. */
export class ValidationError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  constructor(code: ErrorCode, errors: readonly FieldError[]) {
    super(errors.map(({ path, reason }) => (path === '' ? reason : `${path}: ${reason}`)).join('; '));
    this.code = code;
    this.errors = errors;
  }
}

interface Schema {
  readonly properties?: { readonly [name: string]: Schema };
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly description?: string;
}

const ID = (Id as Schema).pattern;
const MONTH = (Month as Schema).pattern;
const DAY = (Day as Schema).format;

function isDate(schema: Schema): boolean {
  return schema.pattern === MONTH || schema.format === DAY;
}

/** ' from 1 to 50', ' of at least 1'; '' where all numbers will do. */
function within(least?: number, most?: number): string {
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  if (least !== undefined) return ` of at least ${least}`;
  return most === undefined ? '' : ` of at most ${most}`;
}

/** ' of 1 to 200 characters'; '' where any number will do. */
function sized(least: number | undefined, most: number | undefined, what: string): string {
  if (least && most !== undefined) return ` of ${least} to ${most} ${what}`;
  if (least) return ` of at least ${least} ${what}`;
  return most === undefined ? '' : ` of at most ${most} ${what}`;
}

/** A choice among words, each with a minus before it at will: the orders of a list. */
const ORDERS = /^\^-\?\(([\w|]+)\)\$$/;

/** What a pattern asks for, in words: people do not read patterns. */
function reasonForPattern(schema: Schema, pattern: string): string {
  const orders = ORDERS.exec(pattern)?.[1];
  if (orders !== undefined) {
    return `must be one of ${orders.replaceAll('|', ', ')}, with a minus before it for the opposite order`;
  }
  if (pattern === ID) {
    return `must be an id${sized(schema.minLength, schema.maxLength, 'characters')}: lower-case letters, digits, hyphens`;
  }
  return schema.description === undefined
    ? 'is not in its form'
    : `is not in its form: ${schema.description}`;
}

function reasonFor(schema: Schema): string {
  if (schema.enum) return `must be one of ${schema.enum.join(', ')}`;
  if (schema.pattern === MONTH) return 'must be a month of the calendar, as 2021-08';
  if (schema.format === DAY) return 'must be a day of the calendar, as 2021-10-01';
  if (schema.type === 'integer') return `must be a whole number${within(schema.minimum, schema.maximum)}`;
  if (schema.type === 'boolean') return 'must be true or false';
  if (schema.pattern) return reasonForPattern(schema, schema.pattern);
  if (schema.type === 'string')
    return `must be one text${sized(schema.minLength, schema.maxLength, 'characters')}`;
  if (schema.type === 'array') return `must be a list${sized(schema.minItems, schema.maxItems, 'items')}`;
  if (schema.type === 'object') return 'must be a JSON object';
  return 'is not valid';
}

interface Failure {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
}

/** The schema of what stands at a path inside a value of a schema; undefined where it knows none. */
function schemaAt(schema: Schema, path: readonly string[]): Schema | undefined {
  let at: Schema | undefined = schema;
  for (const step of path) {
    const known: { readonly [name: string]: Schema } = at?.properties ?? {};
    at = at?.items ?? (Object.hasOwn(known, step) ? known[step] : undefined);
  }
  return at;
}

/** Takes the failures of one value; gives one error a field, and the code of the first. */
function explain(schema: Schema, failures: readonly Failure[], inBody: boolean): ValidationError {
  const errors = new Map<string, { reason: string; code: ErrorCode }>();
  const add = (path: string, reason: string, code: ErrorCode): void => {
    if (!errors.has(path)) errors.set(path, { reason, code });
  };
  for (const { keyword, instancePath, params } of failures) {
    const path = instancePath.split('/').slice(1);
    if (keyword === 'required' && 'requiredProperties' in params) {
      for (const name of params.requiredProperties as string[])
        add([...path, name].join('.'), 'is required', 'bad-request');
      continue;
    }
    if (path.length === 0) {
      // Of an address the failing parameter is told, of a body what it should be.
      if (inBody && keyword !== 'additionalProperties') add('', reasonFor(schema), 'bad-request');
      continue;
    }
    const field = schemaAt(schema, path);
    if (field) add(path.join('.'), reasonFor(field), isDate(field) ? 'bad-date' : 'bad-request');
    else if (inBody) add(path.join('.'), 'is not a field here', 'bad-request');
    else add(path.join('.'), 'is not a parameter of this address', 'unknown-parameter');
  }
  const list = [...errors].map(([path, { reason }]) => ({ path, reason }));
  const code = [...errors.values()][0]?.code ?? 'bad-request';
  return new ValidationError(code, list.length > 0 ? list : [{ path: '', reason: 'is not valid' }]);
}

const WHOLE = /^-?\d{1,16}$/;

/**
 * Fills defaults in and converts the texts of an address. TypeBox reads '1.9' as 1 and 'true' too where a whole number
 * is wanted; of an order's number that would be another order, so such texts stay what they are, and are refused.
 */
function converted(schema: TSchema, given: object): unknown {
  const texts = Value.Default(schema, { ...given }) as { readonly [name: string]: unknown };
  const values = Value.Convert(schema, { ...texts }) as { [name: string]: unknown };
  for (const [name, field] of Object.entries((schema as Schema).properties ?? {})) {
    const text = texts[name];
    if (field.type === 'integer' && typeof text === 'string' && !WHOLE.test(text)) values[name] = text;
  }
  return values;
}

/** Fastify's validator: gives the converted value, or a ValidationError. */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const strict =
    httpPart === 'querystring' && Type.IsObject(schema)
      ? Type.Object(schema.properties, { additionalProperties: false })
      : schema;
  const check = Compile(strict);
  const inBody = httpPart === 'body';
  return (value: unknown) => {
    const given = inBody ? value : converted(strict, value as object);
    if (check.Check(given)) return { value: given };
    return { error: explain(strict as Schema, check.Errors(given), inBody) };
  };
};

/** The same for addresses whose body the handler checks itself; its schema is there to be read. */
export const bodyUnchecked: FastifySchemaCompiler<TSchema> = (part) =>
  part.httpPart === 'body' ? (value: unknown) => ({ value }) : validatorCompiler(part);
