import type { Kind } from '#registry/declaration.ts';
import { coordinates, founded, typeProperty } from '#registry/properties.ts';

const types = {
  'free-economic-zone': {
    fr: 'zone économique franche',
    en: 'free economic zone',
    ru: 'свободная экономическая зона',
    be: 'свабодная эканамічная зона',
  },
  'industrial-development-zone': {
    fr: 'zone de développement industriel',
    en: 'industrial development zone',
    ru: 'зона промышленного развития',
    be: 'зона прамысловага развіцця',
  },
  quarry: { fr: 'carrière', en: 'quarry', ru: 'карьер', be: 'кар’ер' },
  'exhibition-site': {
    fr: 'lieu d’exposition',
    en: 'exhibition ground',
    ru: 'выставочная площадка',
    be: 'выставачная пляцоўка',
  },
  group: { fr: 'ensemble de zones', en: 'group of zones', ru: 'совокупность зон', be: 'сукупнасць зон' },
};

export const zone: Kind = {
  id: 'zone',
  group: 'place',
  label: {
    one: { fr: 'zone ou site', en: 'zone or site', ru: 'зона или площадка', be: 'зона або пляцоўка' },
    many: { fr: 'zones et sites', en: 'zones and sites', ru: 'зоны и площадки', be: 'зоны і пляцоўкі' },
  },
  description: {
    fr: 'Territoire délimité où valent des règles particulières, ou site d’une activité : zone économique franche, zone de développement industriel, carrière, lieu d’exposition.',
    en: 'A bounded territory with rules of its own, or the site of an activity: free economic zone, industrial development zone, quarry, exhibition ground.',
    ru: 'Территория с особым режимом или место деятельности: свободная экономическая зона, зона промышленного развития, карьер, выставочная площадка.',
    be: 'Тэрыторыя з асаблівым рэжымам або месца дзейнасці: свабодная эканамічная зона, зона прамысловага развіцця, кар’ер, выставачная пляцоўка.',
  },
  types,
  properties: [typeProperty(types), coordinates, founded],
  columns: ['type'],
};
