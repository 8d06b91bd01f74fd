/**
 * Names of units beside a number. Each language has its own grammar of counting, so each has its own forms:
 * French and English one and other; Russian and Belarusian one (21), few (22), many (25) and fraction (1.5),
 * in the nominative, and in the genitive (after 'more than') one and other.
 */
export interface SlavicForms {
  readonly one: string;
  readonly few: string;
  readonly many: string;
  readonly fraction: string;
  /** Genitive after a number that ends in one, and after any other. */
  readonly genitive: readonly [one: string, other: string];
  /** Accusative after a number that ends in one, where it isn't the nominative: living beings. */
  readonly accusativeOne?: string;
}

export interface UnitWords {
  readonly fr: readonly [one: string, other: string];
  readonly en: readonly [one: string, other: string];
  readonly ru: SlavicForms;
  readonly be: SlavicForms;
}

function slavic(
  one: string,
  few: string,
  many: string,
  genitiveOne: string,
  more: Partial<SlavicForms> = {},
) {
  return { one, few, many, fraction: genitiveOne, genitive: [genitiveOne, many] as const, ...more };
}

export const UNIT_WORDS: { readonly [unit: string]: UnitWords } = {
  USD: {
    fr: ['dollar', 'dollars'],
    en: ['dollar', 'dollars'],
    ru: slavic('доллар', 'доллара', 'долларов', 'доллара'),
    be: slavic('долар', 'долары', 'долараў', 'долара'),
  },
  EUR: {
    fr: ['euro', 'euros'],
    en: ['euro', 'euros'],
    ru: slavic('евро', 'евро', 'евро', 'евро'),
    be: slavic('еўра', 'еўра', 'еўра', 'еўра'),
  },
  BYN: {
    fr: ['rouble bélarussien', 'roubles bélarussiens'],
    en: ['Belarusian rouble', 'Belarusian roubles'],
    ru: slavic('белорусский рубль', 'белорусских рубля', 'белорусских рублей', 'белорусского рубля'),
    be: slavic('беларускі рубель', 'беларускія рублі', 'беларускіх рублёў', 'беларускага рубля'),
  },
  RUB: {
    fr: ['rouble russe', 'roubles russes'],
    en: ['Russian rouble', 'Russian roubles'],
    ru: slavic('российский рубль', 'российских рубля', 'российских рублей', 'российского рубля'),
    be: slavic('расійскі рубель', 'расійскія рублі', 'расійскіх рублёў', 'расійскага рубля'),
  },
  CNY: {
    fr: ['yuan', 'yuans'],
    en: ['yuan', 'yuan'],
    ru: slavic('юань', 'юаня', 'юаней', 'юаня'),
    be: slavic('юань', 'юані', 'юаняў', 'юаня'),
  },
  person: {
    fr: ['personne', 'personnes'],
    en: ['person', 'people'],
    ru: slavic('человек', 'человека', 'человек', 'человека', { accusativeOne: 'человека' }),
    be: slavic('чалавек', 'чалавекі', 'чалавек', 'чалавека', { accusativeOne: 'чалавека' }),
  },
  t: {
    fr: ['tonne', 'tonnes'],
    en: ['tonne', 'tonnes'],
    ru: slavic('тонна', 'тонны', 'тонн', 'тонны', { accusativeOne: 'тонну' }),
    be: slavic('тона', 'тоны', 'тон', 'тоны', { accusativeOne: 'тону' }),
  },
  km: {
    fr: ['kilomètre', 'kilomètres'],
    en: ['kilometre', 'kilometres'],
    ru: slavic('километр', 'километра', 'километров', 'километра'),
    be: slavic('кіламетр', 'кіламетры', 'кіламетраў', 'кіламетра'),
  },
  ha: {
    fr: ['hectare', 'hectares'],
    en: ['hectare', 'hectares'],
    ru: slavic('гектар', 'гектара', 'гектаров', 'гектара'),
    be: slavic('гектар', 'гектары', 'гектараў', 'гектара'),
  },
  year: {
    fr: ['an', 'ans'],
    en: ['year', 'years'],
    ru: slavic('год', 'года', 'лет', 'года'),
    be: slavic('год', 'гады', 'гадоў', 'года'),
  },
  month: {
    fr: ['mois', 'mois'],
    en: ['month', 'months'],
    ru: slavic('месяц', 'месяца', 'месяцев', 'месяца'),
    be: slavic('месяц', 'месяцы', 'месяцаў', 'месяца'),
  },
  times: {
    fr: ['fois', 'fois'],
    en: ['time', 'times'],
    ru: slavic('раз', 'раза', 'раз', 'раза'),
    be: slavic('раз', 'разы', 'разоў', 'раза'),
  },
  /** A currency that has no words here is written with its code. */
  point: {
    fr: ['point', 'points'],
    en: ['point', 'points'],
    ru: slavic('пункт', 'пункта', 'пунктов', 'пункта'),
    be: slavic('пункт', 'пункты', 'пунктаў', 'пункта'),
  },
};
