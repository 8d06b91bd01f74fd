/**
 * Properties that several kinds share. Those of `COMMON_PROPERTIES` may be said of every entity; the others are
 * named by the kinds that have them. Labels begin in lower case: they stand in sentences, headings capitalise them.
 */
import type { Label } from '#base/language.ts';
import type { LifecycleState, Property } from './declaration.ts';

export const name: Property = {
  id: 'name',
  label: { fr: 'nom', en: 'name', ru: 'название', be: 'назва' },
  type: 'text',
};

export const alias: Property = {
  id: 'alias',
  label: { fr: 'autre nom', en: 'also known as', ru: 'другое название', be: 'іншая назва' },
  type: 'text',
  many: true,
};

export const asPrinted: Property = {
  id: 'as-printed',
  label: { fr: 'graphie imprimée', en: 'as printed', ru: 'как напечатано', be: 'як надрукавана' },
  type: 'text',
  many: true,
};

export const description: Property = {
  id: 'description',
  label: { fr: 'description', en: 'description', ru: 'описание', be: 'апісанне' },
  type: 'text',
  many: true,
};

export const feature: Property = {
  id: 'feature',
  label: { fr: 'caractéristique', en: 'characteristic', ru: 'особенность', be: 'асаблівасць' },
  type: 'text',
  many: true,
};

export const note: Property = {
  id: 'note',
  label: { fr: 'remarque', en: 'note', ru: 'примечание', be: 'заўвага' },
  type: 'text',
  many: true,
};

export const website: Property = {
  id: 'website',
  label: { fr: 'site web', en: 'website', ru: 'сайт', be: 'сайт' },
  type: 'url',
  many: true,
};

/** The source speaks of it without naming it, or names only a group. */
export const unnamed: Property = {
  id: 'unnamed',
  label: {
    fr: 'non nommé dans la source',
    en: 'not named in the source',
    ru: 'в источнике не назван',
    be: 'у крыніцы не названы',
  },
  type: 'flag',
};

/** What may be said of every entity. */
export const COMMON_PROPERTIES: readonly Property[] = [
  name,
  alias,
  asPrinted,
  description,
  feature,
  note,
  website,
  unnamed,
];

export const iso3166Country: Property = {
  id: 'iso-3166-1',
  label: {
    fr: 'code ISO 3166-1',
    en: 'ISO 3166-1 code',
    ru: 'код ISO 3166-1',
    be: 'код ISO 3166-1',
  },
  type: 'code',
  standard: 'ISO 3166-1 alpha-2',
};

export const iso3166Subdivision: Property = {
  id: 'iso-3166-2',
  label: {
    fr: 'code ISO 3166-2',
    en: 'ISO 3166-2 code',
    ru: 'код ISO 3166-2',
    be: 'код ISO 3166-2',
  },
  type: 'code',
  many: true,
  standard: 'ISO 3166-2',
};

export const coordinates: Property = {
  id: 'coordinates',
  label: { fr: 'coordonnées', en: 'coordinates', ru: 'координаты', be: 'каардынаты' },
  type: 'point',
  standard: 'WGS 84',
};

export const hsCode: Property = {
  id: 'hs-code',
  label: { fr: 'code SH', en: 'HS code', ru: 'код ТН ВЭД', be: 'код ТН ЗЭД' },
  type: 'code',
  many: true,
  standard: 'Harmonized System (WCO)',
};

export const legalForm: Property = {
  id: 'legal-form',
  label: {
    fr: 'forme juridique',
    en: 'legal form',
    ru: 'организационно-правовая форма',
    be: 'арганізацыйна-прававая форма',
  },
  type: 'choice',
  many: true,
  choices: {
    'joint-stock-company': {
      fr: 'société par actions',
      en: 'joint-stock company',
      ru: 'акционерное общество',
      be: 'акцыянернае таварыства',
    },
    'open-joint-stock-company': {
      fr: 'société anonyme ouverte',
      en: 'open joint-stock company',
      ru: 'открытое акционерное общество',
      be: 'адкрытае акцыянернае таварыства',
    },
    'closed-joint-stock-company': {
      fr: 'société anonyme fermée',
      en: 'closed joint-stock company',
      ru: 'закрытое акционерное общество',
      be: 'закрытае акцыянернае таварыства',
    },
    'limited-liability-company': {
      fr: 'société à responsabilité limitée',
      en: 'limited liability company',
      ru: 'общество с ограниченной ответственностью',
      be: 'таварыства з абмежаванай адказнасцю',
    },
    'joint-limited-liability-company': {
      fr: 'société mixte à responsabilité limitée',
      en: 'joint limited liability company',
      ru: 'совместное общество с ограниченной ответственностью',
      be: 'сумеснае таварыства з абмежаванай адказнасцю',
    },
    'republican-unitary-enterprise': {
      fr: 'entreprise unitaire républicaine',
      en: 'republican unitary enterprise',
      ru: 'республиканское унитарное предприятие',
      be: 'рэспубліканскае ўнітарнае прадпрыемства',
    },
    holding: { fr: 'holding', en: 'holding', ru: 'холдинг', be: 'холдынг' },
    'holding-management-company': {
      fr: 'société de gestion d’un holding',
      en: 'management company of a holding',
      ru: 'управляющая компания холдинга',
      be: 'кампанія-кіраўнік холдынгу',
    },
    concern: { fr: 'groupe industriel', en: 'concern', ru: 'концерн', be: 'канцэрн' },
    union: { fr: 'union', en: 'union', ru: 'союз', be: 'саюз' },
  },
};

export const founded: Property = {
  id: 'founded',
  label: { fr: 'création', en: 'founded', ru: 'дата создания', be: 'дата стварэння' },
  type: 'date',
};

export const registered: Property = {
  id: 'registered',
  label: {
    fr: 'enregistrement',
    en: 'registered',
    ru: 'дата регистрации',
    be: 'дата рэгістрацыі',
  },
  type: 'date',
};

export const signed: Property = {
  id: 'signed',
  label: { fr: 'signature', en: 'signed', ru: 'дата подписания', be: 'дата падпісання' },
  type: 'date',
};

export const adopted: Property = {
  id: 'adopted',
  label: { fr: 'adoption', en: 'adopted', ru: 'дата принятия', be: 'дата прыняцця' },
  type: 'date',
};

export const inForce: Property = {
  id: 'in-force',
  label: { fr: 'en vigueur', en: 'in force', ru: 'срок действия', be: 'тэрмін дзеяння' },
  type: 'date',
};

/** The span that a programme, plan or road map covers. */
export const period: Property = {
  id: 'period',
  label: { fr: 'période', en: 'period', ru: 'период', be: 'перыяд' },
  type: 'date',
};

/** When an event took or takes place. */
export const held: Property = {
  id: 'held',
  label: { fr: 'date', en: 'date', ru: 'дата проведения', be: 'дата правядзення' },
  type: 'date',
};

export const edition: Property = {
  id: 'edition',
  label: { fr: 'édition', en: 'edition', ru: 'порядковый номер', be: 'парадкавы нумар' },
  type: 'integer',
};

export const sector: Property = {
  id: 'sector',
  label: { fr: 'secteur', en: 'sector', ru: 'отрасль', be: 'галіна' },
  type: 'text',
  many: true,
};

/** Fields of cooperation, of research, of education; topics of an agenda. */
export const field: Property = {
  id: 'field',
  label: { fr: 'domaine', en: 'field', ru: 'направление', be: 'кірунак' },
  type: 'text',
  many: true,
};

export const theme: Property = {
  id: 'theme',
  label: { fr: 'thème', en: 'theme', ru: 'тема', be: 'тэма' },
  type: 'text',
};

export const goal: Property = {
  id: 'goal',
  label: { fr: 'objectif', en: 'goal', ru: 'цель', be: 'мэта' },
  type: 'text',
  many: true,
};

export const principle: Property = {
  id: 'principle',
  label: { fr: 'principe', en: 'principle', ru: 'принцип', be: 'прынцып' },
  type: 'text',
  many: true,
};

export const documentNumber: Property = {
  id: 'number',
  label: { fr: 'numéro', en: 'number', ru: 'номер', be: 'нумар' },
  type: 'code',
};

export const format: Property = {
  id: 'format',
  label: { fr: 'format', en: 'format', ru: 'формат', be: 'фармат' },
  type: 'choice',
  choices: {
    'in-person': { fr: 'en présence', en: 'in person', ru: 'очно', be: 'вочна' },
    remote: { fr: 'à distance', en: 'remote', ru: 'дистанционно', be: 'дыстанцыйна' },
    hybrid: { fr: 'hybride', en: 'hybrid', ru: 'смешанный', be: 'змешаны' },
  },
};

export const frequency: Property = {
  id: 'frequency',
  label: { fr: 'périodicité', en: 'frequency', ru: 'периодичность', be: 'перыядычнасць' },
  type: 'choice',
  choices: {
    annual: { fr: 'annuelle', en: 'annual', ru: 'ежегодно', be: 'штогод' },
    biennial: {
      fr: 'tous les deux ans',
      en: 'every two years',
      ru: 'раз в два года',
      be: 'раз на два гады',
    },
    irregular: { fr: 'irrégulière', en: 'irregular', ru: 'нерегулярно', be: 'нерэгулярна' },
  },
};

/** Takes the finer types of a kind; gives the property that holds an entity's. */
export function typeProperty(types: { readonly [code: string]: Label }): Property {
  return {
    id: 'type',
    label: { fr: 'type', en: 'type', ru: 'вид', be: 'від' },
    type: 'choice',
    many: true,
    choices: types,
  };
}

/** Takes the states of a lifecycle; gives the property that holds them. */
export function stateProperty(states: readonly LifecycleState[]): Property {
  const choices: Record<string, Label> = {};
  for (const state of states) choices[state.id] = state.label;
  return {
    id: 'state',
    label: { fr: 'état', en: 'state', ru: 'состояние', be: 'стан' },
    type: 'choice',
    choices,
  };
}
