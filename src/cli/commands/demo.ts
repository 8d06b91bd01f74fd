import { API_ONLY, type Command } from '../command.ts';

export const demo: Command = {
  summary: "the same on the reference data 'Belarus and its partners, 2021'",
  parameters: [],
  flags: [API_ONLY],
  endless: true,
  run: async (context, given) => (await import('../serving.ts')).serve(context, given),
};
