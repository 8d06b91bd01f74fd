import { expect, test } from 'vitest';
import { buildServer } from '#api/server.ts';
import { testStorage } from './support/database.ts';

test('health', async () => {
  const storage = await testStorage();
  const server = await buildServer({ storage });
  const answer = await server.inject('/api/health');
  expect(answer.json()).toEqual({ status: 'ok' });
  await server.close();
  await storage.close();
});
