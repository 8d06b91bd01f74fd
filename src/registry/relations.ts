/**
 * Relation types: how entities are tied to each other. `note`, a text in four languages, may be said of every
 * relation; it holds what the source says beyond the type and its qualifiers.
 * Over 500 lines: one table, each entry with labels in four languages.
 */
import type { RelationType } from './declaration.ts';
import * as q from './qualifiers.ts';

const PLACES = ['country', 'country-group', 'region', 'district', 'city', 'zone', 'industrial-park'] as const;
const ACTORS = [...PLACES, 'organisation', 'body'] as const;
const DEALS = ['agreement', 'road-map', 'law', 'programme', 'project'] as const;
const GOODS = ['product', 'brand'] as const;
const ALL = [...ACTORS, ...DEALS, 'event', ...GOODS] as const;

export const RELATIONS: readonly RelationType[] = [
  // Structure
  {
    id: 'part-of',
    label: {
      forward: { fr: 'fait partie de', en: 'part of', ru: 'часть', be: 'частка' },
      reverse: { fr: 'comprend', en: 'comprises', ru: 'включает', be: 'уключае' },
    },
    from: [...ALL, 'source'],
    to: [...ALL, 'source'],
    qualifiers: [q.membershipRole, q.position],
    group: 'structure',
  },
  {
    id: 'edition-of',
    label: {
      forward: { fr: 'édition de', en: 'edition of', ru: 'выпуск серии', be: 'выпуск серыі' },
      reverse: { fr: 'éditions', en: 'editions', ru: 'выпуски', be: 'выпускі' },
    },
    from: ['event'],
    to: ['event'],
    qualifiers: [q.edition],
    group: 'structure',
  },
  {
    id: 'located-in',
    label: {
      forward: { fr: 'situé à', en: 'located in', ru: 'находится в', be: 'знаходзіцца ў' },
      reverse: { fr: 'abrite', en: 'has on its territory', ru: 'на территории', be: 'на тэрыторыі' },
    },
    from: ALL,
    to: [...PLACES, 'organisation', 'project'],
    qualifiers: [q.status],
    group: 'structure',
  },
  {
    id: 'registered-in',
    label: {
      forward: { fr: 'enregistré à', en: 'registered in', ru: 'зарегистрирован в', be: 'зарэгістраваны ў' },
      reverse: {
        fr: 'entreprises enregistrées',
        en: 'registered companies',
        ru: 'зарегистрированные компании',
        be: 'зарэгістраваныя кампаніі',
      },
    },
    from: ['organisation'],
    to: PLACES,
    qualifiers: [q.status],
    group: 'structure',
  },
  {
    id: 'resident-of',
    label: {
      forward: { fr: 'résident de', en: 'resident of', ru: 'резидент', be: 'рэзідэнт' },
      reverse: { fr: 'résidents', en: 'residents', ru: 'резиденты', be: 'рэзідэнты' },
    },
    from: ['organisation'],
    to: ['zone', 'industrial-park'],
    qualifiers: [q.status],
    group: 'structure',
  },
  {
    id: 'member-of',
    label: {
      forward: { fr: 'membre de', en: 'member of', ru: 'член', be: 'член' },
      reverse: { fr: 'membres', en: 'members', ru: 'члены', be: 'члены' },
    },
    from: ACTORS,
    to: ['organisation', 'body', 'country-group', 'programme'],
    qualifiers: [q.membershipRole, q.status],
    group: 'structure',
  },
  {
    id: 'responsible-for',
    label: {
      forward: { fr: 'responsable de', en: 'responsible for', ru: 'отвечает за', be: 'адказвае за' },
      reverse: { fr: 'relève de', en: 'responsibility of', ru: 'в ведении', be: 'у падпарадкаванні' },
    },
    from: ['organisation', 'body', 'country', 'region', 'city'],
    to: ALL,
    qualifiers: [q.responsibilityRole, q.years],
    group: 'structure',
  },
  {
    id: 'presides-over',
    label: {
      forward: { fr: 'préside', en: 'presides over', ru: 'председательствует в', be: 'старшынствуе ў' },
      reverse: { fr: 'présidé par', en: 'presided over by', ru: 'председатель', be: 'старшыня' },
    },
    from: ['country', 'region', 'organisation'],
    to: ['organisation', 'body'],
    group: 'structure',
  },
  {
    id: 'owns',
    label: {
      forward: { fr: 'détient', en: 'owns', ru: 'владеет', be: 'валодае' },
      reverse: { fr: 'appartient à', en: 'owned by', ru: 'принадлежит', be: 'належыць' },
    },
    from: ['organisation', 'country', 'region'],
    to: ['organisation', 'brand'],
    qualifiers: [q.ownerRole],
    group: 'structure',
  },
  {
    id: 'founded-by',
    label: {
      forward: { fr: 'fondé par', en: 'founded by', ru: 'основан', be: 'заснаваны' },
      reverse: { fr: 'fondateur de', en: 'founder of', ru: 'основатель', be: 'заснавальнік' },
    },
    from: ['organisation', 'body', 'zone', 'industrial-park'],
    to: ['organisation', 'body', 'country', 'region', 'project'],
    qualifiers: [q.status, q.adopterRole],
    group: 'structure',
  },
  {
    id: 'distributes-for',
    label: {
      forward: {
        fr: 'distributeur de',
        en: 'distributor of',
        ru: 'представляет на рынке',
        be: 'прадстаўляе на рынку',
      },
      reverse: { fr: 'distribué par', en: 'distributed by', ru: 'дистрибьюторы', be: 'дыстрыб’ютары' },
    },
    from: ['organisation'],
    to: ['organisation'],
    qualifiers: [q.distributorRole, q.product, q.territory, q.serviceCentre],
    group: 'structure',
  },

  // Agreements, laws, programmes
  {
    id: 'party-to',
    label: {
      forward: { fr: 'partie à', en: 'party to', ru: 'сторона', be: 'бок' },
      reverse: { fr: 'parties', en: 'parties', ru: 'стороны', be: 'бакі' },
    },
    from: ACTORS,
    to: DEALS,
    qualifiers: [q.side, q.signed, q.status, q.field],
    group: 'deal',
  },
  {
    id: 'adopted-by',
    label: {
      forward: { fr: 'adopté par', en: 'adopted by', ru: 'принято', be: 'прынята' },
      reverse: { fr: 'a adopté', en: 'adopted', ru: 'приняло документы', be: 'прыняло дакументы' },
    },
    from: DEALS,
    to: ACTORS,
    qualifiers: [q.adopterRole, q.status],
    group: 'deal',
  },
  {
    id: 'signed-at',
    label: {
      forward: { fr: 'conclu lors de', en: 'concluded at', ru: 'подписано на', be: 'падпісана на' },
      reverse: {
        fr: 'documents conclus',
        en: 'documents concluded there',
        ru: 'подписанные документы',
        be: 'падпісаныя дакументы',
      },
    },
    from: DEALS,
    to: ['event'],
    qualifiers: [q.atEventRole],
    group: 'deal',
  },
  {
    id: 'submitted-to',
    label: {
      forward: { fr: 'soumis à', en: 'submitted to', ru: 'направлено в', be: 'накіравана ў' },
      reverse: {
        fr: 'documents reçus',
        en: 'documents received',
        ru: 'поступившие документы',
        be: 'дакументы, якія паступілі',
      },
    },
    from: DEALS,
    to: ACTORS,
    group: 'deal',
  },
  {
    id: 'follows',
    label: {
      forward: { fr: 'fait suite à', en: 'follows', ru: 'продолжает', be: 'працягвае' },
      reverse: { fr: 'suivi de', en: 'followed by', ru: 'продолжение', be: 'працяг' },
    },
    from: DEALS,
    to: DEALS,
    group: 'deal',
  },
  {
    id: 'implements',
    label: {
      forward: { fr: 'met en œuvre', en: 'implements', ru: 'выполняет', be: 'выконвае' },
      reverse: { fr: 'mis en œuvre par', en: 'implemented by', ru: 'исполнители', be: 'выканаўцы' },
    },
    from: [...ACTORS, ...DEALS, 'event'],
    to: DEALS,
    qualifiers: [q.status],
    group: 'deal',
  },
  {
    id: 'under',
    label: {
      forward: { fr: 'dans le cadre de', en: 'under', ru: 'в рамках', be: 'у рамках' },
      reverse: { fr: 'prévoit', en: 'provides for', ru: 'предусматривает', be: 'прадугледжвае' },
    },
    from: [...ALL, 'commitment'],
    to: [...DEALS, 'event', 'body', 'organisation'],
    qualifiers: [q.status],
    group: 'deal',
  },
  {
    id: 'regulates',
    label: {
      forward: { fr: 'régit', en: 'regulates', ru: 'регулирует', be: 'рэгулюе' },
      reverse: { fr: 'régi par', en: 'regulated by', ru: 'регулируется', be: 'рэгулюецца' },
    },
    from: ['law'],
    to: ALL,
    qualifiers: [q.regulationRole],
    group: 'deal',
  },
  {
    id: 'amends',
    label: {
      forward: { fr: 'modifie', en: 'amends', ru: 'изменяет', be: 'змяняе' },
      reverse: { fr: 'modifié par', en: 'amended by', ru: 'изменён', be: 'зменены' },
    },
    from: ['law', 'agreement'],
    to: ['law', 'agreement'],
    group: 'deal',
  },
  {
    id: 'contributes-to',
    label: {
      forward: { fr: 'contribue à', en: 'contributes to', ru: 'способствует', be: 'спрыяе' },
      reverse: { fr: 'soutenu par', en: 'supported by', ru: 'поддерживают', be: 'падтрымліваюць' },
    },
    from: ALL,
    to: ALL,
    qualifiers: [q.claim, q.status],
    group: 'deal',
  },

  // Events
  {
    id: 'participates-in',
    label: {
      forward: { fr: 'participe à', en: 'takes part in', ru: 'участвует в', be: 'удзельнічае ў' },
      reverse: { fr: 'participants', en: 'participants', ru: 'участники', be: 'удзельнікі' },
    },
    from: ACTORS,
    to: ['event', 'programme', 'project'],
    qualifiers: [q.participantRole, q.status, q.sector, q.field],
    group: 'event',
  },
  {
    id: 'held-in',
    label: {
      forward: { fr: 'tenu à', en: 'held in', ru: 'место проведения', be: 'месца правядзення' },
      reverse: {
        fr: 'événements accueillis',
        en: 'events held there',
        ru: 'проведённые мероприятия',
        be: 'праведзеныя мерапрыемствы',
      },
    },
    from: ['event'],
    to: [...PLACES, 'organisation'],
    qualifiers: [q.position, q.edition, q.firstTime],
    group: 'event',
  },
  {
    id: 'organised-by',
    label: {
      forward: { fr: 'organisé par', en: 'organised by', ru: 'организатор', be: 'арганізатар' },
      reverse: { fr: 'organise', en: 'organises', ru: 'организует', be: 'арганізуе' },
    },
    from: ['event'],
    to: ACTORS,
    qualifiers: [q.organiserRole, q.edition, q.topic],
    group: 'event',
  },
  {
    id: 'presented-at',
    label: {
      forward: { fr: 'présenté à', en: 'presented at', ru: 'представлено на', be: 'прадстаўлена на' },
      reverse: {
        fr: 'ce qui y fut présenté',
        en: 'what was presented there',
        ru: 'что представлено',
        be: 'што прадстаўлена',
      },
    },
    from: [...GOODS, 'organisation', 'project', 'event'],
    to: ['event'],
    group: 'event',
  },
  {
    id: 'discussed-at',
    label: {
      forward: { fr: 'examiné lors de', en: 'discussed at', ru: 'обсуждалось на', be: 'абмяркоўвалася на' },
      reverse: {
        fr: 'ce qui y fut examiné',
        en: 'what was discussed there',
        ru: 'что обсуждалось',
        be: 'што абмяркоўвалася',
      },
    },
    from: ALL,
    to: ['event'],
    qualifiers: [q.topic, q.status],
    group: 'event',
  },
  {
    id: 'concerns',
    label: {
      forward: { fr: 'concerne', en: 'concerns', ru: 'касается', be: 'тычыцца' },
      reverse: { fr: 'objet de', en: 'subject of', ru: 'об этом', be: 'пра гэта' },
    },
    from: [...DEALS, 'event', 'organisation', 'body'],
    to: ALL,
    qualifiers: [q.topic, q.field, q.sector],
    group: 'event',
  },

  // Trade
  {
    id: 'supplies',
    label: {
      forward: { fr: 'fournit à', en: 'supplies to', ru: 'поставляет в адрес', be: 'пастаўляе ў адрас' },
      reverse: { fr: 'fourni par', en: 'supplied by', ru: 'поставщики', be: 'пастаўшчыкі' },
    },
    from: [...ACTORS, 'programme', 'project', 'product'],
    to: [...ACTORS, 'project'],
    qualifiers: [q.product, q.brand, q.quantity, q.firstTime, q.amongTop, q.position, q.status],
    group: 'trade',
  },
  {
    id: 'exports-product',
    label: {
      forward: { fr: 'exporte', en: 'exports', ru: 'экспортирует', be: 'экспартуе' },
      reverse: { fr: 'exporté par', en: 'exported by', ru: 'экспортёры', be: 'экспарцёры' },
    },
    from: ACTORS,
    to: ['product'],
    qualifiers: [q.destination, q.firstTime, q.status],
    group: 'trade',
  },
  {
    id: 'produces',
    label: {
      forward: { fr: 'produit', en: 'produces', ru: 'производит', be: 'вырабляе' },
      reverse: { fr: 'produit par', en: 'produced by', ru: 'производители', be: 'вытворцы' },
    },
    from: [...ACTORS, 'project'],
    to: ['product'],
    qualifiers: [q.status, q.sector],
    group: 'trade',
  },
  {
    id: 'developed-by',
    label: {
      forward: { fr: 'mis au point par', en: 'developed by', ru: 'разработчик', be: 'распрацоўшчык' },
      reverse: { fr: 'a mis au point', en: 'developed', ru: 'разработки', be: 'распрацоўкі' },
    },
    from: GOODS,
    to: ACTORS,
    qualifiers: [q.developerRole],
    group: 'trade',
  },
  {
    id: 'originates-from',
    label: {
      forward: { fr: 'originaire de', en: 'originates from', ru: 'происходит из', be: 'паходзіць з' },
      reverse: {
        fr: 'produits originaires',
        en: 'products from there',
        ru: 'товары оттуда',
        be: 'тавары адтуль',
      },
    },
    from: GOODS,
    to: PLACES,
    group: 'trade',
  },
  {
    id: 'uses',
    label: {
      forward: { fr: 'utilise', en: 'uses', ru: 'использует', be: 'выкарыстоўвае' },
      reverse: { fr: 'utilisé par', en: 'used by', ru: 'используют', be: 'выкарыстоўваюць' },
    },
    from: [...ACTORS, 'project'],
    to: [...GOODS, 'country', 'organisation'],
    qualifiers: [q.status, q.sector],
    group: 'trade',
  },
  {
    id: 'demands',
    label: {
      forward: { fr: 'recherche', en: 'needs', ru: 'нуждается в', be: 'мае патрэбу ў' },
      reverse: { fr: 'demandé par', en: 'in demand in', ru: 'спрос', be: 'попыт' },
    },
    from: ACTORS,
    to: ['product'],
    group: 'trade',
  },
  {
    id: 'interested-in',
    label: {
      forward: { fr: 's’intéresse à', en: 'interested in', ru: 'заинтересован в', be: 'зацікаўлены ў' },
      reverse: {
        fr: 'suscite l’intérêt de',
        en: 'of interest to',
        ru: 'интерес проявляет',
        be: 'цікавасць праяўляе',
      },
    },
    from: ACTORS,
    to: ALL,
    qualifiers: [q.interestRole, q.product, q.field, q.sector],
    group: 'trade',
  },
  {
    id: 'trades-on',
    label: {
      forward: { fr: 'négocie à la bourse', en: 'trades on', ru: 'торгует на', be: 'гандлюе на' },
      reverse: {
        fr: 'participants aux séances',
        en: 'traded by',
        ru: 'участники торгов',
        be: 'удзельнікі таргоў',
      },
    },
    from: [...ACTORS, 'product'],
    to: ['organisation'],
    qualifiers: [q.tradeRole, q.product, q.status],
    group: 'trade',
  },
  {
    id: 'trades-with',
    label: {
      forward: { fr: 'commerce avec', en: 'trades with', ru: 'торгует с', be: 'гандлюе з' },
      reverse: { fr: 'commerce avec', en: 'trades with', ru: 'торгует с', be: 'гандлюе з' },
    },
    symmetric: true,
    from: ACTORS,
    to: ACTORS,
    group: 'trade',
  },
  {
    id: 'gives-access-to',
    label: {
      forward: {
        fr: 'ouvre l’accès à',
        en: 'gives access to',
        ru: 'открывает доступ к',
        be: 'адкрывае доступ да',
      },
      reverse: { fr: 'accessible par', en: 'accessible through', ru: 'доступ через', be: 'доступ праз' },
    },
    from: ['organisation', 'project', 'programme'],
    to: [...PLACES, 'organisation'],
    qualifiers: [q.beneficiary, q.status],
    group: 'trade',
  },
  {
    id: 'present-in',
    label: {
      forward: { fr: 'présent en', en: 'present in', ru: 'присутствует в', be: 'прысутнічае ў' },
      reverse: {
        fr: 'présence sur ce marché',
        en: 'presence on this market',
        ru: 'присутствие на рынке',
        be: 'прысутнасць на рынку',
      },
    },
    from: [...ACTORS, 'project'],
    to: [...PLACES, 'organisation'],
    qualifiers: [q.presenceRole, q.product, q.status],
    group: 'trade',
  },
  {
    id: 'invests-in',
    label: {
      forward: { fr: 'investit dans', en: 'invests in', ru: 'инвестирует в', be: 'інвестуе ў' },
      reverse: { fr: 'investisseurs', en: 'investors', ru: 'инвесторы', be: 'інвестары' },
    },
    from: ACTORS,
    to: [...PLACES, 'organisation', 'project'],
    qualifiers: [q.investorRole, q.status],
    group: 'project',
  },

  // Networks
  {
    id: 'twin-of',
    label: {
      forward: { fr: 'jumelé avec', en: 'twin of', ru: 'побратим', be: 'пабрацім' },
      reverse: { fr: 'jumelé avec', en: 'twin of', ru: 'побратим', be: 'пабрацім' },
    },
    symmetric: true,
    from: ['city', 'district', 'region'],
    to: ['city', 'district', 'region'],
    qualifiers: [q.twinRole, q.basis],
    group: 'network',
  },
  {
    id: 'cooperates-with',
    label: {
      forward: { fr: 'coopère avec', en: 'cooperates with', ru: 'сотрудничает с', be: 'супрацоўнічае з' },
      reverse: { fr: 'coopère avec', en: 'cooperates with', ru: 'сотрудничает с', be: 'супрацоўнічае з' },
    },
    symmetric: true,
    from: ACTORS,
    to: ACTORS,
    qualifiers: [q.partnerRole, q.status, q.field, q.years],
    group: 'network',
  },
  {
    id: 'diplomatic-relations-with',
    label: {
      forward: {
        fr: 'relations diplomatiques avec',
        en: 'diplomatic relations with',
        ru: 'дипломатические отношения с',
        be: 'дыпламатычныя адносіны з',
      },
      reverse: {
        fr: 'relations diplomatiques avec',
        en: 'diplomatic relations with',
        ru: 'дипломатические отношения с',
        be: 'дыпламатычныя адносіны з',
      },
    },
    symmetric: true,
    from: ['country'],
    to: ['country'],
    group: 'network',
  },

  // Promises
  {
    id: 'promised-by',
    label: {
      forward: { fr: 'à la charge de', en: 'owed by', ru: 'ответственные', be: 'адказныя' },
      reverse: { fr: 'engagements', en: 'commitments', ru: 'обязательства', be: 'абавязацельствы' },
    },
    from: ['commitment'],
    to: [...ACTORS, ...DEALS, 'event'],
    qualifiers: [q.position],
    group: 'promise',
  },

  // Sources and mentions
  {
    id: 'noted-in',
    label: {
      forward: { fr: 'cité dans', en: 'cited in', ru: 'цитируется в', be: 'цытуецца ў' },
      reverse: { fr: 'cite', en: 'cites', ru: 'цитирует', be: 'цытуе' },
    },
    from: ['source'],
    to: ['source'],
    qualifiers: [q.position],
    group: 'mention',
  },
  {
    id: 'same-as',
    label: {
      forward: { fr: 'identique à', en: 'same as', ru: 'то же, что', be: 'тое ж, што' },
      reverse: { fr: 'identique à', en: 'same as', ru: 'то же, что', be: 'тое ж, што' },
    },
    symmetric: true,
    from: [...ALL, 'source'],
    to: [...ALL, 'source'],
    group: 'mention',
  },
  {
    id: 'mentioned-with',
    label: {
      forward: { fr: 'mentionné avec', en: 'mentioned with', ru: 'упоминается с', be: 'згадваецца з' },
      reverse: { fr: 'mentionné avec', en: 'mentioned with', ru: 'упоминается с', be: 'згадваецца з' },
    },
    from: ALL,
    to: ALL,
    qualifiers: [q.claim, q.field, q.sector],
    group: 'mention',
  },
];
