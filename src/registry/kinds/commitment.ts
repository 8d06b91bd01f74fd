import type { Kind, Lifecycle } from '#registry/declaration.ts';
import { stateProperty } from '#registry/properties.ts';

const lifecycle: Lifecycle = {
  property: 'state',
  states: [
    {
      id: 'planned',
      label: { fr: 'prévu', en: 'planned', ru: 'запланировано', be: 'запланавана' },
      tone: 'open',
    },
    {
      id: 'in-progress',
      label: { fr: 'en cours', en: 'in progress', ru: 'выполняется', be: 'выконваецца' },
      tone: 'open',
    },
    { id: 'done', label: { fr: 'fait', en: 'done', ru: 'выполнено', be: 'выканана' }, tone: 'done' },
    {
      id: 'dropped',
      label: { fr: 'abandonné', en: 'dropped', ru: 'снято', be: 'знята' },
      tone: 'stopped',
    },
  ],
  transitions: [
    { from: 'planned', to: 'in-progress' },
    { from: 'planned', to: 'done' },
    { from: 'in-progress', to: 'done' },
    { from: 'planned', to: 'dropped' },
    { from: 'in-progress', to: 'dropped' },
    { from: 'dropped', to: 'planned' },
  ],
};

export const commitment: Kind = {
  id: 'commitment',
  group: 'commitment',
  label: {
    one: { fr: 'engagement', en: 'commitment', ru: 'обязательство', be: 'абавязацельства' },
    many: { fr: 'engagements', en: 'commitments', ru: 'обязательства', be: 'абавязацельствы' },
  },
  description: {
    fr: 'Ce que quelqu’un s’est engagé à faire, ou prévoit de faire, et pour quand.',
    en: 'What somebody undertook or plans to do, and by when.',
    ru: 'Что кто-либо обязался или планирует сделать и к какому сроку.',
    be: 'Што нехта абавязаўся або плануе зрабіць і да якога тэрміну.',
  },
  properties: [
    stateProperty(lifecycle.states),
    {
      id: 'due',
      label: { fr: 'échéance', en: 'due', ru: 'срок', be: 'тэрмін' },
      type: 'date',
    },
    {
      id: 'target',
      label: {
        fr: 'objectif (chiffre)',
        en: 'target (figure)',
        ru: 'цель (показатель)',
        be: 'мэта (паказчык)',
      },
      type: 'code',
      standard: 'id of a figure; absent: the figure with this id and «-target» behind',
    },
    {
      id: 'hope',
      label: {
        fr: 'espoir de l’auteur, non promesse',
        en: 'the author’s hope, not a promise',
        ru: 'надежда автора, а не обещание',
        be: 'спадзяванне аўтара, а не абяцанне',
      },
      type: 'flag',
    },
    {
      id: 'condition',
      label: { fr: 'condition', en: 'condition', ru: 'условие', be: 'умова' },
      type: 'text',
    },
  ],
  columns: ['state', 'due', 'hope'],
  lifecycle,
};
