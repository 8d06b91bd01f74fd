import { type Command, MARKET_OPTION } from '../command.ts';

export const keyIssue: Command = {
  summary: 'make a key by which a program acts in the market',
  parameters: [
    { name: 'WHO', meaning: "number of the trader for whom it acts, or 'operator'" },
    { name: 'LABEL', meaning: "what it is for: 'order robot of the sawmill'" },
  ],
  options: [
    MARKET_OPTION,
    { name: 'days', value: 'DAYS', meaning: 'days after which it expires; 365 unless set, 0: never' },
  ],
  details: [
    'The secret is shown once and kept nowhere. It works at once, also in a Kirmash that is running.',
  ],
  run: async (context, given) => (await import('../keys.ts')).runIssue(context, given),
};

export const keyList: Command = {
  summary: 'list the keys of the market, without their secrets',
  parameters: [],
  options: [MARKET_OPTION],
  run: async (context, given) => (await import('../keys.ts')).runList(context, given),
};

export const keyRevoke: Command = {
  summary: 'make a key invalid for ever, within seconds',
  parameters: [{ name: 'KEY', meaning: 'number of the key, as kirmash key list shows it' }],
  options: [MARKET_OPTION],
  run: async (context, given) => (await import('../keys.ts')).runRevoke(context, given),
};
