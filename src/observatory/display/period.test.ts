import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '#base/language.ts';
import { parsePeriod } from '#base/period.ts';
import { wordLocator } from './locator.ts';
import { wordPeriod } from './period.ts';

const ROWS: readonly (readonly [written: string, words: { readonly [L in Language]: string }])[] = [
  ['2021', { fr: '2021', en: '2021', ru: '2021 г.', be: '2021 г.' }],
  ['2021/2025', { fr: '2021–2025', en: '2021–2025', ru: '2021–2025 гг.', be: '2021–2025 гг.' }],
  ['2021-08', { fr: 'août 2021', en: 'August 2021', ru: 'август 2021 г.', be: 'жнівень 2021 г.' }],
  [
    '2021-01/2021-08',
    {
      fr: 'janvier–août 2021',
      en: 'January–August 2021',
      ru: 'январь–август 2021 г.',
      be: 'студзень–жнівень 2021 г.',
    },
  ],
  [
    '2021-Q3',
    {
      fr: 'juillet–septembre 2021',
      en: 'July–September 2021',
      ru: 'июль–сентябрь 2021 г.',
      be: 'ліпень–верасень 2021 г.',
    },
  ],
  [
    '2020-11/2021-03',
    {
      fr: 'novembre 2020 – mars 2021',
      en: 'November 2020 – March 2021',
      ru: 'ноябрь 2020 г. – март 2021 г.',
      be: 'лістапад 2020 г. – сакавік 2021 г.',
    },
  ],
  [
    '2021-10-01',
    { fr: '1er octobre 2021', en: '1 October 2021', ru: '1 октября 2021 г.', be: '1 кастрычніка 2021 г.' },
  ],
  [
    '2018-10-25/2018-10-26',
    {
      fr: '25–26 octobre 2018',
      en: '25–26 October 2018',
      ru: '25–26 октября 2018 г.',
      be: '25–26 кастрычніка 2018 г.',
    },
  ],
  [
    '2021-05-28/2021-06-02',
    {
      fr: '28 mai – 2 juin 2021',
      en: '28 May – 2 June 2021',
      ru: '28 мая – 2 июня 2021 г.',
      be: '28 мая – 2 чэрвеня 2021 г.',
    },
  ],
  ['2018/..', { fr: 'depuis 2018', en: 'since 2018', ru: 'с 2018 г.', be: 'з 2018 г.' }],
  [
    '2021-02/..',
    { fr: 'depuis février 2021', en: 'since February 2021', ru: 'с февраля 2021 г.', be: 'з лютага 2021 г.' },
  ],
  [
    '2018-10-25/..',
    {
      fr: 'depuis le 25 octobre 2018',
      en: 'since 25 October 2018',
      ru: 'с 25 октября 2018 г.',
      be: 'з 25 кастрычніка 2018 г.',
    },
  ],
  ['../2025', { fr: 'jusqu’à fin 2025', en: 'until the end of 2025', ru: 'по 2025 г.', be: 'па 2025 г.' }],
  [
    '../2021-08',
    {
      fr: 'jusqu’à fin août 2021',
      en: 'until the end of August 2021',
      ru: 'по август 2021 г.',
      be: 'па жнівень 2021 г.',
    },
  ],
];

describe.each(ROWS)('%s', (written, words) => {
  test.each(LANGUAGES)('%s', (language) => {
    const period = parsePeriod(written);
    expect(period.ok && wordPeriod(period.value, language)).toBe(words[language]);
  });
});

test('a period that begins in December is «са снежня» in Belarusian', () => {
  expect(wordPeriod({ start: '2021-12-01', end: null }, 'be')).toBe('са снежня 2021 г.');
});

test('no period', () => {
  expect(LANGUAGES.map((language) => wordPeriod(null, language))).toEqual([
    'période non précisée',
    'period not stated',
    'период не указан',
    'перыяд не пазначаны',
  ]);
});

const LOCATORS: readonly (readonly [string, { readonly [L in Language]: string }])[] = [
  [
    'article 8, note 48',
    {
      fr: 'article 8, note 48',
      en: 'article 8, note 48',
      ru: 'статья 8, сноска 48',
      be: 'артыкул 8, зноска 48',
    },
  ],
  [
    'article 12, title of note 79',
    {
      fr: 'article 12, titre de la note 79',
      en: 'article 12, title of note 79',
      ru: 'статья 12, заголовок сноски 79',
      be: 'артыкул 12, загаловак зноскі 79',
    },
  ],
  ['page 64', { fr: 'page 64', en: 'page 64', ru: 'страница 64', be: 'старонка 64' }],
  ['', { fr: '', en: '', ru: '', be: '' }],
];

describe.each(LOCATORS)('locator %s', (locator, words) => {
  test.each(LANGUAGES)('%s', (language) => {
    expect(wordLocator(locator, language)).toBe(words[language]);
  });
});
