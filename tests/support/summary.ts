/** The state of the market and that of its twin as lists of lines that must be equal. */
import { lastDayOf, stepOf } from '#market/default-reports.ts';
import { depthOf } from '#market/depth.ts';
import { balance } from '#market/ledger.ts';
import {
  ACCOUNT,
  ACCOUNT_NUMBER,
  AUCTION,
  AUCTION_NUMBER,
  AUCTION_STAGE,
  CONTRACT_COLUMN,
  CONTRACT_NUMBER,
  CREDENTIAL,
  CURRENCY,
  CURRENCY_NUMBER,
  GENERAL,
  GENERAL_AT,
  HOLDER,
  INSTRUMENT,
  LISTING,
  type Market,
  ORDER,
  ORDER_COLD,
  ORDER_NUMBER,
  PARTICIPANT,
  PROPOSAL_COLUMN,
  SESSION,
  SESSION_NUMBER,
  TRADER,
  WITHDRAWAL_COLUMN,
} from '#market/state.ts';
import { CONTRACT } from '#market/terms.ts';
import { forOrders } from '#market/walk.ts';
import { STATES, stateOf } from './twin/contracts.ts';
import { balancesOf, blockOf, openValue } from './twin/money.ts';
import { accountName, ownerOf, PHASES, SIDES, sideNumber, type World } from './twin/world.ts';

type NameOf = (slot: number, generation: number) => number;
const SECTIONS = 16;

function* rows(table: { readonly rows: number; readonly stride: number }): Generator<[number, number]> {
  for (let row = 1; row < table.rows; row++) yield [row, row * table.stride];
}

function bits(sides: ReadonlySet<string> | undefined): number {
  return (sides?.has('buy') ? 1 : 0) + (sides?.has('sell') ? 2 : 0);
}

/** Lines of the market's state. */
export function marketSummary(market: Market, nameOf: NameOf): string[] {
  const lines = [`day ${market.general.words[GENERAL_AT + GENERAL.day]}`];
  const put = (what: string, ...parts: unknown[]): unknown => lines.push(`${what}: ${parts.join(' ')}`);
  for (const [row, at] of rows(market.currencies)) {
    const n = (column: number): number => (market.currencies.numbers[at / 2 + column] ?? 0) + 0;
    const { rate, bank, income, openValue: open, approvalLimit } = CURRENCY_NUMBER;
    const code = market.currencies.words[at + CURRENCY.code];
    put(`currency ${row}`, code, n(rate), 0 - n(bank), n(income), n(open), n(approvalLimit));
  }
  for (const [row, at] of rows(market.participants)) {
    const w = (column: number): number => market.participants.words[at + column] ?? 0;
    const P = PARTICIPANT;
    const group = w(P.group) < 0 ? 0 : w(P.group);
    const turnover = market.turnover.numbers.slice(row * SECTIONS, row * SECTIONS + market.sections.rows - 1);
    put(`participant ${row}`, w(P.standing), w(P.role), w(P.country), w(P.region), group, w(P.sellSections));
    put('  and', w(P.buySections), w(P.expiryDay), w(P.buyRemarks), w(P.sellRemarks), turnover.join('/'));
  }
  for (const [row, at] of rows(market.traders)) {
    const w = (column: number): number => market.traders.words[at + column] ?? 0;
    put(`trader ${row}`, w(TRADER.participant), w(TRADER.expiryDay), w(TRADER.active));
  }
  for (const [row, at] of rows(market.holders)) {
    const w = (column: number): number => market.holders.words[at + column] ?? 0;
    put(`holder ${row}`, w(HOLDER.participant), w(HOLDER.client), w(HOLDER.active), w(HOLDER.resident));
  }
  const accounts: string[] = [];
  for (const [row, at] of rows(market.accounts)) {
    const { free, orders, contracts, feesDue, transit } = ACCOUNT_NUMBER;
    const parts = [free, orders, contracts, feesDue, transit].map((column) => balance(market, row, column));
    parts[3] = 0 - (parts[3] ?? 0);
    accounts.push(`account ${named(market, at)}: ${parts.join(' ')}`);
  }
  lines.push(...accounts.sort());
  for (const [row, at] of rows(market.instruments))
    put(`instrument ${row}`, market.instruments.words[at + INSTRUMENT.lastQuotation]);
  for (const [row, at] of rows(market.sessions)) {
    const w = (column: number): number => market.sessions.words[at + column] ?? 0;
    const end = market.sessions.numbers[at / 2 + SESSION_NUMBER.endTime];
    put(`session ${row}`, PHASES[w(SESSION.phase) - 1], w(SESSION.halted), end);
  }
  for (const [row, at] of rows(market.listings)) {
    const w = (column: number): number => market.listings.words[at + column] ?? 0;
    const L = LISTING;
    put(`listing ${row}`, w(L.bandFloor), w(L.bandCap), w(L.reference), w(L.halted), w(L.contractDue));
    put('  has', w(L.deals), w(L.gathering), w(L.bidOrders), w(L.askOrders));
    const auction = w(L.auction) * AUCTION.stride;
    if (auction !== 0) {
      const a = (column: number): number => market.auctions.words[auction + column] ?? 0;
      const round = a(AUCTION.stage) === AUCTION_STAGE.sealed ? 'sealed' : 'open';
      const end = market.auctions.numbers[auction / 2 + AUCTION_NUMBER.endTime];
      put('  lot', a(AUCTION.startPrice), a(AUCTION.step), a(AUCTION.reservePrice), round, end);
    }
    for (const side of SIDES) {
      for (const { price, lots, orders } of depthOf(market, row, sideNumber(side), 10_000))
        put(`  ${side} level`, price, lots, orders);
      forOrders(market, at, sideNumber(side), (slot) => {
        const o = (column: number): number => market.orders.words[slot * ORDER.stride + column] ?? 0;
        put(`  ${side}`, nameOf(slot, o(ORDER.generation)), o(ORDER.price), o(ORDER.remaining));
      });
    }
  }
  const credentials: string[] = [];
  const orders: [number, string][] = [];
  for (const [slot, at] of rows(market.orders)) {
    const w = (column: number): number => market.orders.words[at + column] ?? 0;
    if (w(ORDER.listing) === 0) continue;
    const name = nameOf(slot, w(ORDER.generation));
    const lots = market.ordersCold.words[slot * ORDER_COLD.stride + ORDER_COLD.lots];
    const blocked = market.orders.numbers[at / 2 + ORDER_NUMBER.blocked];
    const account = named(market, w(ORDER.account) * ACCOUNT.stride);
    orders.push([name, [w(ORDER.listing), account, w(ORDER.participant), lots, blocked].join(' ')]);
  }
  for (const [name, line] of orders.sort(([a], [b]) => a - b)) put(`order ${name}`, line);
  for (const [row, at] of rows(market.contracts)) {
    const w = (column: number): number => market.contracts.words[at + column] ?? 0;
    const C = CONTRACT_COLUMN;
    const deposit = (column: number): number => market.contracts.numbers[at / 2 + column] ?? 0;
    const { buyDeposit, sellDeposit } = CONTRACT_NUMBER;
    put(`contract ${row}`, STATES[w(C.state) - 1], w(C.delivered), w(C.dueDay), w(C.signed), w(C.dueSide));
    const reported = w(C.state) === CONTRACT.defaultReported;
    put('  reported', reported ? STATES[stepOf(market, at) - 1] : 'not', lastDayOf(market, at));
    put('  secured by', deposit(buyDeposit), deposit(sellDeposit));
  }
  for (const [, at] of rows(market.credentials)) {
    const w = (column: number): number => market.credentials.words[at + column] ?? 0;
    const C = CREDENTIAL;
    credentials.push([w(C.participant), w(C.rule), w(C.value), w(C.expiryDay), w(C.active)].join(' '));
  }
  for (const line of credentials.sort()) put('credential', line);
  for (const [row, at] of rows(market.proposals))
    put(`proposal ${row}`, market.proposals.words[at + PROPOSAL_COLUMN.state]);
  for (const [row, at] of rows(market.withdrawals)) {
    const w = (column: number): number => market.withdrawals.words[at + column] ?? 0;
    put(`withdrawal ${row}`, w(WITHDRAWAL_COLUMN.state), w(WITHDRAWAL_COLUMN.firstOfficer));
  }
  return lines;
}

function named(market: Market, accountAt: number): string {
  const { words } = market.accounts;
  return `${words[accountAt + ACCOUNT.holder]}/${words[accountAt + ACCOUNT.currency]}`;
}

const STANDINGS = ['accredited', 'suspended', 'withdrawn'];
const ROLES = ['member', 'broker', 'guest'];
const PROPOSALS = ['open', 'confirmed', 'refused', 'withdrawn'];
const WITHDRAWALS = ['requested', 'approved', 'paid', 'refused'];

/** Lines of the twin's state, equal to those of the market. */
export function twinSummary(world: World): string[] {
  const lines = [`day ${world.day}`];
  const put = (what: string, ...parts: unknown[]): unknown => lines.push(`${what}: ${parts.join(' ')}`);
  for (const c of world.currencies)
    put(`currency ${c.number}`, c.code, c.rate, c.bank, c.income, openValue(world, c), c.approvalLimit);
  for (const p of world.participants) {
    const standing = STANDINGS.indexOf(p.standing) + 1;
    const remarks = (side: 'buy' | 'sell'): number => {
      let mask = 0;
      for (const [remark, sides] of p.remarks) if (sides.has(side)) mask |= 1 << remark;
      return mask;
    };
    const turnover = world.sections.map((section) => p.turnover.get(section) ?? 0n);
    const role = ROLES.indexOf(p.role) + 1;
    put(`participant ${p.number}`, standing, role, p.country, p.region, p.group, p.sections.sell);
    put('  and', p.sections.buy, p.expiryDay, remarks('buy'), remarks('sell'), turnover.join('/'));
  }
  for (const t of world.traders)
    put(`trader ${t.number}`, t.participant.number, t.expiryDay, t.active ? 1 : 0);
  for (const h of world.holders)
    put(`holder ${h.number}`, h.participant.number, h.isClient ? 1 : 0, h.active ? 1 : 0, h.resident ? 1 : 0);
  const accounts = world.accounts.map((account) => {
    const { free, orders, contracts, fees, transit } = balancesOf(world, account);
    return `account ${accountName(account)}: ${free} ${orders} ${contracts} ${fees} ${transit}`;
  });
  lines.push(...accounts.sort());
  for (const i of world.instruments) put(`instrument ${i.number}`, i.lastQuotation);
  for (const s of world.sessions) put(`session ${s.number}`, s.phase, s.halted ? 1 : 0, s.endTime);
  for (const l of world.listings) {
    const queues = { buy: world.queue(l, 'buy'), sell: world.queue(l, 'sell') };
    put(`listing ${l.number}`, l.floor, l.cap, l.reference, l.halted ? 1 : 0, l.contractsDue);
    put('  has', l.deals.length, l.gathers ? 1 : 0, queues.buy.length, queues.sell.length);
    if (l.lot !== undefined)
      put('  lot', l.lot.startPrice, l.lot.step, l.lot.reserve, l.lot.round, l.lot.endTime);
    for (const side of SIDES) {
      for (const price of new Set(queues[side].map((order) => order.price))) {
        const level = queues[side].filter((order) => order.price === price);
        put(
          `  ${side} level`,
          price,
          level.reduce((sum, { open }) => sum + open, 0),
          level.length,
        );
      }
      for (const o of queues[side]) put(`  ${side}`, o.name, o.price, o.open);
    }
  }
  for (const o of [...world.orders].sort((a, b) => a.name - b.name)) {
    put(`order ${o.name}`, o.listing.number, accountName(o.account), ownerOf(o).number, o.lots, blockOf(o));
  }
  for (const c of world.contracts) {
    put(`contract ${c.number}`, stateOf(c), c.delivered, c.dueDay, bits(c.signed), bits(c.dueSides));
    put('  reported', c.report === undefined ? 'not' : c.step, c.report?.lastDay ?? 0);
    put('  secured by', c.deposits.buy, c.deposits.sell);
  }
  const credentials = world.participants.flatMap(({ number, credentials }) =>
    credentials.map((one) =>
      [number, one.kind === 'agreement' ? 4 : 5, one.value, one.expiryDay, one.active ? 1 : 0].join(' '),
    ),
  );
  for (const line of credentials.sort()) put('credential', line);
  for (const p of world.proposals) put(`proposal ${p.number}`, PROPOSALS.indexOf(p.state) + 1);
  for (const w of world.withdrawals)
    put(`withdrawal ${w.number}`, WITHDRAWALS.indexOf(w.state) + 1, w.firstOfficer);
  return lines;
}
