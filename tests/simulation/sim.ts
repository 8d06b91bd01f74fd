/**
 * Long seeded simulations: npm run sim -- NAME SEED [RUNS]
 * Each prints the seeds of the runs that failed, and ends with exit code 1 if any did.
 */
const SIMULATIONS: {
  readonly [name: string]: () => Promise<{ simulate(seed: number, runs: number): Promise<boolean> }>;
} = {
  faults: () => import('./faults.ts'),
};

const [name = '', seed = '1', runs = '1'] = process.argv.slice(2);
const load = SIMULATIONS[name];
if (load === undefined || !/^\d+$/.test(seed) || !/^\d+$/.test(runs)) {
  process.stderr.write(
    `npm run sim -- NAME SEED [RUNS]; NAME is one of: ${Object.keys(SIMULATIONS).join(', ')}\n`,
  );
  process.exitCode = 2;
} else {
  const { simulate } = await load();
  process.exitCode = (await simulate(Number(seed), Number(runs))) ? 0 : 1;
}
