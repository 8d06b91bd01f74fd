import type { Command } from '../command.ts';

export const rebuild: Command = {
  summary: "build the markets' tables of orders, deals, balances and quotations anew",
  parameters: [],
  details: [
    'They are derived from the journal, and come to the same as before where nothing was wrong.',
    'Kirmash may go on serving meanwhile; the tables are empty at first.',
  ],
  run: async (context) => (await import('../rebuilding.ts')).runRebuild(context),
};
