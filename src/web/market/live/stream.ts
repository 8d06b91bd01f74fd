/**
 * The one connection of a tab to the market's stream: channels are opened by whoever shows them, opened again after a
 * loss from where they stood, and the state of the line is told, so that nothing old is shown as live. It knows
 * nothing of pages; `store.ts` joins the two.
 */
import type { Channel } from '#wire/market-stream.ts';
import { type AnswerMessage, type ChannelMessage, channelName, readMessage } from './messages.ts';

/** Who shows a channel: takes its messages, and says from where it goes on. */
export interface Sink {
  /** The last number that it has been told; undefined: it begins anew. */
  from(): number | undefined;
  take(message: ChannelMessage): void;
  /** Something was not told and can't be told again here. */
  gap(): void;
}

export interface Line {
  /** `lost`: what is shown is of an earlier moment. `off`: there is no market to follow. */
  readonly state: 'connecting' | 'live' | 'lost' | 'off';
  /** When the last sign of life was, milliseconds since 1970 by this machine's clock; null before the first. */
  readonly heardMs: number | null;
  /** What is to be added to this machine's clock to have the server's. */
  readonly clockOffsetMs: number;
  /** The trader for whom the line is open; null for the public's. */
  readonly trader: number | null;
  readonly participant: number | null;
}

const OPEN = 1;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** Who hears nothing for so long takes the server for gone. */
const SILENCE_MS = 40_000;
/** A ping without an answer in this time, after the tab was asleep, shows that the line is dead. */
const ANSWER_WITHIN_MS = 5_000;
const AGAIN_MS = 2_000;
const CLOCK_EVERY_MS = 60_000;
/** No market, or none that takes commands: asked for less often. */
const OFF_CODES: ReadonlySet<number> = new Set([4050, 4051]);
const OFF_PAUSE_MS = 30_000;
const MICROSECONDS = 1_000;

interface Open {
  readonly channel: Channel;
  readonly listing: number;
  readonly sink: Sink;
}

export class Stream {
  readonly #connect: () => WebSocket;
  readonly #told: (line: Line) => void;
  readonly #channels = new Map<string, Open>();
  /** Requests that wait for an answer, with what they are about. */
  readonly #asked = new Map<number, (answer: AnswerMessage) => void>();
  #socket: WebSocket | null = null;
  #line: Line = { state: 'connecting', heardMs: null, clockOffsetMs: 0, trader: null, participant: null };
  #nextId = 1;
  #pauseMs = FIRST_PAUSE_MS;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;
  /** Quickest answer so far: the less time it took, the better it tells the server's clock. */
  #quickestMs = Number.POSITIVE_INFINITY;
  /** undefined: it is not said yet for whom. */
  #acting: number | null | undefined;

  /** Takes how to connect, and whom to tell of the state of the line. */
  constructor(connect: () => WebSocket, told: (line: Line) => void) {
    this.#connect = connect;
    this.#told = told;
  }

  get line(): Line {
    return this.#line;
  }

  /**
   * From now on the line is open for a trader, or for the public alone (null); before it is said for whom, it is not
   * opened at all. A connection has one owner: with another it is opened anew.
   */
  actAs(trader: number | null): void {
    if (trader === this.#acting) return;
    this.#acting = trader;
    this.#drop();
    if (this.#line.state === 'live') this.#tell({ state: 'connecting' });
    this.#start();
  }

  open(channel: Channel, listing: number, sink: Sink): void {
    const name = channelName(channel, listing);
    if (this.#channels.has(name)) return;
    this.#channels.set(name, { channel, listing, sink });
    if (this.#socket === null) this.#start();
    else if (this.#socket.readyState === OPEN && this.#mayOpen(channel)) this.#subscribe(name);
  }

  close(channel: Channel, listing: number): void {
    const name = channelName(channel, listing);
    if (!this.#channels.delete(name)) return;
    if (this.#socket?.readyState === OPEN) this.#ask(aboutOf('unsubscribe', channel, listing), () => {});
    if (this.#channels.size === 0) this.stop();
  }

  /** Opens a channel anew, from its beginning: what came does not fit what one had. */
  reopen(channel: Channel, listing: number): void {
    const name = channelName(channel, listing);
    if (this.#socket?.readyState !== OPEN || !this.#channels.has(name)) return;
    this.#ask(aboutOf('unsubscribe', channel, listing), () => this.#subscribe(name));
  }

  /** The tab woke up, or the network came back: looks at once whether the line is alive. */
  wake(): void {
    if (this.#channels.size === 0) return;
    if (this.#socket === null || this.#socket.readyState !== OPEN) {
      this.#again(0);
      return;
    }
    const timer = setTimeout(() => this.#again(0), ANSWER_WITHIN_MS);
    this.#ping(() => clearTimeout(timer));
  }

  /** Ends it; whoever opens a channel starts it again. */
  stop(): void {
    clearTimeout(this.#retry);
    this.#drop();
  }

  #tell(change: Partial<Line>): void {
    this.#line = { ...this.#line, ...change };
    this.#told(this.#line);
  }

  #drop(): void {
    clearTimeout(this.#silence);
    clearInterval(this.#clock);
    const socket = this.#socket;
    this.#socket = null;
    this.#asked.clear();
    if (socket === null) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  #again(afterMs: number): void {
    this.#drop();
    if (this.#line.state === 'live') this.#tell({ state: 'lost' });
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#start(), afterMs);
  }

  #start(): void {
    clearTimeout(this.#retry);
    if (this.#channels.size === 0 || this.#acting === undefined) return;
    this.#drop();
    const socket = this.#connect();
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = ({ data }) => this.#heard(data);
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return;
      const isOff = OFF_CODES.has(code);
      this.#drop();
      this.#tell({ state: isOff ? 'off' : this.#line.heardMs === null ? 'connecting' : 'lost' });
      // Some chance, so that not all come back at the same moment.
      const pause = isOff ? OFF_PAUSE_MS : this.#pauseMs * (0.75 + Math.random() / 2);
      this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2);
      this.#retry = setTimeout(() => this.#start(), pause);
    };
  }

  #opened(): void {
    this.#listenForLife();
    this.#quickestMs = Number.POSITIVE_INFINITY;
    this.#ping(() => {});
    this.#clock = setInterval(() => this.#ping(() => {}), CLOCK_EVERY_MS);
    const trader = this.#acting ?? null;
    if (trader === null) {
      this.#tell({ trader: null, participant: null });
      this.#subscribeAll();
      return;
    }
    this.#ask({ op: 'authenticate', trader }, (answer) => {
      const isOwner = answer.op === 'authenticated' && (answer.participant ?? 0) > 0;
      this.#tell({
        trader: isOwner ? (answer.trader ?? null) : null,
        participant: isOwner ? (answer.participant ?? null) : null,
      });
      // Whoever is no trader follows the public channels all the same.
      this.#subscribeAll();
    });
  }

  #mayOpen(channel: Channel): boolean {
    return channel !== 'own' || this.#line.participant !== null;
  }

  #subscribeAll(): void {
    for (const [name, { channel }] of this.#channels) if (this.#mayOpen(channel)) this.#subscribe(name);
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#tell({ state: 'live' });
  }

  #subscribe(name: string): void {
    const open = this.#channels.get(name);
    if (open === undefined || this.#socket?.readyState !== OPEN) return;
    const from = open.sink.from();
    const request = {
      ...aboutOf('subscribe', open.channel, open.listing),
      ...(from === undefined ? {} : { from }),
    };
    this.#ask(request, (answer) => {
      if (answer.op === 'error' && answer.code === 'rate-limited')
        setTimeout(() => this.#subscribe(name), AGAIN_MS);
      else if (answer.gap !== undefined) open.sink.gap();
    });
  }

  #ask(request: object, answered: (answer: AnswerMessage) => void): void {
    if (this.#socket?.readyState !== OPEN) return;
    const id = this.#nextId;
    this.#nextId += 1;
    this.#asked.set(id, answered);
    this.#socket.send(JSON.stringify({ ...request, id }));
  }

  #ping(answered: () => void): void {
    const sentMs = Date.now();
    this.#ask({ op: 'ping' }, ({ time }) => {
      answered();
      const tookMs = Date.now() - sentMs;
      if (time === undefined || tookMs > this.#quickestMs) return;
      this.#quickestMs = tookMs;
      this.#tell({ clockOffsetMs: time / MICROSECONDS - (sentMs + tookMs / 2) });
    });
  }

  #listenForLife(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#again(0), SILENCE_MS);
  }

  #heard(data: unknown): void {
    const message = readMessage(data);
    if (message === null) return;
    this.#line = { ...this.#line, heardMs: Date.now() };
    switch (message.op) {
      case 'heartbeat':
        this.#listenForLife();
        this.#tell({});
        return;
      case 'gap':
        this.#channels.get(channelName(message.channel ?? '', message.listing))?.sink.gap();
        return;
      case 'book':
      case 'call':
      case 'deals':
        this.#channels.get(channelName(message.op, message.listing))?.sink.take(message);
        return;
      case 'sessions':
      case 'own':
        this.#channels.get(channelName(message.op))?.sink.take(message);
        return;
      default: {
        const answered = typeof message.id === 'number' ? this.#asked.get(message.id) : undefined;
        if (typeof message.id === 'number') this.#asked.delete(message.id);
        answered?.(message);
      }
    }
  }
}

function aboutOf(op: string, channel: Channel, listing: number): object {
  return { op, channel, ...(listing > 0 ? { listing } : {}) };
}
