/**
 * All that CI runs, in the order in which it is soonest to say no: types, lint, build of the web application, tests,
 * a small benchmark, browser tests. Every part runs, whatever failed before it; a part that could not run has failed. The last line is
 * the sum over all suites, '120 passed, 1 failed'; the exit code is 0 only if nothing failed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(ROOT, 'node_modules', '.bin');

interface Part {
  name: string;
  /** Program and arguments; programs of npm packages by their names. */
  words: readonly string[];
  /** It is Vitest, whose counts are summed. */
  suite?: boolean;
}

const PARTS: readonly Part[] = [
  { name: 'Types', words: ['npm', 'run', '--silent', 'typecheck'] },
  { name: 'Lint', words: ['npm', 'run', '--silent', 'lint'] },
  { name: 'Web build', words: ['node', 'scripts/build.ts'] },
  { name: 'Tests', words: ['vitest', 'run'], suite: true },
  { name: 'Benchmark', words: ['node', 'bench/run.ts', '--small'] },
  { name: 'Browser tests', words: ['vitest', 'run', '--config', 'vitest.browser.config.ts'], suite: true },
];

interface Outcome {
  name: string;
  ok: boolean;
  seconds: number;
  passed: number;
  failed: number;
  skipped: number;
}

/** What Vitest's JSON reporter writes, as far as it is needed here. */
interface Counts {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

async function run(part: Part, folder: string): Promise<Outcome> {
  process.stdout.write(`\n=== ${part.name}\n`);
  const begun = performance.now();
  const file = join(folder, `${part.name.replaceAll(' ', '-')}.json`);
  const [program = '', ...rest] = part.words;
  const reporters = part.suite ? ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`] : [];
  const child = spawn(program, [...rest, ...reporters], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${BIN}:${process.env.PATH ?? ''}`, FORCE_COLOR: '0', NO_COLOR: '1' },
  });
  const [code] = (await Promise.race([
    once(child, 'close'),
    once(child, 'error').then(([error]) => {
      process.stdout.write(`${String(error)}\n`);
      return [1];
    }),
  ])) as [number | null];
  const seconds = Math.round((performance.now() - begun) / 1000);
  const counts = part.suite ? await countsIn(file) : null;
  const passed = counts?.numPassedTests ?? 0;
  const counted = counts?.numFailedTests ?? 0;
  const ok = code === 0 && (!part.suite || passed > 0) && counted === 0;
  // A part that failed without a test to show for it counts as one.
  const failed = ok ? 0 : Math.max(counted, 1);
  return { name: part.name, ok, seconds, passed, failed, skipped: counts?.numPendingTests ?? 0 };
}

async function countsIn(file: string): Promise<Counts | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Counts;
  } catch {
    return null;
  }
}

const folder = await mkdtemp(join(tmpdir(), 'kirmash-check-'));
const outcomes: Outcome[] = [];
try {
  for (const part of PARTS) outcomes.push(await run(part, folder));
} finally {
  await rm(folder, { recursive: true, force: true });
}

const sum = (pick: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, outcome) => total + pick(outcome), 0);
process.stdout.write('\n');
for (const { name, ok, seconds, passed, failed, skipped } of outcomes) {
  const tests = passed + failed > 0 ? `, ${passed} passed, ${failed} failed` : '';
  const left = skipped > 0 ? `, ${skipped} that do not apply to this system` : '';
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s${tests}${left})\n`);
}
process.stdout.write(`\n${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed\n`);
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
