/**
 * Whom an event concerns: the participants who are told of it. Most events name an account; of those that name only
 * an order it has to be remembered whose it is, since its slot may be another's by the end of the frame.
 */
import { EVENTS } from '#market/events.ts';
import {
  ACCOUNT,
  CONTRACT_COLUMN,
  HOLDER,
  type Market,
  ORDER,
  PROPOSAL_COLUMN,
  TRADER,
} from '#market/state.ts';
import { wordAt } from '../cells.ts';

const ACCOUNT_STRIDE = ACCOUNT.stride;
const ACCOUNT_PARTICIPANT = ACCOUNT.participant;

const NONE = 0;
const BY_ACCOUNT = 1;
const DEAL = 2;
const BY_SLOT = 3;
const BY_PROPOSAL = 4;
const BY_CONTRACT = 5;
const BY_PARTICIPANT = 6;
const BY_TRADER = 7;
const BY_CLIENT = 8;

interface Way {
  readonly how: number;
  /** Word of what names the participant. */
  readonly word: number;
  /** Word of the slot of an order that begins, 0 where none does. */
  readonly slot: number;
}

const NOBODY: Way = { how: NONE, word: 0, slot: 0 };
const DEAL_BUY = EVENTS.deal.at.buyAccount;
const DEAL_SELL = EVENTS.deal.at.sellAccount;

/** By kind of event. */
const WAYS: Way[] = [];
for (const [name, { kind, at }] of Object.entries(EVENTS)) {
  const places: { readonly [field: string]: number } = at;
  const begins = name === 'orderAccepted' || name === 'lotOffered' || name === 'dealProposed';
  const slot = begins || name === 'dealConfirmed' ? (places.slot as number) : 0;
  const way = (how: number, field: string): Way => ({ how, word: places[field] as number, slot });
  if (name === 'deal') WAYS[kind] = { how: DEAL, word: 0, slot: 0 };
  else if (places.proposal !== undefined) WAYS[kind] = way(BY_PROPOSAL, 'proposal');
  else if (places.account !== undefined) WAYS[kind] = way(BY_ACCOUNT, 'account');
  else if (places.slot !== undefined) WAYS[kind] = way(BY_SLOT, 'slot');
  else if (places.contract !== undefined) WAYS[kind] = way(BY_CONTRACT, 'contract');
  else if (places.participant !== undefined && name !== 'accredited')
    WAYS[kind] = way(BY_PARTICIPANT, 'participant');
  else if (places.trader !== undefined) WAYS[kind] = way(BY_TRADER, 'trader');
  else if (places.client !== undefined) WAYS[kind] = way(BY_CLIENT, 'client');
}

/** Word of the account in events that begin an order, by kind. */
const ACCOUNT_WORDS: number[] = [];
for (const { kind, at } of Object.values(EVENTS)) {
  if ('account' in at) ACCOUNT_WORDS[kind] = at.account;
}

/** Events that name an order and nothing else of its owner. */
export function namesSlotAlone(kind: number): boolean {
  return WAYS[kind]?.how === BY_SLOT;
}

export class Parties {
  readonly #market: Market;
  /** Account of the order in each slot, as of the event that was looked at last. */
  #accounts: Int32Array;
  /** The participants of the event that was looked at last; 0: none. */
  first = 0;
  second = 0;

  constructor(market: Market) {
    this.#market = market;
    this.#accounts = new Int32Array(Math.max(1024, market.orders.rows));
    for (let slot = 1; slot < market.orders.rows; slot += 1) {
      this.#accounts[slot] = wordAt(market.orders, slot, ORDER.account);
    }
  }

  /** Account of the order that an event names by its slot alone. */
  accountOf(slot: number): number {
    return this.#accounts[slot] ?? 0;
  }

  /**
   * Finds the parties of the event at a word. Events must come in their order; `account` is given where they are
   * looked at again later: of the order that the event names by its slot alone.
   */
  look(words: Int32Array, at: number, account = -1): void {
    const { how, word, slot } = WAYS[(words[at] as number) & 0xffff] ?? NOBODY;
    this.first = 0;
    this.second = 0;
    switch (how) {
      case BY_ACCOUNT:
        this.first = this.#participantOf(words[at + word] as number);
        break;
      case DEAL:
        this.first = this.#participantOf(words[at + DEAL_BUY] as number);
        this.second = this.#participantOf(words[at + DEAL_SELL] as number);
        break;
      case BY_SLOT:
        this.first = this.#participantOf(account >= 0 ? account : this.accountOf(words[at + word] as number));
        break;
      case BY_PROPOSAL: {
        const { proposals } = this.#market;
        const proposal = words[at + word] as number;
        this.first = wordAt(proposals, proposal, PROPOSAL_COLUMN.participant);
        this.second = wordAt(proposals, proposal, PROPOSAL_COLUMN.counterparty);
        break;
      }
      case BY_CONTRACT: {
        const { contracts } = this.#market;
        const contract = words[at + word] as number;
        this.first = this.#participantOf(wordAt(contracts, contract, CONTRACT_COLUMN.buyAccount));
        this.second = this.#participantOf(wordAt(contracts, contract, CONTRACT_COLUMN.sellAccount));
        break;
      }
      case BY_PARTICIPANT:
        this.first = words[at + word] as number;
        break;
      case BY_TRADER:
        this.first = wordAt(this.#market.traders, words[at + word] as number, TRADER.participant);
        break;
      case BY_CLIENT:
        this.first = wordAt(this.#market.holders, words[at + word] as number, HOLDER.participant);
        break;
      default:
        return;
    }
    if (this.second === this.first) this.second = 0;
    if (slot !== 0 && account < 0) this.#begin(words, at, slot);
  }

  #participantOf(account: number): number {
    return this.#market.accounts.words[account * ACCOUNT_STRIDE + ACCOUNT_PARTICIPANT] ?? 0;
  }

  /** Remembers whose order begins with the event at a word, if one does: all that `look` needs of those before. */
  follow(words: Int32Array, at: number): void {
    const slot = WAYS[(words[at] as number) & 0xffff]?.slot ?? 0;
    if (slot !== 0) this.#begin(words, at, slot);
  }

  /** An order begins its life in a slot. */
  #begin(words: Int32Array, at: number, slotWord: number): void {
    const slot = words[at + slotWord] as number;
    if (slot >= this.#accounts.length) {
      const grown = new Int32Array(Math.max(slot + 1, this.#accounts.length * 2));
      grown.set(this.#accounts);
      this.#accounts = grown;
    }
    // All kinds that begin an order name its account.
    const kind = (words[at] as number) & 0xffff;
    this.#accounts[slot] = words[at + (ACCOUNT_WORDS[kind] as number)] as number;
  }
}
