import type { Command } from '../command.ts';
import { serve } from './serve.ts';

export const demo: Command = {
  summary: 'serve with the reference data',
  usage: '',
  run: (config, args) => serve.run(config, args),
};
