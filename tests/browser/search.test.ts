/** Finding by name: in any language and script, by keyboard alone. */
import { expect, test } from 'vitest';
import { openPage, withBrowser } from './support/page.ts';

withBrowser();

test('/ opens the search; Tajikistan is found in three letters and reached by keyboard', async () => {
  const page = await openPage('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search' });
  await field.waitFor();
  await page.keyboard.type('taj');
  const option = page.getByRole('listbox').getByRole('option').first();
  await option.getByText('Tajikistan').waitFor();
  expect(await option.locator('mark').first().textContent()).toBe('Taj');
  await page.keyboard.press('ArrowDown');
  expect(await option.getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Tajikistan' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/entities/tajikistan');
});

test.each(['Mahilioŭ', 'Mogilev', 'Могилёв', 'магілёў'])('%s finds the same city', async (name) => {
  const page = await openPage(`/search?q=${encodeURIComponent(name)}`);
  await page.getByRole('main').locator('a[href="/entities/mogilev"]').waitFor();
});

test('what is typed on the search page stands in the address, and the address is a search', async () => {
  const page = await openPage('/search?q=minsk');
  const field = page.getByRole('main').getByRole('textbox', { name: 'Search' });
  expect(await field.inputValue()).toBe('minsk');
  await field.fill('brest');
  await page.waitForURL('**/search?q=brest');
  await page.getByRole('main').locator('a[href="/entities/brest"]').waitFor();
});

test('nothing found is said, not left blank', async () => {
  const page = await openPage('/search?q=xyzxyzk');
  await page.getByText('Nothing found for ‘xyzxyzk’').waitFor();
});

test('keys typed right after / are kept until the field is there', async () => {
  const page = await openPage('/entities');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.type('/minsk');
  const field = page.getByRole('combobox', { name: /./ }).and(page.locator('[aria-autocomplete="list"]'));
  await field.waitFor();
  await expect.poll(() => field.inputValue()).toBe('minsk');
});

test('a measure and a place lead to their figures; a code of goods to the goods', async () => {
  const page = await openPage('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.type('/exports tajikistan');
  const group = page.getByRole('listbox').getByRole('group', { name: 'Figures' });
  await group.getByRole('option', { name: /Exports, Belarus → Tajikistan/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/figures?measure=exports&area=belarus&partner=tajikistan');
  await page.getByRole('button', { name: 'Remove filter Partner: Tajikistan' }).waitFor();
  const goods = await openPage('/search?q=HS+8701');
  await goods.getByRole('main').getByText('HS 8701').first().waitFor();
});
