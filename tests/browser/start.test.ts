/** The application opens in a browser, with the reference data behind it. */
import { expect, test } from 'vitest';
import { openPage, withBrowser } from './support/page.ts';

withBrowser();

test('the start page opens, and a deep link, and the way back', async () => {
  const page = await openPage('/');
  await page.getByRole('main').waitFor();
  expect(await page.title()).toContain('Kirmash');
  await page.goto('/sources');
  await page.getByRole('main').getByRole('heading').first().waitFor();
  await page.goBack();
  await page.getByRole('main').waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
});
