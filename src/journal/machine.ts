/** What the journal asks of a state machine. The market's engine is one; the tests bring a small ledger as another. */
import type { Records } from './records.ts';

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
  /** Where `execute` appends events; whoever runs the machine clears it. */
  readonly output: Records;
  /**
   * Executes the command at word `at`: it changes the state, or rejects the command by an event. A kind that it
   * does not know it rejects as well. It throws only for faults in itself, and then must not be used any more.
   * `number` counts the market's commands from 1.
   */
  execute(commands: Records, at: number, number: number): void;
  /** Hash over the whole state, in hex, 64 bits or more. */
  hash(): string;
  /** The whole state as parts; they are valid until the next command. */
  snapshot(): Iterable<Part>;
  /** Takes the state over from all parts of a snapshot. Errors: any, where they do not fit. */
  restore(parts: Iterable<Part>): void;
  /** Checks the state in itself (the ledger's sums); gives what is wrong, in sentences. */
  check(): string[];
}
