/** The channels on a market that lives by chance: what clients are told is what is so. */
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#base/random.ts';
import { type Command, encodeCommand } from '#market/commands.ts';
import { decodeEvents } from '#market/events.ts';
import { executeAll } from '#market/execute.ts';
import { RecordBuffer } from '#market/record.ts';
import { Market } from '#market/state.ts';
import { packTerms } from '#market/terms.ts';
import { CALLS, SETTING } from '../../../../tests/support/market-setting.ts';
import { changes } from './book-channel.ts';
import { Parties } from './parties.ts';
import { Ring } from './ring.ts';

/** Executes frames of commands, as the runner does. */
class Frames {
  readonly market = new Market();
  next = 1;

  execute(commands: readonly Command[]) {
    const input = new RecordBuffer(1 << 12);
    const events = new RecordBuffer(1 << 12);
    const commandAt = Int32Array.from(commands.map((command) => encodeCommand(input, command)));
    const eventAt = new Int32Array(commands.length + 1);
    executeAll(this.market, input, 0, input.length, events, eventAt.subarray(1));
    const firstCommand = this.next;
    this.next += commands.length;
    return {
      frame: 1,
      time: 5,
      firstCommand,
      count: commands.length,
      commands: input,
      commandAt,
      events,
      eventAt,
    };
  }
}

describe('whose an event is', () => {
  test.each([1, 2, 3, 4])(
    'seed %i: as the acceptance of its order says, though slots are taken again within a frame',
    (seed) => {
      const random = seededRandom(seed);
      const frames = new Frames();
      frames.execute([...SETTING, ...CALLS]);
      const parties = new Parties(frames.market);
      /** Of living orders, by slot and generation. */
      const owners = new Map<string, number>();
      const numbers: { slot: number; generation: number }[] = [];
      let slotsAlone = 0;
      for (let frame = 0; frame < 150; frame += 1) {
        const commands = Array.from({ length: 1 + random.integer(30) }, (): Command => {
          const actor = 1 + random.integer(3);
          const what = random.integer(10);
          const known = numbers[Math.max(0, numbers.length - 1 - random.integer(20))];
          if (known !== undefined && what < 3) return { kind: 'cancelOrder', actor, ...known };
          if (known !== undefined && what < 6) {
            return {
              kind: 'replaceOrder',
              actor,
              ...known,
              price: 490 + random.integer(20),
              lots: 1 + random.integer(9),
            };
          }
          const terms = packTerms({ side: random.integer(2), selfTrade: random.integer(3) });
          return {
            kind: 'submitOrder',
            actor,
            listing: 1,
            terms,
            price: 490 + random.integer(20),
            lots: 1 + random.integer(9),
          };
        });
        const { events, eventAt, count } = frames.execute(commands);
        for (let index = 0; index < count; index += 1) {
          const end = eventAt[index + 1] as number;
          for (let at = eventAt[index] as number; at < end; at += (events.words[at] as number) >>> 16) {
            const [event] = decodeEvents(events, at, at + 1);
            parties.look(events.words, at);
            const told = [parties.first, parties.second];
            if (event?.kind === 'orderAccepted') {
              owners.set(`${event.slot}:${event.generation}`, event.trader);
              numbers.push({ slot: event.slot, generation: event.generation });
              expect(told).toEqual([event.trader, 0]);
            } else if (event?.kind === 'orderReplaced' || event?.kind === 'orderReduced') {
              slotsAlone += 1;
              expect(told).toEqual([owners.get(`${event.slot}:${event.generation}`), 0]);
            } else if (event?.kind === 'deal') {
              const buyer = owners.get(`${event.buySlot}:${event.buyGeneration}`);
              const seller = owners.get(`${event.sellSlot}:${event.sellGeneration}`);
              expect(told).toEqual([buyer, seller]);
            }
          }
        }
      }
      expect(slotsAlone).toBeGreaterThan(50);
    },
  );
});

test('the ring keeps as much as it may, and gives what came after any number', () => {
  const frames = new Frames();
  const ring = new Ring(3_000, 1);
  frames.execute(SETTING);
  ring.keep({ ...frames.execute([{ kind: 'beginDay', day: 20_001 }]), firstCommand: 1 }, []);
  let next = 2;
  for (let round = 0; round < 5_000; round += 1) {
    const count = 1 + (round % 3);
    const applied = frames.execute(
      Array.from({ length: count }, (): Command => ({ kind: 'beginDay', day: 20_001 })),
    );
    ring.keep({ ...applied, firstCommand: next }, [round]);
    next += count;
  }
  expect(ring.first).toBeGreaterThan(next - 100);
  for (const sequence of [0, ring.first - 1, ring.first, next - 3, next - 1, next + 5]) {
    const found = [...ring.after(sequence)];
    const first = Math.max(ring.first, sequence + 1);
    if (sequence + 1 >= next) expect(found).toEqual([]);
    else {
      const [begin] = found;
      expect(begin?.firstCommand).toBeLessThanOrEqual(first);
      expect((begin?.firstCommand ?? 0) + (begin?.count ?? 0)).toBeGreaterThan(first);
      const last = found.at(-1);
      expect((last?.firstCommand ?? 0) + (last?.count ?? 0)).toBe(next);
    }
  }
});

describe('what changed in a book', () => {
  const apply = (before: number[], text: string, descending: boolean): number[] => {
    const book = new Map<number, number>();
    for (let place = 0; place < before.length; place += 2)
      book.set(before[place] as number, before[place + 1] as number);
    for (const [price, lots] of JSON.parse(`[${text}]`) as [number, number][]) {
      if (lots === 0) book.delete(price);
      else book.set(price, lots);
    }
    return [...book].sort(([a], [b]) => (descending ? b - a : a - b)).flat();
  };

  test.each([0, 1])('side %i: applied to what was, it gives what is', (side) => {
    const random = seededRandom(side + 9);
    const levels = (): number[] => {
      const prices = new Set(Array.from({ length: random.integer(12) }, () => 1 + random.integer(15)));
      return [...prices]
        .sort((a, b) => (side === 0 ? b - a : a - b))
        .flatMap((price) => [price, 1 + random.integer(3)]);
    };
    for (let round = 0; round < 2_000; round += 1) {
      const before = levels();
      const now = levels();
      expect(apply(before, changes(before, now, side), side === 0)).toEqual(now);
    }
  });
});
