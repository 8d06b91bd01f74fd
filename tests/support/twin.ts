/**
 * The slow twin of the market: every mode, obviously. See twin/world.ts for what it is, and the rule book
 * (docs/guide/rules.md) for what it does.
 */
import type { Command, CommandName } from '#market/commands.ts';
import type { RejectionName } from '#market/rejections.ts';
import * as auctions from './twin/auctions.ts';
import * as contracts from './twin/contracts.ts';
import * as members from './twin/members.ts';
import * as money from './twin/money.ts';
import * as named from './twin/named.ts';
import * as orders from './twin/orders.ts';
import * as sessions from './twin/sessions.ts';
import { type Full, Refusal, refuse, type TwinEvent, World } from './twin/world.ts';

type Handlers = { readonly [N in CommandName]: (world: World, command: Full<N>, order: number) => void };

const HANDLERS: Handlers = {
  submitOrder: orders.submitOrder,
  cancelOrder: orders.cancelOrder,
  replaceOrder: orders.replaceOrder,
  cancelAll: orders.cancelAll,
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
  accredit: members.accredit,
  changeAccreditation: members.changeAccreditation,
  setStanding: members.setStanding,
  addTrader: members.addTrader,
  changeTrader: members.changeTrader,
  addClient: members.addClient,
  changeClient: members.changeClient,
  setRemark: members.setRemark,
  setCredential: members.setCredential,
  defineSection: members.defineSection,
  setFee: members.setFee,
  defineInstrument: members.defineInstrument,
  defineCurrency: money.defineCurrency,
  setRate: money.setRate,
  recordReceipt: money.recordReceipt,
  requestWithdrawal: money.requestWithdrawal,
  approveWithdrawal: money.approveWithdrawal,
  payWithdrawal: money.payWithdrawal,
  refuseWithdrawal: money.refuseWithdrawal,
  collectFees: members.collectFees,
  setApprovalLimit: money.setApprovalLimit,
  beginDay: members.beginDay,
};

/** Commands of traders; the operator may cancel orders too, all others are the operator's alone. */
const TRADERS = new Set<CommandName>([
  'submitOrder',
  'cancelOrder',
  'replaceOrder',
  'cancelAll',
  'offerLot',
  'placeBid',
  'takePrice',
  'proposeDeal',
  'confirmDeal',
  'refuseDeal',
  'amendDeal',
  'signContract',
  'reportDefault',
  'requestWithdrawal',
]);

export interface TwinOutcome {
  readonly rejection: RejectionName | undefined;
  readonly events: readonly TwinEvent[];
}

export class Twin {
  readonly world = new World();

  /**
   * Executes a command whose fields are all given. `order`: the twin's name of the order that the command names,
   * 0 where there never was one.
   */
  execute(command: Required<Command>, order = 0): TwinOutcome {
    this.world.events = [];
    try {
      if (!TRADERS.has(command.kind) && command.actor !== 0) refuse('OPERATOR_ONLY');
      const handler = HANDLERS[command.kind] as (world: World, command: object, order: number) => void;
      handler(this.world, command, order);
      return { rejection: undefined, events: this.world.events };
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (this.world.events.length > 0) throw new Error(`${refusal.code} after a change`);
      return { rejection: refusal.code, events: [] };
    }
  }
}
