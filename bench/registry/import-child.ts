/** Imports the folder given into the database given; says how long it took and with how much memory. */
import { importDataSet } from '#registry/data-set/import.ts';
import { openStorage } from '#storage/database.ts';
import { largestMemoryMb } from './child.ts';

export interface Imported {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly memoryMb: number;
}

const [url, folder] = process.argv.slice(2) as [string, string];
const storage = await openStorage({ url });
const start = performance.now();
await importDataSet(storage, folder, { author: 'system' });
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage();
await storage.close();
const imported: Imported = { seconds, processorSeconds: (user + system) / 1e6, memoryMb: largestMemoryMb() };
process.send?.(imported);
process.disconnect?.();
