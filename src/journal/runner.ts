/**
 * Runs a machine over durable frames: the one way in which commands reach it, for the sequencer, for a start, for
 * snapshots and for `verify` alike.
 */
import { createHash } from 'node:crypto';
import {
  CHAIN_BEGIN,
  type ChainEnd,
  chainEnd,
  DamagedJournalError,
  decodeOpening,
  FRAME_FORMAT,
  FRAME_KIND,
  type Frame,
  frameFaults,
  NO_WITNESS,
  type Opening,
  SKIPPABLE_KIND,
  WITNESS_BYTES,
} from './frame.ts';
import { KEY_LIMITS, type KeyLimits, KeyTable } from './keys.ts';
import type { Machine } from './machine.ts';
import { checkPayload, decodePayload, ENTRY_WORDS } from './payload.ts';
import { RecordBuffer, recordWords } from './records.ts';

/** A frame that was executed. Valid until the machine executes the next one: copy what is to be kept. */
export interface Applied {
  readonly frame: number;
  /** Microseconds since 1970 of the frame. */
  readonly time: number;
  readonly firstCommand: number;
  readonly count: number;
  readonly commands: RecordBuffer;
  /** Word at which each command begins, and where the last ends. */
  readonly commandAt: Int32Array;
  readonly events: RecordBuffer;
  /** Word at which the events of each command begin, and where those of the last end. */
  readonly eventAt: Int32Array;
}

// A writer seals a frame while it has yet to apply the one before at most.
const DIGESTS_KEPT = 16;

/** A replay that came to something else than the run: the message says where. */
export class DivergedError extends DamagedJournalError {
  constructor(market: string, frame: number, fault: string) {
    super(
      market,
      frame,
      fault,
      'Use the Kirmash that wrote it, and report this: a replay must come to the same.',
    );
  }
}

export class Runner {
  readonly market: string;
  readonly machine: Machine;
  /** End of the chain that was applied. */
  end: ChainEnd = CHAIN_BEGIN;
  keys: KeyTable;
  /** What the first frame says for ever; undefined before it. */
  genesis: Opening | undefined;
  /** What the opening of the epoch says. */
  opening: Opening | undefined;
  /** Digest of all events since the epoch began. */
  digest: Buffer = NO_WITNESS;
  /** Digests after the last frames, to be compared with what later frames say. */
  readonly #digests = new Map<number, Buffer>();
  #commandAt = new Int32Array(1024);
  #eventAt = new Int32Array(1024);
  readonly #commands = new RecordBuffer();
  readonly #entries = new RecordBuffer();
  readonly #events = new RecordBuffer();
  readonly #keyLimits: KeyLimits;

  constructor(market: string, machine: Machine, keyLimits: KeyLimits = KEY_LIMITS) {
    this.market = market;
    this.machine = machine;
    this.#keyLimits = keyLimits;
    this.keys = new KeyTable(keyLimits);
  }

  get keyLimits(): KeyLimits {
    return this.#keyLimits;
  }

  /**
   * Checks a frame that was read and executes it; gives undefined for a frame without commands.
   * Errors: DamagedJournalError; DivergedError; what the machine throws.
   */
  apply(frame: Frame): Applied | undefined {
    const fault = frameFaults(frame, this.end)[0];
    if (fault !== undefined) throw new DamagedJournalError(this.market, frame.number, fault);
    this.#checkWitness(frame);
    if (frame.kind < SKIPPABLE_KIND && frame.format !== FRAME_FORMAT) throw this.#unknown(frame);
    if (frame.kind === FRAME_KIND.commands) {
      try {
        decodePayload(frame.payload, this.#commands, this.#entries);
        checkPayload(frame, this.#commands, this.#entries);
      } catch (error) {
        throw new DamagedJournalError(this.market, frame.number, (error as Error).message);
      }
      return this.applyCommands(frame, this.#commands, this.#entries);
    }
    if (frame.kind === FRAME_KIND.opening) this.#open(frame);
    else if (frame.kind < SKIPPABLE_KIND) throw this.#unknown(frame);
    this.end = chainEnd(frame);
    return undefined;
  }

  /** Executes a frame's commands that are known to be right: those that the caller has sealed itself. */
  applyCommands(frame: Frame, commands: RecordBuffer, entries: RecordBuffer): Applied {
    const events = this.#events;
    events.clear();
    const { firstCommand, commands: count } = frame;
    if (this.#commandAt.length <= count) {
      this.#commandAt = new Int32Array(count * 2 + 1);
      this.#eventAt = new Int32Array(count * 2 + 1);
    }
    const commandAt = this.#commandAt;
    const eventAt = this.#eventAt;
    let at = 0;
    for (let index = 0; index < count; index += 1) {
      commandAt[index] = at;
      at += recordWords(commands.words[at] as number);
    }
    commandAt[count] = at;
    this.machine.execute(commands, firstCommand, events, eventAt.subarray(1));
    for (let entry = 0; entry < entries.length; entry += ENTRY_WORDS) {
      this.keys.add(entries.words, entry, firstCommand, events, eventAt);
    }
    this.digest = createHash('sha256')
      .update(this.digest)
      .update(new Uint8Array(events.words.buffer, 0, events.length * 4))
      .digest()
      .subarray(0, WITNESS_BYTES);
    this.#digests.set(frame.number, this.digest);
    this.#digests.delete(frame.number - DIGESTS_KEPT);
    this.end = chainEnd(frame);
    return {
      frame: frame.number,
      time: frame.time,
      firstCommand,
      count,
      commands,
      commandAt,
      events,
      eventAt,
    };
  }

  /** Begins in the middle, from a snapshot. */
  resume(end: ChainEnd, digest: Buffer, genesis: Opening, opening: Opening, keys: KeyTable): void {
    this.end = end;
    this.digest = digest;
    this.genesis = genesis;
    this.opening = opening;
    this.keys = keys;
    this.#digests.set(end.number, digest);
  }

  #open(frame: Frame): void {
    let opening: Opening;
    try {
      opening = decodeOpening(frame.payload);
    } catch {
      throw new DamagedJournalError(this.market, frame.number, 'its opening can not be read');
    }
    this.genesis ??= opening;
    const { genesis, machine } = this;
    const wrong =
      opening.machine !== machine.name
        ? `it was written for ${opening.machine}, not ${machine.name}`
        : opening.market !== this.market
          ? `it is one of market ${opening.market}`
          : opening.simulated !== genesis.simulated
            ? 'it says something else about the market than the first frame'
            : undefined;
    if (wrong !== undefined) throw new DamagedJournalError(this.market, frame.number, wrong);
    this.opening = opening;
    this.digest = NO_WITNESS;
    this.#digests.clear();
    this.#digests.set(frame.number, this.digest);
  }

  /** Compares the digest that the writer had with ours. */
  #checkWitness(frame: Frame): void {
    if (frame.kind !== FRAME_KIND.commands) return;
    const ours = this.#digests.get(frame.witnessFrame);
    if (ours === undefined || this.opening?.eventVersion !== this.machine.eventVersion) return;
    if (ours.equals(frame.witness)) return;
    throw new DivergedError(
      this.market,
      frame.witnessFrame,
      'a replay up to it gives other events than the run did',
    );
  }

  #unknown(frame: Frame): DamagedJournalError {
    return new DamagedJournalError(
      this.market,
      frame.number,
      `this Kirmash does not know frames of kind ${frame.kind}, format ${frame.format}`,
      'Use the newer Kirmash that wrote it.',
    );
  }
}
