/**
 * Folding: names of all languages in one plain Latin form, in which the spellings of one name meet.
 *
 * 'Mahilioŭ', 'Mahilyow' and 'Магілёў' fold to 'mahiliu', 'Mogilev' and 'Могилев' to 'mohilev', 'Bichkek' and
 * 'Бишкек' to 'biskek': Cyrillic is transliterated, diacritics are dropped, and letters that one transcription
 * writes for another's become one (g and h, y and i, w and u, ou and u, sh and ch). The folded form is for
 * comparing, never for showing: both the stored names and what a reader types go through it.
 */

// Russian, Belarusian and Ukrainian letters after lower-casing; ё is given twice, as it is often written е.
const CYRILLIC: { readonly [letter: string]: string } = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'io',
  є: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
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
  ў: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  қ: 'k',
  ғ: 'g',
  ң: 'n',
  ө: 'o',
  ү: 'u',
  ұ: 'u',
  һ: 'h',
  ә: 'a',
  ҳ: 'h',
  ҷ: 'j',
  ӣ: 'i',
  ӯ: 'u',
  '’': '',
  ʼ: '',
  "'": '',
  ʹ: '',
};

// Latin letters that Unicode does not take apart into a letter and a mark.
const LATIN: { readonly [letter: string]: string } = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ə: 'a',
};

// In this order: longer spellings before those that they contain.
const SAME: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|tsch|tch|tsh|sh|ch/g, 's'],
  [/kh|gh/g, 'h'],
  [/ph/g, 'f'],
  [/qu/g, 'k'],
  [/gu(?=[ei])/g, 'g'],
  [/g/g, 'h'],
  [/x/g, 'ks'],
  [/q/g, 'k'],
  [/zh|dj|j(?!\b)/g, 'z'],
  [/[yj]/g, 'i'],
  [/w/g, 'u'],
  [/ou/g, 'u'],
  [/(?<=[^aeiou\s])ie/g, 'e'],
  [/(\p{L})\1+/gu, '$1'],
];

/** Takes any text; gives its words in plain lower-case Latin letters and digits, one space between them. */
export function fold(text: string): string {
  let plain = '';
  for (const letter of text.toLowerCase().normalize('NFC'))
    plain += CYRILLIC[letter] ?? LATIN[letter] ?? letter;
  plain = plain.normalize('NFKD').replace(/\p{M}/gu, '');
  for (const [pattern, replacement] of SAME) plain = plain.replace(pattern, replacement);
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** Gives all folded spellings of a name: ё also as е, as Russian is mostly printed. */
export function foldings(name: string): string[] {
  const folded = fold(name);
  return /ё/i.test(name) ? [folded, fold(name.replaceAll('ё', 'е').replaceAll('Ё', 'Е'))] : [folded];
}

/**
 * Gives the text that `entity_view.folded` holds: every folded name once, each between bars, so that a name
 * begins with x where the text has '|x', and a word of it does where it has '|x' or ' x'.
 */
export function foldedColumn(names: readonly string[]): string {
  const all = new Set(names.flatMap(foldings).filter((folded) => folded !== ''));
  return all.size === 0 ? '' : `|${[...all].toSorted().join('|')}|`;
}
