import type { Command } from '../command.ts';

export const verify: Command = {
  summary: 'check that the database is whole and what it derives is right',
  parameters: [],
  details: [
    'Replays every market and compares hashes, ledger, snapshots and projections with what was recorded.',
    'Checks the migrations, the schema against what they make, and that every row can be read.',
    'It changes nothing; Kirmash may go on serving meanwhile. Exit code 1: something is wrong.',
  ],
  run: async (context) => (await import('../verifying.ts')).runVerify(context),
};
