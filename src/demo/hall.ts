/** What everybody sees of the market now: sessions that have not ended, and the listings of those that have begun. */
import type { ListingItem, SessionItem } from '#wire/market.ts';
import type { MarketClient } from './api.ts';

export interface OpenSession {
  readonly session: SessionItem;
  readonly listings: readonly ListingItem[];
}

export class Hall {
  readonly #client: MarketClient;
  /** Announced ones too. */
  sessions: readonly SessionItem[] = [];
  open: readonly OpenSession[] = [];

  constructor(client: MarketClient) {
    this.#client = client;
  }

  /** Errors: RefusedError. */
  async look(): Promise<void> {
    this.sessions = await this.#client.all<SessionItem>('/sessions?ended=false');
    const begun = this.sessions.filter(({ phase, halted }) => phase !== 'announced' && !halted);
    this.open = await Promise.all(
      begun.map(({ session }) => this.#client.get<OpenSession>(`/sessions/${session}`)),
    );
  }
}
