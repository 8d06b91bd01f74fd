/**
 * Numbers as written: digits grouped and with the language's decimal sign, large ones in millions and more.
 * All arithmetic is on the digits of the decimal string; nothing goes through a float.
 */
import type { Language } from '#base/language.ts';
import { UNIT_WORDS } from './units.ts';

/** Regional form of each language: English as in Europe, where the field's sources write '1 October 2021'. */
export const LOCALES: { readonly [L in Language]: string } = {
  fr: 'fr-FR',
  en: 'en-GB',
  ru: 'ru-RU',
  be: 'be-BY',
};

/** How the words around a number make its unit stand. */
export type Case = 'nominative' | 'genitive' | 'accusative';

interface Scale {
  /** Power of ten. */
  readonly power: number;
  readonly fr: readonly [one: string, other: string];
  readonly en: string;
  readonly ru: string;
  readonly be: string;
}

const SCALES: readonly Scale[] = [
  { power: 12, fr: ['billion', 'billions'], en: 'trillion', ru: 'трлн', be: 'трлн' },
  { power: 9, fr: ['milliard', 'milliards'], en: 'billion', ru: 'млрд', be: 'млрд' },
  { power: 6, fr: ['million', 'millions'], en: 'million', ru: 'млн', be: 'млн' },
];

const NO_BREAK_SPACE = ' ';

/** Moves the decimal point of a decimal string to the left and drops zeros that end its fraction. */
export function shiftLeft(value: string, places: number): string {
  const negative = value.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? value.slice(1) : value).split('.');
  const padded = whole.padStart(places + 1, '0');
  const cut = padded.length - places;
  const moved = places === 0 ? fraction : padded.slice(cut) + fraction;
  const rest = places === 0 ? moved : moved.replace(/0+$/, '');
  const digits = `${padded.slice(0, cut)}${rest ? `.${rest}` : ''}`;
  return negative ? `-${digits}` : digits;
}

function magnitude(value: string): number {
  return value.replace('-', '').split('.')[0]?.replace(/^0+/, '').length ?? 0;
}

/** The largest scale in which all values need at most three digits after the point; null: written in full. */
export function scaleOf(values: readonly string[]): Scale | null {
  const largest = Math.max(...values.map(magnitude));
  return (
    SCALES.find(
      ({ power }) =>
        largest > power && values.every((value) => (shiftLeft(value, power).split('.')[1]?.length ?? 0) <= 3),
    ) ?? null
  );
}

/** Takes a decimal string; gives it grouped, with the language's signs and all its digits. */
export function wordNumber(value: string, language: Language): string {
  const fraction = value.split('.')[1]?.length ?? 0;
  const format = new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: fraction,
    maximumFractionDigits: fraction,
  });
  const text = format.format(value as Intl.StringNumericLiteral);
  return text.replace(/[\u202f ]/g, NO_BREAK_SPACE).replace('-', '−');
}

function plural(value: string, language: Language): Intl.LDMLPluralRule {
  const fraction = value.split('.')[1]?.length ?? 0;
  return new Intl.PluralRules(LOCALES[language], { minimumFractionDigits: fraction }).select(
    Math.abs(Number(value)),
  );
}

function slavicForm(
  language: 'ru' | 'be',
  unit: string,
  value: string,
  wanted: Case,
  scaled: boolean,
): string {
  const forms = UNIT_WORDS[unit]?.[language];
  if (!forms) return unit;
  // After 'млн' the noun stands in the genitive plural, whatever the number.
  if (scaled) return forms.genitive[1];
  const rule = plural(value, language);
  if (rule === 'other') return forms.fraction;
  if (wanted === 'genitive') return rule === 'one' ? forms.genitive[0] : forms.genitive[1];
  if (wanted === 'accusative' && rule === 'one' && forms.accusativeOne) return forms.accusativeOne;
  return rule === 'one' ? forms.one : rule === 'few' ? forms.few : forms.many;
}

/**
 * Takes decimal strings that share one scale (one value, or both ends of a span), with the words that join
 * them; gives the phrase with scale and unit after the last: '53 million dollars', '19.45 to 19.55 million dollars'.
 * Units: 'count' and an unknown unit of a count have no word of their own.
 */
export function wordQuantity(
  values: readonly string[],
  unit: string,
  language: Language,
  wanted: Case = 'nominative',
  join: (texts: readonly string[]) => string = (texts) => texts.join(' '),
): string {
  const last = values.at(-1) ?? '0';
  if (unit === 'calendar-year') return join(values.map((value) => yearOf(value, language)));
  if (unit === 'percent') {
    const sign = language === 'en' ? '%' : `${NO_BREAK_SPACE}%`;
    return `${join(values.map((value) => wordNumber(value, language)))}${sign}`;
  }
  const scale = unit === 'times' ? null : scaleOf(values);
  const shifted = values.map((value) => (scale ? shiftLeft(value, scale.power) : value));
  const number = join(shifted.map((value) => wordNumber(value, language)));
  const scaleWord = scale ? scaleName(scale, shifted.at(-1) ?? '0', language) : '';
  const word = unitWord(unit, scale ? (shifted.at(-1) ?? '0') : last, language, wanted, scale !== null);
  const withScale = scaleWord ? `${number}${NO_BREAK_SPACE}${scaleWord}` : number;
  if (word === '') return withScale;
  if (language === 'fr' && scale)
    return `${withScale} ${/^[aeiouyéè]/i.test(word) ? `d’${word}` : `de ${word}`}`;
  return `${withScale}${scale ? ' ' : NO_BREAK_SPACE}${word}`;
}

function yearOf(value: string, language: Language): string {
  return language === 'ru' || language === 'be' ? `${value}${NO_BREAK_SPACE}г.` : value;
}

function scaleName(scale: Scale, value: string, language: Language): string {
  if (language !== 'fr') return scale[language];
  return Math.abs(Number(value)) < 2 ? scale.fr[0] : scale.fr[1];
}

function unitWord(unit: string, value: string, language: Language, wanted: Case, scaled: boolean): string {
  if (unit === 'count' || unit === 'ordinal' || unit === 'rank') return '';
  if (unit === 'count-per-year') return { fr: 'par an', en: 'a year', ru: 'в год', be: 'у год' }[language];
  const words = UNIT_WORDS[unit];
  if (!words) return unit;
  if (language === 'ru' || language === 'be') return slavicForm(language, unit, value, wanted, scaled);
  if (language === 'fr') return scaled || Math.abs(Number(value)) >= 2 ? words.fr[1] : words.fr[0];
  return !scaled && plural(value, 'en') === 'one' ? words.en[0] : words.en[1];
}
