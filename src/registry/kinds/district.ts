import type { Kind } from '#registry/declaration.ts';
import { coordinates, typeProperty } from '#registry/properties.ts';

const types = {
  rural: { fr: 'district rural', en: 'rural district', ru: 'сельский район', be: 'сельскі раён' },
  urban: {
    fr: 'arrondissement urbain',
    en: 'urban district',
    ru: 'городской район',
    be: 'гарадскі раён',
  },
};

export const district: Kind = {
  id: 'district',
  group: 'place',
  label: {
    one: { fr: 'district', en: 'district', ru: 'район', be: 'раён' },
    many: { fr: 'districts', en: 'districts', ru: 'районы', be: 'раёны' },
  },
  description: {
    fr: 'Division d’une région ou arrondissement d’une ville.',
    en: 'A division of a region, or of a city.',
    ru: 'Район области или города.',
    be: 'Раён вобласці або горада.',
  },
  types,
  properties: [typeProperty(types), coordinates],
  columns: ['type'],
};
