/** Lists: filters in the address, deep links and the way back, sorting, export, copying, scrolling. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openPage, withBrowser } from './support/page.ts';

withBrowser();

test('agreements are filtered by kind and type; the address holds the filters; back takes them away', async () => {
  const page = await openPage('/entities');
  const filters = page.getByRole('search', { name: 'Filters' });
  await filters.getByRole('checkbox', { name: 'Agreements', exact: true }).check();
  await page.waitForURL('**/entities?kind=agreement');
  await page.getByRole('heading', { level: 1, name: 'Agreements' }).waitFor();
  await page.getByText('31 rows').waitFor();
  await filters.getByRole('checkbox', { name: 'memorandum' }).check();
  await page.waitForURL('**/entities?kind=agreement&type=memorandum');
  await page.getByRole('button', { name: 'Remove filter memorandum' }).waitFor();
  await page.goBack();
  await page.getByText('31 rows').waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Register' }).waitFor();
  expect(new URL(page.url()).search).toBe('');
});

test('a link to a filtered list opens it filtered', async () => {
  const page = await openPage(
    '/figures?measure=exports&area=belarus&partner=tajikistan&from=2021-01&to=2021-08',
  );
  const row = page.getByRole('row').nth(1);
  await row.getByRole('link', { name: 'Tajikistan' }).waitFor();
  expect(await row.textContent()).toContain('January–August 2021');
  await page.getByRole('button', { name: 'Remove filter Area: Belarus' }).waitFor();
});

test('a column head sorts, and sorts the other way', async () => {
  const page = await openPage('/entities?kind=country');
  const head = page.getByRole('columnheader', { name: 'Name' });
  expect(await head.getAttribute('aria-sort')).toBe('ascending');
  await head.getByRole('button').click();
  await page.waitForURL('**sort=-name');
  expect(await head.getAttribute('aria-sort')).toBe('descending');
  await page.getByRole('rowheader', { name: 'Uzbekistan' }).waitFor();
});

test('the export has all rows of the list as filtered', async () => {
  const page = await openPage('/entities?kind=agreement');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text.trimEnd().split(/\r?\n/).length).toBeGreaterThanOrEqual(32);
  expect(text).toContain('Uzda');
});

test('copying gives all rows as cells of a spreadsheet', async () => {
  const page = await openPage('/figures', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).trimEnd().split('\n');
  expect(lines[0]?.split('\t').slice(0, 2)).toEqual(['Measure', 'Value']);
  expect(lines.length - 1).toBeGreaterThan(200);
  expect(new Set(lines.map((line) => line.split('\t').length)).size).toBe(1);
});

test('a long list draws only the rows in sight and fetches the rest while it is scrolled', async () => {
  const page = await openPage('/entities');
  const total = Number((await page.getByRole('table').getAttribute('aria-rowcount')) ?? 0) - 1;
  expect(total).toBeGreaterThan(500);
  await page.getByRole('row').nth(5).waitFor();
  for (let turn = 0; turn < 40; turn++) {
    const last = await page.getByRole('row').last().getAttribute('aria-rowindex');
    if (Number(last) === total + 1) break;
    await page.mouse.wheel(0, 8000);
    await page.waitForTimeout(100);
  }
  expect(Number(await page.getByRole('row').last().getAttribute('aria-rowindex'))).toBe(total + 1);
  expect(await page.getByRole('row').count()).toBeLessThan(120);
});

test('a list of what nobody holds says so', async () => {
  const page = await openPage('/entities?kind=country&q=xyzxyzk');
  await page.getByText('Nothing matches these filters').waitFor();
});

test('a filter that the server does not know is answered, not hidden', async () => {
  const page = await openPage('/entities?kind=nonsense', { provoked: /status of 400/ });
  await page.getByRole('alert').getByText('There is no such kind of entry.').waitFor();
});

test.each([
  ['/entities?from=2021-13', '‘2021-13’ is not a date of the calendar'],
  ['/figures?to=2021-8', '‘2021-8’ is not a date of the calendar'],
  ['/figures?from=2021-08&to=2021-01', 'The span ends (2021-01) before it begins.'],
  ['/commitments?state=odd', 'There is no state ‘odd’ of this kind.'],
  ['/entities/belarus?validOn=2021-99-99', '‘2021-99-99’ is not a day of the calendar'],
])('%s names the value that is wrong', async (path, words) => {
  const page = await openPage(path, { provoked: /status of 400/ });
  await page.getByRole('main').getByText(words).waitFor();
});
