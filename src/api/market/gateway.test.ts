import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '#market/commands.ts';
import { ORDER } from '#market/state.ts';
import { packTerms } from '#market/terms.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { SETTING } from '../../../tests/support/market-setting.ts';
import { type Gateway, OPERATOR, openGateway } from './gateway.ts';

let gateway: Gateway;

const buy = (lots: number): Extract<Command, { kind: 'submitOrder' }> => ({
  kind: 'submitOrder',
  listing: 1,
  terms: packTerms({ side: 0 }),
  price: 500,
  lots,
});

beforeAll(async () => {
  gateway = await openGateway({
    url: await testDatabase(),
    market: 'gateway',
    simulated: true,
    program: 'test',
    perSecond: 500,
    follow: false,
  });
  const { results } = await gateway.submit(OPERATOR, SETTING);
  expect(results?.filter(({ ok }) => !ok)).toEqual([]);
});

afterAll(async () => gateway.close());

test('commands are answered with their numbers and what came of each', async () => {
  const caller = gateway.callerOf(1);
  expect(caller).toEqual({ role: 'trader', trader: 1, participant: 1 });
  const { firstCommand, results } = await gateway.submit(caller, [buy(1), { ...buy(1), price: 2_000 }]);
  expect(firstCommand).toBe(SETTING.length + 1);
  expect(results).toEqual([
    {
      ok: true,
      command: firstCommand,
      events: [expect.objectContaining({ kind: 'orderAccepted', lots: 1 })],
    },
    {
      ok: false,
      command: firstCommand + 1,
      rejection: { name: 'PRICE_OUTSIDE_BAND', code: 16, text: expect.stringContaining('band') },
    },
  ]);
});

test('a trader acts under its own name, whatever the command says', async () => {
  const { results } = await gateway.submit(gateway.callerOf(2), [{ ...buy(2), actor: 1 }]);
  const [result] = results ?? [];
  expect(result).toMatchObject({ ok: true, events: [{ trader: 2 }] });
  const reset = await gateway.submit(gateway.callerOf(2), [{ kind: 'beginDay', actor: 0, day: 20_001 }]);
  expect(reset.results?.[0]).toMatchObject({ ok: false, rejection: { name: 'OPERATOR_ONLY' } });
});

test('a key makes a submission one, for its trader alone', async () => {
  const first = await gateway.submit(gateway.callerOf(1), [buy(3), buy(4)], 'a key');
  const again = await gateway.submit(gateway.callerOf(1), [buy(3), buy(4)], 'a key');
  expect(again).toEqual({ ...first, repeated: true });
  await expect(gateway.submit(gateway.callerOf(1), [buy(3)], 'a key')).rejects.toMatchObject({
    code: 'key-used',
  });
  const others = await gateway.submit(gateway.callerOf(2), [buy(3), buy(4)], 'a key');
  expect(others.repeated).toBe(false);
});

describe('what is no whole number within its place is refused, and named', () => {
  const cases: readonly (readonly [unknown, string])[] = [
    [Number.NaN, 'whole'],
    [Number.POSITIVE_INFINITY, 'whole'],
    [1.5, 'whole'],
    [2 ** 31, '32 bits'],
    [-(2 ** 31) - 1, '32 bits'],
    [2 ** 53, '32 bits'],
    ['5', 'a number'],
    [null, 'a number'],
    [{}, 'a number'],
    [true, 'a number'],
  ];
  test.each(cases)('%s', async (price, reason) => {
    const before = gateway.journal.runner.end.nextCommand;
    await expect(
      gateway.submit(gateway.callerOf(1), [buy(1), { ...buy(1), price } as Command]),
    ).rejects.toMatchObject({
      code: 'bad-request',
      errors: [{ path: 'commands.1.price', reason: expect.stringContaining(reason) }],
    });
    expect(gateway.journal.runner.end.nextCommand).toBe(before);
  });

  test('unknown fields and kinds', async () => {
    for (const command of [
      { ...buy(1), colour: 1 },
      { ...buy(1), constructor: 1 },
      { kind: 'toString' },
      {},
    ]) {
      await expect(gateway.submit(gateway.callerOf(1), [command as Command])).rejects.toMatchObject({
        code: 'bad-request',
      });
    }
  });

  test('the smallest and largest numbers reach the engine, which rejects them', async () => {
    const commands = [-(2 ** 31), -1, 0, 2 ** 31 - 1].map((lots) => buy(lots));
    const { results } = await gateway.submit(gateway.callerOf(1), commands);
    expect(results?.map(({ ok }) => ok)).toEqual([false, false, false, false]);
  });
});

test('a participant that sends too much is told when to try again, and others are served', async () => {
  const refused = await gateway
    .submit(
      gateway.callerOf(1),
      Array.from({ length: 501 }, () => buy(1)),
    )
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'rate-limited', message: expect.stringMatching(/500 .* \d+ ms/) });
  const { results } = await gateway.submit(gateway.callerOf(2), [buy(1)]);
  expect(results?.[0]?.ok).toBe(true);
  // The operator is not limited.
  await gateway.submit(
    OPERATOR,
    Array.from({ length: 1_000 }, () => ({ kind: 'beginDay', day: 1 })),
  );
});

test('minus zero is zero', async () => {
  const { results } = await gateway.submit(gateway.callerOf(2), [{ ...buy(1), reference: -0 }]);
  const [result] = results ?? [];
  expect(result?.ok && Object.is((result.events[0] as { reference: number }).reference, 0)).toBe(true);
  expect(gateway.market.orders.words.length).toBeGreaterThan(ORDER.stride);
});

test('a market that has stopped says so', async () => {
  const other = await openGateway({
    url: await testDatabase(),
    market: 'stopped',
    simulated: true,
    program: 'test',
    follow: false,
  });
  await other.close();
  await expect(other.submit(OPERATOR, SETTING)).rejects.toMatchObject({ code: 'market-stopped' });
});
