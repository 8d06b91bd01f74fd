/**
 * Makes the pictures of the documents from the running application, on the reference data: npm run picture.
 * Needs a Chromium, as the browser tests do.
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openChromium } from '../tests/browser/support/chromium.ts';
import { startKirmash } from '../tests/support/process.ts';

const FOLDER = fileURLToPath(new URL('../docs/guide/images', import.meta.url));
const PICTURES = [{ name: 'start', path: '/' }];

const home = await mkdtemp(join(tmpdir(), 'kirmash-picture-'));
// As root PostgreSQL runs as another user, who must be able to enter.
await chmod(home, 0o711);
const { child, ready, ended } = startKirmash(['demo'], { KIRMASH_HOME: home });
try {
  const address = await ready;
  await using opened = new AsyncDisposableStack();
  const browser = await openChromium();
  opened.defer(() => browser.close());
  const context = await browser.newContext({
    baseURL: address,
    locale: 'en',
    colorScheme: 'light',
    viewport: { width: 1280, height: 860 },
  });
  const page = await context.newPage();
  await mkdir(FOLDER, { recursive: true });
  for (const { name, path } of PICTURES) {
    await page.goto(path);
    await page.getByRole('main').getByRole('heading').first().waitFor();
    // Maps and figures come after the page itself.
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    process.stdout.write(`docs/guide/images/${name}.png\n`);
  }
} finally {
  child.kill('SIGTERM');
  await ended;
  await rm(home, { recursive: true, force: true });
}
