/** The programme of the day that never ends: which session begins when. It follows from the time alone. */
import type { Label } from '#base/language.ts';
import type { SessionIn } from '#wire/office.ts';
import type { SectionCode } from './members.ts';

type Mode = SessionIn['mode'];
type Phase = NonNullable<SessionIn['timetable']>[number]['phase'];

/** For whom a session is: for all; for Karelia and those who sell to it; for those who are no residents. */
export type Admission = 'all' | 'karelia' | 'non-residents';

interface Programme {
  readonly title: Label;
  readonly section: SectionCode;
  readonly mode: Mode;
  readonly symbols: readonly string[];
  readonly sealed?: boolean;
  readonly extensionSeconds?: number;
  readonly admission?: Admission;
}

/** One after the other, and from the beginning again; every other one trades all the time. */
const PROGRAMMES: readonly Programme[] = [
  {
    title: {
      fr: 'Bois : négociation continue',
      en: 'Timber: continuous trading',
      ru: 'Лес: непрерывные торги',
      be: 'Лес: бесперапынныя таргі',
    },
    section: 'TIMBER',
    mode: 'continuous',
    symbols: ['PINE-PSK', 'SPRUCE-VIT', 'LOG-PINE'],
  },
  {
    title: {
      fr: 'Produits laitiers et sucre : fixage',
      en: 'Dairy and sugar: call auction',
      ru: 'Молочная продукция и сахар: аукцион единой цены',
      be: 'Малочная прадукцыя і цукар: аўкцыён адзінай цаны',
    },
    section: 'AGRO',
    mode: 'call',
    symbols: ['SMP-26', 'BUTTER-725', 'SUGAR-A'],
  },
  {
    title: {
      fr: 'Séance de la Carélie : lait et produits laitiers',
      en: 'Session for Karelia: milk and dairy',
      ru: 'Сессия для Карелии: молоко и молочная продукция',
      be: 'Сесія для Карэліі: малако і малочная прадукцыя',
    },
    section: 'AGRO',
    mode: 'continuous',
    symbols: ['MILK-KR', 'CHEESE-45', 'BUTTER-725'],
    admission: 'karelia',
  },
  {
    title: {
      fr: 'Pièces et pneus : enchères néerlandaises',
      en: 'Parts and tyres: Dutch auction',
      ru: 'Запчасти и шины: голландский аукцион',
      be: 'Запчасткі і шыны: галандскі аўкцыён',
    },
    section: 'GOODS',
    mode: 'dutch',
    symbols: ['TRACTOR-PTS', 'TYRE-R49'],
    extensionSeconds: 40,
  },
  {
    title: {
      fr: 'Métaux : négociation continue',
      en: 'Metals: continuous trading',
      ru: 'Металлы: непрерывные торги',
      be: 'Металы: бесперапынныя таргі',
    },
    section: 'METAL',
    mode: 'continuous',
    symbols: ['ROLL-SAM', 'BAR-12', 'WIRE-ROD'],
  },
  {
    title: {
      fr: 'Contreplaqué et granulés : enchères ascendantes',
      en: 'Plywood and pellets: ascending auction',
      ru: 'Фанера и пеллеты: аукцион на повышение',
      be: 'Фанера і пелеты: аўкцыён на павышэнне',
    },
    section: 'TIMBER',
    mode: 'ascending',
    symbols: ['PLY-BIRCH', 'PELLET-A1'],
    extensionSeconds: 30,
  },
  {
    title: {
      fr: 'Transit de métaux : négociation continue',
      en: 'Metals in transit: continuous trading',
      ru: 'Транзит металлов: непрерывные торги',
      be: 'Транзіт металаў: бесперапынныя таргі',
    },
    section: 'METAL',
    mode: 'continuous',
    symbols: ['COIL-HR'],
    admission: 'non-residents',
  },
  {
    title: {
      fr: 'Transit de bois : transactions nommées',
      en: 'Timber in transit: named deals',
      ru: 'Транзит леса: именные сделки',
      be: 'Транзіт лесу: імянныя здзелкі',
    },
    section: 'TIMBER',
    mode: 'named',
    symbols: ['VENEER-VLG', 'PINE-PSK'],
    admission: 'non-residents',
  },
  {
    title: {
      fr: 'Biens industriels : négociation continue',
      en: 'Industrial goods: continuous trading',
      ru: 'Промтовары: непрерывные торги',
      be: 'Прамтавары: бесперапынныя таргі',
    },
    section: 'GOODS',
    mode: 'continuous',
    symbols: ['LIFT-400', 'LINEN-150', 'TRACTOR-PTS'],
  },
  {
    title: {
      fr: 'Engrais et polymères : fixage à plis fermés',
      en: 'Fertilisers and polymers: sealed call auction',
      ru: 'Удобрения и полимеры: закрытый аукцион',
      be: 'Угнаенні і палімеры: закрыты аўкцыён',
    },
    section: 'CHEM',
    mode: 'call',
    symbols: ['POTASH-60', 'PE-LD'],
    sealed: true,
  },
  {
    title: {
      fr: 'Huiles et lin : négociation continue',
      en: 'Oils and flax: continuous trading',
      ru: 'Масла и лён: непрерывные торги',
      be: 'Алеі і лён: бесперапынныя таргі',
    },
    section: 'AGRO',
    mode: 'continuous',
    symbols: ['SUNOIL-SAM', 'RAPE-OIL', 'FLAX-LONG'],
  },
  {
    title: {
      fr: 'Besoins d’huile et de pommes de terre : enchères descendantes',
      en: 'Oil and potatoes wanted: descending auction',
      ru: 'Закупка масла и картофеля: аукцион на понижение',
      be: 'Закупка алею і бульбы: аўкцыён на паніжэнне',
    },
    section: 'AGRO',
    mode: 'descending',
    symbols: ['SUNOIL-SAM', 'POTATO-T'],
    extensionSeconds: 30,
  },
  {
    title: {
      fr: 'Bitume et potasse : négociation continue',
      en: 'Bitumen and potash: continuous trading',
      ru: 'Битум и калий: непрерывные торги',
      be: 'Бітум і калій: бесперапынныя таргі',
    },
    section: 'CHEM',
    mode: 'continuous',
    symbols: ['BITUMEN-90', 'POTASH-60'],
  },
  {
    title: {
      fr: 'Transit de coton : fixage',
      en: 'Cotton in transit: call auction',
      ru: 'Транзит хлопка: аукцион единой цены',
      be: 'Транзіт бавоўны: аўкцыён адзінай цаны',
    },
    section: 'GOODS',
    mode: 'call',
    symbols: ['COTTON-TJ'],
    admission: 'non-residents',
  },
];

/** When phases begin, in minutes after the session does; and when it closes. */
const PHASES: { readonly [mode in Mode]: readonly (readonly [phase: Phase, minutes: number])[] } = {
  continuous: [
    ['preliminary', 0],
    ['trading', 1],
    ['adjustment', 6],
    ['named-deals', 7],
    ['closed', 8],
  ],
  call: [
    ['preliminary', 0],
    ['trading', 1],
    ['adjustment', 5],
    ['closed', 6],
  ],
  ascending: [
    ['trading', 0],
    ['closed', 6],
  ],
  descending: [
    ['trading', 0],
    ['closed', 6],
  ],
  dutch: [
    ['trading', 0],
    ['closed', 6],
  ],
  named: [
    ['named-deals', 0],
    ['closed', 6],
  ],
};

const MINUTE_MS = 60_000;
/** A session begins so often. */
export const EVERY_MS = 3 * MINUTE_MS;
const AHEAD_MS = 12 * MINUTE_MS;
/** A market that begins is not to wait for its first session. */
const BEHIND_MS = 6.5 * MINUTE_MS;
/** It does not pay to begin what is over so soon. */
const LEFT_MS = 2 * MINUTE_MS;

export interface Planned extends Programme {
  /** Sessions are counted from 1970 on. */
  readonly slot: number;
  readonly beginsMs: number;
  readonly timetable: readonly { readonly phase: Phase; readonly at: string }[];
}

function planned(slot: number): Planned {
  const programme = PROGRAMMES[slot % PROGRAMMES.length] as Programme;
  const beginsMs = slot * EVERY_MS;
  const timetable = PHASES[programme.mode].map(([phase, minutes]) => ({
    phase,
    at: new Date(beginsMs + minutes * MINUTE_MS).toISOString(),
  }));
  return { ...programme, slot, beginsMs, timetable };
}

/** The sessions that are to be announced at a moment, the earliest first. Takes milliseconds since 1970. */
export function plannedAt(nowMs: number): Planned[] {
  const first = Math.ceil((nowMs - BEHIND_MS) / EVERY_MS);
  const last = Math.floor((nowMs + AHEAD_MS) / EVERY_MS);
  return Array.from({ length: last - first + 1 }, (_, index) => planned(first + index)).filter(
    ({ timetable }) => Date.parse(timetable.at(-1)?.at ?? '') > nowMs + LEFT_MS,
  );
}

/** The phase in which a session is to be at a moment; null before its first. */
export function phaseAt(
  timetable: readonly { readonly phase: Phase; readonly at: string }[],
  nowMs: number,
): { readonly phase: Phase; readonly endsMs: number | null } | null {
  const begun = timetable.filter(({ at }) => Date.parse(at) <= nowMs);
  const now = begun.at(-1);
  const next = timetable[begun.length];
  return now === undefined
    ? null
    : { phase: now.phase, endsMs: next === undefined ? null : Date.parse(next.at) };
}
