/**
 * Commands over the market's stream, as those send them who quote all day: one connection that is made again when it
 * is lost. The orders of whoever sends them here end with the connection.
 */
import { Failure } from '#base/failure.ts';

const PATIENCE_MS = 20_000;
/** Time in which a lost connection may be made again before the orders are withdrawn. */
const GRACE_SECONDS = 15;

interface Waiting {
  resolve(message: Message): void;
  reject(reason: Error): void;
}

interface Message {
  readonly op?: string;
  readonly id?: number;
  readonly code?: string;
  readonly detail?: string;
  readonly results?: readonly StreamResult[] | null;
}

export interface StreamResult {
  readonly rejection?: { readonly name: string };
}

/** A command of a trader in its form of the network. */
export interface TraderCommand {
  readonly kind: string;
  readonly [field: string]: number | string | boolean;
}

export class StreamClient {
  readonly #address: string;
  readonly #secret: string;
  #socket: Promise<WebSocket> | undefined;
  #lastId = 0;
  readonly #waiting = new Map<number, Waiting>();
  #closed = false;

  /** Takes the address of the server, `http://127.0.0.1:4000`, and the secret of a trader's key. */
  constructor(address: string, secret: string) {
    this.#address = address.replace(/^http/, 'ws');
    this.#secret = secret;
  }

  /** Gives commands. Errors: Failure where they were refused, or the connection was lost before the answer. */
  async submit(commands: readonly TraderCommand[]): Promise<readonly StreamResult[]> {
    const socket = await this.#connected();
    const { results } = await this.#ask(socket, { op: 'submit', commands });
    return results ?? [];
  }

  close(): void {
    this.#closed = true;
    void this.#socket?.then((socket) => socket.close()).catch(() => {});
  }

  #connected(): Promise<WebSocket> {
    if (this.#closed) return Promise.reject(new Failure('The connection is closed.'));
    this.#socket ??= this.#connect().catch((error: unknown) => {
      this.#socket = undefined;
      throw error;
    });
    return this.#socket;
  }

  async #connect(): Promise<WebSocket> {
    const socket = new WebSocket(`${this.#address}/api/market/stream`);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Failure('The stream does not answer.')), {
        once: true,
      });
    });
    socket.addEventListener('message', ({ data }) => this.#received(JSON.parse(String(data)) as Message));
    socket.addEventListener('close', () => {
      this.#socket = undefined;
      for (const { reject } of this.#waiting.values()) reject(new Failure('The connection was lost.'));
      this.#waiting.clear();
    });
    const grace = { graceSeconds: GRACE_SECONDS };
    await this.#ask(socket, { op: 'authenticate', key: this.#secret, cancelOnDisconnect: grace });
    return socket;
  }

  #ask(socket: WebSocket, request: object): Promise<Message> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<Message>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Failure('The stream does not answer.'));
      }, PATIENCE_MS);
      this.#waiting.set(id, {
        resolve(message) {
          clearTimeout(timer);
          resolve(message);
        },
        reject(reason) {
          clearTimeout(timer);
          reject(reason);
        },
      });
      socket.send(JSON.stringify({ id, ...request }));
    });
  }

  #received(message: Message): void {
    const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id);
    if (message.id === undefined || waiting === undefined) return;
    this.#waiting.delete(message.id);
    if (message.op === 'error') waiting.reject(new Failure(`${message.code}: ${message.detail}`));
    else waiting.resolve(message);
  }
}
