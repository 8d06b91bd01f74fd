/** Sets the simulated market of `kirmash demo` up, through the API as any program would. */
import { tieDemoPerson } from '#access/demo-people.ts';
import { issueKey, revokeKey } from '#access/keys.ts';
import type { Gateway } from '#api/market/gateway.ts';
import { setUpMarket, today } from '#demo/market.ts';
import { GENERAL, GENERAL_AT } from '#market/state.ts';
import type { Storage } from '#storage/database.ts';
import { type Context, MARKETS } from './command.ts';

const KEY_LASTS_MS = 60_000;
/** As which participants people of the demo trade; each has the trader of the same number. */
const TRADING = [
  ['seller', 1],
  ['buyer', 2],
  ['broker', 3],
] as const;

/** Makes what is missing. Gives the lines that say how to reach the market. */
export async function setUpDemo(
  { steps }: Context,
  { db }: Storage,
  { market, journal }: Gateway,
  address: string,
): Promise<readonly string[]> {
  const day = market.general.words[GENERAL_AT + GENERAL.day] ?? 0;
  if (market.sections.rows === 1 || day < today()) {
    await steps.step('Simulated market', async () => {
      const { key, secret } = await issueKey(db, {
        market: journal.market.id,
        trader: 0,
        label: 'setting the demo up',
        expires: new Date(Date.now() + KEY_LASTS_MS),
      });
      try {
        await setUpMarket(address, secret);
      } finally {
        await revokeKey(db, journal.market.id, key.id);
      }
    });
  }
  for (const [person, participant] of TRADING) {
    const organisation = `demo-${person}`;
    await tieDemoPerson(db, person, {
      market: journal.market.id,
      participant,
      trader: participant,
      organisation,
    });
  }
  await tieDemoPerson(db, 'head', {
    market: journal.market.id,
    participant: 1,
    trader: 0,
    organisation: 'demo-seller',
  });
  return [
    `Simulated market:  ${address}/api/market`,
    `A key for it:      kirmash key issue --market ${MARKETS.demo} 1 'my program'`,
  ];
}
