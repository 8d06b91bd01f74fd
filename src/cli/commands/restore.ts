import type { Command } from '../command.ts';

export const restore: Command = {
  summary: 'read a backup into an empty data folder or database',
  parameters: [{ name: 'FILE', meaning: 'an archive that kirmash backup wrote' }],
  details: [
    'The archive is checked before anything is written, and restored whole or not at all. An archive of an older',
    'Kirmash is brought to the present schema, one of a newer Kirmash is refused.',
  ],
  run: async (context, { parameters: [file = ''] }) =>
    (await import('../backing-up.ts')).runRestore(context, file),
};
