/** Four languages: each whole, chosen once, and comparable on one page. */
import { expect, test } from 'vitest';
import { openPage, withBrowser } from './support/page.ts';
import { NOT_FOUND, PAGES } from './support/pages.ts';

withBrowser();

const TITLES = {
  fr: 'Commerce et coopération entre régions',
  en: 'Trade and cooperation between regions',
  ru: 'Торговля и сотрудничество регионов',
  be: 'Гандаль і супрацоўніцтва рэгіёнаў',
} as const;

test.each(Object.entries(TITLES))('the browser’s language is taken: %s', async (locale, title) => {
  const page = await openPage('/', { locale });
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe(locale);
  expect(await page.title()).toBe(`${title} · Kirmash`);
});

test('one page is compared in two languages; the choice outlives the visit', async () => {
  const page = await openPage('/entities?kind=country');
  await page.getByRole('rowheader', { name: 'Tajikistan' }).waitFor();
  await page.getByRole('banner').getByRole('combobox', { name: 'Language' }).selectOption('be');
  await page.getByRole('rowheader', { name: 'Таджыкістан' }).waitFor();
  await page.getByRole('heading', { level: 1, name: 'Краіны' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('be');
  await page.reload();
  await page.getByRole('rowheader', { name: 'Таджыкістан' }).waitFor();
});

test('a link may name the language', async () => {
  const page = await openPage('/entities/tajikistan?lang=ru');
  await page.getByRole('heading', { level: 1, name: 'Таджикистан' }).waitFor();
});

test('only the chosen language is loaded', async () => {
  const asked: string[] = [];
  const page = await openPage('/market');
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/market?lang=fr');
  await page.getByRole('heading', { level: 1, name: 'Marché' }).waitFor();
  expect(asked.filter((path) => /\/assets\/(en|ru|be)-[\w-]+\.js$/.test(path))).toEqual([]);
});

test.each(['fr', 'ru', 'be'])('no message is missing in %s on any page', async (locale) => {
  const page = await openPage('/', { locale, provoked: NOT_FOUND });
  for (const path of PAGES) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const text = await page.locator('body').innerText();
    // A missing message shows as its key, 'lists.column.name'.
    expect(text, path).not.toMatch(
      /\b(frame|lists|start|state|network|search|entity|pair|source|card)\.[a-z]\w*\b/,
    );
    expect(text, path).not.toContain('{{');
  }
});
