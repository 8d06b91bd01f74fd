import type { Kind, Lifecycle } from '#registry/declaration.ts';
import { adopted, field, inForce, signed, stateProperty, typeProperty } from '#registry/properties.ts';

const lifecycle: Lifecycle = {
  property: 'state',
  states: [
    { id: 'draft', label: { fr: 'projet', en: 'draft', ru: 'проект', be: 'праект' }, tone: 'open' },
    {
      id: 'negotiation',
      label: { fr: 'en négociation', en: 'in negotiation', ru: 'на согласовании', be: 'на ўзгадненні' },
      tone: 'open',
    },
    {
      id: 'agreed',
      label: {
        fr: 'convenu, non signé',
        en: 'agreed, not signed',
        ru: 'согласовано, не подписано',
        be: 'узгоднена, не падпісана',
      },
      tone: 'open',
    },
    { id: 'signed', label: { fr: 'signé', en: 'signed', ru: 'подписано', be: 'падпісана' }, tone: 'open' },
    {
      id: 'in-force',
      label: { fr: 'en vigueur', en: 'in force', ru: 'действует', be: 'дзейнічае' },
      tone: 'done',
    },
    {
      id: 'dormant',
      label: { fr: 'en sommeil', en: 'dormant', ru: 'не выполняется', be: 'не выконваецца' },
      tone: 'stopped',
    },
    {
      id: 'ended',
      label: { fr: 'terminé', en: 'ended', ru: 'прекращено', be: 'спынена' },
      tone: 'stopped',
    },
  ],
  transitions: [
    { from: 'draft', to: 'negotiation' },
    { from: 'negotiation', to: 'agreed' },
    { from: 'agreed', to: 'signed' },
    { from: 'negotiation', to: 'signed' },
    { from: 'signed', to: 'in-force' },
    { from: 'in-force', to: 'dormant' },
    { from: 'dormant', to: 'in-force' },
    { from: 'in-force', to: 'ended' },
    { from: 'dormant', to: 'ended' },
  ],
};

const types = {
  treaty: {
    fr: 'accord interétatique',
    en: 'interstate agreement',
    ru: 'межгосударственное соглашение',
    be: 'міждзяржаўнае пагадненне',
  },
  cooperation: {
    fr: 'accord de coopération',
    en: 'cooperation agreement',
    ru: 'соглашение о сотрудничестве',
    be: 'пагадненне аб супрацоўніцтве',
  },
  twinning: {
    fr: 'accord de jumelage',
    en: 'twinning agreement',
    ru: 'соглашение о побратимстве',
    be: 'пагадненне аб пабрацімстве',
  },
  memorandum: { fr: 'mémorandum', en: 'memorandum', ru: 'меморандум', be: 'мемарандум' },
  protocol: { fr: 'protocole', en: 'protocol', ru: 'протокол', be: 'пратакол' },
  intent: {
    fr: 'accord d’intention',
    en: 'agreement of intent',
    ru: 'соглашение о намерениях',
    be: 'пагадненне аб намерах',
  },
  'supply-contract': {
    fr: 'contrat de fourniture',
    en: 'supply contract',
    ru: 'контракт на поставку',
    be: 'кантракт на пастаўку',
  },
  'dealer-contract': {
    fr: 'contrat de concession commerciale',
    en: 'dealer contract',
    ru: 'дилерский договор',
    be: 'дылерскі дагавор',
  },
  declaration: { fr: 'déclaration', en: 'declaration', ru: 'декларация', be: 'дэкларацыя' },
  resolution: { fr: 'résolution', en: 'resolution', ru: 'резолюция', be: 'рэзалюцыя' },
  'set-of-documents': {
    fr: 'ensemble de documents',
    en: 'set of documents',
    ru: 'комплект документов',
    be: 'камплект дакументаў',
  },
};

export const agreement: Kind = {
  id: 'agreement',
  group: 'deal',
  label: {
    one: { fr: 'accord', en: 'agreement', ru: 'соглашение', be: 'пагадненне' },
    many: { fr: 'accords', en: 'agreements', ru: 'соглашения', be: 'пагадненні' },
  },
  description: {
    fr: 'Document par lequel des parties conviennent de quelque chose : traité, accord, mémorandum, protocole, contrat, déclaration ou résolution.',
    en: 'A document by which parties agree on something: treaty, agreement, memorandum, protocol, contract, declaration or resolution.',
    ru: 'Документ, которым стороны о чём-либо договариваются: договор, соглашение, меморандум, протокол, контракт, декларация или резолюция.',
    be: 'Дакумент, якім бакі пра нешта дамаўляюцца: дагавор, пагадненне, мемарандум, пратакол, кантракт, дэкларацыя або рэзалюцыя.',
  },
  types,
  properties: [typeProperty(types), stateProperty(lifecycle.states), signed, adopted, inForce, field],
  columns: ['type', 'state', 'signed'],
  lifecycle,
};
