/** What a process or thread loads to run a market: its machine and its projections. */
import type { Projection } from './projection.ts';

export { createMachine } from './market-machine.ts';

export const projections: readonly Projection[] = [];
