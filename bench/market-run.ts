/** The market's benchmark, part by part, each in a process of its own: none finds the memory of another. */
import { fork } from 'node:child_process';
import { on } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Benchmark, Measurement } from './measurement.ts';

const CHILD = fileURLToPath(new URL('market-child.ts', import.meta.url));

/** In this order. `load` measures nothing: it fills the compile cache, which the others then find as a server does. */
const PARTS = ['load', 'shallow', 'mid', 'deep', 'cancel', 'call', 'replay', 'start'];

/** Gives the figures of one part as they come. Errors: the part ended with an error, which it has printed. */
async function* runPart(part: string, small: boolean): AsyncGenerator<Measurement> {
  const child = fork(CHILD, [part, small ? 'small' : 'full'], { execArgv: ['--expose-gc'] });
  const ended = new AbortController();
  let code: number | null = null;
  child.once('exit', (given) => {
    code = given;
    ended.abort();
  });
  try {
    for await (const [figure] of on(child, 'message', { signal: ended.signal })) yield figure as Measurement;
  } catch (error) {
    if (!ended.signal.aborted) throw error;
  }
  if (code !== 0) throw new Error(`part '${part}' of the market's benchmark ended with ${code}`);
}

export const market: Benchmark = async function* ({ small }) {
  for (const part of PARTS) yield* runPart(part, small);
};
