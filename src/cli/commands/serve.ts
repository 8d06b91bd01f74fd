import { API_ONLY, type Command } from '../command.ts';

export const serve: Command = {
  summary: 'serve the registry: web application and API',
  parameters: [],
  flags: [API_ONLY],
  endless: true,
  run: async (context, given) => (await import('../serving.ts')).serve(context, given),
};
