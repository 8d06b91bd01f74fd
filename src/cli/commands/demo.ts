import type { Command } from '../command.ts';
import { serve } from '../serving.ts';

export const demo: Command = {
  summary: "the same on the reference data 'Belarus and its partners, 2021'",
  parameters: [],
  endless: true,
  run: (context) => serve(context),
};
