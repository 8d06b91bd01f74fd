import type { Kind } from '#registry/declaration.ts';
import { typeProperty } from '#registry/properties.ts';

const types = {
  collection: { fr: 'recueil', en: 'collection', ru: 'сборник', be: 'зборнік' },
  article: { fr: 'article', en: 'article', ru: 'статья', be: 'артыкул' },
  news: { fr: 'dépêche', en: 'news report', ru: 'новость', be: 'навіна' },
  interview: { fr: 'entretien', en: 'interview', ru: 'интервью', be: 'інтэрв’ю' },
  book: { fr: 'livre', en: 'book', ru: 'книга', be: 'кніга' },
  journal: {
    fr: 'article de revue',
    en: 'journal article',
    ru: 'статья в журнале',
    be: 'артыкул у часопісе',
  },
  proceedings: {
    fr: 'actes de conférence',
    en: 'conference proceedings',
    ru: 'материалы конференции',
    be: 'матэрыялы канферэнцыі',
  },
  website: { fr: 'page web', en: 'web page', ru: 'веб-страница', be: 'вэб-старонка' },
  law: { fr: 'acte juridique', en: 'legal act', ru: 'правовой акт', be: 'прававы акт' },
  register: { fr: 'registre', en: 'register', ru: 'реестр', be: 'рэестр' },
  standard: { fr: 'norme', en: 'standard', ru: 'стандарт', be: 'стандарт' },
  dataset: { fr: 'jeu de données', en: 'data set', ru: 'набор данных', be: 'набор даных' },
  editors: {
    fr: 'rédaction',
    en: 'editors',
    ru: 'редакция',
    be: 'рэдакцыя',
  },
};

export const source: Kind = {
  id: 'source',
  group: 'source',
  label: {
    one: { fr: 'source', en: 'source', ru: 'источник', be: 'крыніца' },
    many: { fr: 'sources', en: 'sources', ru: 'источники', be: 'крыніцы' },
  },
  description: {
    fr: 'Ouvrage, article, page, acte ou jeu de données dont viennent des affirmations.',
    en: 'A work, article, page, act or data set that statements come from.',
    ru: 'Произведение, статья, страница, акт или набор данных, откуда взяты утверждения.',
    be: 'Твор, артыкул, старонка, акт або набор даных, адкуль узяты сцвярджэнні.',
  },
  types,
  properties: [
    typeProperty(types),
    {
      id: 'author',
      label: { fr: 'auteur', en: 'author', ru: 'автор', be: 'аўтар' },
      type: 'text',
      many: true,
    },
    {
      id: 'editor',
      label: { fr: 'directeur de publication', en: 'editor', ru: 'редактор', be: 'рэдактар' },
      type: 'text',
      many: true,
    },
    {
      id: 'compiler',
      label: { fr: 'compilateur', en: 'compiler', ru: 'составитель', be: 'складальнік' },
      type: 'text',
      many: true,
    },
    {
      id: 'publisher',
      label: { fr: 'éditeur', en: 'publisher', ru: 'издатель', be: 'выдавец' },
      type: 'text',
      many: true,
    },
    {
      id: 'published',
      label: { fr: 'parution', en: 'published', ru: 'дата публикации', be: 'дата публікацыі' },
      type: 'date',
    },
    {
      id: 'container',
      label: { fr: 'paru dans', en: 'published in', ru: 'опубликовано в', be: 'апублікавана ў' },
      type: 'text',
    },
    {
      id: 'imprint',
      label: { fr: 'adresse bibliographique', en: 'imprint', ru: 'выходные данные', be: 'выхадныя даныя' },
      type: 'text',
    },
    { id: 'volume', label: { fr: 'volume', en: 'volume', ru: 'том', be: 'том' }, type: 'code' },
    { id: 'page', label: { fr: 'page', en: 'page', ru: 'страница', be: 'старонка' }, type: 'code' },
    {
      id: 'url',
      label: { fr: 'adresse', en: 'address', ru: 'адрес', be: 'адрас' },
      type: 'url',
      many: true,
    },
    {
      id: 'licence',
      label: { fr: 'licence', en: 'licence', ru: 'лицензия', be: 'ліцэнзія' },
      type: 'text',
    },
    {
      id: 'attribution',
      label: {
        fr: 'mention obligatoire',
        en: 'attribution',
        ru: 'обязательная ссылка',
        be: 'абавязковая спасылка',
      },
      type: 'text',
    },
  ],
  columns: ['type', 'author', 'publisher', 'published'],
};
