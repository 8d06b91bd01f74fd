import { resolve } from 'node:path';
import type { Command } from '../command.ts';

export const importCommand: Command = {
  summary: 'read a data set into the registry',
  parameters: [{ name: 'FOLDER', meaning: 'a data set, as docs/reference/data-set.md describes' }],
  details: [
    'All or nothing: a set with errors is refused whole, and every error is listed with file, line and reason.',
    'The same set again changes nothing; a changed one supersedes only what changed.',
  ],
  async run(context, { parameters: [folder = ''] }) {
    const { openInstance } = await import('../instance.ts');
    const { describeReport, importFolder, lookAtFolder } = await import('../importing.ts');
    // Before a database is made, or brought up to date, for nothing.
    await lookAtFolder(resolve(folder));
    await using opened = new AsyncDisposableStack();
    const instance = await openInstance(context, { share: true });
    opened.defer(instance.close);
    const report = await context.steps.step('Import', (step) =>
      importFolder(instance.storage, resolve(folder), step, context.signal),
    );
    context.print(describeReport(report));
    return 0;
  },
};
