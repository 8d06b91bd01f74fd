import type { Kind } from '#registry/declaration.ts';
import { coordinates, founded } from '#registry/properties.ts';

export const industrialPark: Kind = {
  id: 'industrial-park',
  group: 'place',
  label: {
    one: {
      fr: 'parc industriel',
      en: 'industrial park',
      ru: 'индустриальный парк',
      be: 'індустрыяльны парк',
    },
    many: {
      fr: 'parcs industriels',
      en: 'industrial parks',
      ru: 'индустриальные парки',
      be: 'індустрыяльныя паркі',
    },
  },
  description: {
    fr: 'Territoire aménagé pour des entreprises résidentes, avec sa propre administration.',
    en: 'A territory laid out for resident companies, with an administration of its own.',
    ru: 'Территория, обустроенная для компаний-резидентов, с собственной администрацией.',
    be: 'Тэрыторыя, уладкаваная для кампаній-рэзідэнтаў, з уласнай адміністрацыяй.',
  },
  properties: [coordinates, founded],
  columns: [],
};
