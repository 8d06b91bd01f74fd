/** Builds the web application into dist/web, unless it is of these sources already. */
import { ensureWeb, WEB_FOLDER } from '#cli/web-build.ts';

const state = await ensureWeb(() => process.stdout.write('Building the web application …\n'));
process.stdout.write(
  state === 'missing' ? 'Vite is not installed: run npm ci.\n' : `${WEB_FOLDER}: ${state}\n`,
);
process.exitCode = state === 'built' || state === 'current' ? 0 : 1;
