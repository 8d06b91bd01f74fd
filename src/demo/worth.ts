/**
 * What goods are worth at a moment: a slow drift around their price, the same in every run and after every restart,
 * since it follows from the time alone. Participants do not know it; each has an opinion that lies off it a little.
 */
import type { Good } from './goods.ts';

/** Waves whose periods have no common measure: minutes, and the part of the price that each moves. */
const WAVES = [
  { minutes: 331, part: 0.03 },
  { minutes: 71, part: 0.015 },
  { minutes: 13.3, part: 0.007 },
  { minutes: 3.1, part: 0.002 },
] as const;

const MINUTE_MS = 60_000;

/** A number from 0 up to 1 out of a text: FNV-1a. */
export function shareOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0) / 0x1_0000_0000;
}

/** In ticks, not rounded. Takes a time in milliseconds since 1970. */
export function worthAt({ symbol, worth }: Pick<Good, 'symbol' | 'worth'>, timeMs: number): number {
  let moved = 0;
  for (const { minutes, part } of WAVES) {
    const phase = shareOf(`${symbol} ${minutes}`);
    moved += part * Math.sin(2 * Math.PI * (timeMs / (minutes * MINUTE_MS) + phase));
  }
  return worth * (1 + moved);
}
