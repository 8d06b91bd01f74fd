import { afterEach, expect, test } from 'vitest';
import { MOST_LAG_MS, measureBusy, paceBy } from './pacing.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const now = (): number => Date.now() * 1_000;

function shared(thousandths: number): { share: SharedArrayBuffer; set: (to: number) => void } {
  const share = new SharedArrayBuffer(4);
  const set = (to: number): void => {
    Atomics.store(new Int32Array(share), 0, to);
  };
  set(thousandths);
  return { share, set };
}

test('the follower waits while the other thread is busy, and no longer', async () => {
  const { share, set } = shared(1_000);
  const waiting = paceBy(share, new AbortController().signal)(now());
  expect(waiting).toBeInstanceOf(Promise);
  set(100);
  await waiting;
  expect(paceBy(share, new AbortController().signal)(now())).toBeUndefined();
});

test('it does not wait once the projections have fallen too far behind, nor when it is to stop', async () => {
  const { share } = shared(1_000);
  expect(paceBy(share, new AbortController().signal)(now() - MOST_LAG_MS * 1_000)).toBeUndefined();
  const stopping = new AbortController();
  const waiting = paceBy(share, stopping.signal)(now());
  stopping.abort();
  await waiting;
});

test('a thread that computes, or executes much, is seen as busy, one that waits is not', async () => {
  let commands = 0;
  const pacer = measureBusy(() => commands);
  stops.push(pacer.stop);
  const busy = new Int32Array(pacer.share);
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  while (Atomics.load(busy, 0) < 400) {
    for (const end = performance.now() + 60; performance.now() < end; );
    await turn();
  }
  while (Atomics.load(busy, 0) > 100) await new Promise((resolve) => setTimeout(resolve, 60));
  while (Atomics.load(busy, 0) < 300) {
    commands += 1_000;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
