/**
 * Open reports of default. A report is laid over a contract and takes none of its steps away: the contract is
 * `defaultReported`, and the state that it would be in otherwise stands in the report, where it goes on. So a side that
 * was reported may still sign, deliver and perform, and a report that is dismissed leaves nothing behind.
 *
 * They are few at a time, and rows are used again, so that a look through them all is short.
 */
import { CONTRACT_COLUMN, DEFAULT_REPORT, type Market } from './state.ts';
import { CONTRACT } from './terms.ts';

/** Word offset of the open report of a contract (0 for a free row), 0 where there is none. */
function findReport(market: Market, contract: number): number {
  const { words, rows } = market.defaultReports;
  for (let row = 1; row < rows; row++) {
    const at = row * DEFAULT_REPORT.stride;
    if (words[at + DEFAULT_REPORT.contract] === contract) return at;
  }
  return 0;
}

/** Word offset of the report of the contract at an offset. Errors: Error where the tables contradict each other. */
function reportOf(market: Market, contractAt: number): number {
  const at = findReport(market, contractAt / CONTRACT_COLUMN.stride);
  if (at === 0) throw new Error(`contract ${contractAt / CONTRACT_COLUMN.stride} is reported by nobody`);
  return at;
}

function isReported(market: Market, contractAt: number): boolean {
  return market.contracts.words[contractAt + CONTRACT_COLUMN.state] === CONTRACT.defaultReported;
}

/** Lays a report over a contract. */
export function openReport(market: Market, contractAt: number, lastDay: number): void {
  const at = findReport(market, 0) || market.defaultReports.add() * DEFAULT_REPORT.stride;
  const words = market.defaultReports.words;
  words[at + DEFAULT_REPORT.contract] = contractAt / CONTRACT_COLUMN.stride;
  words[at + DEFAULT_REPORT.step] = market.contracts.words[contractAt + CONTRACT_COLUMN.state]!;
  words[at + DEFAULT_REPORT.lastDay] = lastDay;
  market.contracts.words[contractAt + CONTRACT_COLUMN.state] = CONTRACT.defaultReported;
}

/** Takes the report away: the contract is in the state to which it has come underneath. */
export function closeReport(market: Market, contractAt: number): void {
  market.contracts.words[contractAt + CONTRACT_COLUMN.state] = stepOf(market, contractAt);
  const at = findReport(market, contractAt / CONTRACT_COLUMN.stride);
  market.defaultReports.words.fill(0, at, at + DEFAULT_REPORT.stride);
}

/** Takes the report of a contract that ends away, where there is one. */
export function dropReport(market: Market, contractAt: number): void {
  if (isReported(market, contractAt)) closeReport(market, contractAt);
}

/** State of a contract regardless of a report. */
export function stepOf(market: Market, contractAt: number): number {
  return isReported(market, contractAt)
    ? market.defaultReports.words[reportOf(market, contractAt) + DEFAULT_REPORT.step]!
    : market.contracts.words[contractAt + CONTRACT_COLUMN.state]!;
}

/** Writes the state that a contract has come to, under a report where there is one. */
export function putStep(market: Market, contractAt: number, step: number): void {
  if (isReported(market, contractAt)) {
    market.defaultReports.words[reportOf(market, contractAt) + DEFAULT_REPORT.step] = step;
  } else market.contracts.words[contractAt + CONTRACT_COLUMN.state] = step;
}

/** Last day of the window that the report of a contract has opened, 0 where none is open. */
export function lastDayOf(market: Market, contractAt: number): number {
  return isReported(market, contractAt)
    ? market.defaultReports.words[reportOf(market, contractAt) + DEFAULT_REPORT.lastDay]!
    : 0;
}
