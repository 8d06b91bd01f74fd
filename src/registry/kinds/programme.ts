import type { Kind, Lifecycle } from '#registry/declaration.ts';
import {
  adopted,
  field,
  goal,
  period,
  principle,
  signed,
  stateProperty,
  typeProperty,
} from '#registry/properties.ts';

const lifecycle: Lifecycle = {
  property: 'state',
  states: [
    {
      id: 'proposed',
      label: { fr: 'proposé', en: 'proposed', ru: 'предложена', be: 'прапанавана' },
      tone: 'open',
    },
    { id: 'draft', label: { fr: 'projet', en: 'draft', ru: 'проект', be: 'праект' }, tone: 'open' },
    {
      id: 'endorsement',
      label: {
        fr: 'en cours d’approbation par les États',
        en: 'being endorsed by the states',
        ru: 'на согласовании в государствах',
        be: 'на ўзгадненні ў дзяржавах',
      },
      tone: 'open',
    },
    {
      id: 'approved',
      label: { fr: 'approuvé', en: 'approved', ru: 'утверждена', be: 'зацверджана' },
      tone: 'open',
    },
    {
      id: 'under-way',
      label: { fr: 'en cours', en: 'under way', ru: 'выполняется', be: 'выконваецца' },
      tone: 'open',
    },
    {
      id: 'completed',
      label: { fr: 'achevé', en: 'completed', ru: 'выполнена', be: 'выканана' },
      tone: 'done',
    },
    {
      id: 'ended',
      label: { fr: 'abandonné', en: 'abandoned', ru: 'прекращена', be: 'спынена' },
      tone: 'stopped',
    },
  ],
  transitions: [
    { from: 'proposed', to: 'draft' },
    { from: 'draft', to: 'endorsement' },
    { from: 'draft', to: 'approved' },
    { from: 'endorsement', to: 'approved' },
    { from: 'approved', to: 'under-way' },
    { from: 'under-way', to: 'completed' },
    { from: 'proposed', to: 'ended' },
    { from: 'draft', to: 'ended' },
    { from: 'under-way', to: 'ended' },
  ],
};

const types = {
  programme: { fr: 'programme', en: 'programme', ru: 'программа', be: 'праграма' },
  plan: { fr: 'plan', en: 'plan', ru: 'план', be: 'план' },
  strategy: { fr: 'stratégie', en: 'strategy', ru: 'стратегия', be: 'стратэгія' },
  concept: { fr: 'conception', en: 'concept', ru: 'концепция', be: 'канцэпцыя' },
  'project-list': {
    fr: 'liste de projets',
    en: 'list of projects',
    ru: 'перечень проектов',
    be: 'пералік праектаў',
  },
  goals: { fr: 'objectifs', en: 'goals', ru: 'цели', be: 'мэты' },
  movement: { fr: 'mouvement', en: 'movement', ru: 'движение', be: 'рух' },
  'trading-scheme': {
    fr: 'mécanisme d’échanges',
    en: 'trading scheme',
    ru: 'торговый механизм',
    be: 'гандлёвы механізм',
  },
};

export const programme: Kind = {
  id: 'programme',
  group: 'deal',
  label: {
    one: { fr: 'programme', en: 'programme', ru: 'программа', be: 'праграма' },
    many: { fr: 'programmes', en: 'programmes', ru: 'программы', be: 'праграмы' },
  },
  description: {
    fr: 'Programme, plan, stratégie ou conception avec ses orientations, ses mesures et ses cibles.',
    en: 'A programme, plan, strategy or concept with its directions, measures and targets.',
    ru: 'Программа, план, стратегия или концепция с направлениями, мероприятиями и целевыми показателями.',
    be: 'Праграма, план, стратэгія або канцэпцыя з кірункамі, мерапрыемствамі і мэтавымі паказчыкамі.',
  },
  types,
  properties: [
    typeProperty(types),
    stateProperty(lifecycle.states),
    period,
    adopted,
    signed,
    field,
    goal,
    principle,
  ],
  columns: ['type', 'state', 'period'],
  lifecycle,
};
