import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '#base/language.ts';
import { ALIKE_IN_RUSSIAN_AND_BELARUSIAN, INTERNATIONAL } from './international.ts';

/** Every message of one language by its key, 'frame.door.market'. */
function flatten(tree: unknown, path: string, found: Map<string, string>): Map<string, string> {
  if (typeof tree === 'string') found.set(path, tree);
  else if (typeof tree === 'object' && tree !== null) {
    for (const [key, value] of Object.entries(tree))
      flatten(value, path === '' ? key : `${path}.${key}`, found);
  } else throw new TypeError(`${path} is neither a text nor a group`);
  return found;
}

const FILES = import.meta.glob<object>('./*/*.json', { eager: true, import: 'default' });

function messages(language: Language): Map<string, string> {
  const sections: Record<string, object> = {};
  for (const [path, section] of Object.entries(FILES)) {
    const [, folder, name] = /^\.\/(\w+)\/([\w-]+)\.json$/.exec(path) ?? [];
    if (folder === language && name) sections[name] = section;
  }
  return flatten(sections, '', new Map());
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const ALL = new Map(LANGUAGES.map((language) => [language, messages(language)] as const));
const of = (language: Language): Map<string, string> => ALL.get(language) ?? new Map();

/** Keys with the plural form cut off, which differs from language to language. */
function stems(language: Language): string[] {
  return [...new Set([...of(language).keys()].map((key) => key.replace(PLURAL, '')))].sort();
}

/** '{{count}} of {{total}}' → 'count total'. */
function placeholders(text: string): string {
  return [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]))].sort().join(' ');
}

describe.each(LANGUAGES)('messages in %s', (language) => {
  it('has every message that the other languages have', () => {
    for (const other of LANGUAGES) expect(stems(language)).toEqual(stems(other));
  });

  it('has no empty message and no stray blanks', () => {
    for (const [key, text] of of(language)) {
      expect(text.trim(), key).not.toBe('');
      expect(text, key).toBe(text.trim());
      expect(text, key).not.toContain('  ');
    }
  });

  it('has every plural form that the language needs, and no other', () => {
    const needed = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
    const forms = new Map<string, string[]>();
    for (const key of of(language).keys()) {
      const form = PLURAL.exec(key)?.[1];
      if (form) forms.set(key.replace(PLURAL, ''), [...(forms.get(key.replace(PLURAL, '')) ?? []), form]);
    }
    for (const [stem, found] of forms) expect(found.sort(), stem).toEqual(needed);
  });

  it('fills in the same values as English', () => {
    for (const [key, text] of of(language)) {
      const english = of('en').get(key) ?? of('en').get(key.replace(PLURAL, '_other'));
      expect(placeholders(text), key).toBe(placeholders(english ?? ''));
    }
  });

  it('is written in its own script', () => {
    const cyrillic = language === 'ru' || language === 'be';
    for (const [key, text] of of(language)) {
      const words = text.replaceAll(/\{\{.*?\}\}/g, '');
      if (!cyrillic) expect(words, key).not.toMatch(/\p{Script=Cyrillic}/u);
      else if (/\p{Letter}{3}/u.test(words)) expect(words, key).toMatch(/\p{Script=Cyrillic}/u);
    }
  });
});

it('no message was copied from another language', () => {
  const copied: string[] = [];
  for (const [a, language] of LANGUAGES.entries()) {
    for (const other of LANGUAGES.slice(a + 1)) {
      for (const [key, text] of of(language)) {
        if (of(other).get(key) !== text || INTERNATIONAL.has(text)) continue;
        if (!/\p{Letter}{2}/u.test(text.replaceAll(/\{\{.*?\}\}/g, ''))) continue;
        if (language === 'ru' && other === 'be' && ALIKE_IN_RUSSIAN_AND_BELARUSIAN.has(text)) continue;
        copied.push(`${key}: '${text}' in ${language} and ${other}`);
      }
    }
  }
  expect(copied).toEqual([]);
});

it('Belarusian uses its own letters and not those that only Russian has', () => {
  for (const [key, text] of of('be')) expect(text, key).not.toMatch(/[ищъИЩЪ]/);
});

it('Russian does not use letters that only Belarusian has', () => {
  for (const [key, text] of of('ru')) expect(text, key).not.toMatch(/[іўІЎ]/);
});
