/** WCAG 2.2 AA on every page, light and dark, wide and narrow. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { openPage, withBrowser } from './support/page.ts';
import { NOT_FOUND, PAGES } from './support/pages.ts';

withBrowser();

async function open(path: string, width: number): Promise<Page> {
  const page = await openPage(path, {
    colorScheme: 'light',
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    provoked: NOT_FOUND,
  });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  return page;
}

/** Checks the page as it stands, then in the dark. */
async function expectAccessible(page: Page): Promise<void> {
  expect(await violations(page), 'light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  expect(await violations(page), 'dark').toEqual([]);
}

test.each(PAGES)('%s', async (path) => {
  await expectAccessible(await open(path, 1280));
});

test.each(['/', '/entities', '/figures', '/network', '/entities/tajikistan'])(
  '%s on a phone',
  async (path) => {
    await expectAccessible(await open(path, 390));
  },
);

test('the figure card beside a list', async () => {
  await expectAccessible(await open('/figures?figure=article-06-o4', 1400));
});

test('the figure card as a sheet', async () => {
  await expectAccessible(await open('/figures?figure=article-06-o4', 390));
});

test('the search dialog with results', async () => {
  const page = await open('/market', 1280);
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search' }).fill('grodno');
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await expectAccessible(page);
});

test('the list of shortcuts', async () => {
  const page = await open('/market', 1280);
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page);
});
