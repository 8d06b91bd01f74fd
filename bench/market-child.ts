/**
 * One part of the market's benchmark in a process of its own, as `kirmash` starts its own: with the compile cache,
 * and everything else loaded after it. Modules that Node strips of types itself would do it in WebAssembly, whose
 * growing memory makes V8 check each typed array before each use, for as long as the process lives.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/kirmash', import.meta.url)));
const { PARTS } = await import('./market-parts.ts');
flushCompileCache();

const [name = '', size = ''] = process.argv.slice(2);
const part = PARTS[name];
if (part === undefined) throw new Error(`the market's benchmark has no part '${name}'`);
const send = process.send?.bind(process);
if (send === undefined) throw new Error('market-run starts this, and listens');
for await (const figure of part({ small: size === 'small' })) send(figure);
process.disconnect?.();
