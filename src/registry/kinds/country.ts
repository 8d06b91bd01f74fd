import type { Kind } from '#registry/declaration.ts';
import { coordinates, iso3166Country } from '#registry/properties.ts';

export const country: Kind = {
  id: 'country',
  group: 'place',
  label: {
    one: { fr: 'pays', en: 'country', ru: 'страна', be: 'краіна' },
    many: { fr: 'pays', en: 'countries', ru: 'страны', be: 'краіны' },
  },
  description: {
    fr: 'État qui figure dans la norme ISO 3166-1.',
    en: 'A state listed in ISO 3166-1.',
    ru: 'Государство, включённое в стандарт ISO 3166-1.',
    be: 'Дзяржава, уключаная ў стандарт ISO 3166-1.',
  },
  properties: [iso3166Country, coordinates],
  columns: ['iso-3166-1'],
};
