/** The reader's language: `lang`, else the best of Accept-Language (RFC 9110), else English. */
import { isLanguage, LANGUAGES, type Language } from '#base/language.ts';

interface Range {
  readonly tag: string;
  readonly quality: number;
}

function ranges(header: string): Range[] {
  return header.split(',').flatMap((part): Range[] => {
    const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    const quality = weight === undefined ? 1 : Number(weight.slice(2));
    if (tag === '' || !(quality >= 0 && quality <= 1)) return [];
    return [{ tag, quality }];
  });
}

/** Takes the header; gives the language that it rates highest, the first named where two are equal. */
export function accepted(header: string | undefined): Language {
  if (header === undefined) return 'en';
  const asked = ranges(header);
  const refused = new Set(asked.filter(({ quality }) => quality === 0).map(({ tag }) => tag.split('-')[0]));
  // Array.sort keeps the order of equals, so the first named wins.
  for (const { tag } of asked.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality)) {
    const primary = tag.split('-')[0];
    if (tag === '*') {
      const named = new Set(asked.map((range) => range.tag.split('-')[0]));
      const rest = (['en', ...LANGUAGES] as const).find((language) => !named.has(language));
      if (rest) return rest;
    } else if (isLanguage(primary) && !refused.has(primary)) return primary;
  }
  return 'en';
}

/** Takes the parameter, if any, and the header; gives the language to answer in. */
export function languageOf(parameter: unknown, header: string | undefined): Language {
  return isLanguage(parameter) ? parameter : accepted(header);
}
