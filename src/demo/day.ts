/** The market day that never ends: the operator and the participants, second by second, until it is told to stop. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, seededRandom } from '#base/random.ts';
import { Actor } from './actor.ts';
import { MarketClient } from './api.ts';
import { Hall } from './hall.ts';
import { Operator } from './operator.ts';
import type { MarketMap } from './set-up.ts';
import { StreamClient } from './stream.ts';
import { Floor } from './trading.ts';

const SECOND_MS = 1_000;
/** Every so many seconds. */
const EVERY = { look: 2, announce: 20, contracts: 15, day: 30, accounts: 1_800 } as const;
const LONGEST_PAUSE_MS = 30_000;
const SEED = 2021;

export interface Day {
  readonly address: string;
  readonly operator: MarketClient;
  readonly map: MarketMap;
  /** Secret of each trader's access key. */
  readonly secrets: { readonly [trader: number]: string };
  readonly signal: AbortSignal;
  readonly report: (sentence: string) => void;
}

async function actorsOf({ address, map, secrets }: Day): Promise<Actor[]> {
  const actors: Actor[] = [];
  for (const member of map.members) {
    const secret = secrets[member.traders[0] ?? 0];
    if (secret === undefined) continue;
    const stream = member.maker ? new StreamClient(address, secret) : null;
    const actor = new Actor(member, new MarketClient(address, secret), stream);
    if (member.role === 'broker') {
      const clients = await actor.client.all<{ client: number }>('/clients');
      actor.clients = clients.map(({ client }) => client);
    }
    actors.push(actor);
  }
  return actors;
}

/** Runs until the signal. Errors of the API end nothing: it waits, longer each time, and goes on. */
export async function runDay(day: Day): Promise<void> {
  const { operator, map, signal, report } = day;
  const random: Random = seededRandom(SEED ^ Math.floor(Date.now() / 86_400_000));
  const hall = new Hall(operator);
  const office = new Operator(operator, map, hall);
  let actors: Actor[] | undefined;
  let floor: Floor | undefined;
  let failures = 0;
  for (let second = 0; !signal.aborted; second += 1) {
    const begun = performance.now();
    const isTime = (every: number): boolean => second % every === 0;
    try {
      const now = Date.now();
      if (isTime(EVERY.day)) await office.day(now);
      if (actors === undefined || floor === undefined) {
        await office.clients();
        actors = await actorsOf(day);
        floor = new Floor(actors, map.goods, hall, random);
      }
      if (isTime(EVERY.announce)) await office.announce(now);
      if (isTime(EVERY.look)) {
        await hall.look();
        await office.advance(now);
      }
      if (isTime(EVERY.contracts)) await office.contracts(now);
      if (second > 0 && isTime(EVERY.accounts)) await office.accounts();
      await floor.second(now);
      failures = 0;
    } catch (error) {
      if (signal.aborted) break;
      failures += 1;
      // A server that is busy for a moment is no news.
      if (failures === 3) report(error instanceof Error ? error.message : String(error));
    }
    const pause = failures > 0 ? Math.min(LONGEST_PAUSE_MS, SECOND_MS * 2 ** failures) : SECOND_MS;
    const left = pause - (performance.now() - begun);
    if (left > 0) await sleep(left, undefined, { signal }).catch(() => {});
  }
  for (const { stream } of actors ?? []) stream?.close();
}
