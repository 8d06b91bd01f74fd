/** A foreign sawmill applies for accreditation, the operator accredits it, anybody looks its certificate up. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { openPage, withBrowser } from './support/page.ts';

withBrowser();

const PDF = {
  name: 'document.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n'),
};

/** Enters as one of the people of the demo, and opens a page. */
async function enterAs(role: string, path: string): Promise<Page> {
  const page = await openPage('/');
  const entered = await page.request.post('/api/demo/enter', {
    data: { role },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(entered.status()).toBe(200);
  await page.goto(path);
  return page;
}

/** From the top of the page, where the header that stays in sight covers nothing. */
async function mustBeAccessible(page: Page): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  expect(await violations(page)).toEqual([]);
}

async function upload(page: Page, kind: string, holdsUntil = ''): Promise<void> {
  await page.getByLabel('Kind of document').selectOption({ label: kind });
  await page.getByLabel('Holds until').fill(holdsUntil);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^File: PDF/ }).click();
  await (await chooser).setFiles(PDF);
  await page.getByRole('button', { name: 'Add the document' }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: `${kind}: document.pdf` })
    .waitFor();
}

test('a foreign sawmill applies and is accredited', async () => {
  const sawyer = await enterAs('analyst', '/market/accreditation');
  await sawyer.getByRole('button', { name: 'Begin an application' }).click();
  await sawyer.getByLabel('Name, as in its country’s register').fill('Metsäsaha Oy');
  await sawyer.getByLabel('Country', { exact: true }).selectOption('FI');
  await sawyer.getByLabel('Region').selectOption('FI-13');
  await sawyer.getByLabel('Address').fill('Sahatie 1, Joensuu');
  await sawyer.getByLabel('Tax number').fill('2077474-1');
  await sawyer.getByLabel('Takes part as').selectOption('member');
  await sawyer.getByRole('group', { name: 'Sells' }).getByRole('checkbox').first().check();
  await sawyer.getByLabel('Representative').fill('Aino Saha');
  await sawyer.getByLabel('We know the rules').check();
  await sawyer.getByRole('button', { name: 'Save' }).click();
  await sawyer.getByText('a tax number as this country writes them').waitFor();
  await sawyer.getByLabel('Tax number').fill('2077474-0');
  await sawyer.getByRole('button', { name: 'Save' }).click();
  await sawyer.getByText('a tax number as this country writes them').waitFor({ state: 'detached' });
  await upload(sawyer, 'Extract from the trade register');
  await upload(sawyer, 'Power of attorney of the trader', '2099-12-31');
  await mustBeAccessible(sawyer);
  await sawyer.getByRole('button', { name: 'Submit the application' }).click();
  await sawyer.getByText('Waits for the decision').waitFor();
  await sawyer.getByText('working days left: 3').waitFor();

  const operator = await enterAs('operator', '/market/accreditation/queue');
  const list = 'id,schema,name,aliases,countries\nx-1,Company,ООО Метсясаха,,ru\n';
  await operator.getByLabel('Name of the list').fill('Synthetic');
  await operator.getByLabel('The day of which it is').fill(new Date().toISOString().slice(0, 10));
  const chooser = operator.waitForEvent('filechooser');
  await operator.getByRole('button', { name: /^File: targets/ }).click();
  await (await chooser).setFiles({ name: 'targets.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await operator.getByRole('button', { name: 'Load the list' }).click();
  await operator.getByText('entries: 1').waitFor();
  await mustBeAccessible(operator);
  await operator.getByRole('link', { name: 'Metsäsaha Oy' }).first().click();
  await operator.getByText('Metsäsaha Oy is like ООО Метсясаха').waitFor();
  await operator.getByLabel('Why').fill('Another country, another number.');
  await operator.getByRole('button', { name: 'It is another' }).click();
  await operator.getByText('Another country, another number.').waitFor();
  await operator.getByText('Tax number by its country’s form').waitFor();
  await mustBeAccessible(operator);
  await operator.getByRole('button', { name: 'Decide' }).click();
  const link = operator.getByRole('link', { name: /^Certificate / });
  const href = (await link.getAttribute('href')) ?? '';

  const anybody = await openPage(href);
  await anybody.getByText('Metsäsaha Oy').waitFor();
  await anybody.getByText('Valid', { exact: true }).waitFor();
  await anybody.getByText('Simulated market', { exact: true }).waitFor();
  await mustBeAccessible(anybody);

  await sawyer.goto('/market/accreditation/participants');
  await sawyer.getByText('Aino Saha').waitFor();
  await operator.goto('/market/accreditation/participants');
  await operator.getByText('Change', { exact: true }).first().waitFor();
  await operator.getByText('Change', { exact: true }).first().click();
  await mustBeAccessible(operator);
});
