/** Whether a value is of the type that a property declares. */
import { Id } from '#wire/common.ts';
import { DECIMAL_PATTERN } from '#wire/data-set.ts';
import type { ValueType } from '../declaration.ts';
import type { ProblemCode } from './problem.ts';

export interface ValueFault {
  readonly code: ProblemCode;
  /** As it follows the property's name: 'is a whole number'. */
  readonly reason: string;
}

const DECIMAL = new RegExp(DECIMAL_PATTERN);
const ID = new RegExp((Id as { pattern?: string }).pattern ?? '');
const ADDRESS = /^https?:\/\/[^\s]+$/;

function bad(reason: string, code: ProblemCode = 'bad-value'): ValueFault {
  return { code, reason };
}

/** Takes a value and the choices of a 'choice'; gives what is wrong with it, null when nothing is. Dates are read
 * by the caller, who needs the period. */
export function valueFault(
  type: ValueType,
  value: unknown,
  choices: { readonly [code: string]: unknown } | undefined,
): ValueFault | null {
  const empty = typeof value !== 'string' || value.trim() === '';
  switch (type) {
    case 'text':
      if (empty && (typeof value !== 'object' || Array.isArray(value)))
        return bad('is a text that is not empty');
      break;
    case 'code':
      if (empty) return bad('is a code: write it in quotes');
      break;
    case 'url':
      if (empty || !ADDRESS.test(value as string) || !URL.canParse(value as string)) {
        return bad('is an address that begins with http:// or https://');
      }
      break;
    case 'date':
      if (empty && !Number.isInteger(value)) return bad('is a written period');
      break;
    case 'integer':
      if (!Number.isSafeInteger(value)) return bad('is a whole number');
      break;
    case 'decimal':
      if (empty || !DECIMAL.test(value as string))
        return bad('is a decimal number in quotes', 'not-a-decimal');
      break;
    case 'point': {
      if (!Array.isArray(value) || value.length !== 2) return bad('is [latitude, longitude]');
      const [latitude, longitude] = value as [number, number];
      if (Math.abs(latitude) > 90) return bad(`has the latitude ${latitude}`, 'out-of-range');
      if (Math.abs(longitude) > 180) return bad(`has the longitude ${longitude}`, 'out-of-range');
      break;
    }
    case 'choice':
      if (empty || !choices || !Object.hasOwn(choices, value as string)) {
        return bad(`has no code '${String(value)}'`, 'unknown-choice');
      }
      break;
    case 'flag':
      if (typeof value !== 'boolean') return bad('is true or false');
      break;
    case 'entity':
      if (empty || !ID.test(value as string)) return bad('is the id of an entity');
      break;
  }
  return null;
}
