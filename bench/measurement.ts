/** One figure of a benchmark, as `npm run bench -- --json` prints it, one object a line. */
export interface Measurement {
  readonly name: string;
  /** The median, where there were several rounds. */
  readonly value: number;
  readonly unit: string;
  /** The best of the rounds, and their number, where there were several. */
  readonly best?: number;
  readonly rounds?: number;
  /** What the project set itself, in the same unit: to be reached by rates, not to be passed by times and sizes. */
  readonly goal?: number;
  /** What else ran in the same run, and its figure. */
  readonly peer?: string;
  /** Kirmash's figure (the median) divided by the peer's. */
  readonly ratio?: number;
  /** The ratio that the project set itself. */
  readonly ratioGoal?: number;
  /** How the figure came about: seeds, counts, hashes of results, what else was measured on the way. */
  readonly details?: { readonly [name: string]: number | string };
}

/** A benchmark gives its figures one by one, as they are measured. */
export type Benchmark = (options: { small: boolean }) => AsyncGenerator<Measurement>;

/** Median and best of rounds; `best` is the highest of rates, the lowest of times. */
export function ofRounds(
  values: readonly number[],
  best: 'highest' | 'lowest',
): { readonly value: number; readonly best: number; readonly rounds: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  const value = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
  return { value, best: (best === 'highest' ? sorted.at(-1) : sorted[0]) ?? 0, rounds: sorted.length };
}

/** What a piece of work took: by the clock, and of the processor, which on a busy machine says more. */
export interface Took {
  readonly ms: number;
  readonly processorMs: number;
}

/** Begins to measure; the function it gives ends it. The processor's time is that of all threads of the process. */
export function stopwatch(): () => Took {
  const processor = process.cpuUsage();
  const begin = performance.now();
  return () => {
    const ms = performance.now() - begin;
    const { user, system } = process.cpuUsage(processor);
    return { ms, processorMs: (user + system) / 1_000 };
  };
}
