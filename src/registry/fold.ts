/**
 * Folding: names in any script and spelling to plain lower-case Latin words, so that 'Могилёв', 'Mogilev' and
 * 'Mahilioŭ' each meet the spelling of theirs that an entity's names yield.
 *
 * Russian letters follow the usual English transliteration (BGN/PCGN without soft signs), Belarusian ones the
 * national one where they differ (г → h, ў → u, і → i, ё → io); marks on Latin letters are dropped.
 */
import type { Language } from '#base/language.ts';

const CYRILLIC: { readonly [letter: string]: string } = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  і: 'i',
  ў: 'u',
  ї: 'i',
  є: 'e',
  ґ: 'g',
  ә: 'a',
  ғ: 'g',
  қ: 'k',
  ң: 'n',
  ө: 'o',
  ұ: 'u',
  ү: 'u',
  һ: 'h',
  ҳ: 'h',
  ҷ: 'j',
  ӣ: 'i',
  ӯ: 'u',
};

const BELARUSIAN: { readonly [letter: string]: string } = { г: 'h', ё: 'io', ю: 'iu', я: 'ia' };

/** Latin letters that do not fall apart into a plain letter and a mark. */
const LATIN: { readonly [letter: string]: string } = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ŋ: 'n',
};

/** Letters of Belarusian Latin and its neighbours whose sound another script writes with two letters. */
const SIBILANTS: { readonly [letter: string]: string } = { š: 'sh', č: 'ch', ž: 'zh' };

const APOSTROPHES = /['’ʼ`ʹ´]/gu;
const MARKS = /\p{Mn}/gu;

function letters(text: string, ...tables: readonly { readonly [letter: string]: string }[]): string {
  let folded = '';
  for (const letter of text.normalize('NFC').toLowerCase().replace(APOSTROPHES, '')) {
    const found = tables.find((table) => letter in table)?.[letter];
    folded += found ?? letter.normalize('NFD').replace(MARKS, '');
  }
  return folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** Takes what a reader typed; gives its words in plain Latin, joined by single spaces. */
export function fold(text: string): string {
  // Both letters stand in Ukrainian too, which has и and щ beside them; Belarusian has neither.
  return /[ўі]/iu.test(text) && !/[ищъ]/iu.test(text)
    ? letters(text, BELARUSIAN, CYRILLIC, LATIN)
    : letters(text, CYRILLIC, LATIN);
}

/**
 * Takes a name and its language; gives all spellings under which it should be found, the plainest first.
 * A Belarusian name is found with г as h and as g, a Latin one with š as s and as sh.
 */
export function foldings(text: string, language?: Language | null): string[] {
  const spellings = [letters(text, CYRILLIC, LATIN), letters(text, SIBILANTS, CYRILLIC, LATIN)];
  if (language === 'be' || language === undefined || language === null) {
    spellings.unshift(letters(text, BELARUSIAN, CYRILLIC, LATIN));
  }
  return [...new Set(spellings)].filter((spelling) => spelling !== '');
}
