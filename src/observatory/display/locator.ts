import type { Language } from '#base/language.ts';

/** Words of locators. Data sets write them in English: 'article 8, note 48'. */
const WORDS: { readonly [english: string]: { readonly [L in Exclude<Language, 'en'>]: string } } = {
  article: { fr: 'article', ru: 'статья', be: 'артыкул' },
  articles: { fr: 'articles', ru: 'статьи', be: 'артыкулы' },
  note: { fr: 'note', ru: 'сноска', be: 'зноска' },
  notes: { fr: 'notes', ru: 'сноски', be: 'зноскі' },
  page: { fr: 'page', ru: 'страница', be: 'старонка' },
  pages: { fr: 'pages', ru: 'страницы', be: 'старонкі' },
  table: { fr: 'tableau', ru: 'таблица', be: 'табліца' },
  row: { fr: 'ligne', ru: 'строка', be: 'радок' },
  column: { fr: 'colonne', ru: 'столбец', be: 'слупок' },
  line: { fr: 'ligne', ru: 'строка', be: 'радок' },
  sheet: { fr: 'feuille', ru: 'лист', be: 'аркуш' },
  section: { fr: 'section', ru: 'раздел', be: 'раздзел' },
  chapter: { fr: 'chapitre', ru: 'глава', be: 'глава' },
  paragraph: { fr: 'paragraphe', ru: 'абзац', be: 'абзац' },
  annex: { fr: 'annexe', ru: 'приложение', be: 'дадатак' },
  figure: { fr: 'figure', ru: 'рисунок', be: 'малюнак' },
  title: { fr: 'titre', ru: 'заголовок', be: 'загаловак' },
};

/** Words that stand in another case within a phrase. */
const PHRASES: readonly (readonly [RegExp, { readonly [L in Exclude<Language, 'en'>]: string }])[] = [
  [/\btitle of note\b/gi, { fr: 'titre de la note', ru: 'заголовок сноски', be: 'загаловак зноскі' }],
];

/** Takes a locator as data sets write it; gives it in the reader's language. Other words stay as they are. */
export function wordLocator(locator: string, language: Language): string {
  if (language === 'en') return locator;
  const phrased = PHRASES.reduce((text, [phrase, words]) => text.replace(phrase, words[language]), locator);
  return phrased.replace(/[A-Za-z]+/g, (word) => WORDS[word.toLowerCase()]?.[language] ?? word);
}
