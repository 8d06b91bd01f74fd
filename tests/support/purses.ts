/**
 * A small machine beside the market's engine, for tests of the journal: purses that are filled and paid from. What
 * it should come to can be reckoned on paper.
 */
import { createHash } from 'node:crypto';
import type { Machine, Part } from '#journal/machine.ts';
import { layout, RecordBuffer, readRecord, writeRecord } from '#market/record.ts';

const COMMAND_HEADER = 4;
export const FILL = layout(1, COMMAND_HEADER, { purse: 'i32', amount: 'f64' });
export const PAY = layout(2, COMMAND_HEADER, { from: 'i32', to: 'i32', amount: 'f64' });
/** Events: kind 1 done (purse, balance, number of the command), kind 2 refused (number). */
export const DONE = layout(1, 1, { purse: 'i32', balance: 'f64', number: 'f64' });
export const REFUSED = layout(2, 1, { number: 'f64' });

const COUNT = 64;

export class Purses implements Machine {
  readonly name = 'purses';
  readonly eventVersion = 1;
  readonly balances = new Float64Array(COUNT);
  /** Commands executed, and the sum of their times: a replay with other times gives another state. */
  readonly totals = new Float64Array(2);
  /** Throws at a payment of this amount, as a fault in the engine would. */
  faultAt: number | undefined;

  execute(commands: RecordBuffer, firstCommand: number, output: RecordBuffer, ends: Int32Array): void {
    let number = firstCommand;
    for (let at = 0; at < commands.length; number += 1) {
      this.#one(commands, at, number, output);
      ends[number - firstCommand] = output.length;
      at += (commands.words[at] as number) >>> 16;
    }
  }

  hash(): string {
    return createHash('sha256').update(this.balances).update(this.totals).digest('hex').slice(0, 32);
  }

  *snapshot(): Iterable<Part> {
    yield { name: 'balances', bytes: new Uint8Array(this.balances.buffer) };
    yield { name: 'totals', bytes: new Uint8Array(this.totals.buffer) };
  }

  restore(parts: Iterable<Part>): void {
    for (const { name, bytes } of parts) {
      const into = name === 'balances' ? this.balances : this.totals;
      new Uint8Array(into.buffer).set(bytes);
    }
  }

  check(): string[] {
    return this.balances.every((balance) => balance >= 0) ? [] : ['a purse is below zero'];
  }

  #one(commands: RecordBuffer, at: number, number: number, output: RecordBuffer): void {
    this.totals[0] = (this.totals[0] as number) + 1;
    this.totals[1] = (this.totals[1] as number) + (commands.numbers[(at + 2) >> 1] as number);
    const kind = (commands.words[at] as number) & 0xffff;
    if (kind === FILL.kind) {
      const { purse = 0, amount = 0 } = readRecord(commands, at, FILL);
      this.balances[purse] = (this.balances[purse] as number) + amount;
      writeRecord(output, DONE, { purse, balance: this.balances[purse], number });
      return;
    }
    const { from = 0, to = 0, amount = 0 } = readRecord(commands, at, PAY);
    if (amount === this.faultAt) throw new Error('a fault of the machine');
    if (kind !== PAY.kind || !((this.balances[from] as number) >= amount)) {
      writeRecord(output, REFUSED, { number });
      return;
    }
    this.balances[from] = (this.balances[from] as number) - amount;
    this.balances[to] = (this.balances[to] as number) + amount;
    writeRecord(output, DONE, { purse: from, balance: this.balances[from], number });
  }
}

/** A command as a record, alone in its buffer. */
export function fill(purse: number, amount: number): RecordBuffer {
  const buffer = new RecordBuffer(16);
  writeRecord(buffer, FILL, { purse, amount });
  return buffer;
}

export function pay(from: number, to: number, amount: number): RecordBuffer {
  const buffer = new RecordBuffer(16);
  writeRecord(buffer, PAY, { from, to, amount });
  return buffer;
}

export function createMachine(): Purses {
  return new Purses();
}
