import type { Command } from '../command.ts';

export const verify: Command = {
  summary: 'check that the database is whole and what it derives is right',
  parameters: [],
  details: [
    'Checks the migrations, the schema against what they make, and that every row can be read; makes what pages',
    'show anew from the statements, replays every market from its first command, and compares.',
    'It changes nothing; Kirmash may go on serving meanwhile. Exit code 1: something is wrong.',
  ],
  run: async (context) => (await import('../verifying.ts')).runVerify(context),
};
