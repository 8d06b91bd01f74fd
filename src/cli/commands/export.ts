import { resolve } from 'node:path';
import type { Command } from '../command.ts';

export const exportCommand: Command = {
  summary: 'write a data set into a folder, as import reads it',
  parameters: [
    { name: 'ID', meaning: 'id of the data set: belarus-2021' },
    { name: 'FOLDER', meaning: 'where to write it; empty or not there yet' },
  ],
  flags: [
    { name: 'jsonl', meaning: 'JSON Lines instead of YAML, for large sets' },
    { name: 'replace', meaning: 'a data set that lies there already may be replaced' },
  ],
  details: ['Export, import into an empty database and export again give the same bytes.'],
  async run(context, { parameters: [id = '', folder = ''], flags }) {
    const { expectCurrent, openInstance } = await import('../instance.ts');
    const { exportFolder } = await import('../importing.ts');
    const { count } = await import('../numbers.ts');
    await using opened = new AsyncDisposableStack();
    const instance = await openInstance(context, { share: true, migrate: false });
    opened.defer(instance.close);
    expectCurrent(instance);
    const records = await context.steps.step('Export', () =>
      exportFolder(instance.storage, id, resolve(folder), {
        format: flags.has('jsonl') ? 'jsonl' : 'yaml',
        replace: flags.has('replace'),
      }),
    );
    context.print(`${resolve(folder)}: ${count(records, 'record')}`);
    return 0;
  },
};
