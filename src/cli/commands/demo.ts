import { fileURLToPath } from 'node:url';
import { API_ONLY, type Command, MARKETS } from '../command.ts';

const REFERENCE_DATA = fileURLToPath(new URL('../../../data/belarus-2021', import.meta.url));
const PARTICIPANTS = fileURLToPath(new URL('../../../data/demo-market', import.meta.url));

const STILL = {
  name: 'still-market',
  meaning: 'the simulated market is set up, but no simulated participants trade there',
} as const;

export const demo: Command = {
  summary: "the same on the reference data 'Belarus and its partners, 2021', with a simulated market",
  parameters: [],
  flags: [API_ONLY, STILL],
  endless: true,
  async run(context, given) {
    const { serve } = await import('../serving.ts');
    return serve(context, given, {
      market: { name: MARKETS.demo, simulated: true },
      async prepare({ storage }, signal) {
        const { importFolder } = await import('../importing.ts');
        await context.steps.step('Reference data', async (step) => {
          await importFolder(storage, REFERENCE_DATA, step, signal);
          await importFolder(storage, PARTICIPANTS, step, signal);
        });
      },
      async served({ storage }, gateway, address) {
        const { startDemo } = await import('../demo-market.ts');
        return startDemo(context, storage, gateway, address, given.flags.has(STILL.name));
      },
    });
  },
};
