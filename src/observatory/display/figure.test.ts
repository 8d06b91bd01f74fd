import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '#base/language.ts';
import { parsePeriod } from '#base/period.ts';
import { type Bounds, type FigureWords, wordFigure, wordInterval } from './figure.ts';

/** No-break spaces as plain ones: the tables below are for readers. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

function figure(more: Partial<FigureWords>): FigureWords {
  return {
    value: '53000000',
    valueState: 'known',
    unit: 'USD',
    form: 'level',
    wording: 'exact',
    kind: 'actual',
    period: null,
    ...more,
  };
}

type Row = readonly [name: string, figure: Partial<FigureWords>, words: { readonly [L in Language]: string }];

const ROWS: readonly Row[] = [
  [
    'money in millions',
    {},
    { fr: '53 millions de dollars', en: '53 million dollars', ru: '53 млн долларов', be: '53 млн долараў' },
  ],
  [
    'more than',
    { wording: 'more_than' },
    {
      fr: 'plus de 53 millions de dollars',
      en: 'more than 53 million dollars',
      ru: 'более 53 млн долларов',
      be: 'больш за 53 млн долараў',
    },
  ],
  [
    'a fraction of a milliard, singular in French',
    { value: '1200000000', wording: 'at_least' },
    {
      fr: 'au moins 1,2 milliard de dollars',
      en: 'at least 1.2 billion dollars',
      ru: 'не менее 1,2 млрд долларов',
      be: 'не менш за 1,2 млрд долараў',
    },
  ],
  [
    'a French elision',
    { value: '100000000', unit: 'EUR', kind: 'target' },
    {
      fr: 'objectif : 100 millions d’euros',
      en: 'target: 100 million euros',
      ru: 'цель: 100 млн евро',
      be: 'мэта: 100 млн еўра',
    },
  ],
  [
    'a number that millions would make longer is written in full',
    { value: '1234567', unit: 'BYN' },
    {
      fr: '1 234 567 roubles bélarussiens',
      en: '1,234,567 Belarusian roubles',
      ru: '1 234 567 белорусских рублей',
      be: '1 234 567 беларускіх рублёў',
    },
  ],
  [
    'one, after a word that wants the genitive',
    { value: '21', wording: 'more_than' },
    {
      fr: 'plus de 21 dollars',
      en: 'more than 21 dollars',
      ru: 'более 21 доллара',
      be: 'больш за 21 долар',
    },
  ],
  [
    'few in the nominative',
    { value: '3' },
    { fr: '3 dollars', en: '3 dollars', ru: '3 доллара', be: '3 долары' },
  ],
  [
    'few after a word that wants the genitive',
    { value: '3', wording: 'about' },
    { fr: 'environ 3 dollars', en: 'about 3 dollars', ru: 'около 3 долларов', be: 'каля 3 долараў' },
  ],
  [
    'a fraction',
    { value: '1.5', unit: 'ha' },
    { fr: '1,5 hectare', en: '1.5 hectares', ru: '1,5 гектара', be: '1,5 гектара' },
  ],
  [
    'one',
    { value: '1', unit: 'km' },
    { fr: '1 kilomètre', en: '1 kilometre', ru: '1 километр', be: '1 кіламетр' },
  ],
  [
    'eleven is many',
    { value: '11', unit: 't' },
    { fr: '11 tonnes', en: '11 tonnes', ru: '11 тонн', be: '11 тон' },
  ],
  [
    'people',
    { value: '137000', unit: 'person', wording: 'about' },
    {
      fr: 'environ 137 000 personnes',
      en: 'about 137,000 people',
      ru: 'около 137 000 человек',
      be: 'каля 137 000 чалавек',
    },
  ],
  [
    'years are лет and гадоў',
    { value: '20', unit: 'year', wording: 'more_than' },
    { fr: 'plus de 20 ans', en: 'more than 20 years', ru: 'более 20 лет', be: 'больш за 20 гадоў' },
  ],
  ['years, few', { value: '2', unit: 'year' }, { fr: '2 ans', en: '2 years', ru: '2 года', be: '2 гады' }],
  [
    'a count has no noun of its own',
    { value: '800', unit: 'count', wording: 'more_than' },
    { fr: 'plus de 800', en: 'more than 800', ru: 'более 800', be: 'больш за 800' },
  ],
  [
    'a year of the calendar is not grouped',
    { value: '2019', unit: 'calendar-year' },
    { fr: '2019', en: '2019', ru: '2019 г.', be: '2019 г.' },
  ],
  [
    'an ordinal number',
    { value: '10', unit: 'ordinal' },
    { fr: 'n° 10', en: 'No. 10', ru: '№ 10', be: '№ 10' },
  ],
  [
    'growth',
    { value: '36', unit: 'percent', form: 'percent' },
    { fr: 'en hausse de 36 %', en: 'up 36%', ru: 'рост на 36 %', be: 'рост на 36 %' },
  ],
  [
    'growth, worded',
    { value: '36', unit: 'percent', form: 'percent', wording: 'more_than' },
    {
      fr: 'en hausse de plus de 36 %',
      en: 'up more than 36%',
      ru: 'рост более чем на 36 %',
      be: 'рост больш чым на 36 %',
    },
  ],
  [
    'a fall',
    { value: '-12.5', unit: 'percent', form: 'percent', wording: 'almost' },
    {
      fr: 'en baisse de près de 12,5 %',
      en: 'down almost 12.5%',
      ru: 'снижение почти на 12,5 %',
      be: 'зніжэнне амаль на 12,5 %',
    },
  ],
  [
    'no change',
    { value: '0', unit: 'percent', form: 'percent' },
    { fr: 'inchangé', en: 'unchanged', ru: 'без изменений', be: 'без змен' },
  ],
  [
    'a difference',
    { value: '62000000', form: 'difference' },
    {
      fr: 'en hausse de 62 millions de dollars',
      en: 'up 62 million dollars',
      ru: 'рост на 62 млн долларов',
      be: 'рост на 62 млн долараў',
    },
  ],
  [
    'a ratio with a fraction',
    { value: '1.5', unit: 'times', form: 'ratio', wording: 'almost' },
    {
      fr: 'près de 1,5 fois plus',
      en: 'almost 1.5 times as much',
      ru: 'почти в 1,5 раза больше',
      be: 'амаль у 1,5 раза больш',
    },
  ],
  [
    'a ratio of many',
    { value: '7', unit: 'times', form: 'ratio', wording: 'at_least' },
    {
      fr: 'au moins 7 fois plus',
      en: 'at least 7 times as much',
      ru: 'не менее чем в 7 раз больше',
      be: 'не менш чым у 7 разоў больш',
    },
  ],
  [
    'a ratio of few',
    { value: '3', unit: 'times', form: 'ratio' },
    { fr: '3 fois plus', en: '3 times as much', ru: 'в 3 раза больше', be: 'у 3 разы больш' },
  ],
  [
    'a share of a whole',
    { value: '80', unit: 'percent', form: 'share', wording: 'about', ofWhat: 'X' },
    {
      fr: 'environ 80 % (part de : X)',
      en: 'about 80% of X',
      ru: 'около 80 % (доля от: X)',
      be: 'каля 80 % (доля ад: X)',
    },
  ],
  [
    'a rank in a set',
    { value: '1', unit: 'rank', form: 'rank', ofWhat: 'X' },
    {
      fr: '1er rang (parmi : X)',
      en: 'first among X',
      ru: '1-е место (среди: X)',
      be: '1-е месца (сярод: X)',
    },
  ],
  [
    'a rank in a place',
    { value: '2', unit: 'rank', form: 'rank', ofWhat: 'X', ofPlace: true },
    { fr: '2e rang (X)', en: 'second place (X)', ru: '2-е место (X)', be: '2-е месца (X)' },
  ],
  [
    'a rank or better',
    { value: '5', unit: 'rank', form: 'rank', wording: 'up_to' },
    {
      fr: '5e rang ou mieux',
      en: 'fifth place or better',
      ru: 'не ниже 5-го места',
      be: 'не ніжэй за 5-е месца',
    },
  ],
  [
    'a rank beyond words',
    { value: '23', unit: 'rank', form: 'rank' },
    { fr: '23e rang', en: '23rd place', ru: '23-е место', be: '23-е месца' },
  ],
  [
    'a value that is not known',
    { value: null, valueState: 'unknown' },
    { fr: 'valeur inconnue', en: 'not known', ru: 'неизвестно', be: 'невядома' },
  ],
  [
    'no value',
    { value: null, valueState: 'none' },
    { fr: 'aucune valeur', en: 'none', ru: 'нет', be: 'няма' },
  ],
  [
    'a value not yet due',
    { value: null, valueState: 'not_due', period: span('2025') },
    { fr: 'échéance 2025', en: 'due 2025', ru: 'срок: 2025 г.', be: 'тэрмін: 2025 г.' },
  ],
];

function span(written: string) {
  const period = parsePeriod(written);
  if (!period.ok) throw new Error(period.error);
  return period.value;
}

describe.each(ROWS)('%s', (_name, given, words) => {
  test.each(LANGUAGES)('%s', (language) => {
    expect(plain(wordFigure(figure(given), language))).toBe(words[language]);
  });
});

type IntervalRow = readonly [Bounds, string, { readonly [L in Language]: string }];

const closed = (low: string | null, high: string | null): Bounds => ({
  low,
  high,
  lowOpen: false,
  highOpen: false,
});

const INTERVALS: readonly IntervalRow[] = [
  [
    closed('19450000', '19550000'),
    'USD',
    {
      fr: 'de 19,45 à 19,55 millions de dollars',
      en: 'from 19.45 to 19.55 million dollars',
      ru: 'от 19,45 до 19,55 млн долларов',
      be: 'ад 19,45 да 19,55 млн долараў',
    },
  ],
  [closed('81', '81'), 'count', { fr: 'exactement 81', en: 'exactly 81', ru: 'ровно 81', be: 'роўна 81' }],
  [
    { low: '53000000', high: null, lowOpen: true, highOpen: true },
    'USD',
    {
      fr: 'plus de 53 millions de dollars',
      en: 'more than 53 million dollars',
      ru: 'более 53 млн долларов',
      be: 'больш за 53 млн долараў',
    },
  ],
  [
    { low: '30000000000', high: '40000000000', lowOpen: true, highOpen: true },
    'USD',
    {
      fr: 'plus de 30 milliards de dollars et moins de 40 milliards de dollars',
      en: 'more than 30 billion dollars and less than 40 billion dollars',
      ru: 'более 30 млрд долларов и менее 40 млрд долларов',
      be: 'больш за 30 млрд долараў і менш за 40 млрд долараў',
    },
  ],
  [
    closed('35.5', '36.5'),
    'percent',
    { fr: 'de 35,5 à 36,5 %', en: 'from 35.5 to 36.5%', ru: 'от 35,5 до 36,5 %', be: 'ад 35,5 да 36,5 %' },
  ],
  [
    closed(null, '5'),
    'year',
    { fr: 'au plus 5 ans', en: 'at most 5 years', ru: 'не более 5 лет', be: 'не больш за 5 гадоў' },
  ],
  [closed('-3', '2'), 'count', { fr: 'de −3 à 2', en: 'from −3 to 2', ru: 'от −3 до 2', be: 'ад −3 да 2' }],
];

describe.each(INTERVALS)('interval %j of %s', (bounds, unit, words) => {
  test.each(LANGUAGES)('%s', (language) => {
    expect(plain(wordInterval(bounds, unit, language))).toBe(words[language]);
  });
});
