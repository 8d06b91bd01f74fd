/**
 * The market as one function: `execute(state, command) → events`. Deterministic: time, numbers and chance come in
 * commands. All checks of a command come before its first change, so a rejected command changes nothing.
 */
import * as admissionModule from './admission.ts';
import * as auctions from './auctions.ts';
import type { CommandName } from './commands.ts';
import * as commands from './commands.ts';
import * as contracts from './contracts.ts';
import * as dayModule from './day.ts';
import * as emitModule from './emit.ts';
import * as instruments from './instruments.ts';
import * as ledgerModule from './ledger.ts';
import * as money from './money.ts';
import * as named from './named-deals.ts';
import * as ordersModule from './orders.ts';
import * as participants from './participants.ts';
import type { Fields } from './plain.ts';
import type { RecordBuffer } from './record.ts';
import * as recordModule from './record.ts';
import * as rejections from './rejections.ts';
import * as sessions from './sessions.ts';
import type { Market } from './state.ts';

// Constants of this module, since V8 folds those, but not the fields of an imported object.
const { setCredential } = admissionModule;
const { beginDay } = dayModule;
const { emitRejected } = emitModule;
const { assertLedger, assertTotals } = ledgerModule;
const { cancelAll, cancelOrder, replaceOrder, submitOrder } = ordersModule;
const { kindOf, lengthen, lengthOf, readRecord } = recordModule;
const { COMMAND_ACTOR, COMMAND_TIME, COMMANDS, commandName } = commands;
const { CHECKS, REJECT } = rejections;

type HotCommand = 'submitOrder' | 'cancelOrder' | 'replaceOrder' | 'cancelAll';
type Handlers = {
  readonly [N in Exclude<CommandName, HotCommand>]: (market: Market, command: Fields<N>) => number;
};

/** Rare commands are read into plain objects first. */
const HANDLERS: Handlers = {
  offerLot: auctions.offerLot,
  placeBid: auctions.placeBid,
  stepPrice: auctions.stepPrice,
  takePrice: auctions.takePrice,
  closeAuction: auctions.closeAuction,
  proposeDeal: named.proposeDeal,
  confirmDeal: named.confirmDeal,
  refuseDeal: named.refuseDeal,
  amendDeal: named.amendDeal,
  signContract: contracts.signContract,
  registerContract: contracts.registerContract,
  recordDelivery: contracts.recordDelivery,
  performContract: contracts.performContract,
  terminateContract: contracts.terminateContract,
  reportDefault: contracts.reportDefault,
  settleDefault: contracts.settleDefault,
  setContractDue: contracts.setContractDue,
  dismissDefault: contracts.dismissDefault,
  announceSession: sessions.announceSession,
  addListing: sessions.addListing,
  admit: sessions.admit,
  openPhase: sessions.openPhase,
  halt: sessions.halt,
  resume: sessions.resume,
  extendSession: sessions.extendSession,
  closeSession: sessions.closeSession,
  cancelSession: sessions.cancelSession,
  setBand: sessions.setBand,
  accredit: participants.accredit,
  changeAccreditation: participants.changeAccreditation,
  setStanding: participants.setStanding,
  addTrader: participants.addTrader,
  changeTrader: participants.changeTrader,
  addClient: participants.addClient,
  changeClient: participants.changeClient,
  setRemark: participants.setRemark,
  setCredential,
  defineSection: instruments.defineSection,
  setFee: instruments.setFee,
  defineInstrument: instruments.defineInstrument,
  defineCurrency: money.defineCurrency,
  setRate: money.setRate,
  recordReceipt: money.recordReceipt,
  requestWithdrawal: money.requestWithdrawal,
  approveWithdrawal: money.approveWithdrawal,
  payWithdrawal: money.payWithdrawal,
  refuseWithdrawal: money.refuseWithdrawal,
  collectFees: money.collectFees,
  setApprovalLimit: money.setApprovalLimit,
  beginDay,
};

const { submitOrder: SUBMIT, cancelOrder: CANCEL, replaceOrder: REPLACE } = COMMANDS;

function executeRare(market: Market, input: RecordBuffer, at: number, kind: number, length: number): number {
  const name = commandName(kind);
  if (name === undefined || length < COMMANDS[name].least) return REJECT.UNKNOWN_COMMAND;
  const { words } = COMMANDS[name];
  if (length < words) {
    // Of an earlier version, before the kind gained fields: they are zero.
    const whole = new recordModule.RecordBuffer(words);
    return executeKind(market, whole, lengthen(input, at, words, whole), kind, words);
  }
  if (name === 'cancelAll') return cancelAll(market, input, at);
  if (name === 'submitOrder' || name === 'cancelOrder' || name === 'replaceOrder') {
    throw new Error(`${name} is executed elsewhere`);
  }
  const actor = input.words[at + COMMAND_ACTOR]!;
  if (CHECKS[name][0] === 'OPERATOR_ONLY' && actor !== 0) return REJECT.OPERATOR_ONLY;
  const fields = readRecord(input, at, COMMANDS[name]);
  const time = input.numbers[(at + COMMAND_TIME) >> 1]!;
  const handler = HANDLERS[name] as (market: Market, command: object) => number;
  return handler(market, { ...fields, actor, time });
}

const executeKind = (
  market: Market,
  input: RecordBuffer,
  at: number,
  kind: number,
  length: number,
): number => {
  if (kind === SUBMIT.kind && length >= SUBMIT.words) return submitOrder(market, input, at);
  if (kind === CANCEL.kind && length >= CANCEL.words) return cancelOrder(market, input, at);
  if (kind === REPLACE.kind && length >= REPLACE.words) return replaceOrder(market, input, at);
  return executeRare(market, input, at, kind, length);
};

/**
 * Executes the command at a word offset of `input`, and appends its events to `output`. Gives 0, or the code for
 * which it was rejected. Throws a LedgerFault where money would not balance: the market must then stop.
 */
export function execute(market: Market, input: RecordBuffer, at: number, output: RecordBuffer): number {
  if (market.output !== output) market.output = output;
  const word = input.words[at]!;
  const kind = kindOf(word);
  const length = lengthOf(word);
  const code = executeKind(market, input, at, kind, length);
  if (code !== 0) emitRejected(market, code, kind);
  assertTotals(market);
  return code;
}

/** Commands after which all balances are summed afresh. */
export const AUDIT_INTERVAL = 10_000;

/**
 * Executes all commands between two word offsets. `ends`, where given, receives for each command the length of
 * the output after it. Gives the number of commands.
 */
export function executeAll(
  market: Market,
  input: RecordBuffer,
  from: number,
  to: number,
  output: RecordBuffer,
  ends?: Int32Array,
): number {
  let count = 0;
  for (let at = from; at < to; at += input.words[at]! >>> 16) {
    execute(market, input, at, output);
    if (ends !== undefined) ends[count] = output.length;
    count++;
    if (++market.sinceAudit >= AUDIT_INTERVAL) {
      market.sinceAudit = 0;
      assertLedger(market);
    }
  }
  return count;
}
