/** Gives a test a page of its own, and fails it for what no page may do. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished } from 'vitest';
import { openChromium } from './chromium.ts';

let browser: Browser;

/** Call once at the top of a test file: one browser for all of its tests. */
export function withBrowser(): void {
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser.close();
  });
}

export interface PageOptions extends BrowserContextOptions {
  /** Errors that the test provokes: 'status of 404'. */
  provoked?: RegExp;
}

/**
 * Opens a path of the application ('/entities/tajikistan') in a fresh context. After the test it must have
 * asked no other host for anything, thrown no error, and logged none.
 */
export async function openPage(path: string, options: PageOptions = {}): Promise<Page> {
  const { provoked, ...settings } = options;
  const address = inject('address');
  const context = await browser.newContext({ baseURL: address, locale: 'en', ...settings });
  const page = await context.newPage();
  const foreign: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(address).host) foreign.push(url.href);
  });
  const note = (error: string): void => {
    if (!provoked?.test(error)) errors.push(error);
  };
  page.on('pageerror', (error) => note(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} ${message.location().url}`);
  });
  onTestFinished(async () => {
    await context.close();
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });
  await page.goto(path);
  return page;
}
