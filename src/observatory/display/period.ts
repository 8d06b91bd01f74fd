/**
 * Periods in words. Month names are tables, not Intl: Node's Belarusian patterns mix cases, and the Russian ones
 * repeat the year in a span of months.
 */
import type { Language } from '#base/language.ts';
import { inclusive, type Period } from '#base/period.ts';

const NOMINATIVE: { readonly [L in Language]: string } = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  en: 'January February March April May June July August September October November December',
  ru: 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь',
  be: 'студзень люты сакавік красавік май чэрвень ліпень жнівень верасень кастрычнік лістапад снежань',
};

/** After a day's number, and after 'since' in Russian and Belarusian. */
const GENITIVE: { readonly [L in Language]: string } = {
  ...NOMINATIVE,
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  be: 'студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня',
};

const UNKNOWN: { readonly [L in Language]: string } = {
  fr: 'période non précisée',
  en: 'period not stated',
  ru: 'период не указан',
  be: 'перыяд не пазначаны',
};

function month(part: string, language: Language, table = NOMINATIVE): string {
  return table[language].split(' ')[Number(part.slice(5, 7)) - 1] ?? '';
}

function yearWord(year: string, language: Language): string {
  return language === 'ru' || language === 'be' ? `${year} г.` : year;
}

function years(first: string, last: string, language: Language): string {
  if (first === last) return yearWord(first, language);
  const span = `${first}–${last}`;
  return language === 'ru' || language === 'be' ? `${span} гг.` : span;
}

function monthAndYear(part: string, language: Language, table = NOMINATIVE): string {
  return `${month(part, language, table)} ${yearWord(part.slice(0, 4), language)}`;
}

function dayNumber(part: string, language: Language): string {
  const day = String(Number(part.slice(8, 10)));
  return language === 'fr' && day === '1' ? '1er' : day;
}

function dayAndMonth(part: string, language: Language): string {
  return `${dayNumber(part, language)} ${month(part, language, GENITIVE)}`;
}

function fullDay(part: string, language: Language): string {
  return `${dayAndMonth(part, language)} ${yearWord(part.slice(0, 4), language)}`;
}

function closed(from: string, to: string, language: Language): string {
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  if (from.length === 7) {
    if (from.endsWith('-01') && to.endsWith('-12')) return years(from.slice(0, 4), to.slice(0, 4), language);
    if (from === to) return monthAndYear(from, language);
    if (sameYear) return `${month(from, language)}–${monthAndYear(to, language)}`;
    return `${monthAndYear(from, language)} – ${monthAndYear(to, language)}`;
  }
  if (from === to) return fullDay(from, language);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${dayNumber(from, language)}–${fullDay(to, language)}`;
  if (sameYear) return `${dayAndMonth(from, language)} – ${fullDay(to, language)}`;
  return `${fullDay(from, language)} – ${fullDay(to, language)}`;
}

/** A side that stands alone: a year where it is a whole one, else a month or a day, in the genitive. */
function side(part: string, wholeYear: boolean, language: Language, table = GENITIVE): string {
  if (wholeYear) return yearWord(part.slice(0, 4), language);
  return part.length === 7 ? monthAndYear(part, language, table) : fullDay(part, language);
}

function since(part: string, language: Language): string {
  const year = part.length === 7 && part.endsWith('-01');
  const text = side(part, year, language);
  switch (language) {
    case 'fr':
      return part.length > 7 ? `depuis le ${text}` : `depuis ${text}`;
    case 'en':
      return `since ${text}`;
    case 'ru':
      return `с ${text}`;
    case 'be':
      return /^с[тн]/.test(text) ? `са ${text}` : `з ${text}`;
  }
}

function until(part: string, language: Language): string {
  const year = part.length === 7 && part.endsWith('-12');
  const text = side(part, year, language, NOMINATIVE);
  switch (language) {
    case 'fr':
      if (part.length > 7) return `jusqu’au ${text}`;
      return `jusqu’à fin ${text}`;
    case 'en':
      return part.length > 7 ? `until ${text}` : `until the end of ${text}`;
    case 'ru':
      return `по ${text}`;
    case 'be':
      return `па ${text}`;
  }
}

/** Takes a half-open span; gives it in words: 'January–August 2021', 'студзень–жнівень 2021 г.', 'since 2018'. */
export function wordPeriod(period: Period | null, language: Language): string {
  if (period === null) return UNKNOWN[language];
  const { from, to } = inclusive(period);
  if (from !== null && to !== null) return closed(from, to, language);
  if (from !== null) return since(from, language);
  if (to !== null) return until(to, language);
  return UNKNOWN[language];
}
