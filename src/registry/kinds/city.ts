import type { Kind } from '#registry/declaration.ts';
import { coordinates, iso3166Subdivision } from '#registry/properties.ts';

export const city: Kind = {
  id: 'city',
  group: 'place',
  label: {
    one: { fr: 'ville', en: 'city', ru: 'город', be: 'горад' },
    many: { fr: 'villes', en: 'cities', ru: 'города', be: 'гарады' },
  },
  description: {
    fr: 'Ville ; les capitales qui sont aussi des divisions de premier rang portent un code ISO 3166-2.',
    en: 'A city or town; capitals that are first-level divisions too have an ISO 3166-2 code.',
    ru: 'Город; столицы, которые сами являются единицами первого уровня, имеют код ISO 3166-2.',
    be: 'Горад; сталіцы, якія самі з’яўляюцца адзінкамі першага ўзроўню, маюць код ISO 3166-2.',
  },
  properties: [iso3166Subdivision, coordinates],
  columns: [],
};
