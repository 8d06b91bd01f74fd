import type { Kind } from '#registry/declaration.ts';
import { coordinates, founded, legalForm, registered, sector, typeProperty } from '#registry/properties.ts';

const types = {
  company: { fr: 'entreprise', en: 'company', ru: 'компания', be: 'кампанія' },
  authority: { fr: 'autorité publique', en: 'authority', ru: 'орган власти', be: 'орган улады' },
  parliament: { fr: 'parlement', en: 'parliament', ru: 'парламент', be: 'парламент' },
  'diplomatic-mission': {
    fr: 'mission diplomatique',
    en: 'diplomatic mission',
    ru: 'дипломатическое представительство',
    be: 'дыпламатычнае прадстаўніцтва',
  },
  'international-body': {
    fr: 'organisation internationale',
    en: 'international body',
    ru: 'международная организация',
    be: 'міжнародная арганізацыя',
  },
  association: { fr: 'association', en: 'association', ru: 'объединение', be: 'аб’яднанне' },
  chamber: {
    fr: 'chambre de commerce et d’industrie',
    en: 'chamber of commerce and industry',
    ru: 'торгово-промышленная палата',
    be: 'гандлёва-прамысловая палата',
  },
  exchange: {
    fr: 'bourse de marchandises',
    en: 'commodity exchange',
    ru: 'товарная биржа',
    be: 'таварная біржа',
  },
  concern: { fr: 'groupe industriel', en: 'concern', ru: 'концерн', be: 'канцэрн' },
  bank: { fr: 'banque', en: 'bank', ru: 'банк', be: 'банк' },
  university: { fr: 'université', en: 'university', ru: 'университет', be: 'універсітэт' },
  'educational-institution': {
    fr: 'établissement d’enseignement',
    en: 'educational institution',
    ru: 'учреждение образования',
    be: 'установа адукацыі',
  },
  academy: {
    fr: 'académie des sciences',
    en: 'academy of sciences',
    ru: 'академия наук',
    be: 'акадэмія навук',
  },
  'export-support-centre': {
    fr: 'centre d’appui à l’exportation',
    en: 'export support centre',
    ru: 'центр поддержки экспорта',
    be: 'цэнтр падтрымкі экспарту',
  },
  agency: { fr: 'agence', en: 'agency', ru: 'агентство', be: 'агенцтва' },
  fund: { fr: 'fonds', en: 'fund', ru: 'фонд', be: 'фонд' },
  'zone-administration': {
    fr: 'administration de zone',
    en: 'zone administration',
    ru: 'администрация зоны',
    be: 'адміністрацыя зоны',
  },
  group: {
    fr: 'ensemble d’organisations',
    en: 'group of organisations',
    ru: 'группа организаций',
    be: 'група арганізацый',
  },
};

export const organisation: Kind = {
  id: 'organisation',
  group: 'organisation',
  label: {
    one: { fr: 'organisation', en: 'organisation', ru: 'организация', be: 'арганізацыя' },
    many: { fr: 'organisations', en: 'organisations', ru: 'организации', be: 'арганізацыі' },
  },
  description: {
    fr: 'Entreprise, autorité, organisation internationale, chambre, bourse, université ou association.',
    en: 'A company, authority, international body, chamber, exchange, university or association.',
    ru: 'Предприятие, орган власти, международная организация, палата, биржа, университет или объединение.',
    be: 'Прадпрыемства, орган улады, міжнародная арганізацыя, палата, біржа, універсітэт або аб’яднанне.',
  },
  types,
  properties: [typeProperty(types), legalForm, sector, founded, registered, coordinates],
  columns: ['type', 'sector'],
};
