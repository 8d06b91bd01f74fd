/** A market under test: commands as plain objects in, codes and events as plain objects out. */
import { type Command, encodeCommand } from '#market/commands.ts';
import { decodeEvents, type EventName, type MarketEvent } from '#market/events.ts';
import { execute } from '#market/execute.ts';
import { assertLedger, balance, findAccount } from '#market/ledger.ts';
import { RecordBuffer } from '#market/record.ts';
import { type RejectionName, rejectionName } from '#market/rejections.ts';
import { ACCOUNT_NUMBER, HOLDER, Market, PARTICIPANT } from '#market/state.ts';

export interface Outcome {
  readonly rejection: RejectionName | undefined;
  readonly events: readonly MarketEvent[];
}

export type EventOf<N extends EventName> = Extract<MarketEvent, { kind: N }>;

export interface Balances {
  readonly free: number;
  readonly orders: number;
  readonly contracts: number;
  readonly fees: number;
  readonly transit: number;
}

export class MarketDriver {
  market: Market;
  /** All commands so far, as the journal would hold them. */
  readonly journal = new RecordBuffer(1 << 12);
  private readonly output = new RecordBuffer(1 << 12);

  constructor(market = new Market()) {
    this.market = market;
  }

  /** Executes a command, and looks at the whole ledger after it. */
  do(command: Command): Outcome {
    const at = encodeCommand(this.journal, command);
    this.output.clear();
    const code = execute(this.market, this.journal, at, this.output);
    assertLedger(this.market);
    return { rejection: rejectionName(code), events: decodeEvents(this.output) };
  }

  /** Executes a command that must be accepted; gives its events. */
  must(command: Command): readonly MarketEvent[] {
    const { rejection, events } = this.do(command);
    if (rejection !== undefined) throw new Error(`${command.kind} was rejected: ${rejection}`);
    return events;
  }

  /** Balances of a holder (see `accredited`, `clientAdded`) in a currency. */
  balances(holder: number, currency = 1): Balances {
    const account = findAccount(this.market, holder, currency);
    const of = (column: number): number => (account === 0 ? 0 : balance(this.market, account, column));
    return {
      free: of(ACCOUNT_NUMBER.free),
      orders: of(ACCOUNT_NUMBER.orders),
      contracts: of(ACCOUNT_NUMBER.contracts),
      fees: 0 - of(ACCOUNT_NUMBER.feesDue),
      transit: of(ACCOUNT_NUMBER.transit),
    };
  }

  /** The holder of a participant's own accounts. */
  holderOf(participant: number): number {
    return this.market.participants.words[participant * PARTICIPANT.stride + PARTICIPANT.holder] ?? 0;
  }

  /** The participant to whom a holder belongs. */
  participantOf(holder: number): number {
    return this.market.holders.words[holder * HOLDER.stride + HOLDER.participant] ?? 0;
  }
}

/** The events of one kind. */
export function eventsOf<N extends EventName>(events: readonly MarketEvent[], kind: N): EventOf<N>[] {
  return events.filter((event) => event.kind === kind) as EventOf<N>[];
}
