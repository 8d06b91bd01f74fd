/** What a market in a process of its own is told, and what it says: see `market-process.ts`. */

/** What the parent asks: to execute records, under a key. */
export interface Asked {
  readonly id: number;
  readonly words: readonly number[];
  readonly key: readonly number[];
}

/** What the parent does to the process: its clock is set to go so many milliseconds before the machine's. */
export interface ClockSet {
  readonly clockBackMs: number;
}

/** What the process says. */
export type Said =
  | { readonly kind: 'ready'; readonly start: { readonly snapshot: number; readonly replayed: number } }
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly firstCommand: number;
      readonly events: readonly number[];
      /** It had been done before, and was asked again. */
      readonly repeated: boolean;
    }
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string }
  | { readonly kind: 'report'; readonly line: string }
  | { readonly kind: 'ended'; readonly reason: string };

/** 'twice': some submissions are done a second time; 'unkept': some are answered and never done. */
export type PlantedFault = 'twice' | 'unkept';

/** Said once for each time that the clock was set back, or was behind the journal at the start. */
export const CLOCK_BEHIND = 'the clock is behind the last command';
