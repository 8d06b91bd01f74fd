/** What the operator sends to define and name something: as the market's command, and as names. */
import type { Command } from '#market/commands.ts';
import { SECTION_LOCAL_FEES } from '#market/state.ts';
import { SESSION_FLAG } from '#market/terms.ts';
import type { InstrumentNames, SectionNames, SessionNames } from '#office/names.ts';
import type * as wire from '#wire/office.ts';
import { timeNumber } from './cells.ts';
import { MODE, TRADE } from './words.ts';

export function sectionNamesOf({ code, name }: Pick<wire.SectionIn, 'code' | 'name'>): SectionNames {
  return { code, name };
}

export function instrumentNamesOf(body: wire.InstrumentNamesIn): InstrumentNames {
  const { symbol, name, unit, lotSize } = body;
  return {
    symbol,
    name,
    unit,
    lotSize,
    product: body.product ?? null,
    hs: body.hs ?? null,
    grade: body.grade ?? null,
    basis: body.basis ?? null,
    place: body.place ?? null,
    deliveryDays: body.deliveryDays ?? null,
    paymentDays: body.paymentDays ?? null,
    origin: body.origin ?? null,
  };
}

export function sessionNamesOf(body: wire.SessionNamesIn): SessionNames {
  const { title, timezone } = body;
  return { title, timezone, timetable: body.timetable ?? [], reason: body.reason ?? null };
}

export function sectionCommand(body: wire.SectionIn): Command {
  const flags = body.residentsPayLocally ? SECTION_LOCAL_FEES : 0;
  return { kind: 'defineSection', flags, leastFee: body.leastFee ?? 0 };
}

export function instrumentCommand(body: wire.InstrumentIn): Command {
  return {
    kind: 'defineInstrument',
    section: body.section,
    currency: body.currency,
    priceFloor: body.priceFloor,
    priceCap: body.priceCap,
    minimumLots: body.minimumLots,
    maximumLots: body.maximumLots,
    buyDepositPpm: body.depositPpm.buy,
    sellDepositPpm: body.depositPpm.sell,
    market: body.trade === undefined || body.trade === null ? 0 : TRADE.number(body.trade),
    quotationDeals: body.quotationDeals,
    tickValue: body.tickValue,
  };
}

export function sessionCommand(body: wire.SessionIn): Command {
  return {
    kind: 'announceSession',
    section: body.section,
    mode: MODE.number(body.mode),
    flags: (body.sealed ? SESSION_FLAG.sealed : 0) | (body.overTheCounter ? SESSION_FLAG.overTheCounter : 0),
    extensionSeconds: body.extensionSeconds ?? 0,
    endTime: body.endTime === undefined || body.endTime === null ? 0 : timeNumber(body.endTime),
  };
}
