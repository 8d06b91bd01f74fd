/** Remarks in words: what stands between a participant and an order, and on which side. */
import type { Label, Language } from '#base/language.ts';
import { type Market, PARTICIPANT } from '#market/state.ts';
import { LAST_REMARK, REMARK } from '#market/terms.ts';
import type { ParticipantItem } from '#wire/market.ts';
import { wordAt } from './cells.ts';

type Name = ParticipantItem['remarks'][number]['name'];

const NAMES = new Map<number, Name>([
  [REMARK.unpaidFees, 'unpaid-fees'],
  [REMARK.overdueContract, 'overdue-contract'],
  [REMARK.defaulted, 'defaulted'],
]);

const TEXTS: { readonly [N in Name]: Label } = {
  'unpaid-fees': {
    fr: "Des commissions dues n'ont pas été réglées.",
    en: 'Fees are due and unpaid.',
    ru: 'Не уплачены биржевые сборы.',
    be: 'Не выплачаны біржавыя зборы.',
  },
  'overdue-contract': {
    fr: "Une étape d'un contrat est en retard.",
    en: 'A step of a contract is overdue.',
    ru: 'Просрочено исполнение по договору.',
    be: 'Пратэрмінавана выкананне па дагаворы.',
  },
  defaulted: {
    fr: "Un contrat n'a pas été exécuté.",
    en: 'A contract was not performed.',
    ru: 'Договор не исполнен.',
    be: 'Дагавор не выкананы.',
  },
  entered: {
    fr: 'La bourse a inscrit la remarque n° {number}.',
    en: 'The exchange has entered remark {number}.',
    ru: 'Биржа внесла замечание № {number}.',
    be: 'Біржа ўнесла заўвагу № {number}.',
  },
};

/** The remarks of a participant, in the reader's language. */
export function remarksOf(
  market: Market,
  participant: number,
  language: Language,
): ParticipantItem['remarks'] {
  const buy = wordAt(market.participants, participant, PARTICIPANT.buyRemarks);
  const sell = wordAt(market.participants, participant, PARTICIPANT.sellRemarks);
  const found: ParticipantItem['remarks'] = [];
  for (let remark = 0; remark <= LAST_REMARK; remark += 1) {
    const bit = 1 << remark;
    const blocks = { buy: (buy & bit) !== 0, sell: (sell & bit) !== 0 };
    if (!blocks.buy && !blocks.sell) continue;
    const name = NAMES.get(remark) ?? 'entered';
    found.push({ remark, name, text: TEXTS[name][language].replace('{number}', String(remark)), blocks });
  }
  return found;
}
