/**
 * The participants of the simulated market: where they are at home, what they sell and buy, whether they make markets.
 * Nobody here exists; what they are called stands in the data set data/demo-market, under the same ids.
 */

export type SectionCode = 'TIMBER' | 'METAL' | 'AGRO' | 'CHEM' | 'GOODS';

/** Letters of the sections in the table below. */
const SECTIONS: { readonly [letter: string]: SectionCode } = {
  T: 'TIMBER',
  M: 'METAL',
  A: 'AGRO',
  H: 'CHEM',
  G: 'GOODS',
};

/** Numbers of ISO 3166-1. */
export const COUNTRIES = {
  BY: 112,
  CN: 156,
  DE: 276,
  KZ: 398,
  LV: 428,
  LT: 440,
  PL: 616,
  RU: 643,
  TJ: 762,
  UZ: 860,
} as const;
export type Country = keyof typeof COUNTRIES;

export interface Member {
  /** Entity of the data set. */
  readonly id: string;
  readonly country: Country;
  /** The region's part of its code of ISO 3166-2: 'PSK' of RU-PSK. */
  readonly region: string | null;
  readonly role: 'member' | 'broker';
  readonly sells: readonly SectionCode[];
  readonly buys: readonly SectionCode[];
  /** It quotes both sides, around what it thinks the goods are worth. */
  readonly maker: boolean;
  /** Nobody acts for it but people who enter the demo. */
  readonly ofPeople: boolean;
}

type Row = readonly [
  id: string,
  country: Country,
  region: string | null,
  role: 'member' | 'broker',
  sells: string,
  buys: string,
  kind: '' | 'maker' | 'people',
];

const ROWS: readonly Row[] = [
  ['demo-sawmill', 'RU', 'PSK', 'member', 'T', 'T', 'people'],
  ['demo-buyer', 'PL', null, 'member', '', 'TMAHG', 'people'],
  ['demo-broker', 'BY', 'HM', 'broker', 'TMAHG', 'TMAHG', 'people'],
  ['demo-samobranka-sawmill', 'RU', 'PSK', 'member', 'T', '', ''],
  ['demo-zhar-ptitsa-sawmill', 'RU', 'VLG', 'member', 'T', '', ''],
  ['demo-gorynych-sawmill', 'RU', 'KR', 'member', 'T', '', ''],
  ['demo-snegurka-sawmill', 'RU', 'LEN', 'member', 'T', '', ''],
  ['demo-morozko-sawmill', 'BY', 'VI', 'member', 'T', '', ''],
  ['demo-vodyanoi-sawmill', 'BY', 'HO', 'member', 'T', '', ''],
  ['demo-leshachok-sawmill', 'BY', 'MA', 'member', 'T', '', ''],
  ['demo-domovichok-pellets', 'BY', 'HO', 'member', 'T', 'T', ''],
  ['demo-kikimora-timber-trade', 'BY', 'MI', 'member', 'T', 'T', 'maker'],
  ['demo-yagushka-timber-trade', 'BY', 'BR', 'member', 'T', 'T', 'maker'],
  ['demo-vasilisa-timber-trade', 'LT', null, 'member', 'T', 'T', 'maker'],
  ['demo-yemelya-timber-trade', 'PL', null, 'member', '', 'T', ''],
  ['demo-sivka-burka-timber-trade', 'PL', null, 'member', '', 'T', ''],
  ['demo-konyok-timber-trade', 'DE', null, 'member', '', 'TG', ''],
  ['demo-belun-furniture', 'BY', 'BR', 'member', '', 'T', ''],
  ['demo-tsmok-furniture', 'BY', 'MI', 'member', '', 'T', ''],
  ['demo-rusalka-furniture', 'KZ', null, 'member', '', 'T', ''],
  ['demo-paparat-rolling-mill', 'RU', 'SAM', 'member', 'M', '', ''],
  ['demo-kot-bayun-rolling-mill', 'RU', 'SAM', 'member', 'M', '', ''],
  ['demo-ryaba-rolling-mill', 'BY', 'HO', 'member', 'M', '', ''],
  ['demo-repka-metal-trade', 'BY', 'MI', 'member', 'M', 'M', 'maker'],
  ['demo-bulat-metal-trade', 'BY', 'VI', 'member', 'M', 'M', 'maker'],
  ['demo-kladenets-metal-trade', 'LV', null, 'member', 'M', 'M', 'maker'],
  ['demo-svyatogor-machine-works', 'BY', 'MI', 'member', 'G', 'M', ''],
  ['demo-mikula-machine-works', 'BY', 'HR', 'member', 'G', 'M', ''],
  ['demo-sadko-machine-works', 'KZ', null, 'member', '', 'MG', ''],
  ['demo-alyonushka-dairy', 'BY', 'BR', 'member', 'A', 'A', ''],
  ['demo-mitten-dairy', 'BY', 'HR', 'member', 'A', 'A', ''],
  ['demo-pokatigoroshek-dairy', 'BY', 'VI', 'member', 'A', 'A', ''],
  ['demo-nesmeyana-dairy', 'RU', 'KR', 'member', 'A', 'A', ''],
  ['demo-bogatyr-dairy', 'RU', 'KR', 'member', 'A', 'A', ''],
  ['demo-tridevyat-farm', 'RU', 'KR', 'member', 'A', '', ''],
  ['demo-buyan-farm', 'RU', 'KR', 'member', 'A', '', ''],
  ['demo-zolotoye-yabloko-farm', 'RU', 'PSK', 'member', 'A', '', ''],
  ['demo-skorokhod-farm', 'BY', 'MI', 'member', 'A', 'H', ''],
  ['demo-nevidimka-farm', 'BY', 'MA', 'member', 'A', 'H', ''],
  ['demo-dudochka-oil-press', 'RU', 'SAM', 'member', 'A', '', ''],
  ['demo-masha-oil-press', 'RU', 'SAM', 'member', 'A', '', ''],
  ['demo-lutonya-sugar-house', 'BY', 'MI', 'member', 'A', '', ''],
  ['demo-finist-food-trade', 'RU', 'KR', 'member', 'A', 'A', 'maker'],
  ['demo-tsarevna-food-trade', 'RU', 'MOS', 'member', 'A', 'A', 'maker'],
  ['demo-polkan-food-trade', 'RU', 'SAM', 'member', 'A', 'A', 'maker'],
  ['demo-ovinnik-food-trade', 'BY', 'MI', 'member', 'A', 'A', 'maker'],
  ['demo-sirin-food-trade', 'CN', null, 'member', '', 'AG', ''],
  ['demo-alkonost-food-trade', 'UZ', null, 'member', 'AG', 'A', ''],
  ['demo-gamayun-flax-mill', 'BY', 'VI', 'member', 'AG', 'A', ''],
  ['demo-indrik-chemistry', 'BY', 'VI', 'member', 'H', 'H', ''],
  ['demo-veles-chemistry', 'BY', 'HO', 'member', 'H', 'H', ''],
  ['demo-yarilo-chemistry', 'RU', 'SAM', 'member', 'H', 'H', ''],
  ['demo-lado-fertiliser-trade', 'BY', 'MI', 'member', 'H', 'H', 'maker'],
  ['demo-kupalle-fertiliser-trade', 'BY', 'BR', 'member', 'H', 'H', 'maker'],
  ['demo-dziady-fertiliser-trade', 'CN', null, 'member', '', 'H', ''],
  ['demo-zaduha-spare-parts', 'BY', 'MI', 'member', 'G', 'G', 'maker'],
  ['demo-chur-spare-parts', 'BY', 'VI', 'member', 'G', 'G', 'maker'],
  ['demo-klubochek-spare-parts', 'RU', 'MOS', 'member', '', 'G', ''],
  ['demo-perepyolka-spare-parts', 'TJ', null, 'member', 'G', 'G', ''],
  ['demo-skazka-broker', 'BY', 'MI', 'broker', 'TMAHG', 'TMAHG', ''],
  ['demo-basnya-broker', 'BY', 'MI', 'broker', 'TMAHG', 'TMAHG', ''],
  ['demo-pribautka-broker', 'BY', 'BR', 'broker', 'TMAHG', 'TMAHG', ''],
  ['demo-zagadka-broker', 'BY', 'VI', 'broker', 'TMAHG', 'TMAHG', ''],
  ['demo-pryanik-broker', 'RU', 'MOS', 'broker', 'TMAHG', 'TMAHG', ''],
];

function sectionsOf(letters: string): readonly SectionCode[] {
  return [...letters].map((letter) => SECTIONS[letter] as SectionCode);
}

/** In the order in which they are accredited: the first is participant 1. */
export const MEMBERS: readonly Member[] = ROWS.map(([id, country, region, role, sells, buys, kind]) => ({
  id,
  country,
  region,
  role,
  sells: sectionsOf(sells),
  buys: sectionsOf(buys),
  maker: kind === 'maker',
  ofPeople: kind === 'people',
}));

/** Clients of each broker. */
export const CLIENTS_EACH = 4;
