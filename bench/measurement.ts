/** One figure of a benchmark, as `npm run bench -- --json` prints it, one object a line. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the project set itself, in the same unit. */
  readonly goal?: number;
  /** What else ran in the same run, and its figure. */
  readonly peer?: string;
  /** Kirmash's figure divided by the peer's. */
  readonly ratio?: number;
}

/** A benchmark gives its figures one by one, as they are measured. */
export type Benchmark = (options: { small: boolean }) => AsyncGenerator<Measurement>;
