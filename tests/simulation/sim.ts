/**
 * Long seeded simulations.
 *
 *   npm run sim -- SEED [COMMANDS]        the market beside its slow twin, a million commands unless said otherwise
 *   npm run sim -- world SEED             the one world whose seed such a run has printed
 *   npm run sim -- faults SEED [RUNS]     the journal under faults
 *
 * Each prints the seeds of the runs that failed, and ends with exit code 1 if any did.
 */
type Simulation = (seed: number, count: number | undefined) => boolean | Promise<boolean>;

const SIMULATIONS: { readonly [name: string]: () => Promise<Simulation> } = {
  market: async () => {
    const { simulate } = await import('./market.ts');
    return (seed, count) => simulate(seed, count ?? 1_000_000);
  },
  world: async () => (await import('./market.ts')).simulateWorld,
  faults: async () => {
    const { simulate } = await import('./faults.ts');
    return (seed, count) => simulate(seed, count ?? 1);
  },
};

const given = process.argv.slice(2);
if (/^\d+$/.test(given[0] ?? '')) given.unshift('market');
const [name = '', seed = '1', count] = given;
const load = SIMULATIONS[name];
if (load === undefined || !/^\d+$/.test(seed) || !/^\d*$/.test(count ?? '')) {
  process.stderr.write(
    `npm run sim -- SEED [COMMANDS], or NAME SEED [COUNT]; NAME is one of: ${Object.keys(SIMULATIONS).join(', ')}\n`,
  );
  process.exitCode = 2;
} else {
  const simulate = await load();
  const good = await simulate(Number(seed), count === undefined ? undefined : Number(count));
  process.exitCode = good ? 0 : 1;
}
