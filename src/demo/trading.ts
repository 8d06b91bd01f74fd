/**
 * What the simulated participants do, moment by moment: somebody who wants the goods is chosen by chance, and does what
 * the session lets them do. All of it by the public API.
 */
import type { Random } from '#base/random.ts';
import type { ContractItem, ListingItem, ProposalItem, SessionItem } from '#wire/market.ts';
import { type Actor, type Side, within } from './actor.ts';
import { RefusedError } from './api.ts';
import { better, callNeed, need, quotes } from './books.ts';
import type { Good } from './goods.ts';
import type { Hall } from './hall.ts';
import { bid, isLotMode, offer } from './lots.ts';
import { fateOf, isOfEarlierDay } from './operator.ts';

/** Chances a second, for each listing. */
const RATES = {
  need: 0.35,
  quote: 0.1,
  better: 0.1,
  offer: 0.25,
  bid: 0.3,
  sealed: 0.5,
  propose: 0.08,
} as const;
/** Nobody signs what was agreed a moment ago. */
const SIGN_AFTER_MS = 45_000;
const REFUSED_PROPOSALS = 0.12;
const CONTRACTS_AT_ONCE = 60;

interface Place {
  readonly session: SessionItem;
  readonly listing: ListingItem;
  readonly good: Good;
}

export class Floor {
  readonly #actors: readonly Actor[];
  readonly #goods: ReadonlyMap<number, Good>;
  readonly #hall: Hall;
  readonly #random: Random;
  /** Whose turn it is to look after contracts. */
  #turn = 0;
  /** To whom deals were proposed that wait for an answer. */
  readonly #asked = new Set<Actor>();

  constructor(actors: readonly Actor[], goods: ReadonlyMap<number, Good>, hall: Hall, random: Random) {
    this.#actors = actors;
    this.#goods = goods;
    this.#hall = hall;
    this.#random = random;
  }

  /** One second of the market: what happens in it is over when this resolves. Errors: of the API. */
  async second(nowMs: number): Promise<void> {
    const work: Promise<void>[] = [];
    for (const { session, listings } of this.#hall.open) {
      for (const listing of listings) {
        const good = this.#goods.get(listing.instrument);
        if (good === undefined || listing.halted) continue;
        work.push(this.#trade({ session, listing, good }, nowMs));
      }
    }
    work.push(this.#paperwork(nowMs), this.#answerProposals());
    // What one is refused is no reason for the others to stop; a server that is gone is.
    for (const done of await Promise.allSettled(work)) {
      if (done.status === 'rejected' && !isRefusal(done.reason)) throw done.reason;
    }
  }

  #happens(rate: number): boolean {
    return this.#random.unit() < rate;
  }

  async #trade(place: Place, nowMs: number): Promise<void> {
    const { session, listing } = place;
    if (listing.takes === 'matches' || listing.takes === 'gathers') {
      if (this.#happens(RATES.need)) await this.#order(place, nowMs);
      if (listing.takes === 'matches' && this.#happens(RATES.quote)) await this.#quote(place, nowMs);
    } else if (listing.takes === 'adjusts') {
      if (!this.#happens(RATES.better)) return;
      const actor = await this.#somebody(place, this.#side());
      if (actor !== null) await better(actor, listing, this.#random);
    } else if (listing.takes === 'auctions' && isLotMode(session.mode)) {
      await this.#auction(place, nowMs);
    } else if (listing.takes === 'names' && this.#happens(RATES.propose)) {
      await this.#propose(place, nowMs);
    }
  }

  #side(): Side {
    return this.#random.unit() < 0.5 ? 'buy' : 'sell';
  }

  /** Somebody who wants this side of the goods and is admitted; null where the chosen one is not. */
  async #somebody({ session, good }: Place, side: Side, but?: Actor): Promise<Actor | null> {
    const those = this.#actors.filter((actor) => actor !== but && actor.wants(good, side));
    if (those.length === 0) return null;
    // Where not all are admitted, it is not left to the first.
    for (let attempt = 0; attempt < (session.admission.length > 0 ? 6 : 1); attempt += 1) {
      const actor = this.#random.pick(those);
      if (await actor.mayTrade(session, side)) return actor;
    }
    return null;
  }

  async #order(place: Place, nowMs: number): Promise<void> {
    const { session, listing, good } = place;
    const side = this.#side();
    const actor = await this.#somebody(place, side);
    if (actor === null) return;
    const make = session.mode === 'call' && session.phase === 'trading' ? callNeed : need;
    const order = make(actor, listing, good, side, this.#random, nowMs);
    if (order !== null) await actor.client.orders([order]);
  }

  async #quote({ session, listing, good }: Place, nowMs: number): Promise<void> {
    const makers = this.#actors.filter(
      (actor) => actor.stream !== null && actor.wants(good, 'buy') && actor.wants(good, 'sell'),
    );
    const first = this.#random.integer(makers.length + 1);
    for (const maker of [...makers.slice(first), ...makers.slice(0, first)]) {
      if (!(await maker.mayTrade(session, 'buy'))) continue;
      await maker.stream?.submit(quotes(maker, listing, good, this.#random, nowMs));
      return;
    }
  }

  async #auction(place: Place, nowMs: number): Promise<void> {
    const { session, listing, good } = place;
    if (!isLotMode(session.mode)) return;
    const owner: Side = session.mode === 'descending' ? 'buy' : 'sell';
    if (listing.auction === null) {
      // One lot after another would outlast the session.
      if (listing.deals > 0 || !this.#happens(RATES.offer)) return;
      const actor = await this.#somebody(place, owner);
      if (actor !== null) await offer(actor, session.mode, listing, good, this.#random, nowMs);
      return;
    }
    const rate = listing.auction.stage === 'sealed' ? RATES.sealed : RATES.bid;
    if (!this.#happens(rate)) return;
    const actor = await this.#somebody(place, owner === 'buy' ? 'sell' : 'buy');
    if (actor !== null) await bid(actor, session.mode, listing, good, this.#random, nowMs);
  }

  async #propose(place: Place, nowMs: number): Promise<void> {
    const { listing, good } = place;
    const seller = await this.#somebody(place, 'sell');
    if (seller === null) return;
    const buyer = await this.#somebody(place, 'buy', seller);
    if (buyer === null) return;
    const price = within(listing, (seller.opinion(good, nowMs) + buyer.opinion(good, nowMs)) / 2);
    await seller.client.post('/proposals', {
      listing: listing.listing,
      side: 'sell',
      counterparty: buyer.member.participant,
      price,
      lots: 1 + this.#random.integer(30),
    });
    this.#asked.add(buyer);
  }

  async #answerProposals(): Promise<void> {
    const [actor] = this.#asked;
    if (actor === undefined || !this.#happens(0.3)) return;
    this.#asked.delete(actor);
    const { items } = await actor.client.get<{ items: ProposalItem[] }>('/proposals?limit=20');
    for (const { proposal, to, price, lots } of items) {
      if (to !== actor.member.participant) continue;
      if (this.#happens(REFUSED_PROPOSALS)) await actor.client.post(`/proposals/${proposal}/refuse`, {});
      else await actor.client.post(`/proposals/${proposal}/confirm`, { price, lots });
    }
  }

  /** One participant after the other looks through its contracts and signs. */
  async #paperwork(nowMs: number): Promise<void> {
    const actor = this.#actors[this.#turn % this.#actors.length];
    this.#turn += 1;
    if (actor === undefined) return;
    const ended = new Set(this.#hall.sessions.map(({ session }) => session));
    actor.forget((session) => !ended.has(session));
    const { items } = await actor.client.get<{ items: ContractItem[] }>(
      `/contracts?limit=${CONTRACTS_AT_ONCE}`,
    );
    const commands = items
      .filter(({ state, time }) => state === 'drafted' && nowMs - Date.parse(time) > SIGN_AFTER_MS)
      .filter(({ contract, time }) => fateOf(contract) !== 'signs-late' || isOfEarlierDay(time, nowMs))
      .flatMap(({ contract, parties }) =>
        parties
          .filter(({ participant, signed }) => participant === actor.member.participant && !signed)
          .map(({ client }) => ({ kind: 'signContract', contract, client: client ?? 0 })),
      );
    if (commands.length > 0) await actor.client.commands(commands);
  }
}

/** Refused requests are part of trading; a market that has stopped is not. */
function isRefusal(error: unknown): boolean {
  return error instanceof RefusedError && error.code !== 'market-stopped' && error.code !== 'unauthorized';
}
