/** What things of the market are called and how their prices are written, from what is set up rarely. */
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import type { Language } from '#web/app/language.ts';
import type { InstrumentItem, SectionItem, SessionItem } from '#wire/market.ts';
import { marketQuestions } from './ask.ts';
import { type Money, moneyOf } from './money.ts';

/** Names as the exchange's office gives them; without them things go by their numbers. */
interface Named {
  readonly name?: string | null;
  readonly title?: string | null;
  readonly symbol?: string | null;
  readonly code?: string | null;
}

function given(item: object | undefined): string | null {
  const { title, name, code } = (item ?? {}) as Named;
  return title ?? name ?? code ?? null;
}

export interface Terms {
  /** All of it has come: until then names are numbers. */
  readonly ready: boolean;
  readonly language: Language;
  readonly instruments: ReadonlyMap<number, InstrumentItem>;
  readonly sections: ReadonlyMap<number, SectionItem>;
  instrument(number: number): string;
  /** What stands for it in an address. */
  symbol(number: number): string;
  /** The number that an address stands for; null where it is none. */
  numberOf(symbol: string): number | null;
  section(number: number): string;
  session(session: Pick<SessionItem, 'session' | 'section'>): string;
  /** When the next phase is to come: as it was said when this one opened, else by the timetable. */
  nextPhase(session: Pick<SessionItem, 'session' | 'endTime'>): string | null;
  money(currency: number): Money;
}

function termsOf(
  t: TFunction,
  language: Language,
  ready: boolean,
  instruments: ReadonlyMap<number, InstrumentItem>,
  sections: ReadonlyMap<number, SectionItem>,
  currencies: ReadonlyMap<number, string>,
  known: ReadonlyMap<number, SessionItem>,
): Terms {
  const section = (number: number): string =>
    given(sections.get(number)) ?? t('market.sectionNumber', { number });
  const symbolOf = (number: number): string =>
    (instruments.get(number) as Named | undefined)?.symbol ?? String(number);
  return {
    ready,
    language,
    instruments,
    sections,
    instrument: (number) => given(instruments.get(number)) ?? t('market.instrumentNumber', { number }),
    symbol: symbolOf,
    numberOf(symbol) {
      for (const number of instruments.keys()) if (symbolOf(number) === symbol) return number;
      const number = Number(symbol);
      return Number.isSafeInteger(number) && number > 0 ? number : null;
    },
    section,
    // The stream tells of sessions without their titles.
    session: (session) =>
      known.get(session.session)?.title ??
      given(session) ??
      t('market.sessionNumber', { number: session.session }),
    nextPhase: ({ session, endTime }) =>
      endTime ?? known.get(session)?.timetable.find(({ at }) => Date.parse(at) > Date.now())?.at ?? null,
    money: (currency) => moneyOf(currencies.get(currency)),
  };
}

/** How soon a session that was announced meanwhile has its title. */
const TITLES_EVERY_MS = 30_000;

export function useTerms(): Terms {
  const { t } = useTranslation();
  const language = useLanguage();
  const instruments = useQuery(marketQuestions.instruments(language)).data;
  const sections = useQuery(marketQuestions.sections(language)).data;
  const currencies = useQuery(marketQuestions.currencies(language)).data;
  const titles = useQuery({ ...marketQuestions.titles(language), refetchInterval: TITLES_EVERY_MS }).data;
  return useMemo(
    () =>
      termsOf(
        t,
        language,
        instruments !== undefined && sections !== undefined && currencies !== undefined,
        new Map(instruments?.items.map((item) => [item.instrument, item])),
        new Map(sections?.items.map((item) => [item.section, item])),
        new Map(currencies?.items.map((item) => [item.currency, item.code])),
        new Map(titles?.items.map((item) => [item.session, item])),
      ),
    [t, language, instruments, sections, currencies, titles],
  );
}
