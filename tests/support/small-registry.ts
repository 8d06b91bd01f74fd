/** Writes a small registry directly into the tables: real vocabulary, a handful of real things, no import. */
import { sql } from 'kysely';
import { LANGUAGES, type Text } from '#base/language.ts';
import { parsePeriod, toDateRange } from '#base/period.ts';
import { foldings } from '#registry/fold.ts';
import type { Storage } from '#storage/database.ts';

export interface Cite {
  source: string;
  locator?: string;
  near?: string;
  doubt?: Text;
}

export interface EntityInput {
  id: string;
  kind: string;
  name: Text;
  type?: string;
  aliases?: string[];
  current?: Record<string, unknown[]>;
  places?: string[];
  period?: string;
  point?: [number, number];
}

export interface FigureInput {
  id: string;
  measure: string;
  area: string;
  partner?: string;
  product?: string;
  period?: string;
  base?: string;
  form?: string;
  ofWhat?: Record<string, unknown>;
  value?: string;
  state?: string;
  unit?: string;
  low?: string | null;
  high?: string | null;
  lowOpen?: boolean;
  highOpen?: boolean;
  wording?: string;
  kind?: string;
  note?: Text;
  cite: Cite;
}

export interface RelationInput {
  from: string;
  relation: string;
  to: string;
  valid?: string;
  qualifiers?: Record<string, unknown>;
  cite: Cite;
}

function range(written: string | undefined): string | null {
  if (written === undefined) return null;
  const period = parsePeriod(written);
  if (!period.ok) throw new Error(period.error);
  return toDateRange(period.value);
}

/** A recording to which rows belong, and the writing of each. */
export class SmallRegistry {
  readonly #db: Storage['db'];
  #recording = 0;

  constructor(storage: Storage) {
    this.#db = storage.db;
  }

  /** Begins a recording, on the day given or now. Everything written after it belongs to it. */
  async record(recorded?: string): Promise<number> {
    const row = await this.#db
      .insertInto('recording')
      .values({ author: 'system', kind: 'import', ...(recorded ? { recorded: new Date(recorded) } : {}) })
      .returning('id')
      .executeTakeFirstOrThrow();
    this.#recording = row.id;
    return row.id;
  }

  async dataSet(id: string, asOf: string): Promise<void> {
    await this.#db
      .insertInto('data_set')
      .values({
        id,
        version: '1',
        title: JSON.stringify({ fr: 'Essai', en: 'Trial', ru: 'Проба', be: 'Проба' }),
        as_of: asOf,
        recording: this.#recording,
        digest: '',
      })
      .execute();
  }

  async entity(input: EntityInput, dataSet: string | null = null): Promise<void> {
    const texts = typeof input.name === 'string' ? { en: input.name } : input.name;
    const spellings = LANGUAGES.flatMap((language) => {
      const text = texts[language];
      return text === undefined ? [] : foldings(text, language);
    }).concat((input.aliases ?? []).flatMap((alias) => foldings(alias)));
    const distinct = [...new Set(spellings)];
    const words = [...new Set(distinct.flatMap((spelling) => spelling.split(' ')))];
    await this.#db
      .insertInto('entity')
      .values({ id: input.id, kind: input.kind, data_set: dataSet, recording: this.#recording })
      .execute();
    await this.#db
      .insertInto('entity_view')
      .values({
        id: input.id,
        kind: input.kind,
        type: input.type ?? null,
        name: JSON.stringify(texts),
        aliases: input.aliases ?? [],
        current: JSON.stringify(input.current ?? {}),
        places: input.places ?? [],
        period: range(input.period),
        latitude: input.point?.[0] ?? null,
        longitude: input.point?.[1] ?? null,
        folded: distinct.join(' | '),
        search: sql`array_to_tsvector(${words}::text[])
          || to_tsvector('russian', ${texts.ru ?? ''}) || to_tsvector('french', ${texts.fr ?? ''})
          || to_tsvector('english', ${texts.en ?? ''})`,
      })
      .execute();
  }

  async citation(cite: Cite): Promise<number> {
    const doubt = cite.doubt === undefined ? null : JSON.stringify(cite.doubt);
    const { rows } = await sql<{ id: number }>`
      insert into citation (source, locator, near, doubt)
      values (${cite.source}, ${cite.locator ?? ''}, ${cite.near ?? null}, ${doubt})
      on conflict (source, locator, near, doubt) do update set locator = excluded.locator returning id`.execute(
      this.#db,
    );
    return rows[0]?.id ?? 0;
  }

  async statement(
    entity: string,
    property: string,
    value: unknown,
    cite: Cite,
    more: { lang?: string; valid?: string; state?: string; rank?: string } = {},
  ): Promise<number> {
    const row = await this.#db
      .insertInto('statement')
      .values({
        entity,
        property,
        value: value === null ? null : JSON.stringify(value),
        value_state: more.state ?? 'known',
        lang: more.lang ?? null,
        valid: range(more.valid),
        rank: more.rank ?? 'normal',
        citation: await this.citation(cite),
        fingerprint: Buffer.alloc(1),
        recording: this.#recording,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return row.id;
  }

  async relation(input: RelationInput): Promise<number> {
    const row = await this.#db
      .insertInto('statement')
      .values({
        entity: input.from,
        property: input.relation,
        target: input.to,
        qualifiers: input.qualifiers === undefined ? null : JSON.stringify(input.qualifiers),
        valid: range(input.valid),
        citation: await this.citation(input.cite),
        fingerprint: Buffer.alloc(1),
        recording: this.#recording,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return row.id;
  }

  async figure(input: FigureInput): Promise<void> {
    const ofWhat = input.ofWhat === undefined ? null : JSON.stringify(input.ofWhat);
    const { rows } = await sql<{ id: number }>`
      insert into cell (measure, area, partner, product, period, of_what)
      values (${input.measure}, ${input.area}, ${input.partner ?? null}, ${input.product ?? null},
        ${range(input.period)}, ${ofWhat})
      on conflict (measure, area, partner, product, period, basis, of_what)
        do update set measure = excluded.measure returning id`.execute(this.#db);
    const cell = rows[0]?.id ?? 0;
    const value = input.value ?? null;
    await this.#db
      .insertInto('figure')
      .values({
        id: input.id,
        cell,
        form: input.form ?? 'level',
        base: range(input.base),
        value,
        value_state: input.state ?? 'known',
        unit: input.unit ?? 'USD',
        low: input.low === undefined ? value : input.low,
        high: input.high === undefined ? value : input.high,
        low_open: input.lowOpen ?? false,
        high_open: input.highOpen ?? false,
        wording: input.wording ?? 'exact',
        kind: input.kind ?? 'actual',
        note: input.note === undefined ? null : JSON.stringify(input.note),
        citation: await this.citation(input.cite),
        fingerprint: Buffer.alloc(1),
        recording: this.#recording,
      })
      .execute();
    await sql`insert into cell_check (cell, best, conflict, sources) values (${cell}, ${input.id}, 'holds', 1)
      on conflict (cell) do update set sources = cell_check.sources + 1`.execute(this.#db);
  }

  async remark(id: string, severity: string, text: Text, about: { entities?: string[]; figures?: string[] }) {
    await this.#db
      .insertInto('remark')
      .values({
        id,
        severity,
        text: JSON.stringify(text),
        entities: about.entities ?? [],
        figures: about.figures ?? [],
        citation: await this.citation({ source: 'article-08', locator: 'article 8' }),
        fingerprint: Buffer.alloc(1),
        recording: this.#recording,
      })
      .execute();
  }
}

/** Belarus and a few partners, with figures, relations, a commitment, a contradiction and their sources. */
export async function fillSmallRegistry(storage: Storage): Promise<SmallRegistry> {
  const registry = new SmallRegistry(storage);
  await registry.record('2026-01-10T12:00:00Z');
  await registry.dataSet('trial', '2021-12-31');
  for (const [id, name, type] of [
    ['article-08', 'Exchange trade', 'article'],
    ['note-48', 'Exports to Tajikistan', 'news'],
    ['note-49', 'Twin cities of Mahilioŭ', 'news'],
  ] as const) {
    await registry.entity({ id, kind: 'source', type, name, current: { publisher: ['belta.by'] } }, 'trial');
  }
  const cite: Cite = { source: 'note-48', locator: 'article 8, note 48' };
  const country = (id: string, fr: string, en: string, ru: string, be: string, point: [number, number]) =>
    registry.entity({ id, kind: 'country', name: { fr, en, ru, be }, point, places: [id] }, 'trial');
  await country('belarus', 'Bélarus', 'Belarus', 'Беларусь', 'Беларусь', [53.7, 27.9]);
  await country('tajikistan', 'Tadjikistan', 'Tajikistan', 'Таджикистан', 'Таджыкістан', [38.8, 71]);
  await country('russia', 'Russie', 'Russia', 'Россия', 'Расія', [61, 100]);
  await country('kazakhstan', 'Kazakhstan', 'Kazakhstan', 'Казахстан', 'Казахстан', [48, 68]);
  const cities = [
    ['mogilev', 'Moguilev', 'Mogilev', 'Могилёв', 'Магілёў', ['Mahilioŭ']],
    ['grodno', 'Grodno', 'Grodno', 'Гродно', 'Гродна', ['Hrodna']],
    ['minsk', 'Minsk', 'Minsk', 'Минск', 'Мінск', []],
    ['gomel', 'Gomel', 'Gomel', 'Гомель', 'Гомель', ['Homiel']],
  ] as const;
  for (const [id, fr, en, ru, be, aliases] of cities) {
    await registry.entity(
      { id, kind: 'city', name: { fr, en, ru, be }, aliases: [...aliases], places: [id, 'belarus'] },
      'trial',
    );
    await registry.relation({ from: id, relation: 'located-in', to: 'belarus', cite });
  }
  await registry.entity(
    { id: 'dushanbe', kind: 'city', name: { fr: 'Douchanbé', en: 'Dushanbe', ru: 'Душанбе', be: 'Душанбэ' } },
    'trial',
  );
  await registry.entity(
    {
      id: 'cooperation-agreement-mogilev-dushanbe',
      kind: 'agreement',
      type: 'cooperation',
      name: {
        fr: 'Accord de coopération entre Moguilev et Douchanbé',
        en: 'Cooperation agreement of Mogilev and Dushanbe',
        ru: 'Соглашение о сотрудничестве Могилёва и Душанбе',
        be: 'Пагадненне аб супрацоўніцтве Магілёва і Душанбэ',
      },
      current: { state: ['signed'], type: ['cooperation'], signed: ['2021-07-15'] },
      places: ['mogilev', 'dushanbe', 'belarus', 'tajikistan'],
      period: '2021-07-15',
    },
    'trial',
  );
  for (const city of ['mogilev', 'dushanbe']) {
    await registry.relation({
      from: city,
      relation: 'party-to',
      to: 'cooperation-agreement-mogilev-dushanbe',
      valid: '2021-07',
      cite,
    });
  }
  await registry.relation({
    from: 'mogilev',
    relation: 'twin-of',
    to: 'dushanbe',
    valid: '2021-07/..',
    cite,
  });
  await registry.statement('tajikistan', 'name', 'Таджикистан', cite, { lang: 'ru' });
  await registry.statement('tajikistan', 'iso-3166-1', 'TJ', cite);
  await registry.statement(
    'cooperation-agreement-mogilev-dushanbe',
    'signed',
    '2021-07-15',
    { source: 'note-49', locator: 'article 8, note 49', near: 'note-48' },
    { valid: '2021-07-15' },
  );
  await registry.entity(
    {
      id: 'article-08-c1',
      kind: 'commitment',
      name: {
        fr: 'Ouvrir une maison de commerce',
        en: 'Open a trading house',
        ru: 'Открыть торговый дом',
        be: 'Адкрыць гандлёвы дом',
      },
      current: { state: ['planned'], due: ['2021-10'] },
      period: '2021-10',
    },
    'trial',
  );
  await registry.statement('article-08-c1', 'name', 'Open a trading house', cite, { lang: 'en' });
  await registry.relation({ from: 'article-08-c1', relation: 'promised-by', to: 'belarus', cite });
  await registry.relation({
    from: 'article-08-c1',
    relation: 'under',
    to: 'cooperation-agreement-mogilev-dushanbe',
    cite,
  });
  const trade = { area: 'belarus', partner: 'tajikistan', period: '2021-01/2021-08', cite };
  await registry.figure({
    ...trade,
    id: 'article-08-o1',
    measure: 'exports',
    value: '53000000',
    high: null,
    lowOpen: true,
    highOpen: true,
    wording: 'more_than',
  });
  await registry.figure({
    ...trade,
    id: 'article-08-o2',
    measure: 'exports',
    form: 'percent',
    value: '36',
    low: '35.5',
    high: '36.5',
    unit: 'percent',
    base: '2020-01/2020-08',
  });
  await registry.figure({
    ...trade,
    id: 'article-08-o3',
    measure: 'turnover',
    period: '2021',
    value: '70000000',
    low: '65000000',
    high: '75000000',
    cite: { source: 'article-08', locator: 'article 8', near: 'note-48' },
  });
  await registry.figure({
    id: 'article-08-o4',
    measure: 'exports',
    area: 'tajikistan',
    partner: 'belarus',
    period: '2021-01/2021-08',
    value: '10000000',
    cite,
  });
  await registry.remark(
    'article-08-k1',
    'doubt',
    { en: 'A doubt', fr: 'Un doute' },
    {
      entities: ['tajikistan'],
      figures: ['article-08-o1'],
    },
  );
  return registry;
}
