/** The market as people use it: anybody watches it live, and two traders deal with each other. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { enterAs } from './support/enter.ts';
import { openPage, withBrowser } from './support/page.ts';

withBrowser();

interface Own {
  readonly listing: number;
  readonly instrument: number;
  /** A price in the middle of the band, in ticks. */
  readonly middle: number;
  /** Ticks as the page writes a price. */
  price(ticks: number): string;
}

const CONTINUOUS = 1;
const TRADING = 3;
const PARTICIPANT_RULE = 3;
const TIMBER = 1;
const BAND_TICKS = 200;
const MINOR = 100;
let own: Own;

/** A session of the test's own, to which the three people of the demo alone are admitted. */
async function openOwnSession(): Promise<Own> {
  const page = await openPage('/market');
  const get = async <T>(path: string): Promise<T> => (await page.request.get(`/api${path}`)).json() as T;
  const participants: number[] = [];
  for (const role of ['seller', 'buyer', 'broker'] as const) {
    await enterAs(page, role, '/market');
    participants.push((await get<{ acting: { participant: number } }>('/account')).acting.participant);
  }
  await enterAs(page, 'operator', '/market');
  interface Instrument {
    instrument: number;
    priceFloor: number;
    priceCap: number;
    tickValue: number;
  }
  const instruments = (await get<{ items: Instrument[] }>(`/market/instruments?section=${TIMBER}`)).items;
  const listed = (
    await get<{ items: { listings: number[] }[] }>('/market/sessions?ended=false&limit=1000')
  ).items.flatMap(({ listings }) => listings);
  const taken = new Set<number>();
  for (const listing of listed)
    taken.add((await get<{ instrument: number }>(`/market/listings/${listing}`)).instrument);
  const chosen = instruments.find(({ instrument }) => !taken.has(instrument));
  if (chosen === undefined) throw new Error('all instruments of the section are in a session');
  const send = async (commands: object[]): Promise<{ events: Record<string, number>[] }[]> => {
    const answer = await page.request.post('/api/market/commands', {
      data: { commands },
      headers: { origin: new URL(page.url()).origin },
    });
    const { results } = (await answer.json()) as {
      results: { accepted: boolean; events: Record<string, number>[] }[];
    };
    expect(results.map(({ accepted }) => accepted)).not.toContain(false);
    return results;
  };
  const [announced] = await send([{ kind: 'announceSession', section: TIMBER, mode: CONTINUOUS }]);
  const session = announced?.events[0]?.session ?? 0;
  const middle = Math.floor((chosen.priceFloor + chosen.priceCap) / 2);
  const [added] = await send([
    {
      kind: 'addListing',
      session,
      instrument: chosen.instrument,
      bandFloor: Math.max(chosen.priceFloor, middle - BAND_TICKS),
      bandCap: Math.min(chosen.priceCap, middle + BAND_TICKS),
    },
    ...participants.map((value) => ({ kind: 'admit', session, rule: PARTICIPANT_RULE, value })),
    { kind: 'openPhase', session, phase: TRADING },
  ]);
  return {
    listing: added?.events[0]?.listing ?? 0,
    instrument: chosen.instrument,
    middle,
    price: (ticks) =>
      new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
        (ticks * chosen.tickValue) / MINOR,
      ),
  };
}

/** Opens the trading screen as a person of the demo, when its channel is live. */
async function trading(role: 'seller' | 'buyer' | 'broker', width = 1280): Promise<Page> {
  own ??= await openOwnSession();
  const page = await openPage('/market', { viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  await enterAs(page, role, `/market/trade?listing=${own.listing}`);
  await page.getByRole('heading', { name: /My open orders \d/ }).waitFor();
  return page;
}

/** Writes a text for a pattern. */
function quoted(text: string): string {
  return text.replaceAll(/[.]/g, '\\.');
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
  const seller = await trading('seller');
  const buyer = await trading('buyer');
  const public_ = await openPage(`/market/instruments/${own.instrument}?listing=${own.listing}`);
  const price = own.price(own.middle);
  await public_.getByText('Live', { exact: true }).waitFor();
  await order(seller, 's', price.replaceAll(',', ''), '2');
  await seller.getByText(/^Order \d+ accepted$/).waitFor();
  // Everybody sees the order, its owner that it stands.
  await public_.getByRole('table', { name: 'Orders to sell, best first' }).getByText(price).waitFor();
  await seller.getByRole('row', { name: new RegExp(`sell ${quoted(price)} 2/2`) }).waitFor();

  await order(buyer, 'b', price.replaceAll(',', ''), '2');
  await buyer.getByText(/Filled: 2 lots/).waitFor();
  await buyer.getByRole('heading', { name: 'My deals 1' }).waitFor();
  await seller.getByRole('heading', { name: 'My deals 1' }).waitFor();
  await seller.getByRole('heading', { name: 'My open orders 0' }).waitFor();
  await public_.getByRole('row', { name: new RegExp(`${quoted(price)} 2 buy`) }).waitFor();

  await seller.goto('/market/money');
  await seller.getByRole('row', { name: new RegExp(`sell ${quoted(price)} 2`) }).waitFor();
});

test('the button says what is blocked; an order is changed and cancelled where it stands', async () => {
  const page = await trading('buyer');
  const plain = (ticks: number): string => own.price(ticks).replaceAll(',', '');
  await page.locator('main').focus();
  await page.keyboard.press('b');
  await page.keyboard.type(plain(own.middle));
  const button = page.getByRole('button', { name: /^Block .* and send$/ });
  const before = await button.textContent();
  // An arrow is a tick, a page ten.
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowDown');
  expect(await page.getByLabel(/^Price of a lot/).inputValue()).toBe(plain(own.middle + 9));
  await page.waitForFunction(
    (text) => [...document.querySelectorAll('button')].every((one) => one.textContent !== text),
    before,
  );
  await page.keyboard.press('Enter');
  const row = page.getByRole('row', { name: new RegExp(`buy ${quoted(own.price(own.middle + 9))} 1/1`) });
  await row.waitFor();
  await row.getByRole('button', { name: /^Change order/ }).click();
  const form = page.getByRole('form', { name: /^Change order/ });
  await form.getByLabel(/^Price of a lot/).fill(plain(own.middle - 8));
  await form.getByLabel('Quantity, lots').fill('3');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: new RegExp(`buy ${quoted(own.price(own.middle - 8))} 3/3`) }).waitFor();
  await page.locator('main').focus();
  await page.keyboard.press('Shift+X');
  await page.getByRole('heading', { name: 'My open orders 0' }).waitFor();
  await page.getByRole('row', { name: /3 cancelled by you/ }).waitFor();
});

test('many orders are pasted, seen with what is wrong by line, and those that are right are sent', async () => {
  const page = await trading('broker');
  const price = own.price(own.middle - 20).replaceAll(',', '');
  const lines = [
    'instrument\tside\tprice\tlots',
    `${own.instrument}\tbuy\t${price}\t2`,
    `${own.instrument}\tbuy\t0.01\t2`,
    `${own.instrument}\tbuy\t${price}\t1`,
  ];
  await page.getByLabel('Orders, one a line').fill(lines.join('\n'));
  await page.getByRole('row', { name: /^3 .* Price outside the band/ }).waitFor();
  await page.getByRole('button', { name: 'Send 2 orders' }).click();
  await page.getByRole('row', { name: /^2 .*accepted$/ }).waitFor();
  await page.getByRole('row', { name: /^4 .*accepted$/ }).waitFor();
  await page.getByRole('heading', { name: 'My open orders 2' }).waitFor();
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
