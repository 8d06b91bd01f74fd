/**
 * Units of figures. Currencies have their ISO 4217 code. Changes and shares are given in `percent`, ratios in
 * `times`, ranks in `rank`, whatever the measure.
 */
import type { Unit } from './measure.ts';

export const UNITS: readonly Unit[] = [
  {
    id: 'USD',
    label: { fr: 'dollar des États-Unis', en: 'US dollar', ru: 'доллар США', be: 'долар ЗША' },
    kind: 'currency',
  },
  { id: 'EUR', label: { fr: 'euro', en: 'euro', ru: 'евро', be: 'еўра' }, kind: 'currency' },
  {
    id: 'BYN',
    label: {
      fr: 'rouble bélarussien',
      en: 'Belarusian rouble',
      ru: 'белорусский рубль',
      be: 'беларускі рубель',
    },
    kind: 'currency',
  },
  {
    id: 'RUB',
    label: { fr: 'rouble russe', en: 'Russian rouble', ru: 'российский рубль', be: 'расійскі рубель' },
    kind: 'currency',
  },
  { id: 'CNY', label: { fr: 'yuan', en: 'yuan', ru: 'юань', be: 'юань' }, kind: 'currency' },
  { id: 'count', label: { fr: 'unités', en: 'units', ru: 'единиц', be: 'адзінак' }, kind: 'count' },
  { id: 'person', label: { fr: 'personnes', en: 'people', ru: 'человек', be: 'чалавек' }, kind: 'count' },
  {
    id: 'count-per-year',
    label: { fr: 'unités par an', en: 'units a year', ru: 'единиц в год', be: 'адзінак у год' },
    kind: 'count',
  },
  { id: 't', label: { fr: 'tonne', en: 'tonne', ru: 'тонна', be: 'тона' }, kind: 'mass' },
  { id: 'km', label: { fr: 'kilomètre', en: 'kilometre', ru: 'километр', be: 'кіламетр' }, kind: 'length' },
  { id: 'ha', label: { fr: 'hectare', en: 'hectare', ru: 'гектар', be: 'гектар' }, kind: 'area' },
  { id: 'year', label: { fr: 'an', en: 'year', ru: 'год', be: 'год' }, kind: 'time' },
  { id: 'month', label: { fr: 'mois', en: 'month', ru: 'месяц', be: 'месяц' }, kind: 'time' },
  { id: 'calendar-year', label: { fr: 'année', en: 'year', ru: 'год', be: 'год' }, kind: 'order' },
  { id: 'percent', label: { fr: 'pour cent', en: 'per cent', ru: 'процент', be: 'працэнт' }, kind: 'share' },
  { id: 'times', label: { fr: 'fois', en: 'times', ru: 'раз', be: 'разоў' }, kind: 'share' },
  { id: 'rank', label: { fr: 'rang', en: 'rank', ru: 'место', be: 'месца' }, kind: 'order' },
  {
    id: 'ordinal',
    label: { fr: 'numéro d’ordre', en: 'ordinal number', ru: 'порядковый номер', be: 'парадкавы нумар' },
    kind: 'order',
  },
];

/** Units that belong to a form of figure instead of a measure. */
export const FORM_UNITS = { percent: 'percent', share: 'percent', ratio: 'times', rank: 'rank' } as const;
