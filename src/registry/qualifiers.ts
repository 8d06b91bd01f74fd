/** What may be said of a relation: the properties that relation types name as their qualifiers. */
import type { Property } from './declaration.ts';
import { edition, field, note, sector, signed } from './properties.ts';

export { edition, field, note, sector, signed };

/** How firm the relation is; absent: it simply holds. */
export const status: Property = {
  id: 'status',
  label: { fr: 'stade', en: 'stage', ru: 'стадия', be: 'стадыя' },
  type: 'choice',
  choices: {
    possible: { fr: 'possible', en: 'possible', ru: 'возможно', be: 'магчыма' },
    proposed: { fr: 'proposé', en: 'proposed', ru: 'предложено', be: 'прапанавана' },
    sought: { fr: 'recherché', en: 'sought', ru: 'ведётся поиск', be: 'вядзецца пошук' },
    considered: {
      fr: 'à l’étude',
      en: 'under consideration',
      ru: 'рассматривается',
      be: 'разглядаецца',
    },
    negotiation: {
      fr: 'en négociation',
      en: 'in negotiation',
      ru: 'на согласовании',
      be: 'на ўзгадненні',
    },
    agreed: { fr: 'convenu', en: 'agreed', ru: 'согласовано', be: 'узгоднена' },
    planned: { fr: 'prévu', en: 'planned', ru: 'планируется', be: 'плануецца' },
    preparation: { fr: 'en préparation', en: 'in preparation', ru: 'готовится', be: 'рыхтуецца' },
    trial: { fr: 'à l’essai', en: 'on trial', ru: 'опытная эксплуатация', be: 'доследная эксплуатацыя' },
    active: { fr: 'actif', en: 'active', ru: 'действует', be: 'дзейнічае' },
    resumed: { fr: 'repris', en: 'resumed', ru: 'возобновлено', be: 'адноўлена' },
  },
};

export const product: Property = {
  id: 'product',
  label: { fr: 'produit', en: 'product', ru: 'товар', be: 'тавар' },
  type: 'entity',
  many: true,
};

export const brand: Property = {
  id: 'brand',
  label: { fr: 'marque', en: 'brand', ru: 'торговая марка', be: 'гандлёвая марка' },
  type: 'entity',
};

/** Under which agreement the relation holds. */
export const basis: Property = {
  id: 'basis',
  label: { fr: 'en vertu de', en: 'under', ru: 'на основании', be: 'на падставе' },
  type: 'entity',
};

export const destination: Property = {
  id: 'destination',
  label: { fr: 'vers', en: 'to', ru: 'куда', be: 'куды' },
  type: 'entity',
  many: true,
};

export const territory: Property = {
  id: 'territory',
  label: { fr: 'territoire', en: 'territory', ru: 'территория', be: 'тэрыторыя' },
  type: 'entity',
};

/** The country that a party belongs to. */
export const side: Property = {
  id: 'side',
  label: { fr: 'partie', en: 'side', ru: 'сторона', be: 'бок' },
  type: 'entity',
};

export const beneficiary: Property = {
  id: 'beneficiary',
  label: { fr: 'pour', en: 'for', ru: 'для кого', be: 'для каго' },
  type: 'entity',
  many: true,
};

export const firstTime: Property = {
  id: 'first-time',
  label: { fr: 'pour la première fois', en: 'for the first time', ru: 'впервые', be: 'упершыню' },
  type: 'flag',
};

export const position: Property = {
  id: 'position',
  label: { fr: 'rang dans la liste', en: 'place in the list', ru: 'место в списке', be: 'месца ў спісе' },
  type: 'integer',
};

/** 5: the source names it among the first five. */
export const amongTop: Property = {
  id: 'among-top',
  label: { fr: 'parmi les premiers', en: 'among the top', ru: 'в числе первых', be: 'у ліку першых' },
  type: 'integer',
};

export const quantity: Property = {
  id: 'quantity',
  label: { fr: 'quantité', en: 'quantity', ru: 'количество', be: 'колькасць' },
  type: 'decimal',
};

export const years: Property = {
  id: 'years',
  label: { fr: 'années', en: 'years', ru: 'лет', be: 'гадоў' },
  type: 'integer',
};

export const topic: Property = {
  id: 'topic',
  label: { fr: 'sujet', en: 'topic', ru: 'тема', be: 'тэма' },
  type: 'text',
  many: true,
};

export const participantRole: Property = {
  id: 'role',
  label: { fr: 'rôle', en: 'role', ru: 'роль', be: 'роля' },
  type: 'choice',
  choices: {
    exhibitor: { fr: 'exposant', en: 'exhibitor', ru: 'участник выставки', be: 'удзельнік выставы' },
    party: { fr: 'partie', en: 'party', ru: 'сторона', be: 'бок' },
    organisations: {
      fr: 'par ses organisations',
      en: 'through its organisations',
      ru: 'представлена организациями',
      be: 'прадстаўлена арганізацыямі',
    },
    'education-system': {
      fr: 'représentants du système éducatif',
      en: 'representatives of its education system',
      ru: 'представители системы образования',
      be: 'прадстаўнікі сістэмы адукацыі',
    },
    students: {
      fr: 'étudiants, doctorants et jeunes chercheurs',
      en: 'students, postgraduates and young scientists',
      ru: 'студенты, аспиранты и молодые учёные',
      be: 'студэнты, аспіранты і маладыя вучоныя',
    },
    enterprises: {
      fr: 'par ses entreprises',
      en: 'through its enterprises',
      ru: 'представлена предприятиями',
      be: 'прадстаўлена прадпрыемствамі',
    },
    host: { fr: 'hôte', en: 'host', ru: 'принимающая сторона', be: 'бок, які прымае' },
  },
};

export const organiserRole: Property = {
  id: 'role',
  label: { fr: 'rôle', en: 'role', ru: 'роль', be: 'роля' },
  type: 'choice',
  choices: {
    organiser: { fr: 'organisateur', en: 'organiser', ru: 'организатор', be: 'арганізатар' },
    party: {
      fr: 'l’une des deux parties',
      en: 'one of the two parties',
      ru: 'одна из двух сторон',
      be: 'адзін з двух бакоў',
    },
    body: {
      fr: 'instance qui siège',
      en: 'the body that meets',
      ru: 'заседающий орган',
      be: 'орган, які засядае',
    },
    leader: { fr: 'animateur', en: 'led by', ru: 'ведущий', be: 'вядучы' },
    preparation: { fr: 'préparation', en: 'preparation', ru: 'подготовка', be: 'падрыхтоўка' },
    holder: {
      fr: 'titulaire de la présidence',
      en: 'holder of the presidency',
      ru: 'председательствующая сторона',
      be: 'бок, які старшынствуе',
    },
  },
};

export const adopterRole: Property = {
  id: 'role',
  label: { fr: 'acte', en: 'act', ru: 'действие', be: 'дзеянне' },
  type: 'choice',
  choices: {
    adopted: { fr: 'adoption', en: 'adopted', ru: 'принятие', be: 'прыняцце' },
    approved: {
      fr: 'approbation',
      en: 'approved',
      ru: 'одобрение, утверждение',
      be: 'ухваленне, зацвярджэнне',
    },
    signed: { fr: 'signature', en: 'signed', ru: 'подписание', be: 'падпісанне' },
    issued: { fr: 'émission', en: 'issued', ru: 'издание', be: 'выданне' },
  },
};

export const atEventRole: Property = {
  id: 'role',
  label: { fr: 'acte', en: 'act', ru: 'действие', be: 'дзеянне' },
  type: 'choice',
  choices: {
    signed: { fr: 'signature', en: 'signed', ru: 'подписание', be: 'падпісанне' },
    adopted: { fr: 'adoption', en: 'adopted', ru: 'принятие', be: 'прыняцце' },
    announced: { fr: 'annonce', en: 'announced', ru: 'объявление', be: 'абвяшчэнне' },
  },
};

export const responsibilityRole: Property = {
  id: 'role',
  label: { fr: 'rôle', en: 'role', ru: 'роль', be: 'роля' },
  type: 'choice',
  choices: {
    decides: { fr: 'décide', en: 'decides', ru: 'принимает решения', be: 'прымае рашэнні' },
    consents: { fr: 'donne son accord', en: 'gives consent', ru: 'даёт согласие', be: 'дае згоду' },
    operator: { fr: 'exploitant', en: 'operator', ru: 'оператор', be: 'аператар' },
    administers: { fr: 'administre', en: 'administers', ru: 'управляет', be: 'кіруе' },
    manages: {
      fr: 'société de gestion',
      en: 'management company',
      ru: 'управляющая компания',
      be: 'кампанія-кіраўнік',
    },
    supports: {
      fr: 'appui aux entrepreneurs',
      en: 'support of entrepreneurs',
      ru: 'поддержка предпринимателей',
      be: 'падтрымка прадпрымальнікаў',
    },
    accredited: {
      fr: 'accrédité',
      en: 'accredited to',
      ru: 'аккредитовано',
      be: 'акрэдытавана',
    },
    prepares: { fr: 'prépare', en: 'prepares', ru: 'готовит', be: 'рыхтуе' },
    works: { fr: 'exploite le site', en: 'works the site', ru: 'разрабатывает', be: 'распрацоўвае' },
  },
};

export const regulationRole: Property = {
  id: 'role',
  label: { fr: 'effet', en: 'effect', ru: 'действие', be: 'дзеянне' },
  type: 'choice',
  choices: {
    rules: { fr: 'règles', en: 'rules', ru: 'правила', be: 'правілы' },
    target: { fr: 'cible', en: 'target', ru: 'целевой показатель', be: 'мэтавы паказчык' },
    'power-from': {
      fr: 'retire une compétence à',
      en: 'takes a power from',
      ru: 'передаёт полномочие от',
      be: 'перадае паўнамоцтва ад',
    },
    'power-to': {
      fr: 'confie une compétence à',
      en: 'gives a power to',
      ru: 'передаёт полномочие к',
      be: 'перадае паўнамоцтва да',
    },
  },
};

export const distributorRole: Property = {
  id: 'role',
  label: { fr: 'rôle', en: 'role', ru: 'роль', be: 'роля' },
  type: 'choice',
  choices: {
    dealer: { fr: 'concessionnaire', en: 'dealer', ru: 'дилер', be: 'дылер' },
    'trading-house': {
      fr: 'maison de commerce',
      en: 'trading house',
      ru: 'торговый дом',
      be: 'гандлёвы дом',
    },
  },
};

export const serviceCentre: Property = {
  id: 'service-centre',
  label: {
    fr: 'centre de service certifié',
    en: 'certified service centre',
    ru: 'сертифицированный сервисный центр',
    be: 'сертыфікаваны сэрвісны цэнтр',
  },
  type: 'flag',
};

export const presenceRole: Property = {
  id: 'role',
  label: { fr: 'forme', en: 'form', ru: 'форма', be: 'форма' },
  type: 'choice',
  choices: {
    plants: { fr: 'usines', en: 'plants', ru: 'заводы', be: 'заводы' },
    dealers: {
      fr: 'réseau de concessionnaires',
      en: 'dealer network',
      ru: 'дилерская сеть',
      be: 'дылерская сетка',
    },
    market: { fr: 'marché', en: 'market', ru: 'рынок', be: 'рынак' },
    members: { fr: 'membres', en: 'members', ru: 'участники торгов', be: 'удзельнікі таргоў' },
    buyers: {
      fr: 'acheteurs réguliers',
      en: 'regular buyers',
      ru: 'постоянные покупатели',
      be: 'пастаянныя пакупнікі',
    },
    partners: {
      fr: 'réseau de partenaires',
      en: 'partner network',
      ru: 'партнёрская сеть',
      be: 'партнёрская сетка',
    },
  },
};

export const investorRole: Property = {
  id: 'role',
  label: { fr: 'rôle', en: 'role', ru: 'роль', be: 'роля' },
  type: 'choice',
  choices: {
    investor: { fr: 'investisseur', en: 'investor', ru: 'инвестор', be: 'інвестар' },
    partner: { fr: 'partenaire', en: 'partner', ru: 'партнёр', be: 'партнёр' },
    finances: { fr: 'financement', en: 'finances', ru: 'финансирует', be: 'фінансуе' },
  },
};

export const ownerRole: Property = {
  id: 'role',
  label: { fr: 'rôle', en: 'role', ru: 'роль', be: 'роля' },
  type: 'choice',
  choices: {
    founder: { fr: 'fondateur', en: 'founder', ru: 'учредитель', be: 'заснавальнік' },
    brand: { fr: 'marque', en: 'brand', ru: 'марка', be: 'марка' },
    capital: { fr: 'capital', en: 'capital', ru: 'капитал', be: 'капітал' },
  },
};

export const interestRole: Property = {
  id: 'role',
  label: { fr: 'forme', en: 'form', ru: 'форма', be: 'форма' },
  type: 'choice',
  choices: {
    interested: { fr: 'intérêt', en: 'interest', ru: 'заинтересованность', be: 'зацікаўленасць' },
    'wants-to-supply': {
      fr: 'veut fournir',
      en: 'wants to supply',
      ru: 'хочет поставлять',
      be: 'хоча пастаўляць',
    },
    'wants-to-receive': {
      fr: 'veut recevoir',
      en: 'wants to receive',
      ru: 'хочет получать',
      be: 'хоча атрымліваць',
    },
    discusses: { fr: 'en discussion', en: 'discusses', ru: 'обсуждает', be: 'абмяркоўвае' },
    'considers-promising': {
      fr: 'jugé prometteur',
      en: 'considers promising',
      ru: 'считает перспективным',
      be: 'лічыць перспектыўным',
    },
    plans: { fr: 'prévoit', en: 'plans', ru: 'планирует', be: 'плануе' },
  },
};

export const tradeRole: Property = {
  id: 'role',
  label: { fr: 'part', en: 'part', ru: 'участие', be: 'удзел' },
  type: 'choice',
  choices: {
    'largest-volume': {
      fr: 'plus grand volume d’opérations',
      en: 'largest volume of transactions',
      ru: 'наибольший объём сделок',
      be: 'найбольшы аб’ём здзелак',
    },
    transit: {
      fr: 'opérations de transit',
      en: 'transit transactions',
      ru: 'транзитные сделки',
      be: 'транзітныя здзелкі',
    },
  },
};

export const partnerRole: Property = {
  id: 'role',
  label: { fr: 'forme', en: 'form', ru: 'форма', be: 'форма' },
  type: 'choice',
  choices: {
    partnership: { fr: 'partenariat', en: 'partnership', ru: 'партнёрство', be: 'партнёрства' },
    interregional: {
      fr: 'coopération interrégionale',
      en: 'interregional cooperation',
      ru: 'межрегиональное сотрудничество',
      be: 'міжрэгіянальнае супрацоўніцтва',
    },
    'enterprise-ties': {
      fr: 'liens entre entreprises',
      en: 'ties between enterprises',
      ru: 'связи предприятий',
      be: 'сувязі прадпрыемстваў',
    },
    'joint-ventures': {
      fr: 'entreprises communes',
      en: 'joint ventures',
      ru: 'совместные предприятия',
      be: 'сумесныя прадпрыемствы',
    },
    contacts: { fr: 'contacts', en: 'contacts', ru: 'контакты', be: 'кантакты' },
    'partner-state': {
      fr: 'État partenaire',
      en: 'partner state',
      ru: 'государство-партнёр',
      be: 'дзяржава-партнёр',
    },
  },
};

export const twinRole: Property = {
  id: 'role',
  label: { fr: 'lien', en: 'tie', ru: 'связь', be: 'сувязь' },
  type: 'choice',
  choices: {
    twin: { fr: 'jumelage', en: 'twin', ru: 'побратим', be: 'пабрацім' },
    'twin-or-partner': {
      fr: 'ville jumelle ou partenaire',
      en: 'twin or partner',
      ru: 'побратим или партнёр',
      be: 'пабрацім або партнёр',
    },
  },
};

export const claim: Property = {
  id: 'claim',
  label: { fr: 'nature', en: 'nature', ru: 'характер', be: 'характар' },
  type: 'choice',
  choices: {
    fact: { fr: 'fait', en: 'fact', ru: 'факт', be: 'факт' },
    qualitative: {
      fr: 'appréciation sans chiffre',
      en: 'assessment without a figure',
      ru: 'оценка без цифр',
      be: 'ацэнка без лічбаў',
    },
    opinion: { fr: 'opinion', en: 'opinion', ru: 'мнение', be: 'меркаванне' },
    'figure-of-speech': {
      fr: 'façon de parler',
      en: 'manner of speaking',
      ru: 'оборот речи',
      be: 'моўны зварот',
    },
  },
};

export const membershipRole: Property = {
  id: 'role',
  label: { fr: 'qualité', en: 'standing', ru: 'статус', be: 'статус' },
  type: 'choice',
  choices: {
    branch: { fr: 'section', en: 'branch', ru: 'отделение', be: 'аддзяленне' },
    member: { fr: 'membre', en: 'member', ru: 'член', be: 'член' },
  },
};

export const developerRole: Property = {
  id: 'role',
  label: { fr: 'rôle', en: 'role', ru: 'роль', be: 'роля' },
  type: 'choice',
  choices: {
    'co-developer': { fr: 'codéveloppeur', en: 'co-developer', ru: 'соразработчик', be: 'сараспрацоўшчык' },
    developer: { fr: 'développeur', en: 'developer', ru: 'разработчик', be: 'распрацоўшчык' },
    launched: { fr: 'mise en service', en: 'launched by', ru: 'запуск', be: 'запуск' },
    published: { fr: 'publication', en: 'published by', ru: 'издание', be: 'выданне' },
  },
};
