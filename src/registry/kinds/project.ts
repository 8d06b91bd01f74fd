import type { Kind, Lifecycle } from '#registry/declaration.ts';
import {
  coordinates,
  field,
  founded,
  period,
  sector,
  stateProperty,
  typeProperty,
} from '#registry/properties.ts';

const lifecycle: Lifecycle = {
  property: 'state',
  states: [
    {
      id: 'proposed',
      label: { fr: 'proposé', en: 'proposed', ru: 'предложен', be: 'прапанаваны' },
      tone: 'open',
    },
    {
      id: 'preparation',
      label: {
        fr: 'en préparation',
        en: 'in preparation',
        ru: 'прорабатывается',
        be: 'прапрацоўваецца',
      },
      tone: 'open',
    },
    {
      id: 'under-way',
      label: { fr: 'en cours', en: 'under way', ru: 'реализуется', be: 'рэалізуецца' },
      tone: 'open',
    },
    { id: 'done', label: { fr: 'réalisé', en: 'done', ru: 'реализован', be: 'рэалізаваны' }, tone: 'done' },
    {
      id: 'abandoned',
      label: { fr: 'abandonné', en: 'abandoned', ru: 'прекращён', be: 'спынены' },
      tone: 'stopped',
    },
  ],
  transitions: [
    { from: 'proposed', to: 'preparation' },
    { from: 'preparation', to: 'under-way' },
    { from: 'proposed', to: 'under-way' },
    { from: 'under-way', to: 'done' },
    { from: 'proposed', to: 'abandoned' },
    { from: 'preparation', to: 'abandoned' },
    { from: 'under-way', to: 'abandoned' },
  ],
};

const types = {
  investment: {
    fr: 'projet d’investissement',
    en: 'investment project',
    ru: 'инвестиционный проект',
    be: 'інвестыцыйны праект',
  },
  'joint-venture': {
    fr: 'entreprise commune',
    en: 'joint venture',
    ru: 'совместное предприятие',
    be: 'сумеснае прадпрыемства',
  },
  assembly: {
    fr: 'usine de montage',
    en: 'assembly plant',
    ru: 'сборочное производство',
    be: 'зборачная вытворчасць',
  },
  production: { fr: 'production', en: 'production', ru: 'производство', be: 'вытворчасць' },
  agriculture: {
    fr: 'projet agricole',
    en: 'agricultural project',
    ru: 'сельскохозяйственный проект',
    be: 'сельскагаспадарчы праект',
  },
  promotion: {
    fr: 'promotion et service',
    en: 'promotion and service',
    ru: 'продвижение и сервис',
    be: 'прасоўванне і сэрвіс',
  },
  'exchange-trade': {
    fr: 'commerce en bourse',
    en: 'exchange trade',
    ru: 'биржевая торговля',
    be: 'біржавы гандаль',
  },
  network: {
    fr: 'réseau de recharge',
    en: 'charging network',
    ru: 'зарядная сеть',
    be: 'зарадная сетка',
  },
  pilot: { fr: 'projet pilote', en: 'pilot project', ru: 'пилотный проект', be: 'пілотны праект' },
  space: {
    fr: 'espace commun',
    en: 'common space',
    ru: 'единое пространство',
    be: 'адзіная прастора',
  },
  system: { fr: 'système', en: 'system', ru: 'система', be: 'сістэма' },
  education: {
    fr: 'projet éducatif',
    en: 'education project',
    ru: 'образовательный проект',
    be: 'адукацыйны праект',
  },
  research: { fr: 'recherche', en: 'research', ru: 'исследование', be: 'даследаванне' },
};

export const project: Kind = {
  id: 'project',
  group: 'deal',
  label: {
    one: { fr: 'projet', en: 'project', ru: 'проект', be: 'праект' },
    many: { fr: 'projets', en: 'projects', ru: 'проекты', be: 'праекты' },
  },
  description: {
    fr: 'Entreprise commune et délimitée : production conjointe, montage, investissement, réseau, recherche, système à créer.',
    en: 'A bounded undertaking: joint production, assembly, investment, network, research, a system to be set up.',
    ru: 'Отдельное начинание: совместное производство, сборка, инвестиции, сеть, исследование, создаваемая система.',
    be: 'Асобны пачын: сумесная вытворчасць, зборка, інвестыцыі, сетка, даследаванне, сістэма, якая ствараецца.',
  },
  types,
  properties: [
    typeProperty(types),
    stateProperty(lifecycle.states),
    period,
    founded,
    sector,
    field,
    coordinates,
  ],
  columns: ['type', 'state', 'sector'],
  lifecycle,
};
