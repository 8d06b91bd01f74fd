/**
 * A synthetic registry of any size, written as a data set in JSON Lines. The same seed and size give the same
 * bytes on every machine. Names are made of invented words in Latin and Cyrillic letters, so that search has
 * something like real work to do: many entities share a word, few share a name.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Random, seededRandom } from '#base/random.ts';

export interface Size {
  readonly entities: number;
  /** Properties and relations together. */
  readonly statements: number;
  readonly figures: number;
}

export const LARGE: Size = { entities: 100_000, statements: 1_000_000, figures: 20_000 };
export const SMALL: Size = { entities: 2_000, statements: 20_000, figures: 400 };

const LATIN =
  'ba be bi bo bra bre da de dni do dra fa ga go gra gro ha hi ka ke ki ko kra la le li lo lu ma me mi mo na ne ni no pa pe pi po pra ra re ri ro ru sa se si sla so ta te ti to tra va ve vi vla vo za ze zi zo'.split(
    ' ',
  );
const CYRILLIC =
  'ба бе би бо бра бре да де дни до дра фа га го гра гро ха хи ка ке ки ко кра ла ле ли ло лу ма ме ми мо на не ни но па пе пи по пра ра ре ри ро ру са се си сла со та те ти то тра ва ве ви вла во за зе зи зо'.split(
    ' ',
  );
const ENDINGS = [
  ['sk', 'ск'],
  ['v', 'в'],
  ['n', 'н'],
  ['', ''],
  ['r', 'р'],
  ['st', 'ст'],
] as const;
const LANGUAGES = ['fr', 'en', 'ru', 'be'] as const;

interface Sort {
  readonly kind: string;
  readonly share: number;
  readonly types: readonly string[];
  readonly date: string | null;
  readonly generic: readonly [string, string, string, string];
}

const SORTS: readonly Sort[] = [
  { kind: 'country', share: 0.0005, types: [], date: null, generic: ['', '', '', ''] },
  {
    kind: 'region',
    share: 0.005,
    types: [],
    date: null,
    generic: ['région', 'region', 'область', 'вобласць'],
  },
  { kind: 'city', share: 0.0245, types: [], date: null, generic: ['', '', '', ''] },
  {
    kind: 'source',
    share: 0.01,
    types: ['article', 'news', 'book'],
    date: 'published',
    generic: ['revue', 'review', 'обзор', 'агляд'],
  },
  {
    kind: 'organisation',
    share: 0.56,
    types: ['company', 'authority', 'university'],
    date: 'founded',
    generic: ['usine', 'plant', 'завод', 'завод'],
  },
  {
    kind: 'agreement',
    share: 0.2,
    types: ['cooperation', 'twinning', 'memorandum'],
    date: 'signed',
    generic: ['accord', 'agreement', 'соглашение', 'пагадненне'],
  },
  {
    kind: 'event',
    share: 0.1,
    types: ['forum', 'fair', 'session'],
    date: 'held',
    generic: ['forum', 'forum', 'форум', 'форум'],
  },
  { kind: 'project', share: 0.08, types: [], date: null, generic: ['projet', 'project', 'проект', 'праект'] },
  { kind: 'product', share: 0.02, types: [], date: null, generic: ['produit', 'product', 'товар', 'тавар'] },
];

class Lines {
  readonly #stream;
  #buffer: string[] = [];
  constructor(path: string) {
    this.#stream = createWriteStream(path);
  }
  async write(record: unknown): Promise<void> {
    this.#buffer.push(JSON.stringify(record));
    if (this.#buffer.length >= 1000) await this.#flush();
  }
  async #flush(): Promise<void> {
    const text = `${this.#buffer.join('\n')}\n`;
    this.#buffer = [];
    if (!this.#stream.write(text)) await new Promise((resolve) => this.#stream.once('drain', resolve));
  }
  async end(): Promise<void> {
    if (this.#buffer.length > 0) await this.#flush();
    await new Promise<void>((resolve) => this.#stream.end(resolve));
  }
}

/** Invented words, each in Latin and in Cyrillic letters. */
function lexicon(random: Random, words: number): (readonly [string, string])[] {
  return Array.from({ length: words }, () => {
    const syllables = Array.from({ length: 2 + random.integer(2) }, () => random.integer(LATIN.length));
    const [end, конец] = random.pick(ENDINGS);
    const latin = syllables.map((i) => LATIN[i]).join('') + end;
    const cyrillic = syllables.map((i) => CYRILLIC[i]).join('') + конец;
    const up = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
    return [up(latin), up(cyrillic)] as const;
  });
}

/** Writes the set below `folder`; gives how many of each there are. */
export async function writeSynthetic(folder: string, size: Size, seed: number): Promise<Size> {
  const random = seededRandom(seed);
  const words = lexicon(random, Math.max(200, Math.floor(size.entities / 5)));
  for (const below of ['entities', 'relations', 'figures'])
    await mkdir(join(folder, below), { recursive: true });
  const title = { fr: 'Synthétique', en: 'Synthetic', ru: 'Синтетический', be: 'Сінтэтычны' };
  await writeFile(
    join(folder, 'dataset.json'),
    JSON.stringify({ id: 'synthetic', version: String(seed), title, asOf: '2021-12-31', simulated: true }),
  );

  const counts = SORTS.map((sort) => Math.max(2, Math.round(sort.share * size.entities)));
  const organisation = SORTS.findIndex(({ kind }) => kind === 'organisation');
  counts[organisation] = (counts[organisation] as number) + size.entities - counts.reduce((a, b) => a + b, 0);
  const count = (kind: string): number => counts[SORTS.findIndex((sort) => sort.kind === kind)] as number;
  const id = (kind: string): string => `${kind}-${random.integer(count(kind))}`;
  const cite = (): object => ({
    source: id('source'),
    ...(random.integer(3) === 0 ? { locator: `page ${random.integer(60)}` } : {}),
  });
  const day = (): string => {
    const two = (n: number): string => String(n).padStart(2, '0');
    return `${1990 + random.integer(32)}-${two(1 + random.integer(12))}-${two(1 + random.integer(28))}`;
  };

  let statements = 0;
  for (const [sort, { kind, types, date, generic }] of SORTS.entries()) {
    const lines = new Lines(join(folder, 'entities', `${kind}.jsonl`));
    for (let i = 0; i < (counts[sort] as number); i++) {
      const own = Array.from({ length: kind === 'city' || kind === 'country' ? 1 : 2 }, () =>
        random.pick(words),
      );
      const said: object[] = LANGUAGES.map((lang, l) => ({
        property: 'name',
        lang,
        value: [generic[l], ...own.map((word) => word[l < 2 ? 0 : 1])].join(' ').trim(),
        cite: cite(),
      }));
      if (types.length > 0) said.push({ property: 'type', value: random.pick(types), cite: cite() });
      if (date) said.push({ property: date, value: day(), cite: cite() });
      for (let note = said.length; note < 7; note++) {
        const text = Array.from({ length: 6 }, () => random.pick(words)[0].toLowerCase()).join(' ');
        said.push({ property: 'description', lang: 'en', value: `${text}.`, cite: cite() });
      }
      statements += said.length;
      await lines.write({ id: `${kind}-${i}`, kind, statements: said });
    }
    await lines.end();
  }

  const lines = new Lines(join(folder, 'relations', 'all.jsonl'));
  const relate = async (from: string, relation: string, to: string): Promise<void> => {
    if (statements >= size.statements || from === to) return;
    statements++;
    const valid = random.integer(4) === 0 ? { valid: `${1995 + random.integer(27)}/..` } : {};
    await lines.write({ from, relation, to, ...valid, cite: cite() });
  };
  for (let i = 0; i < count('region'); i++) await relate(`region-${i}`, 'located-in', id('country'));
  for (let i = 0; i < count('city'); i++) await relate(`city-${i}`, 'located-in', id('region'));
  for (let i = 0; i < count('organisation'); i++) await relate(`organisation-${i}`, 'located-in', id('city'));
  for (let i = 0; i < count('event'); i++) await relate(`event-${i}`, 'held-in', id('city'));
  for (let i = 0; i < count('agreement'); i++) {
    await relate(id('region'), 'party-to', `agreement-${i}`);
    await relate(id('country'), 'party-to', `agreement-${i}`);
  }
  // As in the reference data, a citation serves about a dozen statements. No pair is drawn twice from one.
  for (let turn = 0; statements < size.statements; turn++) {
    const relation = random.pick(['supplies', 'cooperates-with', 'participates-in'] as const);
    const to = relation === 'participates-in' ? id('event') : id('organisation');
    const from = id('organisation');
    if (from === to) continue;
    statements++;
    const number = turn % count('source');
    const near = turn % 2 === 0 ? {} : { near: `source-${(number + 1) % count('source')}` };
    const locator = `table ${Math.floor(turn / (12 * count('source')))}`;
    await lines.write({ from, relation, to, cite: { source: `source-${number}`, locator, ...near } });
  }
  await lines.end();

  const figures = new Lines(join(folder, 'figures', 'trade.jsonl'));
  for (let i = 0; i < size.figures; i++) {
    const [country, month] = [id('country'), String(1 + random.integer(12)).padStart(2, '0')];
    await figures.write({
      id: `figure-${i}`,
      measure: random.pick(['exports', 'imports', 'turnover']),
      area: country,
      partner: id('region'),
      period: `${2015 + random.integer(7)}-${month}`,
      form: 'level',
      value: String((1 + random.integer(9999)) * 10_000),
      unit: 'USD',
      wording: random.pick(['exact', 'exact', 'exact', 'about', 'more_than']),
      cite: cite(),
    });
  }
  await figures.end();
  return { entities: size.entities, statements, figures: size.figures };
}
