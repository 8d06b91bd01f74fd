/** What the journal asks of a state machine. The market's engine is one; the tests bring a small ledger as another. */
import type { RecordBuffer } from './records.ts';

/** One piece of a machine's state in a snapshot. */
export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A deterministic state machine: the same commands give the same events and the same state, on every machine.
 * It knows no clock and no I/O; all that it does is a function of the commands it was given.
 */
export interface Machine {
  /** Whose journals it can replay: a journal that another machine wrote is refused. */
  readonly name: string;
  /**
   * Version of its events. A later version may add fields to them, and digests over events are compared only
   * where the version that wrote them was the same; state hashes are always compared.
   */
  readonly eventVersion: number;
  /**
   * Executes all commands of a buffer, and appends their events to `output`: each changes the state, or is rejected
   * by an event, as a kind is that it does not know. `firstCommand` is the number of the first, counted from 1 in
   * each market; `ends[i]` receives the length of the output after the command at index i.
   * Errors: only for faults in itself; it must not be used any more then.
   */
  execute(commands: RecordBuffer, firstCommand: number, output: RecordBuffer, ends: Int32Array): void;
  /** Hash over the whole state, in hex, 64 bits or more. */
  hash(): string;
  /** The whole state as parts; they are valid until the next command. */
  snapshot(): Iterable<Part>;
  /** Takes the state over from all parts of a snapshot. Errors: any, where they do not fit. */
  restore(parts: Iterable<Part>): void;
  /** Checks the state in itself (the ledger's sums); gives what is wrong, in sentences. */
  check(): string[];
}
