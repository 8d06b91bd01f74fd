/** WCAG 2.2 AA on every page, light and dark, wide and narrow. */
import { describe, expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { openPage, withBrowser } from './support/page.ts';
import { NOT_FOUND, PAGES } from './support/pages.ts';

withBrowser();

async function open(path: string, colorScheme: 'light' | 'dark', width: number) {
  const page = await openPage(path, {
    colorScheme,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    provoked: NOT_FOUND,
  });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  return page;
}

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  test.each(PAGES)('%s', async (path) => {
    expect(await violations(await open(path, scheme, 1280))).toEqual([]);
  });

  test.each(['/', '/entities', '/figures', '/network', '/entities/tajikistan'])(
    '%s on a phone',
    async (path) => {
      expect(await violations(await open(path, scheme, 390))).toEqual([]);
    },
  );

  test('the figure card beside a list, and as a sheet', async () => {
    expect(await violations(await open('/figures?figure=article-06-o4', scheme, 1400))).toEqual([]);
    expect(await violations(await open('/figures?figure=article-06-o4', scheme, 390))).toEqual([]);
  });

  test('the search dialog with results', async () => {
    const page = await open('/market', scheme, 1280);
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Search' }).fill('grodno');
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('the list of shortcuts', async () => {
    const page = await open('/market', scheme, 1280);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
