import type { Command } from '../command.ts';

export const backup: Command = {
  summary: 'write everything in the database into one file',
  parameters: [{ name: 'FILE', meaning: 'the archive to write (kirmash-2026-11-23.tar.zst), not there yet' }],
  details: [
    'The backup is the database as it is at one moment; Kirmash may go on serving meanwhile.',
    'It holds all that the database holds: keep it where only those may read it who may read that.',
  ],
  run: async (context, { parameters: [file = ''] }) =>
    (await import('../backing-up.ts')).runBackup(context, file),
};
