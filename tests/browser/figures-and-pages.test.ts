/** From a name to a figure to its source, and what must hold on the pages that this leads over. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { openPage, withBrowser } from './support/page.ts';

withBrowser();

/** Belarus's exports to Tajikistan, January–August 2021. */
const EXPORTS = 'article-11-o4';

async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
}

function card(page: Page) {
  return page.getByRole('complementary', { name: 'Figure card' });
}

/** The exports' button in the page's table of figures. */
function exportsButton(page: Page) {
  return page.locator(`main table [data-figure="${EXPORTS}"]`).first();
}

test('find Tajikistan, its exports figure of January–August 2021, and the source of it', async () => {
  const page = await openPage('/', { viewport: { width: 1280, height: 900 } });
  await settled(page);
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search' }).fill('tajikistan');
  await page
    .getByRole('option', { name: /^Tajikistan/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: 'Tajikistan' }).waitFor();

  const row = page.locator('main tr', { has: page.locator(`[data-figure="${EXPORTS}"]`) });
  expect(await row.innerText()).toMatch(/January–August 2021[\s\S]*107\.5[\s\S]*million USD/);
  await exportsButton(page).click();
  await card(page).getByText('107.5 million dollars').first().waitFor();
  expect(await card(page).innerText()).toContain('article 11, note 72');

  await card(page).getByRole('link', { name: 'Everything that rests on this source' }).click();
  await page.waitForURL('**/sources/note-72**');
  await page.getByRole('main').getByText('tajikistan.mfa.gov.by').first().waitFor();
  await page.getByRole('main').getByText('107.5').first().waitFor();
});

test('two languages show the same figure in other words', async () => {
  const page = await openPage('/figures/article-11-o4?lang=en');
  await page.getByText('107.5 million dollars').first().waitFor();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('be');
  await page.getByText('107,5 млн долараў').first().waitFor();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Экспарт, Беларусь – Таджыкістан');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('be');
  expect(new URL(page.url()).pathname).toBe('/figures/article-11-o4');
});

test('a link to an open card opens it; back and forward close and open it', async () => {
  const page = await openPage(`/entities/tajikistan?figure=${EXPORTS}`, {
    viewport: { width: 1400, height: 900 },
  });
  await card(page).getByText('107.5 million dollars').first().waitFor();
  await card(page).getByRole('link', { name: 'Open as a page' }).click();
  await page.waitForURL(`**/figures/${EXPORTS}**`);
  await page.getByRole('heading', { level: 1, name: 'Exports, Belarus – Tajikistan' }).waitFor();
  await page.goBack();
  await card(page).waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await card(page).waitFor({ state: 'detached' });
  await page.goBack();
  await card(page).waitFor();
});

test('the keyboard alone opens a figure, closes it, and stands where it stood', async () => {
  const page = await openPage('/entities/tajikistan', { viewport: { width: 1400, height: 900 } });
  await exportsButton(page).waitFor();
  await exportsButton(page).focus();
  await page.keyboard.press('Enter');
  await card(page).getByText('107.5 million dollars').first().waitFor();
  expect(await card(page).evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await card(page).waitFor({ state: 'detached' });
  expect(await exportsButton(page).evaluate((element) => element === document.activeElement)).toBe(true);
});

test('on a phone nothing is cut off, and the card is a sheet', async () => {
  const page = await openPage('/entities/tajikistan', { viewport: { width: 390, height: 844 } });
  await exportsButton(page).waitFor();
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(beyond).toBe(0);
  await exportsButton(page).click();
  await page.getByRole('dialog').getByText('107.5 million dollars').first().waitFor();
});

test('on paper stand the sources as footnotes and the address, and no navigation', async () => {
  const page = await openPage('/entities/tajikistan?lang=en', { colorScheme: 'dark' });
  await exportsButton(page).waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('banner').isVisible()).toBe(false);
  await page.getByRole('heading', { level: 2, name: 'Sources' }).last().waitFor();
  const text = await page.getByRole('main').innerText();
  expect(text).toContain('/sources/note-72');
  expect(text).toMatch(/Address: http:\/\/127\.0\.0\.1:\d+\/entities\/tajikistan/);
  // Printed in the light scheme, whatever the reader reads in.
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('h1') as Element).color)).toBe(
    'rgb(23, 26, 31)',
  );
});

test('two places have a page in the order asked for; its timeline and both ways of trade are there', async () => {
  const page = await openPage('/cooperation/pair/tajikistan/belarus');
  await page.getByRole('heading', { level: 1, name: 'Tajikistan – Belarus' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/pairs/tajikistan/belarus');
  await page.getByRole('heading', { name: /^Timeline/ }).waitFor();
  expect(await exportsButton(page).innerText()).toContain('107.5');
});

test('a pair of which nothing is known offers others', async () => {
  const page = await openPage('/pairs/grodno/khujand');
  await page.getByText('Nothing is recorded that these two share').waitFor();
  await page.getByText('The wider pair').waitFor();
  await page.getByRole('link', { name: 'Belarus – Tajikistan' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Belarus – Tajikistan' }).waitFor();
});

test('a look back says so in a band, and leads back to the present', async () => {
  const page = await openPage('/entities/grodno-region?validOn=2019-05-01');
  await page.getByText('Shown: what held on 1 May 2019.').waitFor();
  await page.getByRole('link', { name: 'Back to today’s state' }).click();
  await page.getByText('Shown: what held on').waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.has('validOn')).toBe(false);
});

const PAGES = [
  '/entities/belarus',
  '/entities/tajikistan?figure=article-11-o4',
  '/entities/great-stone',
  '/entities/grodno-ukhta-agreement-2021',
  '/entities/article-01-c1',
  '/entities/grodno-region?validOn=2019-05-01',
  '/pairs/grodno-region/kostanay-region',
  '/pairs/grodno/khujand',
  '/figures/article-11-o3',
  '/sources/article-08',
];

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each(PAGES)('%s has no fault that axe can find', async (path) => {
    const page = await openPage(path, {
      colorScheme,
      viewport: { width: 1400, height: 900 },
      reducedMotion: 'reduce',
    });
    await settled(page);
    expect(await violations(page)).toEqual([]);
  });

  test('nor has an entity on a phone', async () => {
    const page = await openPage('/entities/great-stone?lang=be', {
      colorScheme,
      viewport: { width: 390, height: 844 },
      reducedMotion: 'reduce',
    });
    await settled(page);
    expect(await violations(page)).toEqual([]);
  });
});

test.each(['fr', 'en', 'ru', 'be'])(
  'the tables of the largest page stay in their column: %s',
  async (lang) => {
    for (const width of [1024, 1280]) {
      const page = await openPage(`/entities/belarus?lang=${lang}`, { viewport: { width, height: 900 } });
      await page.locator('#figures table').first().waitFor();
      const wider = await page.locator('table').evaluateAll((tables) =>
        tables.flatMap((table) => {
          const room = table.parentElement?.getBoundingClientRect();
          const own = table.getBoundingClientRect();
          return room && own.right > room.right + 1 ? [`${own.right} beyond ${room.right}`] : [];
        }),
      );
      expect([width, wider]).toEqual([width, []]);
    }
  },
);
