/** Asking the API of a Kirmash as any program does. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '#base/failure.ts';
import type { MarketSummary } from '#wire/market.ts';
import type { CommandAnswer, OrderAnswer } from '#wire/market-answers.ts';

/** A market's command in its plain form: see docs/reference/market-records.md. */
export interface PlainCommand {
  readonly kind: string;
  readonly [field: string]: number | string;
}

export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly nextCursor: string | null;
}

/** The server refused a request; `code` is one of docs/reference/errors.md. */
export class RefusedError extends Failure {
  readonly code: string;
  constructor(status: number, code: string, detail: string) {
    super(`The market answered ${status} ${code}: ${detail}`);
    this.code = code;
  }
}

/** Longest wait for an answer. */
const PATIENCE_MS = 20_000;
const BUSY_ATTEMPTS = 4;

export class MarketClient {
  readonly #address: string;
  readonly #secret: string;

  /** Takes the address of the server, `http://127.0.0.1:4000`, and the secret of an access key. */
  constructor(address: string, secret: string) {
    this.#address = address;
    this.#secret = secret;
  }

  summary(): Promise<MarketSummary> {
    return this.get('');
  }

  /** Sends commands; gives what came of each. Errors: RefusedError. */
  commands(commands: readonly PlainCommand[], idempotencyKey?: string): Promise<CommandAnswer> {
    return this.post('/commands', { commands }, idempotencyKey);
  }

  /** Sends commands, all of which must be accepted. Errors: Failure that names the first that is not. */
  async send(commands: readonly PlainCommand[], idempotencyKey: string): Promise<void> {
    const { results } = await this.commands(commands, idempotencyKey);
    for (const [index, { rejection }] of (results ?? []).entries()) {
      if (rejection !== null) {
        throw new Failure(`The market rejected ${commands[index]?.kind}: ${rejection.text}`);
      }
    }
  }

  orders(orders: readonly object[]): Promise<OrderAnswer> {
    return this.post('/orders', orders);
  }

  get<T>(path: string): Promise<T> {
    return this.#ask<T>('GET', path);
  }

  post<T>(path: string, body: object, idempotencyKey?: string): Promise<T> {
    return this.#ask<T>('POST', path, body, idempotencyKey);
  }

  /** All items of a list. */
  async all<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    const join = path.includes('?') ? '&' : '?';
    for (let cursor: string | null = ''; cursor !== null; ) {
      const next = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Listed<Item> = await this.get(`${path}${join}limit=1000${next}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }

  async #ask<T>(method: string, path: string, body?: object, idempotencyKey?: string): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(`${this.#address}/api/market${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.#secret}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (answer.ok) return (await answer.json()) as T;
      const problem = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
      const { code = 'unknown', detail = '' } = problem;
      // Nothing was done: it may be sent again.
      if ((code === 'rate-limited' || code === 'busy') && attempt < BUSY_ATTEMPTS)
        await sleep(1_000 * attempt);
      else throw new RefusedError(answer.status, code, detail);
    }
  }
}
