/** Sets the simulated market of `kirmash demo` up, through the API as any program would. */
import { issueKey, revokeKey } from '#access/keys.ts';
import type { Gateway } from '#api/market/gateway.ts';
import { setUpMarket, today } from '#demo/market.ts';
import { GENERAL, GENERAL_AT } from '#market/state.ts';
import type { Storage } from '#storage/database.ts';
import { type Context, MARKETS } from './command.ts';

const KEY_LASTS_MS = 60_000;

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
        await revokeKey(db, key.market, key.id);
      }
    });
  }
  return [
    `Simulated market:  ${address}/api/market`,
    `A key for it:      kirmash key issue --market ${MARKETS.demo} 1 'my program'`,
  ];
}
