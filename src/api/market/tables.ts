/** The columns of the market's lists as tables, with headers in four languages. */
import type { Label } from '#base/language.ts';
import type {
  BalanceItem,
  ClientItem,
  ContractItem,
  CurrencyItem,
  DealItem,
  InstrumentItem,
  OpenOrderItem,
  ParticipantItem,
  PastOrderItem,
  ProposalItem,
  QuotationItem,
  SectionItem,
  SessionItem,
  WithdrawalItem,
} from '#wire/market.ts';
import type { Column } from '../csv.ts';

const WORDS = {
  session: ['séance', 'session', 'сессия', 'сесія'],
  section: ['section', 'section', 'секция', 'секцыя'],
  instrument: ['instrument', 'instrument', 'инструмент', 'інструмент'],
  name: ['nom', 'name', 'название', 'назва'],
  title: ['intitulé', 'title', 'название', 'назва'],
  sectionCode: ['code', 'code', 'код', 'код'],
  symbol: ['symbole', 'symbol', 'обозначение', 'абазначэнне'],
  hs: ['code SH', 'HS code', 'код ТН ВЭД', 'код ТН ЗЭД'],
  grade: ['qualité', 'grade', 'сорт', 'гатунак'],
  unit: ['unité (UCUM)', 'unit (UCUM)', 'единица (UCUM)', 'адзінка (UCUM)'],
  lotSize: ['taille du lot', 'lot size', 'размер лота', 'памер лота'],
  basis: ['base (Incoterms)', 'basis (Incoterms)', 'базис (Инкотермс)', 'базіс (Інкатэрмс)'],
  place: ['lieu', 'place', 'место', 'месца'],
  origin: ['origine', 'origin', 'происхождение', 'паходжанне'],
  listing: ['inscription', 'listing', 'листинг', 'лістынг'],
  currency: ['monnaie', 'currency', 'валюта', 'валюта'],
  participant: ['participant', 'participant', 'участник', 'удзельнік'],
  client: ['client', 'client', 'клиент', 'кліент'],
  trader: ['négociateur', 'trader', 'трейдер', 'трэйдар'],
  order: ['ordre', 'order', 'заявка', 'заяўка'],
  deal: ['transaction', 'deal', 'сделка', 'здзелка'],
  contract: ['contrat', 'contract', 'договор', 'дагавор'],
  withdrawal: ['retrait', 'withdrawal', 'вывод средств', 'вывад сродкаў'],
  proposal: ['proposition', 'proposal', 'предложение', 'прапанова'],
  command: ['commande', 'command', 'команда', 'каманда'],
  time: ['heure', 'time', 'время', 'час'],
  price: ['prix (pas)', 'price (ticks)', 'цена (шаги)', 'цана (крокі)'],
  lots: ['lots', 'lots', 'лоты', 'лоты'],
  remaining: ['reste (lots)', 'remaining (lots)', 'остаток (лоты)', 'рэшта (лоты)'],
  side: ['sens', 'side', 'сторона', 'бок'],
  kind: ['nature', 'kind', 'вид', 'від'],
  type: ["type d'ordre", 'type of order', 'тип заявки', 'тып заяўкі'],
  state: ['état', 'state', 'состояние', 'стан'],
  reason: ['motif', 'reason', 'причина', 'прычына'],
  reference: ['référence', 'reference', 'ссылка', 'спасылка'],
  blocked: ['dépôt bloqué', 'deposit blocked', 'заблокировано', 'заблакавана'],
  timeInForce: ['validité', 'time in force', 'срок действия', 'тэрмін дзеяння'],
  validUntil: ["valable jusqu'au", 'valid until', 'действует до', 'дзейнічае да'],
  submitted: ['transmis', 'submitted', 'подана', 'пададзена'],
  aggressor: ['initiative', 'aggressor', 'инициатор', 'ініцыятар'],
  code: ['code ISO 4217', 'code of ISO 4217', 'код ISO 4217', 'код ISO 4217'],
  local: ['monnaie locale', 'local', 'местная', 'мясцовая'],
  rate: ['cours (millionièmes)', 'rate (millionths)', 'курс (миллионные)', 'курс (мільённыя)'],
  leastFee: ['commission minimale', 'least fee', 'наименьший сбор', 'найменшы збор'],
  floor: ['prix plancher', 'price floor', 'нижняя цена', 'ніжняя цана'],
  cap: ['prix plafond', 'price cap', 'верхняя цена', 'верхняя цана'],
  least: ['lots au moins', 'least lots', 'лотов не менее', 'лотаў не менш'],
  most: ['lots au plus', 'most lots', 'лотов не более', 'лотаў не больш'],
  tickValue: ['valeur du pas', 'value of a tick', 'стоимость шага', 'кошт кроку'],
  buyDeposit: ['dépôt, achat (ppm)', 'deposit, buy (ppm)', 'задаток, покупка (ppm)', 'задатак, купля (ppm)'],
  sellDeposit: [
    'dépôt, vente (ppm)',
    'deposit, sell (ppm)',
    'задаток, продажа (ppm)',
    'задатак, продаж (ppm)',
  ],
  trade: ['marché', 'market', 'рынок', 'рынак'],
  quotation: ['dernière cotation', 'last quotation', 'последняя котировка', 'апошняя каціроўка'],
  mode: ['mode', 'mode', 'режим', 'рэжым'],
  phase: ['phase', 'phase', 'этап', 'этап'],
  halted: ['suspendue', 'halted', 'приостановлена', 'прыпынена'],
  sealed: ['carnet fermé', 'sealed', 'закрытая книга', 'закрытая кніга'],
  endTime: ['fin', 'end', 'окончание', 'заканчэнне'],
  listings: ['inscriptions', 'listings', 'листинги', 'лістынгі'],
  firm: ['cotation ferme', 'firm', 'котировка', 'каціроўка'],
  deals: ['transactions', 'deals', 'сделки', 'здзелкі'],
  mean: [
    'prix moyen (dix-millièmes de pas)',
    'mean price (ten-thousandths of a tick)',
    'средняя цена (десятитысячные шага)',
    'сярэдняя цана (дзесяцітысячныя кроку)',
  ],
  role: ['rôle', 'role', 'роль', 'роля'],
  standing: ['statut', 'standing', 'статус', 'статус'],
  resident: ['résident', 'resident', 'резидент', 'рэзідэнт'],
  country: ['pays', 'country', 'страна', 'краіна'],
  region: ['région', 'region', 'регион', 'рэгіён'],
  expires: ['expire', 'expires', 'действует до', 'дзейнічае да'],
  remarks: ['remarques', 'remarks', 'замечания', 'заўвагі'],
  mayBuy: ['peut acheter', 'may buy', 'может покупать', 'можа купляць'],
  maySell: ['peut vendre', 'may sell', 'может продавать', 'можа прадаваць'],
  delivered: ['livré (lots)', 'delivered (lots)', 'поставлено (лоты)', 'пастаўлена (лоты)'],
  due: ['échéance', 'due', 'срок', 'тэрмін'],
  buyer: ['acheteur', 'buyer', 'покупатель', 'пакупнік'],
  seller: ['vendeur', 'seller', 'продавец', 'прадавец'],
  buyerSigned: [
    'signé par l’acheteur',
    'signed by the buyer',
    'подписан покупателем',
    'падпісаны пакупніком',
  ],
  sellerSigned: ['signé par le vendeur', 'signed by the seller', 'подписан продавцом', 'падпісаны прадаўцом'],
  free: ['dépôt libre', 'free', 'свободно', 'свабодна'],
  forOrders: ['bloqué pour les ordres', 'blocked for orders', 'под заявки', 'пад заяўкі'],
  forContracts: ['bloqué pour les contrats', 'blocked for contracts', 'под договоры', 'пад дагаворы'],
  inTransit: ['en cours de paiement', 'in transit', 'в пути', 'у дарозе'],
  feesDue: ['commissions dues', 'fees due', 'сборы к уплате', 'зборы да выплаты'],
  amount: ['montant', 'amount', 'сумма', 'сума'],
  requested: ['demandé', 'requested', 'запрошено', 'запытана'],
  active: ['actif', 'active', 'активен', 'актыўны'],
  from: ['de', 'from', 'от', 'ад'],
  to: ['à', 'to', 'кому', 'каму'],
} as const satisfies { readonly [name: string]: readonly [fr: string, en: string, ru: string, be: string] };

/** Header of the last column of every table. */
export const SIMULATED_COLUMN: Label = { fr: 'simulé', en: 'simulated', ru: 'условное', be: 'умоўнае' };

type Value<Item> = Column<Item>['value'];

function column<Item>(name: keyof typeof WORDS, value: Value<Item>): Column<Item> {
  const [fr, en, ru, be] = WORDS[name];
  const header: Label = { fr, en, ru, be };
  return { header, value };
}

export const CURRENCY_TABLE: readonly Column<CurrencyItem>[] = [
  column('currency', (item) => item.currency),
  column('code', (item) => item.code),
  column('local', (item) => item.local),
  column('rate', (item) => item.rateMillionths),
];

export const SECTION_TABLE: readonly Column<SectionItem>[] = [
  column('section', (item) => item.section),
  column('sectionCode', (item) => item.code),
  column('name', (item) => item.name),
  column('leastFee', (item) => item.leastFee),
];

export const INSTRUMENT_TABLE: readonly Column<InstrumentItem>[] = [
  column('instrument', (item) => item.instrument),
  column('symbol', (item) => item.symbol),
  column('name', (item) => item.name),
  column('hs', (item) => item.goods?.hs),
  column('grade', (item) => item.goods?.grade),
  column('unit', (item) => item.goods?.unit),
  column('lotSize', (item) => item.goods?.lotSize),
  column('basis', (item) => item.goods?.basis),
  column('place', (item) => item.goods?.place),
  column('origin', (item) => item.goods?.origin),
  column('section', (item) => item.section),
  column('currency', (item) => item.currency),
  column('tickValue', (item) => item.tickValue),
  column('floor', (item) => item.priceFloor),
  column('cap', (item) => item.priceCap),
  column('least', (item) => item.minimumLots),
  column('most', (item) => item.maximumLots),
  column('buyDeposit', (item) => item.depositPpm.buy),
  column('sellDeposit', (item) => item.depositPpm.sell),
  column('trade', (item) => item.trade),
  column('quotation', (item) => item.lastQuotation),
];

export const SESSION_TABLE: readonly Column<SessionItem>[] = [
  column('session', (item) => item.session),
  column('title', (item) => item.title),
  column('section', (item) => item.section),
  column('mode', (item) => item.mode),
  column('phase', (item) => item.phase),
  column('halted', (item) => item.halted),
  column('sealed', (item) => item.sealed),
  column('endTime', (item) => item.endTime),
  column('listings', (item) => item.listings.join('; ')),
];

export const DEAL_TABLE: readonly Column<DealItem>[] = [
  column('deal', (item) => item.deal),
  column('command', (item) => item.command),
  column('time', (item) => item.time),
  column('listing', (item) => item.listing),
  column('instrument', (item) => item.instrument),
  column('symbol', (item) => item.symbol),
  column('price', (item) => item.price),
  column('lots', (item) => item.lots),
  column('kind', (item) => item.kind),
  column('aggressor', (item) => item.aggressor),
];

export const QUOTATION_TABLE: readonly Column<QuotationItem>[] = [
  column('listing', (item) => item.listing),
  column('session', (item) => item.session),
  column('instrument', (item) => item.instrument),
  column('symbol', (item) => item.symbol),
  column('time', (item) => item.time),
  column('firm', (item) => item.firm),
  column('deals', (item) => item.deals),
  column('lots', (item) => item.lots),
  column('mean', (item) => item.meanTenThousandths),
];

export const PARTICIPANT_TABLE: readonly Column<ParticipantItem>[] = [
  column('participant', (item) => item.participant),
  column('name', (item) => item.organisation?.name),
  column('role', (item) => item.role),
  column('standing', (item) => item.standing),
  column('resident', (item) => item.resident),
  column('country', (item) => item.country),
  column('region', (item) => item.region),
  column('expires', (item) => item.expires),
  column('remarks', (item) => item.remarks.map(({ text }) => text).join(' ')),
  column('mayBuy', (item) => item.mayBuy),
  column('maySell', (item) => item.maySell),
];

export const OPEN_ORDER_TABLE: readonly Column<OpenOrderItem>[] = [
  column('order', (item) => item.order),
  column('kind', (item) => item.kind),
  column('listing', (item) => item.listing),
  column('instrument', (item) => item.instrument),
  column('participant', (item) => item.participant),
  column('client', (item) => item.client),
  column('trader', (item) => item.trader),
  column('side', (item) => item.side),
  column('type', (item) => item.type),
  column('price', (item) => item.price),
  column('lots', (item) => item.lots),
  column('remaining', (item) => item.remaining),
  column('blocked', (item) => item.blocked),
  column('timeInForce', (item) => item.timeInForce),
  column('validUntil', (item) => item.expiry),
  column('reference', (item) => item.reference),
];

export const PAST_ORDER_TABLE: readonly Column<PastOrderItem>[] = [
  column('order', (item) => item.order),
  column('command', (item) => item.command),
  column('submitted', (item) => item.submitted),
  column('listing', (item) => item.listing),
  column('instrument', (item) => item.instrument),
  column('participant', (item) => item.participant),
  column('client', (item) => item.client),
  column('trader', (item) => item.trader),
  column('side', (item) => item.side),
  column('type', (item) => item.type),
  column('price', (item) => item.price),
  column('lots', (item) => item.lots),
  column('remaining', (item) => item.remaining),
  column('state', (item) => item.state),
  column('reason', (item) => item.reason),
  column('reference', (item) => item.reference),
];

export const CONTRACT_TABLE: readonly Column<ContractItem>[] = [
  column('contract', (item) => item.contract),
  column('time', (item) => item.time),
  column('listing', (item) => item.listing),
  column('instrument', (item) => item.instrument),
  column('kind', (item) => item.kind),
  column('price', (item) => item.price),
  column('lots', (item) => item.lots),
  column('delivered', (item) => item.delivered),
  column('state', (item) => item.state),
  column('due', (item) => item.due),
  column('buyer', (item) => item.parties[0]?.participant),
  column('seller', (item) => item.parties[1]?.participant),
  column('buyerSigned', (item) => item.parties[0]?.signed),
  column('sellerSigned', (item) => item.parties[1]?.signed),
];

export const BALANCE_TABLE: readonly Column<BalanceItem>[] = [
  column('participant', (item) => item.participant),
  column('client', (item) => item.client),
  column('currency', (item) => item.currency),
  column('free', (item) => item.free),
  column('forOrders', (item) => item.blockedForOrders),
  column('forContracts', (item) => item.blockedForContracts),
  column('inTransit', (item) => item.inTransit),
  column('feesDue', (item) => item.feesDue),
];

export const WITHDRAWAL_TABLE: readonly Column<WithdrawalItem>[] = [
  column('withdrawal', (item) => item.withdrawal),
  column('participant', (item) => item.participant),
  column('client', (item) => item.client),
  column('trader', (item) => item.trader),
  column('currency', (item) => item.currency),
  column('amount', (item) => item.amount),
  column('state', (item) => item.state),
  column('requested', (item) => item.requested),
];

export const CLIENT_TABLE: readonly Column<ClientItem>[] = [
  column('client', (item) => item.client),
  column('participant', (item) => item.participant),
  column('active', (item) => item.active),
  column('resident', (item) => item.resident),
];

export const PROPOSAL_TABLE: readonly Column<ProposalItem>[] = [
  column('proposal', (item) => item.proposal),
  column('listing', (item) => item.listing),
  column('instrument', (item) => item.instrument),
  column('from', (item) => item.from),
  column('to', (item) => item.to),
  column('side', (item) => item.side),
  column('price', (item) => item.price),
  column('lots', (item) => item.lots),
];
