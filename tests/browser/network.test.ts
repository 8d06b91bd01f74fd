/** The network of twin cities: as a graph, on a map, and as a list that says the same. */
import { expect, test } from 'vitest';
import { openPage, withBrowser } from './support/page.ts';

withBrowser();

test('twin cities are filtered by relation and country; graph, map and list follow', async () => {
  const page = await openPage('/network');
  await page.getByRole('img', { name: /Cooperation network/ }).waitFor();
  const filters = page.getByRole('search', { name: 'Filters' });
  await filters.getByRole('checkbox', { name: 'twin of' }).check();
  await page.waitForURL('**relation=twin-of');
  await filters.getByRole('checkbox', { name: 'Russia' }).check();
  await page.waitForURL('**country=russia**');
  const list = page.getByRole('table', { name: 'The same as a list' });
  await list.getByRole('rowheader', { name: 'Grodno' }).first().waitFor();
  const relations = await list.getByRole('row').locator('td:nth-child(2)').allTextContents();
  expect(new Set(relations)).toEqual(new Set(['twin of']));
  await page.getByText('Map', { exact: true }).click();
  await page.waitForURL('**view=map**');
  await page.getByText('no position taken').waitFor();
  await page.goBack();
  await page.getByRole('img', { name: /Cooperation network/ }).waitFor();
});

test('a click on a city keeps only its links', async () => {
  const page = await openPage('/network?relation=twin-of&view=map');
  const city = page.locator('svg g[data-side]').filter({ hasText: 'Grodno' });
  await city.first().click();
  await page.waitForURL('**around=grodno**');
  await page.getByRole('button', { name: 'Remove filter Grodno' }).waitFor();
});
