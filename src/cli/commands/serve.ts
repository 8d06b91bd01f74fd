import type { Command } from '../command.ts';
import { serve as run } from '../serving.ts';

export const serve: Command = {
  summary: 'serve the registry: web application and API',
  parameters: [],
  endless: true,
  run: (context) => run(context),
};
