import { fileURLToPath } from 'node:url';
import { API_ONLY, type Command, MARKETS } from '../command.ts';

const REFERENCE_DATA = fileURLToPath(new URL('../../../data/belarus-2021', import.meta.url));

export const demo: Command = {
  summary: "the same on the reference data 'Belarus and its partners, 2021', with a simulated market",
  parameters: [],
  flags: [API_ONLY],
  endless: true,
  async run(context, given) {
    const { serve } = await import('../serving.ts');
    return serve(context, given, {
      market: { name: MARKETS.demo, simulated: true },
      async prepare({ storage }, signal) {
        const { importFolder } = await import('../importing.ts');
        await context.steps.step('Reference data', (step) =>
          importFolder(storage, REFERENCE_DATA, step, signal),
        );
      },
      async served({ storage }, gateway, address) {
        const { setUpDemo } = await import('../demo-market.ts');
        return setUpDemo(context, storage, gateway, address);
      },
    });
  },
};
