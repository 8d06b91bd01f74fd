/**
 * Connections that have shown no key: public channels are open to them, within bounds of their address, so that
 * nobody can take from others what costs nothing.
 */
const MILLISECONDS = 1_000;

interface Address {
  connections: number;
  /** What may be asked for at once, and when that was reckoned. */
  tokens: number;
  filledMs: number;
}

export class Strangers {
  readonly #connections: number;
  readonly #perSecond: number;
  readonly #addresses = new Map<string, Address>();

  /** Takes connections of an address at most, and how much they may ask for in a second; ten seconds' worth at once. */
  constructor(connections: number, perSecond: number) {
    this.#connections = connections;
    this.#perSecond = perSecond;
  }

  /** Takes one more connection of an address in; gives false where it has as many as it may. */
  enter(address: string): boolean {
    const known = this.#addresses.get(address) ?? {
      connections: 0,
      tokens: this.#most,
      filledMs: performance.now(),
    };
    if (known.connections >= this.#connections) return false;
    known.connections += 1;
    this.#addresses.set(address, known);
    return true;
  }

  /** One has ended, or has shown its key. */
  leave(address: string): void {
    const known = this.#addresses.get(address);
    if (known === undefined) return;
    known.connections -= 1;
    this.#fill(known);
    // Who has spent what it had is remembered until it has it again.
    if (known.connections <= 0 && known.tokens >= this.#most) this.#addresses.delete(address);
  }

  /** Takes so much from what an address may ask for; gives false where there is not enough. */
  take(address: string, cost: number): boolean {
    const known = this.#addresses.get(address);
    if (known === undefined) return false;
    this.#fill(known);
    if (known.tokens < cost) return false;
    known.tokens -= cost;
    return true;
  }

  /** Forgets addresses that have no connection and all that they may ask for. */
  sweep(): void {
    for (const [address, known] of this.#addresses) {
      this.#fill(known);
      if (known.connections <= 0 && known.tokens >= this.#most) this.#addresses.delete(address);
    }
  }

  get #most(): number {
    return this.#perSecond * 10;
  }

  #fill(known: Address): void {
    const now = performance.now();
    known.tokens = Math.min(
      this.#most,
      known.tokens + ((now - known.filledMs) * this.#perSecond) / MILLISECONDS,
    );
    known.filledMs = now;
  }
}
