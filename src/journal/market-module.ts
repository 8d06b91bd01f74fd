/** What a process or thread loads to run a market: its machine and its projections. */
import type { Projection } from './projection.ts';
import { balances } from './projections/balances.ts';
import { deals, quotations } from './projections/deals.ts';
import { orders } from './projections/orders.ts';

export { createMachine } from './market-machine.ts';

export const projections: readonly Projection[] = [orders, deals, balances, quotations];
