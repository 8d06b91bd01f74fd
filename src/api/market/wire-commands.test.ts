import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { COMMAND_ACTOR, decodeCommand } from '#market/commands.ts';
import { RecordBuffer } from '#market/record.ts';
import { packTerms } from '#market/terms.ts';
import { TRADER_COMMANDS } from '#wire/market-commands.ts';
import { encodeChecked } from './encoding.ts';
import { encodeWireCommand, isPlain, readCommand } from './wire-commands.ts';

/** Values that a field might be given, right and wrong. */
const anything = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    -(2 ** 31) - 1,
    2 ** 53 - 1,
    2 ** 53,
    1.5,
    -0,
    Number.POSITIVE_INFINITY,
  ),
  fc.constantFrom(
    'buy',
    'sell',
    'limit',
    'market',
    'session',
    'until-date',
    'decrement',
    '2030-01-31',
    '2030-02-30',
    '',
  ),
  fc.constantFrom(true, false, null),
  fc.constant([]),
);
const kinds = Object.keys(TRADER_COMMANDS) as (keyof typeof TRADER_COMMANDS)[];
const commands = fc.constantFrom(...kinds).chain((kind) => {
  const { properties, required } = TRADER_COMMANDS[kind];
  const fields = Object.entries(properties).filter(([name]) => name !== 'kind');
  const shape = Object.fromEntries(fields.map(([name]) => [name, anything]));
  // Of those with anything in their fields hardly one is accepted.
  const fitting = Object.fromEntries(
    fields.map(([name, schema]) => {
      const validator = Compile(schema);
      return [name, anything.filter((value) => validator.Check(value))];
    }),
  );
  const record = fc.oneof(
    fc.record(shape, { requiredKeys: [] }),
    fc.record(fitting, { requiredKeys: required.filter((name) => name !== 'kind') }),
  );
  return record.chain((some) =>
    fc.option(fc.constantFrom('colour', 'actor', 'time', '__proto__', 'toString')).map((extra) => {
      const command: { [name: string]: unknown } = { ...some, kind };
      if (extra !== null) Object.defineProperty(command, extra, { value: 1, enumerable: true });
      return command;
    }),
  );
});
const validators = new Map<string, { Check(value: unknown): boolean }>(
  kinds.map((kind) => [kind, Compile(TRADER_COMMANDS[kind])]),
);

test('what is seen to be plain is what the schemas accept', () => {
  fc.assert(
    fc.property(commands, (command) => {
      if (isPlain(command)) expect(validators.get(command.kind as string)?.Check(command)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

test('what is written by hand is what the plain command says', () => {
  fc.assert(
    fc.property(commands, (command) => {
      fc.pre(validators.get(command.kind as string)?.Check(command) === true);
      const byHand = new RecordBuffer(64);
      const byTable = new RecordBuffer(64);
      // Something is left behind by what was there before.
      byHand.words.fill(-1);
      encodeWireCommand(byHand, command, 0);
      encodeChecked(byTable, readCommand(command, ''), 0, '');
      byHand.words[COMMAND_ACTOR] = 0;
      byHand.numbers[1] = 0;
      expect([...byHand.words.subarray(0, byHand.length)]).toEqual([
        ...byTable.words.subarray(0, byTable.length),
      ]);
    }),
    { numRuns: 500 },
  );
});

test('what is refused leaves the buffer as it was', () => {
  fc.assert(
    fc.property(commands, (command) => {
      const buffer = new RecordBuffer(64);
      try {
        encodeWireCommand(buffer, command, 3);
      } catch (error) {
        expect(error).toMatchObject({ code: 'bad-request', errors: expect.any(Array) });
        for (const { path } of (error as { errors: { path: string }[] }).errors)
          expect(path).toMatch(/^commands\.3/);
        expect(buffer.length).toBe(0);
      }
    }),
    { numRuns: 2_000 },
  );
});

describe('words', () => {
  const decoded = (command: object): unknown => {
    const buffer = new RecordBuffer(64);
    encodeWireCommand(buffer, command, 0);
    return decodeCommand(buffer, 0);
  };

  test('of an order', () => {
    const command = {
      kind: 'submitOrder',
      listing: 3,
      side: 'sell',
      type: 'market',
      lots: 5,
      timeInForce: 'until-date',
      expiry: '1970-02-01',
      selfTrade: 'decrement',
      allOrNone: true,
    };
    expect(decoded(command)).toMatchObject({
      listing: 3,
      price: 0,
      expiryDay: 31,
      terms: packTerms({ side: 1, market: true, force: 3, selfTrade: 2, allOrNone: true }),
    });
  });

  test('of an order’s number: slot and generation, to the largest of both', () => {
    const order = (2 ** 24 - 1) * 2 ** 29 + (2 ** 29 - 1);
    expect(order).toBe(Number.MAX_SAFE_INTEGER);
    expect(decoded({ kind: 'cancelOrder', order })).toMatchObject({
      slot: 2 ** 24 - 1,
      generation: 2 ** 29 - 1,
    });
  });

  test('of a lot and of a default', () => {
    const lot = { kind: 'offerLot', listing: 1, lots: 2, startPrice: 3, step: 1 };
    expect(decoded({ ...lot, divisible: true, hiddenReserve: true })).toMatchObject({
      flags: 3,
      reservePrice: 0,
    });
    expect(decoded({ kind: 'reportDefault', contract: 4, due: '1970-01-02' })).toMatchObject({ dueDay: 1 });
  });
});
