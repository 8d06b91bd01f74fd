/** The work of `kirmash verify`. */
import * as market from '#journal/market-module.ts';
import { verifyMarkets } from '#journal/verify.ts';
import { verifyProjections } from '#registry/verify.ts';
import { explainDatabaseError } from '#storage/explain.ts';
import { type Finding, verifyReadable, verifySchema } from '#storage/verify.ts';
import type { Context } from './command.ts';
import { openInstance } from './instance.ts';
import { count } from './numbers.ts';

// A schema that is wholly different would fill the screen.
const SHOWN = 20;

export async function runVerify(context: Context): Promise<number> {
  const { signal, steps, print } = context;
  await using opened = new AsyncDisposableStack();
  const instance = await openInstance(context, { share: true, migrate: false });
  opened.defer(instance.close);
  const client = await instance.storage.pool.connect();
  opened.defer(async () => client.release());
  let bad = 0;
  const show = (findings: readonly Finding[]): boolean => {
    for (const { check, found, wrong } of findings) {
      print(`${check}: ${wrong.length === 0 ? 'right' : 'WRONG'} (${found})`);
      for (const line of wrong.slice(0, SHOWN)) print(`  ${line}`);
      if (wrong.length > SHOWN) print(`  and ${wrong.length - SHOWN} more`);
    }
    const wrong = findings.filter((finding) => finding.wrong.length > 0).length;
    bad += wrong;
    return wrong === 0;
  };
  try {
    const sound = show(await verifySchema(client));
    show([await steps.step('Reading', () => verifyReadable(client, signal))]);
    signal.throwIfAborted();
    // What is derived can be judged only where the tables are those that this Kirmash knows.
    if (sound && instance.current) {
      show(await steps.step('Registry', () => verifyProjections(client)));
      signal.throwIfAborted();
      show(await steps.step('Markets', () => verifyMarkets(client, { ...market, signal })));
    } else {
      print('Registry and markets: not checked, since the schema is not the present one');
    }
  } catch (error) {
    throw explainDatabaseError(error, 'The database') ?? error;
  }
  print(bad === 0 ? 'All is right.' : `${count(bad, 'check')} found something wrong.`);
  return bad === 0 ? 0 : 1;
}
