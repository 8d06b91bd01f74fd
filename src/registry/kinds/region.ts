import type { Kind } from '#registry/declaration.ts';
import { coordinates, iso3166Subdivision, sector, typeProperty } from '#registry/properties.ts';

const types = {
  oblast: { fr: 'oblast', en: 'oblast', ru: 'область', be: 'вобласць' },
  province: { fr: 'province', en: 'province', ru: 'провинция', be: 'правінцыя' },
  republic: { fr: 'république', en: 'republic', ru: 'республика', be: 'рэспубліка' },
  krai: { fr: 'kraï', en: 'krai', ru: 'край', be: 'край' },
  'federal-district': {
    fr: 'district fédéral',
    en: 'federal district',
    ru: 'федеральный округ',
    be: 'федэральная акруга',
  },
  'macro-region': {
    fr: 'grande région',
    en: 'macro-region',
    ru: 'макрорегион',
    be: 'макрарэгіён',
  },
  group: {
    fr: 'ensemble de régions',
    en: 'group of regions',
    ru: 'совокупность регионов',
    be: 'сукупнасць рэгіёнаў',
  },
};

export const region: Kind = {
  id: 'region',
  group: 'place',
  label: {
    one: { fr: 'région', en: 'region', ru: 'регион', be: 'рэгіён' },
    many: { fr: 'régions', en: 'regions', ru: 'регионы', be: 'рэгіёны' },
  },
  description: {
    fr: 'Division d’un pays (oblast, province, république, kraï), district fédéral, ou grande région de plusieurs pays.',
    en: 'A division of a country (oblast, province, republic, krai), a federal district, or a wider area of several countries.',
    ru: 'Часть страны (область, провинция, республика, край), федеральный округ или крупный район из нескольких стран.',
    be: 'Частка краіны (вобласць, правінцыя, рэспубліка, край), федэральная акруга або буйны раён з некалькіх краін.',
  },
  types,
  properties: [typeProperty(types), iso3166Subdivision, coordinates, sector],
  columns: ['type', 'iso-3166-2'],
};
