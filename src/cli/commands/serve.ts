import { API_ONLY, type Command, MARKETS } from '../command.ts';

export const serve: Command = {
  summary: 'serve registry and market: web application and API',
  parameters: [],
  flags: [API_ONLY],
  endless: true,
  details: [
    `It runs the market '${MARKETS.serve}'; kirmash key issue makes keys by which programs reach it.`,
  ],
  run: async (context, given) =>
    (await import('../serving.ts')).serve(context, given, {
      market: { name: MARKETS.serve, simulated: false },
    }),
};
