/** Decimal strings moved and lined up without ever becoming floats. */
import type { Language } from '#base/language.ts';
import { decimalPlaces, number } from '#web/ui/format.ts';

/** Takes a decimal string and moves its point to the left: ('107500000', 6) gives '107.5'. */
export function movePoint(value: string, places: number): string {
  const negative = value.startsWith('-');
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  const digits = (whole + fraction).padStart(places + fraction.length + 1, '0');
  const point = digits.length - fraction.length - places;
  const moved = `${digits.slice(0, point).replace(/^0+(?=\d)/, '')}.${digits.slice(point)}`.replace(
    /\.?0*$/,
    '',
  );
  return negative && /[1-9]/.test(moved) ? `-${moved}` : moved;
}

/** Powers of ten that have a word: a million, a billion. */
export type Scale = 0 | 6 | 9;

/** The smallest number that still reads well in a unit: '0.1 million' does, '0.01 million' does not. */
const SMALLEST = { 6: 5, 9: 8 } as const;

function magnitude(value: string): number | null {
  const digits = value.replace('-', '');
  const whole = digits.split('.')[0]?.replace(/^0+/, '') ?? '';
  if (whole !== '') return whole.length - 1;
  return /[1-9]/.test(digits) ? -1 : null;
}

/** Takes the values of one column in one unit; gives the largest scale in which all of them read well. */
export function scaleOf(values: readonly string[]): Scale {
  const magnitudes = values.map(magnitude).filter((size) => size !== null);
  if (magnitudes.length === 0) return 0;
  const [least, most] = [Math.min(...magnitudes), Math.max(...magnitudes)];
  if (least >= SMALLEST[9] && most >= 9) return 9;
  return least >= SMALLEST[6] && most >= 6 ? 6 : 0;
}

export interface Aligned {
  readonly text: string;
  /** What must follow unseen, so that the points of a column stand under each other and no digit is made up. */
  readonly padding: string;
}

/** Takes decimal strings of one column; gives them in the reader's language, to be set flush right. */
export function align(values: readonly string[], language: Language): Aligned[] {
  const most = Math.max(0, ...values.map(decimalPlaces));
  const longest = number('0', language, most);
  return values.map((value) => {
    const places = decimalPlaces(value);
    return {
      text: number(value, language).replace('-', '−'),
      padding: longest.slice(places === 0 ? 1 : places + 2),
    };
  });
}
