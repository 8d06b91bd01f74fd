/**
 * Sets the simulated market up, or finishes what an earlier start began: its sections and instruments with their
 * names, its currencies, participants, traders, clients and deposits.
 */
import { Failure } from '#base/failure.ts';
import { regionNumber } from '#base/region-number.ts';
import type { CurrencyItem, InstrumentItem, ParticipantItem, SectionItem } from '#wire/market.ts';
import type { NamedAnswer } from '#wire/office.ts';
import type { MarketClient, PlainCommand } from './api.ts';
import { dayOf } from './calendar.ts';
import { CURRENCIES, type CurrencyCode, GOODS, type Good, SECTIONS } from './goods.ts';
import { CLIENTS_EACH, COUNTRIES, MEMBERS, type Member, type SectionCode } from './members.ts';

const ROLE = { member: 1, broker: 2 } as const;
const ACCREDITED_DAYS = 3_650;
/** A deposit of 5 %. */
const DEPOSIT_PPM = 50_000;
const MOST_LOTS = 200;
const QUOTATION_DEALS = 3;

/** What each participant, and each client, has as deposit: in minor units of each currency. */
export const DEPOSIT_MINOR: { readonly [code in CurrencyCode]: number } = {
  BYN: 60_000_000,
  RUB: 1_500_000_000,
  USD: 20_000_000,
  EUR: 20_000_000,
};

export interface MarketMap {
  readonly sections: ReadonlyMap<SectionCode, number>;
  readonly currencies: ReadonlyMap<CurrencyCode, number>;
  /** By the market's number. */
  readonly goods: ReadonlyMap<number, Good>;
  readonly instruments: ReadonlyMap<string, number>;
  /** Each member with the numbers that it has in the market. */
  readonly members: readonly NumberedMember[];
}

export interface NumberedMember extends Member {
  readonly participant: number;
  readonly traders: readonly number[];
}

/** Prices that an instrument may ever have. */
export function rangeOf({ worth }: Good): { priceFloor: number; priceCap: number } {
  return { priceFloor: Math.round(worth * 0.6), priceCap: Math.round(worth * 1.5) };
}

/** All that a market begins with, but for what has names. Numbers follow from the order. */
function beginning(day: number): PlainCommand[] {
  const expiryDay = day + ACCREDITED_DAYS;
  const currencies = Object.keys(CURRENCIES) as CurrencyCode[];
  const maskOf = (codes: readonly SectionCode[]): number =>
    SECTIONS.reduce((mask, { code }, index) => mask | (codes.includes(code) ? 1 << index : 0), 0);
  const participants = MEMBERS.map(({ role, country, region, sells, buys }) => ({
    kind: 'accredit',
    role: ROLE[role],
    resident: country === 'BY' ? 1 : 0,
    country: COUNTRIES[country],
    region: region === null ? 0 : regionNumber(COUNTRIES[country], region),
    sellSections: maskOf(sells),
    buySections: maskOf(buys),
    expiryDay,
  }));
  return [
    { kind: 'beginDay', day },
    ...currencies.map((code) => ({
      kind: 'defineCurrency',
      code: CURRENCIES[code].number,
      local: code === 'BYN' ? 1 : 0,
      rateMillionths: CURRENCIES[code].rateMillionths,
    })),
    ...SECTIONS.flatMap(({ feePpm }, index) =>
      [0, 1].map((side) => ({ kind: 'setFee', section: index + 1, side, ppm: feePpm })),
    ),
    ...participants,
    ...MEMBERS.map((_, index) => ({ kind: 'addTrader', participant: index + 1, expiryDay })),
    // Brokers from abroad have clients from abroad: all of them may trade goods in transit.
    ...MEMBERS.flatMap(({ role, country }, index) =>
      role === 'broker'
        ? Array.from({ length: CLIENTS_EACH }, (_, client) => ({
            kind: 'addClient',
            participant: index + 1,
            resident: country === 'BY' ? client % 2 : 0,
          }))
        : [],
    ),
    ...MEMBERS.flatMap((_, index) =>
      currencies.map((code, currency) => ({
        kind: 'recordReceipt',
        participant: index + 1,
        currency: currency + 1,
        amount: DEPOSIT_MINOR[code],
      })),
    ),
  ];
}

async function define(client: MarketClient, path: string, body: object): Promise<number> {
  const { number, rejection } = await client.post<NamedAnswer>(path, body);
  if (number === null)
    throw new Failure(`The market rejected ${path}: ${rejection?.text ?? 'it is forgotten'}`);
  return number;
}

/** Sections are made before all else: rights and fees name them. */
async function defineSections(client: MarketClient): Promise<Map<SectionCode, number>> {
  const there = await client.all<SectionItem>('/sections');
  const numbers = new Map(there.map(({ code, section }) => [code, section]));
  const sections = new Map<SectionCode, number>();
  for (const { feePpm: _, ...section } of SECTIONS) {
    const number = numbers.get(section.code) ?? (await define(client, '/sections', section));
    sections.set(section.code, number);
  }
  return sections;
}

async function defineGoods(
  client: MarketClient,
  sections: ReadonlyMap<SectionCode, number>,
  currencies: ReadonlyMap<CurrencyCode, number>,
): Promise<Map<string, number>> {
  const there = await client.all<InstrumentItem>('/instruments');
  const numbers = new Map(there.map(({ symbol, instrument }) => [symbol, instrument]));
  const instruments = new Map<string, number>();
  for (const good of GOODS) {
    const { section, currency, worth: _, ...names } = good;
    const number =
      numbers.get(good.symbol) ??
      (await define(client, '/instruments', {
        ...names,
        ...rangeOf(good),
        deliveryDays: 30,
        paymentDays: 5,
        section: sections.get(section),
        currency: currencies.get(currency),
        minimumLots: 1,
        maximumLots: MOST_LOTS,
        depositPpm: { buy: DEPOSIT_PPM, sell: DEPOSIT_PPM },
        quotationDeals: QUOTATION_DEALS,
      }));
    instruments.set(good.symbol, number);
  }
  return instruments;
}

/**
 * Makes what is missing and gives the numbers of all. Takes the client of an operator.
 * Errors: Failure for a market that is not a simulated one, or is not the demo's; RefusedError.
 */
export async function setUpMarket(client: MarketClient): Promise<MarketMap> {
  const { simulated } = await client.summary();
  if (!simulated) throw new Failure('The market is a real one: nobody is simulated there.');
  const sections = await defineSections(client);
  if ((await client.get<{ total: number }>('/participants?limit=1')).total === 0) {
    // One submission, and so all of it or nothing.
    await client.send(beginning(dayOf(Date.now())), 'demo: beginning');
  }
  const byCode = new Map(
    (await client.all<CurrencyItem>('/currencies')).map(({ code, currency }) => [Number(code), currency]),
  );
  const currencies = new Map<CurrencyCode, number>();
  for (const code of Object.keys(CURRENCIES) as CurrencyCode[]) {
    const number = byCode.get(CURRENCIES[code].number);
    if (number === undefined)
      throw new Failure('The simulated market is not one that kirmash demo has made.');
    currencies.set(code, number);
  }
  const instruments = await defineGoods(client, sections, currencies);
  const participants = await client.all<ParticipantItem>('/participants');
  const members = MEMBERS.flatMap((member, index): NumberedMember[] => {
    const found = participants[index];
    return found === undefined
      ? []
      : [{ ...member, participant: found.participant, traders: found.traders.map(({ trader }) => trader) }];
  });
  const goods = new Map(GOODS.map((good) => [instruments.get(good.symbol) ?? 0, good]));
  return { sections, currencies, goods, instruments, members };
}
