import type { Kind, Lifecycle } from '#registry/declaration.ts';
import {
  edition,
  field,
  format,
  frequency,
  goal,
  held,
  principle,
  stateProperty,
  theme,
  typeProperty,
} from '#registry/properties.ts';

const lifecycle: Lifecycle = {
  property: 'state',
  states: [
    {
      id: 'planned',
      label: { fr: 'prévu', en: 'planned', ru: 'запланировано', be: 'запланавана' },
      tone: 'open',
    },
    {
      id: 'postponed',
      label: { fr: 'reporté', en: 'postponed', ru: 'перенесено', be: 'перанесена' },
      tone: 'open',
    },
    { id: 'held', label: { fr: 'tenu', en: 'held', ru: 'проведено', be: 'праведзена' }, tone: 'done' },
    {
      id: 'cancelled',
      label: { fr: 'annulé', en: 'cancelled', ru: 'отменено', be: 'адменена' },
      tone: 'stopped',
    },
  ],
  transitions: [
    { from: 'planned', to: 'held' },
    { from: 'planned', to: 'postponed' },
    { from: 'postponed', to: 'planned' },
    { from: 'postponed', to: 'held' },
    { from: 'planned', to: 'cancelled' },
    { from: 'postponed', to: 'cancelled' },
  ],
};

const types = {
  forum: { fr: 'forum', en: 'forum', ru: 'форум', be: 'форум' },
  fair: { fr: 'foire ou salon', en: 'fair', ru: 'ярмарка, выставка', be: 'кірмаш, выстава' },
  days: { fr: 'journées', en: 'days', ru: 'дни', be: 'дні' },
  session: { fr: 'session', en: 'session', ru: 'заседание', be: 'пасяджэнне' },
  meeting: { fr: 'rencontre', en: 'meeting', ru: 'встреча', be: 'сустрэча' },
  'business-meeting': {
    fr: 'rencontre d’affaires',
    en: 'business meeting',
    ru: 'деловая встреча',
    be: 'дзелавая сустрэча',
  },
  visit: { fr: 'visite', en: 'visit', ru: 'визит', be: 'візіт' },
  congress: { fr: 'congrès', en: 'congress', ru: 'съезд', be: 'з’езд' },
  conference: { fr: 'conférence', en: 'conference', ru: 'конференция', be: 'канферэнцыя' },
  summit: { fr: 'sommet', en: 'summit', ru: 'саммит', be: 'саміт' },
  'round-table': { fr: 'table ronde', en: 'round table', ru: 'круглый стол', be: 'круглы стол' },
  presentation: { fr: 'présentation', en: 'presentation', ru: 'презентация', be: 'прэзентацыя' },
  presidency: { fr: 'présidence', en: 'presidency', ru: 'председательство', be: 'старшынства' },
  anniversary: { fr: 'anniversaire', en: 'anniversary', ru: 'годовщина', be: 'гадавіна' },
  establishment: { fr: 'établissement', en: 'establishment', ru: 'установление', be: 'усталяванне' },
  'summer-school': { fr: 'école d’été', en: 'summer school', ru: 'летняя школа', be: 'летняя школа' },
  'master-class': { fr: 'classe de maître', en: 'master class', ru: 'мастер-класс', be: 'майстар-клас' },
  festival: { fr: 'festival', en: 'festival', ru: 'фестиваль', be: 'фестываль' },
  series: { fr: 'série', en: 'series', ru: 'серия мероприятий', be: 'серыя мерапрыемстваў' },
};

export const event: Kind = {
  id: 'event',
  group: 'happening',
  label: {
    one: { fr: 'événement', en: 'event', ru: 'мероприятие', be: 'мерапрыемства' },
    many: { fr: 'événements', en: 'events', ru: 'мероприятия', be: 'мерапрыемствы' },
  },
  description: {
    fr: 'Rencontre datée : forum, foire, session, visite, congrès ; ou série de telles rencontres.',
    en: 'A dated meeting: forum, fair, session, visit, congress; or a series of them.',
    ru: 'Встреча с датой: форум, ярмарка, заседание, визит, съезд; или серия таких встреч.',
    be: 'Сустрэча з датай: форум, кірмаш, пасяджэнне, візіт, з’езд; або серыя такіх сустрэч.',
  },
  types,
  properties: [
    typeProperty(types),
    stateProperty(lifecycle.states),
    held,
    edition,
    theme,
    field,
    goal,
    principle,
    format,
    frequency,
  ],
  columns: ['type', 'held', 'state'],
  lifecycle,
};
