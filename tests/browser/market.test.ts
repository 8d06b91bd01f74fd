/** The market as people use it: anybody watches it live, and two traders deal with each other. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { enterAs } from './support/enter.ts';
import { openPage, withBrowser } from './support/page.ts';

withBrowser();

/** Opens the trading screen as a person of the demo, when its channel is live. */
async function trading(role: 'seller' | 'buyer' | 'broker', width = 1280): Promise<Page> {
  const page = await openPage('/market', { viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  await enterAs(page, role, '/market/trade');
  await page.getByRole('heading', { name: /My open orders \d/ }).waitFor();
  return page;
}

/** Gives an order by keyboard alone: side, price, lots, Enter. */
async function order(page: Page, key: 'b' | 's', price: string, lots: string): Promise<void> {
  await page.locator('main').focus();
  await page.keyboard.press(key);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(price);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(lots);
  await page.getByRole('button', { name: /^Block .* and send$/ }).waitFor();
  await page.keyboard.press('Enter');
}

test('a trader sells to another by keyboard, and everybody sees the deal without reloading', async () => {
  const [seller, buyer, public_] = [
    await trading('seller'),
    await trading('buyer'),
    await openPage('/market/instruments/1'),
  ];
  await public_.getByText('Live', { exact: true }).waitFor();
  await order(seller, 's', '612', '7');
  await seller.getByText(/^Order \d+ accepted$/).waitFor();
  // Everybody sees the order, its owner that it stands and what it blocks.
  await public_.getByRole('table', { name: 'Orders to sell, best first' }).getByText('612.00').waitFor();
  await seller.getByRole('row', { name: /sell 612\.00 7\/7/ }).waitFor();

  await order(buyer, 'b', '612', '7');
  await buyer.getByText(/Filled: 7 lots/).waitFor();
  await buyer.getByRole('heading', { name: 'My deals 1' }).waitFor();
  await seller.getByRole('heading', { name: 'My deals 1' }).waitFor();
  await seller.getByRole('heading', { name: 'My open orders 0' }).waitFor();
  await public_.getByRole('row', { name: /612\.00 7 buy/ }).waitFor();

  await seller.goto('/market/money');
  const contract = seller.getByRole('row', { name: /sell 612\.00 7/ });
  await contract.waitFor();
  // 5 % of 7 lots at 612.
  expect(await contract.textContent()).toContain('214.20');
});

test('the button says what is blocked; an order is changed and cancelled where it stands', async () => {
  const page = await trading('buyer');
  await page.locator('main').focus();
  await page.keyboard.press('b');
  await page.keyboard.type('200');
  // 5 % of 200; an arrow is a tick, a page ten.
  await page.getByRole('button', { name: /^Block 10\.00\sBYN and send$/ }).waitFor();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowDown');
  expect(await page.getByLabel('Price of a lot, BYN').inputValue()).toBe('209.00');
  await page.getByRole('button', { name: /^Block 10\.45\sBYN and send$/ }).waitFor();
  await page.keyboard.press('Enter');
  const row = page.getByRole('row', { name: /buy 209\.00 1\/1/ });
  await row.waitFor();
  await row.getByRole('button', { name: /^Change order/ }).click();
  const form = page.getByRole('form', { name: /^Change order/ });
  await form.getByLabel('Price of a lot, BYN').fill('208');
  await form.getByLabel('Quantity, lots').fill('3');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /buy 208\.00 3\/3/ }).waitFor();
  await page.locator('main').focus();
  await page.keyboard.press('Shift+X');
  await page.getByRole('heading', { name: 'My open orders 0' }).waitFor();
  await page.getByRole('row', { name: /3 cancelled by you/ }).waitFor();
});

test('many orders are pasted, seen with what is wrong by line, and those that are right are sent', async () => {
  const page = await trading('broker');
  await page
    .getByLabel('Orders, one a line')
    .fill('instrument\tside\tprice\tlots\tclient\n1\tbuy\t150\t2\t7\n1\tbuy\t95\t2\n1\tbuy\t151\t1');
  await page.getByRole('row', { name: /^3 1 buy 95 2 Price outside the band/ }).waitFor();
  await page.getByRole('button', { name: 'Send 2 orders' }).click();
  // The client has paid no deposit; the broker's own order stands all the same.
  await page.getByRole('row', { name: /^2 .*Rejected: There is no deposit/ }).waitFor();
  await page.getByRole('row', { name: /^4 .*accepted$/ }).waitFor();
  await page.getByRole('heading', { name: 'My open orders 1' }).waitFor();
  await page.locator('main').focus();
  await page.keyboard.press('Shift+X');
  await page.getByRole('heading', { name: 'My open orders 0' }).waitFor();
});

test('what is old is not shown as live: the loss is told with its time, and what was missed comes', async () => {
  const page = await openPage('/market/instruments/1', {
    provoked: /ERR_INTERNET_DISCONNECTED|WebSocket|dynamically imported module/,
  });
  await page.getByText('Live', { exact: true }).waitFor();
  const reconnects: string[] = [];
  page.on('websocket', (socket) => reconnects.push(socket.url()));
  const context = page.context();
  await context.setOffline(true);
  // An open connection outlives this setting; the page's own look at it does not.
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.getByText(/^Connection lost: data as of \d\d:\d\d:\d\d$/).waitFor();
  await context.setOffline(false);
  await page.getByText('Live', { exact: true }).waitFor();
  expect(reconnects.length).toBeGreaterThan(0);
});

test.each([
  ['/market/trade', 1280],
  ['/market/trade', 390],
  ['/market/money', 1280],
  ['/market/money', 390],
] as const)('%s of a trader at %d is accessible, and nothing sticks out', async (path, width) => {
  const page = await trading('broker', width);
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await violations(page), 'light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  expect(await violations(page), 'dark').toEqual([]);
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBeLessThanOrEqual(0);
});
