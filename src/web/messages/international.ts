/** Texts that rightly read the same in two languages or more: names, codes, signs, and words that are spelt alike. */
export const INTERNATIONAL: ReadonlySet<string> = new Set([
  // Words that French and English spell alike.
  'Sources',
  'Source',
  'Observations',
  'Notes',
  'Note',
  'Type',
  'Description',
  'Conclusion',
  'Contradiction',
  'Nature',
  'Relations',
  'Mentions',
  'FOB',
]);

/** Languages that share a script and are close: here a word may be spelt alike without having been copied. */
export const ALIKE_IN_RUSSIAN_AND_BELARUSIAN: ReadonlySet<string> = new Set([
  'март',
  'май',
  'мая',
  'Пары',
  'светлая',
  'Партнёр',
  'Форма',
  'доля',
  'факт',
  'Год',
  'Загрузка…',
  'Партнёры',
  'Партнёры ({{name}})',
  'ФОБ',
  'Пара',
  'млн',
  'млрд',
  'Без даты',
  'база:',
]);
