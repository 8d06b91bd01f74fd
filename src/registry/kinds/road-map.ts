import type { Kind, Lifecycle } from '#registry/declaration.ts';
import { field, period, signed, stateProperty, typeProperty } from '#registry/properties.ts';

const lifecycle: Lifecycle = {
  property: 'state',
  states: [
    { id: 'draft', label: { fr: 'projet', en: 'draft', ru: 'проект', be: 'праект' }, tone: 'open' },
    { id: 'signed', label: { fr: 'signée', en: 'signed', ru: 'подписана', be: 'падпісана' }, tone: 'open' },
    {
      id: 'under-way',
      label: { fr: 'en cours', en: 'under way', ru: 'выполняется', be: 'выконваецца' },
      tone: 'open',
    },
    {
      id: 'completed',
      label: { fr: 'achevée', en: 'completed', ru: 'выполнена', be: 'выканана' },
      tone: 'done',
    },
    {
      id: 'ended',
      label: { fr: 'abandonnée', en: 'abandoned', ru: 'прекращена', be: 'спынена' },
      tone: 'stopped',
    },
  ],
  transitions: [
    { from: 'draft', to: 'signed' },
    { from: 'signed', to: 'under-way' },
    { from: 'under-way', to: 'completed' },
    { from: 'signed', to: 'ended' },
    { from: 'under-way', to: 'ended' },
  ],
};

const types = {
  'road-map': { fr: 'feuille de route', en: 'road map', ru: 'дорожная карта', be: 'дарожная карта' },
  'action-plan': {
    fr: 'plan d’action',
    en: 'action plan',
    ru: 'план мероприятий',
    be: 'план мерапрыемстваў',
  },
};

export const roadMap: Kind = {
  id: 'road-map',
  group: 'deal',
  label: {
    one: { fr: 'feuille de route', en: 'road map', ru: 'дорожная карта', be: 'дарожная карта' },
    many: { fr: 'feuilles de route', en: 'road maps', ru: 'дорожные карты', be: 'дарожныя карты' },
  },
  description: {
    fr: 'Liste de mesures que deux parties conviennent de prendre dans une période.',
    en: 'Measures that two parties agree to take within a period.',
    ru: 'Перечень мер, которые две стороны договорились выполнить за период.',
    be: 'Пералік мер, якія два бакі дамовіліся выканаць за перыяд.',
  },
  types,
  properties: [typeProperty(types), stateProperty(lifecycle.states), signed, period, field],
  columns: ['type', 'period', 'signed'],
  lifecycle,
};
