/** A server over a database of one's own, asked by injection. */
import type { LightMyRequestResponse } from 'fastify';
import type { Api } from '#api/routes.ts';
import { buildServer, type ServerOptions } from '#api/server.ts';
import type { Storage } from '#storage/database.ts';
import { testStorage } from './database.ts';

export interface TestApi {
  readonly storage: Storage;
  readonly server: Api;
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** Asks, expects 200, gives the body. That bodies have the form of their schemas is a test of its own. */
  json<T>(url: string, headers?: Record<string, string>): Promise<T>;
  close(): Promise<void>;
}

export async function testApi(
  fill: (storage: Storage) => Promise<void>,
  options: Omit<ServerOptions, 'storage'> = {},
): Promise<TestApi> {
  const storage = await testStorage();
  await fill(storage);
  const server = await buildServer({ ...options, storage });
  const get = (url: string, headers: Record<string, string> = {}) =>
    server.inject({ url: `/api${url}`, headers });
  return {
    storage,
    server,
    get,
    json: async <T>(url: string, headers?: Record<string, string>): Promise<T> => {
      const answer = await get(url, headers);
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
      return answer.json<T>();
    },
    close: async () => {
      await server.close();
      await storage.close();
    },
  };
}
