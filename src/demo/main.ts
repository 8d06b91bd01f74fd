/**
 * The process of the simulated participants, started by `kirmash demo`. It gets the address of the server and access
 * keys from there, nothing else, and ends with it.
 */
import { MarketClient } from './api.ts';
import { runDay } from './day.ts';
import type { Begin, FromDemo, Keys, ToDemo } from './messages.ts';
import { setUpMarket } from './set-up.ts';

const stop = new AbortController();
process.on('disconnect', () => stop.abort());
// Ctrl-C in a terminal reaches it too: it ends when the one that started it says so.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
process.on('SIGTERM', () => stop.abort());

function tell(message: FromDemo): void {
  if (process.connected) process.send?.(message);
}

function heard<K extends ToDemo['kind']>(kind: K): Promise<Extract<ToDemo, { kind: K }>> {
  return new Promise((resolve) => {
    const listen = (message: ToDemo): void => {
      if (message.kind !== kind) return;
      process.off('message', listen);
      resolve(message as Extract<ToDemo, { kind: K }>);
    };
    process.on('message', listen);
  });
}

const explain = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function main({ address, operator: secret, still }: Begin): Promise<void> {
  const keysHeard: Promise<Keys> = heard('keys');
  const operator = new MarketClient(address, secret);
  const map = await setUpMarket(operator);
  tell({
    kind: 'present',
    members: map.members.map(({ participant, id, traders, ofPeople }) => ({
      participant,
      organisation: id,
      traders,
      ofPeople,
    })),
  });
  if (still) return;
  const { secrets } = await keysHeard;
  await runDay({
    address,
    operator,
    map,
    secrets,
    signal: stop.signal,
    report: (sentence) => tell({ kind: 'trouble', sentence }),
  });
}

heard('begin')
  .then(main)
  .catch((error: unknown) => {
    if (!stop.signal.aborted) tell({ kind: 'trouble', sentence: explain(error) });
  })
  .finally(() => {
    if (process.connected) process.disconnect?.();
  });
