/**
 * Serves for development: the API on the reference data, started anew when a file of the server changes, and Vite
 * beside it, which shows changes of the web application at once. Ctrl-C ends both.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { readConfig } from '#cli/config.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { port, host } = readConfig();

function run(words: string[], environment: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, words, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
}

const children = [
  run(['--watch', '--watch-preserve-output', 'src/cli/launch.ts', 'demo', '--api-only']),
  run(['node_modules/vite/bin/vite.js', '--config', 'src/web/vite.config.ts'], {
    KIRMASH_API: `http://${host}:${port}`,
  }),
];
const stop = (): void => {
  for (const child of children) child.kill('SIGTERM');
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
process.on('SIGHUP', stop);
const ends = children.map((child) => once(child, 'close'));
await Promise.race(ends);
stop();
await Promise.all(ends);
