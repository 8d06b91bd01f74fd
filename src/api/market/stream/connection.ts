/** One connection of the stream: reads requests, answers them, and writes what its channels bring. */
import type { Socket } from 'node:net';
import type { WebSocket } from '@fastify/websocket';
import type { Receiver } from '#journal/filling.ts';
import type { Done } from '#journal/keys.ts';
import type { Applied } from '#journal/runner.ts';
import { RecordBuffer } from '#market/record.ts';
import type { RequestId } from '#wire/market-stream.ts';
import { ApiError, type ErrorCode, type FieldError } from '../../errors.ts';
import { BATCH_COMMANDS, badFields } from '../encoding.ts';
import type { Caller } from '../gateway.ts';
import { keyWords } from '../idempotency.ts';
import { encodeWireCommand } from '../wire-commands.ts';
import { idText, resultText } from './answers.ts';
import { isAscii, textFrame } from './frames.ts';
import type { Hub } from './hub.ts';
import { CLOSE, type Close } from './limits.ts';
import { readRequest } from './requests.ts';
import type { Subscription } from './subscription.ts';

/** A submission that waits for its answer. */
class Waiting implements Receiver {
  readonly #connection: Connection;
  readonly #id: RequestId;

  constructor(connection: Connection, id: RequestId) {
    this.#connection = connection;
    this.#id = id;
  }

  answered(applied: Applied, index: number, count: number): void {
    try {
      this.#connection.answer(this.#id, applied, index, count);
    } catch (error) {
      // The commands are done, and the market must not suffer from how they are told.
      this.#connection.fault(this.#id, error);
    }
  }

  lost(reason: Error): void {
    this.#connection.settle(this.#id);
    this.#connection.fail(this.#id, 'outcome-unknown', reason.message);
  }
}

/** Records of the request that is being read: one at a time, in all connections. */
const buffer = new RecordBuffer(1 << 14);

/** In this time a slow reader may still learn why its connection ends. */
const LAST_WORDS_MS = 2_000;
/** Bytes of a connection that are held back at most. */
const MOST_HELD_BACK = 1 << 18;

function isRequestId(id: unknown): id is RequestId {
  if (typeof id === 'number') return Number.isSafeInteger(id) && id >= 0;
  return typeof id === 'string' && id.length >= 1 && id.length <= 64;
}

export class Connection {
  readonly #hub: Hub;
  readonly #socket: WebSocket;
  readonly #raw: Socket;
  /** Ids of submissions that wait for their answers. */
  readonly #waiting = new Set<RequestId>();
  #state: 'new' | 'asking' | 'open' | 'closed' = 'new';
  #caller: Caller | undefined;
  /** Frames that are held back until the journal's frame is done. */
  #out = '';
  #bad = 0;
  /** It has given a sign of life since it was last asked for one. */
  alive = true;
  /** The access key that it has shown. */
  key = 0;
  /** Its trader's orders are to be withdrawn when it has ended. */
  guarded = false;
  /** It is counted among those of its address that have shown no key. */
  isStranger = false;
  /** Address from which it comes. */
  readonly address: string;
  /** Open channels by name. */
  readonly subscriptions = new Map<string, Subscription>();

  constructor(hub: Hub, socket: WebSocket, raw: Socket, address: string) {
    this.address = address;
    this.#hub = hub;
    this.#socket = socket;
    this.#raw = raw;
    // One piece each, as the library gives them unless asked otherwise.
    socket.on('message', (data, isBinary) => this.#receive(data as Buffer, isBinary));
    socket.on('pong', () => {
      this.alive = true;
    });
    socket.on('ping', () => {
      this.alive = true;
    });
    // Its cause is told by the close that follows.
    socket.on('error', () => {});
    socket.on('close', () => this.#closed());
    raw.on('drain', () => this.#drained());
  }

  /** Who it is, once it has shown its key. */
  get caller(): Caller | undefined {
    return this.#caller;
  }

  /** Bytes that wait for the client, where so many wait that it will be told when they have gone. */
  get waitingBytes(): number {
    return this.#raw.writableNeedDrain ? this.#raw.writableLength : 0;
  }

  /** Writes a message of a frame of the journal that is being executed: all of a connection's go out at once. */
  sendInFrame(text: string): void {
    if (this.#state === 'closed') return;
    if (!isAscii(text)) {
      this.flush();
      this.send(text);
      return;
    }
    if (this.#out === '') this.#hub.holdsBack(this);
    this.#out += textFrame(text);
    if (this.#out.length > MOST_HELD_BACK) this.flush();
  }

  /** Lets go out what was held back. */
  flush(): void {
    const out = this.#out;
    if (out === '') return;
    this.#out = '';
    if (this.#state === 'closed') return;
    this.#raw.write(out, 'latin1');
    this.#wrote(out.length);
  }

  /** Writes a message at once. */
  send(text: string): void {
    if (this.#state === 'closed') return;
    this.#socket.send(text);
    this.#wrote(text.length);
  }

  #wrote(length: number): void {
    const { waitingBytes } = this;
    if (waitingBytes <= this.#hub.limits.pauseBytes) return;
    if (waitingBytes - length > this.#hub.limits.closeBytes) this.close(CLOSE.slowConsumer);
    // Who does not read answers is not heard any more until it does.
    else if (!this.#socket.isPaused) this.#socket.pause();
  }

  /** Answers a submission. */
  answer(id: RequestId, applied: Applied, index: number, count: number): void {
    this.settle(id);
    if (this.#state === 'closed') return;
    const { events, eventAt, commands, commandAt } = applied;
    let text = `{"op":"answer","id":${idText(id)},"firstCommand":${applied.firstCommand + index},"results":[`;
    for (let place = index; place < index + count; place += 1) {
      const kind = (commands.words[commandAt[place] as number] as number) & 0xffff;
      if (place > index) text += ',';
      text += resultText(events, eventAt[place] as number, eventAt[place + 1] as number, kind);
    }
    this.sendInFrame(`${text}]}`);
  }

  /** A submission waits no longer. */
  settle(id: RequestId): void {
    this.#waiting.delete(id);
  }

  /** Says that a request was not done, and why. */
  fail(id: RequestId | null, code: ErrorCode, detail: string, errors?: readonly FieldError[]): void {
    this.send(JSON.stringify({ op: 'error', id, code, detail, ...(errors ? { errors } : {}) }));
  }

  /** Something went wrong in Kirmash itself: the log has it. */
  fault(id: RequestId | null, error: unknown): void {
    this.#hub.fault(error);
    this.fail(id, 'internal', 'The log has the cause.');
  }

  /** Ends it, saying why; soon, where the client reads no more. */
  close([code, reason]: Close): void {
    if (this.#state === 'closed') return;
    this.#socket.close(code, reason);
    if (code === CLOSE.slowConsumer[0]) {
      // It learns why if it reads what waits for it in time; what it sends is not looked at any more.
      this.#socket.resume();
      const timer = setTimeout(() => this.#socket.terminate(), LAST_WORDS_MS);
      this.#socket.once('close', () => clearTimeout(timer));
    }
    this.#closed();
  }

  /** Asks for a sign of life; gives false where the last question had no answer. */
  beat(timeMicroseconds: number): boolean {
    this.#bad = 0;
    if (!this.alive) {
      this.#socket.terminate();
      this.#closed();
      return false;
    }
    this.alive = false;
    this.#socket.ping();
    this.send(`{"op":"heartbeat","time":${timeMicroseconds}}`);
    return true;
  }

  /** The client has read what waited: reading from it goes on, and its channels catch up. */
  #drained(): void {
    if (this.#state === 'closed') return;
    if (this.#socket.isPaused) this.#socket.resume();
    this.#hub.drained(this);
  }

  #closed(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#waiting.clear();
    this.#hub.left(this);
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (this.#state === 'closed') return;
    this.alive = true;
    let id: RequestId | null = null;
    try {
      if (isBinary) throw new ApiError('malformed-message', 'Messages are text, not bytes.');
      const message = parse(data);
      if (!isRequestId(message.id)) {
        throw badFields([
          { path: 'id', reason: 'must be a whole number from 0 on, or a text of 1 to 64 characters' },
        ]);
      }
      id = message.id;
      if (message.op === 'submit') this.#submit(message, id);
      else this.#request(message, id);
    } catch (error) {
      if (!(error instanceof ApiError)) {
        this.fault(id, error);
        return;
      }
      this.fail(id, error.code, error.message, error.errors);
      if (error.code === 'rate-limited') return;
      this.#bad += 1;
      if (this.#bad > this.#hub.limits.badMessages) this.close(CLOSE.abuse);
    }
  }

  #submit(message: { readonly [name: string]: unknown }, id: RequestId): void {
    const caller = this.#caller;
    if (caller === undefined) throw new ApiError('unauthorized', 'Show the key first, with authenticate.');
    const { commands, idempotencyKey } = message;
    for (const name in message) {
      if (name !== 'op' && name !== 'id' && name !== 'commands' && name !== 'idempotencyKey') {
        throw badFields([{ path: name, reason: 'is not a field of submit' }]);
      }
    }
    if (!Array.isArray(commands) || commands.length < 1 || commands.length > BATCH_COMMANDS) {
      throw badFields([{ path: 'commands', reason: `must be a list of 1 to ${BATCH_COMMANDS} commands` }]);
    }
    const key = idempotencyKey === undefined ? undefined : keyWords(idempotencyKey, 'idempotencyKey');
    buffer.clear();
    for (let index = 0; index < commands.length; index += 1) {
      encodeWireCommand(buffer, commands[index], index);
    }
    if (this.#waiting.has(id)) throw new ApiError('id-under-way', 'The id waits for its answer.');
    const submitted = this.#hub.gateway.submitRecords(
      caller,
      buffer.words,
      0,
      buffer.length,
      new Waiting(this, id),
      key,
    );
    if (submitted.state === 'taken') this.#waiting.add(id);
    else if (submitted.state === 'done') this.#repeat(id, submitted.done);
    else if (submitted.code === 'busy' || submitted.code === 'market-stopped') {
      // No fault of the client.
      this.fail(id, submitted.code, submitted.detail);
    } else throw new ApiError(submitted.code, submitted.detail);
  }

  /** Gives the answer of a submission that was done before; its commands are in the buffer once more. */
  #repeat(id: RequestId, { firstCommand, events, ends }: Done): void {
    const head = `{"op":"answer","id":${idText(id)},"firstCommand":${firstCommand},"repeated":true`;
    if (events === null) {
      this.send(`${head},"results":null}`);
      return;
    }
    const kept = new RecordBuffer(events.length);
    kept.words.set(events, kept.claim(events.length));
    const results: string[] = [];
    let from = 0;
    let at = 0;
    for (const end of ends) {
      const word = buffer.words[at] as number;
      results.push(resultText(kept, from, end, word & 0xffff));
      from = end;
      at += word >>> 16;
    }
    this.send(`${head},"results":[${results.join(',')}]}`);
  }

  #request(message: object, id: RequestId): void {
    const request = readRequest(message);
    if (request.op === 'authenticate') {
      if (this.#state !== 'new') throw new ApiError('authenticated-already', 'The key has been shown.');
      this.#state = 'asking';
      void this.#hub.authenticate(this, request);
      return;
    }
    if (request.op === 'ping') {
      this.send(`{"op":"pong","id":${idText(id)},"time":${this.#hub.now()}}`);
      return;
    }
    this.#hub.channel(this, request);
  }

  /** Its key opens the market. */
  open(caller: Caller, key: number): void {
    this.#state = 'open';
    this.#caller = caller;
    this.key = key;
  }

  /** Its key does not. */
  refuse(id: RequestId, code: ErrorCode, detail: string): void {
    this.#state = 'new';
    this.fail(id, code, detail);
    this.#bad += 10;
    if (this.#bad > this.#hub.limits.badMessages) this.close(CLOSE.abuse);
  }

  get isClosed(): boolean {
    return this.#state === 'closed';
  }
}

/** Reads a message as an object. Errors: ApiError malformed-message. */
function parse(data: Buffer): { readonly [name: string]: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(data.toString());
  } catch {
    throw new ApiError('malformed-message', 'The message is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError('malformed-message', 'The message is not a JSON object.');
  }
  return value as { readonly [name: string]: unknown };
}
