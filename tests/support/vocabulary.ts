/** A small vocabulary for tests: a few kinds, properties, relations and measures, with every type of value. */
import type { Label } from '#base/language.ts';
import type { Kind, Property, RelationType } from '#registry/declaration.ts';
import type { Vocabulary } from '#registry/vocabulary.ts';

function label(word: string): Label {
  return { fr: word, en: word, ru: word, be: word };
}

function property(id: string, type: Property['type'], more: Partial<Property> = {}): Property {
  return { id, label: label(id), type, ...more };
}

function kind(id: string, group: Kind['group'], more: Partial<Kind> = {}): Kind {
  return {
    id,
    group,
    label: { one: label(id), many: label(`${id}s`) },
    description: label(id),
    properties: [],
    columns: [],
    ...more,
  };
}

function relation(id: string, from: string[], to: string[], more: Partial<RelationType> = {}): RelationType {
  return {
    id,
    label: { forward: label(id), reverse: label(`${id}-by`) },
    from,
    to,
    group: 'structure',
    ...more,
  };
}

const PLACES = ['country', 'region', 'city'];
const coordinates = property('coordinates', 'point');
const code = property('code', 'code', { many: true });

export const TEST_VOCABULARY: Vocabulary = {
  properties: [
    property('name', 'text'),
    property('alias', 'text', { many: true }),
    property('as-printed', 'text', { many: true }),
    property('type', 'choice'),
    property('description', 'text', { many: true }),
    property('website', 'url'),
    property('unnamed', 'flag'),
  ],
  kinds: [
    kind('country', 'place', { properties: [code, coordinates] }),
    kind('region', 'place', { properties: [code, coordinates] }),
    kind('city', 'place', {
      properties: [coordinates, property('founded', 'date'), property('altitude', 'decimal')],
    }),
    kind('organisation', 'organisation', {
      types: { company: label('company'), authority: label('authority') },
      properties: [property('founded', 'date'), property('staff', 'integer')],
    }),
    kind('event', 'happening', { properties: [property('held', 'date'), property('edition', 'integer')] }),
    kind('product', 'good', { properties: [property('hs-code', 'code')] }),
    kind('source', 'source', { properties: [property('weight', 'integer'), property('published', 'date')] }),
  ],
  relations: [
    relation('located-in', [...PLACES, 'organisation', 'event'], PLACES),
    relation('twin-of', ['region', 'city'], ['region', 'city'], {
      symmetric: true,
      group: 'network',
      qualifiers: [property('round', 'integer')],
    }),
    relation('takes-part-in', [...PLACES, 'organisation'], ['event'], { group: 'event' }),
    relation('makes', ['organisation'], ['product'], { group: 'trade' }),
  ],
  measures: [
    { id: 'exports', label: label('exports'), units: ['USD', 'tonne'], time: 'flow', direction: 1 },
    { id: 'imports', label: label('imports'), units: ['USD', 'tonne'], time: 'flow', direction: 0 },
    { id: 'turnover', label: label('turnover'), units: ['USD', 'tonne'], time: 'flow', direction: 1 },
    { id: 'balance', label: label('balance'), units: ['USD', 'tonne'], time: 'flow', direction: 1 },
    { id: 'residents', label: label('residents'), units: ['count'], time: 'stock', direction: 1 },
  ],
  units: [
    { id: 'USD', label: label('USD'), kind: 'currency' },
    { id: 'tonne', label: label('tonne'), kind: 'mass' },
    { id: 'count', label: label('count'), kind: 'count' },
    { id: 'percent', label: label('percent'), kind: 'share' },
    { id: 'times', label: label('times'), kind: 'share' },
    { id: 'rank', label: label('rank'), kind: 'order' },
  ],
  identities: [
    {
      id: 'turnover',
      label: label('turnover'),
      terms: [
        { measure: 'turnover', sign: 1 },
        { measure: 'exports', sign: -1 },
        { measure: 'imports', sign: -1 },
      ],
    },
    {
      id: 'balance',
      label: label('balance'),
      terms: [
        { measure: 'balance', sign: 1 },
        { measure: 'exports', sign: -1 },
        { measure: 'imports', sign: 1 },
      ],
    },
  ],
};
