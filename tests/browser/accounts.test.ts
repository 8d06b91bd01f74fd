/** Accounts in the browser: the demo's people, an invitation from end to end with a second factor, keys, the log. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { totpCode } from '../support/totp.ts';
import { violations } from './support/axe.ts';
import { openPage, withBrowser } from './support/page.ts';

withBrowser();

/** What the browser logs for answers that the test provokes. */
const REFUSED = /status of (401|403|410|422|429)/;

async function enterAs(page: Page, role: string): Promise<void> {
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: role, exact: true }).click();
  await page.getByRole('button', { name: /^Account: (?!Enter)/ }).waitFor();
}

async function open(path: string, role: string | null = null, width = 1280): Promise<Page> {
  const page = await openPage(path, {
    colorScheme: 'light',
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    provoked: REFUSED,
  });
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (role !== null) await enterAs(page, role);
  return page;
}

const ENTRANCES = [
  '/account/log-in',
  '/account/sign-up',
  '/account/forgotten',
  '/account/password?token=0123456789',
  '/account/verify?token=0123456789',
] as const;
const ADMINISTRATION = ['/account', '/account/people', '/account/mail', '/account/audit'] as const;

describe.each([1280, 390])('at %d pixels', (width) => {
  test.each(ENTRANCES)('%s is accessible and fits', async (path) => {
    const page = await open(path, null, width);
    await expectFit(page);
  });

  test.each(ADMINISTRATION)('%s is accessible and fits', async (path) => {
    const page = await open('/account/log-in', 'administrator', width);
    await page.goto(path);
    await page.getByRole('navigation', { name: 'Parts of the account' }).waitFor();
    await page.waitForLoadState('networkidle');
    for (const summary of await page.locator('main summary').all()) await summary.click();
    await expectFit(page);
  });

  test('the menu is accessible', async () => {
    const page = await open('/account/log-in', null, width);
    await page.getByRole('button', { name: 'Account: Enter as …' }).click();
    await page.getByRole('menuitem', { name: 'administrator' }).waitFor();
    await expectFit(page);
  });
});

async function expectFit(page: Page): Promise<void> {
  // Nothing is measured as it stands under the bar at the bottom of a phone.
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  expect(await violations(page), 'light').toEqual([]);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(wide).toBe(false);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  expect(await violations(page), 'dark').toEqual([]);
}

test('the menu is used from the keyboard alone', async () => {
  const page = await open('/account/log-in');
  const button = page.getByRole('button', { name: 'Account: Enter as …' });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Log in' }).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Account: Adam Kluch' }).waitFor();
  await page.keyboard.press('Escape');
});

test.each(['seller: trader of a sawmill', 'operator on duty', 'auditor'])(
  'one enters as %s, sees it, and leaves',
  async (role) => {
    const page = await open('/market', role);
    await page.getByRole('button', { name: /^Account: / }).click();
    await page.getByRole('menuitem', { name: 'My account' }).click();
    await page.getByText('You are one of the people of the simulated market').waitFor();
    await page.getByRole('button', { name: /^Account: / }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Account: Enter as …' }).waitFor();
  },
);

test('who may not see a page is told so, whoever knows its address', async () => {
  const page = await open('/account/audit', 'seller: trader of a sawmill');
  await page.getByText('This page is for auditors and administrators.').waitFor();
});

test('an invited operator chooses a password, sets a second factor up, and logs in with it', async () => {
  const administrator = await open('/account/people', 'administrator');
  const email = `operator-${Date.now()}@example.org`;
  const password = 'a forest of pines';
  const invite = administrator.locator('section', { hasText: 'Invite somebody' });
  await invite.getByLabel('Name').fill('Olga');
  await invite.getByLabel('E-mail address').fill(email);
  await invite.getByLabel('Role').selectOption('operator');
  await invite.getByRole('button', { name: 'Invite' }).click();
  await invite.getByText(`${email} has the role from now on.`).waitFor();
  await administrator.getByRole('link', { name: 'Mail', exact: true }).click();
  const letter = administrator.locator('li', { hasText: email });
  const link = /http\S+/.exec((await letter.locator('pre').textContent()) ?? '')?.[0] ?? '';

  // Another person in another browser.
  const { pathname, search } = new URL(link);
  const operator = await open(pathname + search);
  await operator.getByLabel('New password').fill(password);
  await operator.getByRole('button', { name: 'Set the password' }).click();
  await operator.getByRole('main').getByRole('link', { name: 'Log in' }).click();
  await logIn(operator, email, password);
  await operator.getByRole('button', { name: 'Account: Olga' }).waitFor();
  await operator.goto('/account');
  const factor = operator.locator('section', { hasText: 'Second factor' });
  await factor.getByLabel('Present password').fill(password);
  await factor.getByRole('button', { name: 'Set it up' }).click();
  await factor.getByRole('img', { name: 'Picture with the key for the app' }).waitFor();
  const secret = (await factor.locator('p', { hasText: /^[A-Z2-7]{20,}$/ }).textContent()) ?? '';
  const uri = `otpauth://totp/Kirmash?secret=${secret}`;
  expect(await violations(operator)).toEqual([]);
  await factor.getByLabel('Code of the app').fill(totpCode(uri));
  await factor.getByRole('button', { name: 'Switch on' }).click();
  await factor.getByText('On: logging in asks for a code of your app.').waitFor();

  await operator.getByRole('button', { name: 'Account: Olga' }).click();
  await operator.getByRole('menuitem', { name: 'Log out' }).click();
  await operator.getByRole('button', { name: 'Account: Enter as …' }).waitFor();
  await operator.goto('/account/log-in?to=/account');
  await logIn(operator, email, 'wrong password');
  await operator.getByText('Address and password do not belong together.').waitFor();
  await logIn(operator, email, password);
  await operator.getByRole('heading', { name: 'Second step' }).waitFor();
  await operator.getByLabel('Code of the app').fill(totpCode(uri));
  await operator.getByRole('button', { name: 'Log in' }).click();
  await operator.getByRole('heading', { name: 'My account' }).waitFor();

  const keys = operator.locator('section', { hasText: 'Access keys for programs' });
  await keys.getByLabel('What it is for').fill('watching robot');
  await keys.getByLabel('watch the market').check();
  await keys.getByLabel('Present password').fill(password);
  await keys.getByRole('button', { name: 'Make the key' }).click();
  await keys.getByText(/^krm_\d+_[\w-]{43}$/).waitFor();
  await keys.getByRole('button', { name: 'Revoke: watching robot' }).click();
  await keys.getByText('revoked').waitFor();

  await administrator.getByRole('link', { name: 'Audit log', exact: true }).click();
  await administrator.getByLabel('Kind of action').selectOption('key');
  await administrator.locator('li', { hasText: 'key.revoked' }).filter({ hasText: 'Olga' }).first().waitFor();
});

async function logIn(page: Page, email: string, password: string): Promise<void> {
  const main = page.getByRole('main');
  await main.getByLabel('E-mail address').fill(email);
  await main.getByLabel('Password', { exact: false }).first().fill(password);
  await main.getByRole('button', { name: 'Log in' }).click();
}

test.each(['fr', 'ru', 'be'])('the account speaks %s', async (lang) => {
  const page = await open(`/account/log-in?lang=${lang}`);
  const title = await page.getByRole('heading', { level: 1 }).textContent();
  expect(title).toBe({ fr: 'Connexion', ru: 'Вход', be: 'Уваход' }[lang]);
});
