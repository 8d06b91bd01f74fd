import type { Page } from 'playwright-core';
import type { DemoRole } from '#wire/people.ts';

/** Logs the page's reader in as one of the people of the demo, as the header's menu does, and opens a path. */
export async function enterAs(page: Page, role: DemoRole, path: string): Promise<void> {
  const answer = await page.request.post('/api/demo/enter', {
    data: { role },
    headers: { origin: new URL(page.url()).origin },
  });
  if (!answer.ok()) throw new Error(`entering as ${role}: ${answer.status()} ${await answer.text()}`);
  await page.goto(path);
}
