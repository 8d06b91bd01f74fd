/** Names joined to what the market's state says: the engine knows numbers only. */
import { type Language, pick } from '#base/language.ts';
import { instrumentNames, participantNames, sectionNames, sessionNames } from '#office/names.ts';
import type { InstrumentItem, ListingItem, ParticipantItem, SectionItem, SessionItem } from '#wire/market.ts';
import type { GoodsOut } from '#wire/office.ts';
import type { MarketContext } from './context.ts';
import { PHASE } from './words.ts';

type Naming =
  | 'organisation'
  | 'code'
  | 'name'
  | 'symbol'
  | 'goods'
  | 'title'
  | 'timezone'
  | 'timetable'
  | 'reason';

/** An item as the market's state gives it, without what it is called. */
export type Unnamed<Item> = Omit<Item, Naming>;

type Instrument = NonNullable<
  Awaited<ReturnType<typeof instrumentNames>> extends ReadonlyMap<number, infer N> ? N : never
>;

function goodsOf(names: Instrument, language: Language): GoodsOut {
  const { product, productKind, productName, hs, grade, unit, lotSize, basis, place } = names;
  const { deliveryDays, paymentDays, origin } = names;
  return {
    product:
      product === null || productKind === null
        ? null
        : { id: product, kind: productKind, name: pick(productName, language) },
    hs,
    grade,
    unit,
    lotSize,
    basis,
    place: place === null ? null : pick(place, language),
    deliveryDays,
    paymentDays,
    origin,
  };
}

/** Joins names to what a page shows. */
export class Namer {
  readonly #context: MarketContext;
  readonly #language: Language;

  constructor(context: MarketContext, language: Language) {
    this.#context = context;
    this.#language = language;
  }

  get #market(): number {
    return this.#context.gateway.journal.market.id;
  }

  async sections(items: readonly Unnamed<SectionItem>[]): Promise<SectionItem[]> {
    const numbers = items.map(({ section }) => section);
    const names = await sectionNames(this.#context.storage.db, this.#market, numbers);
    return items.map((item) => {
      const of = names.get(item.section);
      return { ...item, code: of?.code ?? null, name: of ? pick(of.name, this.#language) : null };
    });
  }

  async instruments(items: readonly Unnamed<InstrumentItem>[]): Promise<InstrumentItem[]> {
    const names = await this.#instrumentsOf(items);
    return items.map((item) => {
      const of = names.get(item.instrument);
      if (of === undefined) return { ...item, symbol: null, name: null, goods: null };
      const { symbol, name } = of;
      return { ...item, symbol, name: pick(name, this.#language), goods: goodsOf(of, this.#language) };
    });
  }

  async listings(items: readonly Unnamed<ListingItem>[]): Promise<ListingItem[]> {
    const names = await this.#instrumentsOf(items);
    return items.map((item) => {
      const of = names.get(item.instrument);
      return { ...item, symbol: of?.symbol ?? null, name: of ? pick(of.name, this.#language) : null };
    });
  }

  async sessions(items: readonly Unnamed<SessionItem>[]): Promise<SessionItem[]> {
    const numbers = items.map(({ session }) => session);
    const names = await sessionNames(this.#context.storage.db, this.#market, numbers);
    return items.map((item) => {
      const of = names.get(item.session);
      return {
        ...item,
        title: of ? pick(of.title, this.#language) : null,
        timezone: of?.timezone ?? null,
        timetable: of?.timetable.map(({ phase, at }) => ({ phase: phaseOf(phase), at })) ?? [],
        reason: of?.reason ? pick(of.reason, this.#language) : null,
      };
    });
  }

  async participants(items: readonly Unnamed<ParticipantItem>[]): Promise<ParticipantItem[]> {
    const numbers = items.map(({ participant }) => participant);
    const names = await participantNames(this.#context.storage.db, this.#market, numbers);
    return items.map((item) => {
      const of = names.get(item.participant);
      if (of === undefined) return { ...item, organisation: null };
      const { organisation: id, name } = of;
      return { ...item, organisation: { id, name: name === null ? id : pick(name, this.#language) } };
    });
  }

  /** Symbols of instruments, for rows that only mention them. */
  async symbols<Item extends { readonly instrument: number }>(
    items: readonly Item[],
  ): Promise<(Item & { symbol: string | null })[]> {
    const names = await this.#instrumentsOf(items);
    return items.map((item) => ({ ...item, symbol: names.get(item.instrument)?.symbol ?? null }));
  }

  async #instrumentsOf(items: readonly { readonly instrument: number }[]) {
    const numbers = [...new Set(items.map(({ instrument }) => instrument))];
    return instrumentNames(this.#context.storage.db, this.#market, numbers);
  }
}

function phaseOf(word: string): SessionItem['timetable'][number]['phase'] {
  return PHASE.word(PHASE.number(word as Parameters<typeof PHASE.number>[0]));
}

/** The first of a list that was made of one. */
export function only<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw new RangeError('there is no item');
  return item;
}
