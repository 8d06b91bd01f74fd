/**
 * npm run bench [-- --json] [--small] [--record] [registry] [market]
 *
 * Runs the benchmarks one after another and prints their figures; `--json` prints one object a line, `--small` is
 * for a check that they still run, `--record` appends the figures with the machine to bench/history.jsonl.
 * No figure makes it fail: a busy machine is not an error.
 */
import { appendFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { market } from './market-run.ts';
import type { Benchmark, Measurement } from './measurement.ts';
import { registry } from './registry/registry.ts';

const BENCHMARKS: { readonly [name: string]: Benchmark } = { registry, market };

const words = process.argv.slice(2);
const flags = new Set(words.filter((word) => word.startsWith('--')));
const names = words.filter((word) => !word.startsWith('--'));
const unknown = [...flags].filter((flag) => !['--json', '--small', '--record'].includes(flag));
for (const word of [...unknown, ...names.filter((name) => BENCHMARKS[name] === undefined)]) {
  process.stderr.write(`bench: '${word}' is not known; benchmarks: ${Object.keys(BENCHMARKS).join(', ')}.\n`);
  process.exit(2);
}

const measured: Measurement[] = [];
for (const [name, benchmark] of Object.entries(BENCHMARKS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  for await (const figure of benchmark({ small: flags.has('--small') })) {
    measured.push(figure);
    process.stdout.write(flags.has('--json') ? `${JSON.stringify(figure)}\n` : `${inWords(figure)}\n`);
  }
}

if (flags.has('--record')) {
  const machine = {
    processor: cpus()[0]?.model ?? arch(),
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    node: process.version,
  };
  const entry = { recorded: Temporal.Now.instant().toString({ smallestUnit: 'second' }), machine, measured };
  await appendFile(new URL('./history.jsonl', import.meta.url), `${JSON.stringify(entry)}\n`);
}

function inWords({
  name,
  value,
  unit,
  best,
  rounds,
  goal,
  peer,
  ratio,
  ratioGoal,
  details,
}: Measurement): string {
  const number = (figure: number): string => figure.toLocaleString('en');
  const spread =
    rounds === undefined || rounds < 2 ? '' : `, median of ${rounds} rounds, best ${number(best ?? value)}`;
  const wanted = goal === undefined ? '' : ` (goal ${number(goal)})`;
  const wantedRatio = ratioGoal === undefined ? '' : ` (goal ${number(ratioGoal)})`;
  const beside = peer === undefined ? '' : `, ${ratio} times ${peer}${wantedRatio}`;
  const more = Object.entries(details ?? {}).map(([what, figure]) => `${what} ${figure}`);
  return `${name}: ${number(value)} ${unit}${wanted}${spread}${beside}${more.length > 0 ? `\n    ${more.join(' · ')}` : ''}`;
}
