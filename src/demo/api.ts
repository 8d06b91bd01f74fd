/** Asking the API of a Kirmash as any program does. */
import { Failure } from '#base/failure.ts';
import type { MarketSummary } from '#wire/market.ts';
import type { CommandAnswer } from '#wire/market-answers.ts';

/** A market's command in its plain form: see docs/reference/market-records.md. */
export interface PlainCommand {
  readonly kind: string;
  readonly [field: string]: number | string;
}

export class MarketClient {
  readonly #address: string;
  readonly #secret: string;

  /** Takes the address of the server, `http://127.0.0.1:4000`, and the secret of an access key. */
  constructor(address: string, secret: string) {
    this.#address = address;
    this.#secret = secret;
  }

  summary(): Promise<MarketSummary> {
    return this.#ask('GET', '');
  }

  /** How many sections there are. */
  async sections(): Promise<number> {
    const { total } = await this.#ask<{ total: number }>('GET', '/sections?limit=1');
    return total;
  }

  /** Sends commands, all of which must be accepted. Errors: Failure that names the first that is not. */
  async send(commands: readonly PlainCommand[], idempotencyKey: string): Promise<void> {
    const { results } = await this.#ask<CommandAnswer>('POST', '/commands', { commands }, idempotencyKey);
    for (const [index, { rejection }] of (results ?? []).entries()) {
      if (rejection !== null) {
        throw new Failure(`The market rejected ${commands[index]?.kind}: ${rejection.text}`);
      }
    }
  }

  async #ask<T>(method: string, path: string, body?: object, idempotencyKey?: string): Promise<T> {
    const answer = await fetch(`${this.#address}/api/market${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#secret}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Failure(`The market answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
