/**
 * Periods in words. Month names come from the message files and not from Intl, because Chromium carries no
 * Belarusian dates and would fall back to the language of the machine.
 */
import type { TFunction } from 'i18next';
import type { PeriodOut } from '#wire/common.ts';

const MONTHS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;
const LAST_MONTH_OF_QUARTER: { readonly [first: string]: string } = {
  '01': '03',
  '04': '06',
  '07': '09',
  '10': '12',
};

function lastDay(month: string): string {
  return String(
    new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate(),
  ).padStart(2, '0');
}

/** 'January' standing alone, or 'of January' after a day where the language bends the word. */
function month(date: string, t: TFunction, form: 'alone' | 'ofDay'): string {
  const number = MONTHS[Number(date.slice(5, 7)) - 1] ?? '1';
  return t(`month.${form}.${number}`);
}

/** Takes '2021', '2021-08' or '2021-10-01' and gives it in words. */
export function dateText(date: string, t: TFunction): string {
  const year = date.slice(0, 4);
  // What an address says may be no date at all: it is shown as it stands.
  if (date.length === 4 || !/^\d{4}-(0[1-9]|1[0-2])(-\d{2})?$/.test(date)) return date;
  if (date.length === 7) return t('period.month', { month: month(date, t, 'alone'), year });
  const day = Number(date.slice(8, 10));
  return t(day === 1 ? 'period.firstDay' : 'period.day', { day, month: month(date, t, 'ofDay'), year });
}

function boundedText(from: string, to: string, t: TFunction): string {
  if (from === to) return dateText(from, t);
  const [firstYear, lastYear] = [from.slice(0, 4), to.slice(0, 4)];
  if (from.length === 7 && to.length === 7) {
    if (from.endsWith('-01') && to.endsWith('-12')) {
      return firstYear === lastYear ? firstYear : t('period.between', { from: firstYear, to: lastYear });
    }
    if (firstYear === lastYear) {
      if (LAST_MONTH_OF_QUARTER[from.slice(5)] === to.slice(5)) {
        return t('period.quarter', { quarter: Number(to.slice(5)) / 3, year: firstYear });
      }
      return t('period.months', {
        from: month(from, t, 'alone'),
        to: month(to, t, 'alone'),
        year: firstYear,
      });
    }
  }
  // Whole months that were written as days read better as months.
  if (from.endsWith('-01') && from.length === 10 && to.slice(8) === lastDay(to)) {
    return boundedText(from.slice(0, 7), to.slice(0, 7), t);
  }
  if (from.length === 10 && from.slice(0, 7) === to.slice(0, 7)) {
    return t('period.days', {
      from: Number(from.slice(8)),
      to: Number(to.slice(8)),
      month: month(from, t, 'ofDay'),
      year: firstYear,
    });
  }
  return t('period.between', { from: dateText(from, t), to: dateText(to, t) });
}

/** Takes a period with inclusive ends and gives it in words: 'January–August 2021', 'since 25 October 2018'. */
export function periodText(period: PeriodOut, t: TFunction): string {
  if (period.from !== null && period.to !== null) return boundedText(period.from, period.to, t);
  if (period.from !== null) return t('period.since', { date: dateText(period.from, t) });
  if (period.to !== null) return t('period.until', { date: dateText(period.to, t) });
  return '—';
}
