/** Serves the API over the database given until told to end; says where it listens, and last with how much memory. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buildServer } from '#api/server.ts';
import { openStorage } from '#storage/database.ts';
import { largestMemoryMb } from './child.ts';

export interface Listening {
  readonly base: string;
}
export interface Served {
  readonly memoryMb: number;
}

const [url] = process.argv.slice(2) as [string];
const storage = await openStorage({ url });
const server = await buildServer({ storage });
await server.listen({ port: 0, host: '127.0.0.1' });
const listening: Listening = { base: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}` };
process.send?.(listening);
await once(process, 'message');
await server.close();
await storage.close();
const served: Served = { memoryMb: largestMemoryMb() };
process.send?.(served);
process.disconnect?.();
