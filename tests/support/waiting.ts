import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds, looking every few milliseconds. */
export async function until(holds: () => Promise<boolean> | boolean, withinMs = 20_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it did not come true in time');
    await sleep(10);
  }
}
