/** Finds and starts the Chromium that the system has; none is downloaded. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
];

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Gives the path of a Chromium or Chrome. Errors: one that says how to get it. */
export function findChromium(environment: Record<string, string | undefined> = process.env): string {
  const chosen = environment.CHROMIUM_PATH;
  if (chosen) {
    if (runs(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is '${chosen}', which is not a program.`);
  }
  const folders = [...(environment.PATH ?? '').split(delimiter), ...PLACES].filter((folder) => folder !== '');
  for (const folder of folders) {
    for (const name of [...NAMES, 'Google Chrome', 'Chromium']) {
      if (runs(join(folder, name))) return join(folder, name);
    }
  }
  throw new Error(
    'The browser tests need Chromium or Chrome, and none was found. ' +
      'Debian and Ubuntu: apt-get install chromium. macOS: install Google Chrome. ' +
      'Elsewhere: set CHROMIUM_PATH to the program.',
  );
}

/** Starts it without a window, with a profile of its own that is removed when it is closed. */
export async function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    // Chromium's sandbox does not work for root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
