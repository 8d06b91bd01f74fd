/** Values of properties and qualifiers in words. */
import { isLanguage, type Language, pick, type Text } from '#base/language.ts';
import { parsePeriod } from '#base/period.ts';
import { wordNumber, wordPeriod } from '#observatory/display.ts';
import type { Property } from '#registry/declaration.ts';
import { type Presenter, refOf } from './common.ts';

const FLAGS: { readonly [L in Language]: readonly [no: string, yes: string] } = {
  fr: ['non', 'oui'],
  en: ['no', 'yes'],
  ru: ['нет', 'да'],
  be: ['не', 'так'],
};

const STATES: { readonly [state: string]: { readonly [L in Language]: string } } = {
  unknown: { fr: 'inconnu', en: 'not known', ru: 'неизвестно', be: 'невядома' },
  none: { fr: 'aucun', en: 'none', ru: 'нет', be: 'няма' },
};

function isText(value: unknown): value is Text {
  return (
    typeof value === 'string' ||
    (typeof value === 'object' && value !== null && Object.keys(value).every((key) => isLanguage(key)))
  );
}

function wordPoint(value: readonly unknown[]): string {
  const [latitude, longitude] = value.map(Number) as [number, number];
  const side = (degrees: number, positive: string, negative: string): string =>
    `${Math.abs(degrees).toFixed(4)}° ${degrees < 0 ? negative : positive}`;
  return `${side(latitude, 'N', 'S')}, ${side(longitude, 'E', 'W')}`;
}

function wordOne(value: unknown, property: Property | undefined, presenter: Presenter): string {
  const { language } = presenter;
  if (value === null || value === undefined) return '';
  switch (property?.type) {
    case 'date': {
      const period = parsePeriod(String(value));
      return period.ok ? wordPeriod(period.value, language) : String(value);
    }
    case 'choice':
      return pick(property.choices?.[String(value)] ?? String(value), language);
    case 'flag':
      return FLAGS[language][value === true || value === 'true' ? 1 : 0];
    case 'entity':
      return refOf(String(value), presenter).name;
    case 'integer':
    case 'decimal':
      return /^-?\d+(\.\d+)?$/.test(String(value)) ? wordNumber(String(value), language) : String(value);
    case 'point':
      return Array.isArray(value) ? wordPoint(value) : String(value);
    default:
      return isText(value) ? pick(value, language) : JSON.stringify(value);
  }
}

/** Takes a value, or a list of them, and its declaration; gives it in the reader's language. */
export function wordValue(
  value: unknown,
  property: Property | undefined,
  presenter: Presenter,
  state = 'known',
): string {
  if (state !== 'known') return STATES[state]?.[presenter.language] ?? '';
  if (Array.isArray(value) && property?.type !== 'point') {
    return value.map((one) => wordOne(one, property, presenter)).join(', ');
  }
  return wordOne(value, property, presenter);
}
