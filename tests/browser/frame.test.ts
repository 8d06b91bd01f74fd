/** What stands around every page: doors, focus, shortcuts, the figure card's address, states, phone width. */
import { expect, test } from 'vitest';
import { openPage, withBrowser } from './support/page.ts';
import { NOT_FOUND, PAGES } from './support/pages.ts';

withBrowser();

test('a newcomer goes from the start page to a figure and its source', async () => {
  const page = await openPage('/', { viewport: { width: 1400, height: 900 } });
  await page.getByText('This is history, as of 2021.').waitFor();
  const figure = page.getByRole('main').locator('[data-figure]').first();
  await figure.click();
  const card = page.getByRole('complementary', { name: 'Figure card' });
  await card.getByRole('heading').first().waitFor();
  expect(new URL(page.url()).searchParams.get('figure')).toBe(await figure.getAttribute('data-figure'));
  await card.locator('a[href^="/sources/"]').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/sources\//);
});

test('the figure card has an address, closes with Escape and with the back button', async () => {
  const page = await openPage('/figures', { viewport: { width: 1400, height: 900 } });
  const figure = page.getByRole('main').locator('[data-figure]').first();
  await figure.focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('complementary', { name: 'Figure card' });
  await card.waitFor();
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  expect(await figure.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Space');
  await card.waitFor();
  const shared = page.url();
  await page.goBack();
  await card.waitFor({ state: 'detached' });
  await page.goto(shared);
  await card.waitFor();
});

test('focus goes to the title of the new page, and the skip link to its content', async () => {
  const page = await openPage('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
  await page.getByRole('banner').getByRole('link', { name: 'Cooperation' }).click();
  await page.getByRole('heading', { level: 1, name: 'Register' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'title');
  expect(await page.title()).toBe('Register · Kirmash');
});

test('? lists the shortcuts, g goes through the doors, and they can be switched off', async () => {
  const page = await openPage('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.waitForURL('**/figures');
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await list.getByRole('switch').setChecked(false, { force: true });
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await page.keyboard.press('/');
  await page.waitForTimeout(300);
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('the market door opens on its sessions, and says that the market is simulated', async () => {
  const page = await openPage('/market');
  await page.getByRole('heading', { level: 1, name: 'Market' }).waitFor();
  await page.getByRole('status').getByText('Simulated market').waitFor();
  await page.getByRole('link', { name: 'All sessions' }).waitFor();
});

test('pages of reference data are not called simulated beside a simulated market', async () => {
  const page = await openPage('/');
  await page.getByText('entries in the register').first().waitFor();
  expect(
    await page
      .getByRole('status')
      .getByText(/simulated/i)
      .count(),
  ).toBe(0);
});

test('an address that leads nowhere says so', async () => {
  const page = await openPage('/no-such-page', { provoked: NOT_FOUND });
  await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
});

test('when the server is gone the page says so and can ask again', async () => {
  const page = await openPage('/market', { provoked: /Failed to load resource|ERR_FAILED/ });
  await page.route('**/api/sources**', (route) => route.abort());
  await page.getByRole('banner').getByRole('link', { name: 'Observatory' }).click();
  await page.getByRole('link', { name: 'Sources' }).first().click();
  await page.getByRole('alert').getByText('The server does not answer').waitFor({ timeout: 20_000 });
  await page.unroute('**/api/sources**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('row').nth(3).waitFor();
});

test('without a connection a band says so', async () => {
  const page = await openPage('/market');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await page.getByText('No connection').waitFor();
  await page.context().setOffline(false);
  await page.getByText('No connection').waitFor({ state: 'detached' });
});

test('dark is kept when it is chosen', async () => {
  const page = await openPage('/market', { colorScheme: 'light' });
  const scheme = page.getByRole('button', { name: /^Theme/ });
  await scheme.click();
  await scheme.click();
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
  await page.reload();
  await scheme.waitFor();
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
});

test('no page is wider than a phone', async () => {
  const page = await openPage('/', {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    provoked: NOT_FOUND,
  });
  for (const path of PAGES) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, path).toBeLessThanOrEqual(390);
  }
});

test('on a phone the doors are at the bottom and filters open as a sheet', async () => {
  const page = await openPage('/entities?lang=be', {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  await page.getByRole('button', { name: 'Фільтры' }).tap();
  const sheet = page.getByRole('dialog', { name: 'Фільтры' });
  await sheet.getByRole('checkbox', { name: 'Краіны', exact: true }).check();
  await page.waitForURL('**kind=country**');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await page.getByRole('navigation', { name: 'Раздзелы' }).getByRole('link', { name: 'Абсерваторыя' }).tap();
  await page.waitForURL('**/figures**');
});

test('the start page loads less than 350 kB of compressed JavaScript', async () => {
  const page = await openPage('/market');
  await page.waitForLoadState('networkidle');
  const sizes: Promise<number>[] = [];
  const fresh = await page.context().browser()?.newContext();
  if (!fresh) throw new Error('the browser is gone');
  const start = await fresh.newPage();
  start.on('requestfinished', (request) => {
    if (!new URL(request.url()).pathname.endsWith('.js')) return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await start.goto(new URL('/', page.url()).href);
  await start.getByRole('radiogroup', { name: 'Partner countries' }).waitFor();
  // The search dialog is fetched while the page is idle.
  await start.waitForTimeout(2500);
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await fresh.close();
  expect(sizes.length).toBeGreaterThan(3);
  expect(total).toBeLessThan(350_000);
});
