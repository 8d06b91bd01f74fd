/** What is wrong with an object that its schema refuses, field by field, in words. */
import type { TSchema } from 'typebox';
import type { Validator } from 'typebox/compile';
import type { FieldError } from '../errors.ts';

interface Schema {
  readonly properties?: { readonly [name: string]: Schema };
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

function reasonFor({ enum: words, type, format, minimum, maximum, maxLength }: Schema): string {
  if (words) return `must be one of ${words.join(', ')}`;
  if (type === 'integer') return `must be a whole number from ${minimum} to ${maximum}`;
  if (type === 'boolean') return 'must be true or false';
  if (format === 'date') return 'must be a day of the calendar, as 2021-10-01';
  if (type === 'string') return `must be a text of at most ${maxLength} characters`;
  return 'is not valid';
}

/** Takes what the object is called, and what stands before its fields' names in paths. */
export function explain(
  schema: TSchema,
  validator: Validator,
  value: object,
  called: string,
  prefix: string,
): readonly FieldError[] {
  const known = (schema as Schema).properties ?? {};
  const errors = new Map<string, string>();
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(known, name)) errors.set(name, `is not a field of ${called}`);
  }
  for (const { keyword, instancePath, params } of validator.Errors(value)) {
    const [, name, ...inside] = instancePath.split('/');
    if (name === undefined) {
      if (keyword !== 'required') continue;
      for (const missing of (params as { requiredProperties: string[] }).requiredProperties) {
        errors.set(missing, 'is required');
      }
    } else if (inside.length > 0) errors.set([name, ...inside].join('.'), 'is not valid');
    else if (!errors.has(name))
      errors.set(name, reasonFor(Object.hasOwn(known, name) ? (known[name] ?? {}) : {}));
  }
  const list = [...errors].map(([name, reason]) => ({ path: `${prefix}${name}`, reason }));
  return list.length > 0 ? list : [{ path: prefix.replace(/\.$/, ''), reason: 'is not valid' }];
}
