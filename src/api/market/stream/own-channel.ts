/** What concerns a participant: its orders, deals, contracts, proposals, remarks, and its balances after each frame. */
import { decodeEvent } from '#market/events.ts';
import type { RecordBuffer } from '#market/record.ts';
import { ACCOUNT, ACCOUNT_NUMBER, type Market, PARTICIPANT } from '#market/state.ts';
import { LAST_REMARK } from '#market/terms.ts';
import { accountsOf, balanceItem } from '../accounts.ts';
import { wordAt } from '../cells.ts';
import { openOrderItem, openProposals, openSlots, proposalItem } from '../orders.ts';
import { ownEvents } from './own-events.ts';
import type { Parties } from './parties.ts';
import { namesSlotAlone } from './parties.ts';
import type { Kept } from './ring.ts';
import { Subscribers, type Subscription } from './subscription.ts';

const BALANCES = [
  ACCOUNT_NUMBER.free,
  ACCOUNT_NUMBER.orders,
  ACCOUNT_NUMBER.contracts,
  ACCOUNT_NUMBER.feesDue,
  ACCOUNT_NUMBER.transit,
] as const;
/** Orders of a message of a snapshot. */
const PIECE = 1_000;

/** Changes of one participant in one frame, as JSON, command by command. */
class Changes {
  text = '';
  #command = 0;

  add(command: number, events: readonly object[]): void {
    for (const event of events) {
      const json = JSON.stringify(event);
      if (command === this.#command) this.text += `,${json}`;
      else this.text += `${this.text === '' ? '' : ']},'}{"command":${command},"events":[${json}`;
      this.#command = command;
    }
  }

  get list(): string {
    return this.text === '' ? '[]' : `[${this.text}]}]`;
  }
}

/** Balances of a participant's accounts as they were told last. */
interface Told {
  readonly accounts: number[];
  readonly balances: number[];
  /** Rows of the table when it was last looked for new accounts. */
  rows: number;
}

export class OwnChannel {
  readonly #market: Market;
  readonly #changes = new Map<number, Changes>();
  readonly #told = new Map<number, Told>();
  readonly subscribers = new Subscribers();

  constructor(market: Market) {
    this.#market = market;
  }

  open(subscription: Subscription, participant: number): void {
    this.subscribers.add(participant, subscription);
    if (!this.#told.has(participant)) {
      this.#told.set(participant, { accounts: [], balances: [], rows: 1 });
      this.#balances(participant);
    }
  }

  close(subscription: Subscription, participant: number): void {
    if (this.subscribers.remove(participant, subscription)) this.#told.delete(participant);
  }

  /** Is told of an event of a frame under way. */
  take(participant: number, events: RecordBuffer, at: number, command: number): void {
    if (this.subscribers.of(participant) === undefined) return;
    const event = decodeEvent(events, at);
    if (event === undefined) return;
    let changes = this.#changes.get(participant);
    if (changes === undefined) {
      changes = new Changes();
      this.#changes.set(participant, changes);
    }
    changes.add(command, ownEvents(this.#market, event, participant));
  }

  /** A frame is done. */
  publish(sequence: number, time: number): void {
    for (const [participant, changes] of this.#changes) {
      const balances = this.#balances(participant);
      const text =
        `{"op":"own","sequence":${sequence},"time":${time},"changes":${changes.list},` +
        `"balances":${JSON.stringify(balances)}}`;
      for (const { connection } of this.subscribers.of(participant) ?? []) connection.sendInFrame(text);
    }
    this.#changes.clear();
  }

  /** Tells again what frames brought a participant after a number, with the balances of now. */
  replay(
    { connection, sequence }: Subscription,
    participant: number,
    frames: Iterable<Kept>,
    parties: Parties,
  ): void {
    for (const { firstCommand, count, time, events, eventAt, accounts } of frames) {
      const changes = new Changes();
      let next = 0;
      const { words } = events;
      for (let index = 0; index < count; index += 1) {
        const end = eventAt[index + 1] as number;
        for (let at = eventAt[index] as number; at < end; at += (words[at] as number) >>> 16) {
          const account = namesSlotAlone((words[at] as number) & 0xffff) ? (accounts[next++] as number) : 0;
          if (firstCommand + index <= sequence) continue;
          parties.look(words, at, account);
          if (parties.first !== participant && parties.second !== participant) continue;
          const event = decodeEvent(events, at);
          if (event !== undefined) {
            changes.add(firstCommand + index, ownEvents(this.#market, event, participant));
          }
        }
      }
      if (changes.text === '') continue;
      connection.send(
        `{"op":"own","sequence":${firstCommand + count - 1},"time":${time},"changes":${changes.list},"balances":[]}`,
      );
    }
    const balances = [...accountsOf(this.#market, participant)].map((row) => balanceItem(this.#market, row));
    connection.send(
      `{"op":"own","sequence":${this.sequence},"changes":[],"balances":${JSON.stringify(balances)}}`,
    );
  }

  /** Number of the last command that was executed. */
  sequence = 0;

  /** All that stands: orders in pieces, then the rest. */
  snapshot({ connection }: Subscription, participant: number): void {
    const market = this.#market;
    const { sequence } = this;
    let after = 0;
    for (;;) {
      const slots = openSlots(market, participant, 0, after, PIECE);
      if (slots.length < PIECE) {
        const rest = {
          op: 'own',
          sequence,
          snapshot: 'end',
          orders: slots.map((slot) => openOrderItem(market, slot)),
          proposals: [...openProposals(market, participant, 0)].map((row) => proposalItem(market, row)),
          balances: [...accountsOf(market, participant)].map((row) => balanceItem(market, row)),
          remarks: this.#remarks(participant),
        };
        connection.send(JSON.stringify(rest));
        return;
      }
      after = slots.at(-1) as number;
      const orders = slots.map((slot) => openOrderItem(market, slot));
      connection.send(JSON.stringify({ op: 'own', sequence, snapshot: 'part', orders }));
    }
  }

  #remarks(participant: number): { remark: number; sides: string }[] {
    const buy = wordAt(this.#market.participants, participant, PARTICIPANT.buyRemarks);
    const sell = wordAt(this.#market.participants, participant, PARTICIPANT.sellRemarks);
    const found: { remark: number; sides: string }[] = [];
    for (let remark = 0; remark <= LAST_REMARK; remark += 1) {
      const bit = 1 << remark;
      if (((buy | sell) & bit) === 0) continue;
      const sides = (buy & bit) === 0 ? 'sell' : (sell & bit) === 0 ? 'buy' : 'both';
      found.push({ remark, sides });
    }
    return found;
  }

  /** Balances of a participant that are not as they were told last. */
  #balances(participant: number): object[] {
    const { accounts } = this.#market;
    const told = this.#told.get(participant);
    if (told === undefined) return [];
    for (; told.rows < accounts.rows; told.rows += 1) {
      if (wordAt(accounts, told.rows, ACCOUNT.participant) === participant) told.accounts.push(told.rows);
    }
    const changed: object[] = [];
    let place = 0;
    for (const account of told.accounts) {
      const at = (account * ACCOUNT.stride) / 2;
      let differs = false;
      for (const column of BALANCES) {
        const balance = accounts.numbers[at + column] as number;
        if (told.balances[place] !== balance) differs = true;
        told.balances[place] = balance;
        place += 1;
      }
      if (differs) changed.push(balanceItem(this.#market, account));
    }
    return changed;
  }
}
