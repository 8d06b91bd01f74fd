/** The work of `kirmash verify`. */
import * as market from '#journal/market-module.ts';
import { verifyMarkets } from '#journal/verify.ts';
import { explainDatabaseError } from '#storage/explain.ts';
import { type Finding, verifyReadable, verifySchema } from '#storage/verify.ts';
import type { Context } from './command.ts';
import { openInstance } from './instance.ts';
import { count } from './numbers.ts';

// A schema that is wholly different would fill the screen.
const SHOWN = 20;

export async function runVerify(context: Context): Promise<number> {
  await using opened = new AsyncDisposableStack();
  const instance = await openInstance(context, { share: true, migrate: false });
  opened.defer(instance.close);
  const client = await instance.storage.pool.connect();
  opened.defer(async () => client.release());
  const findings: Finding[] = [];
  try {
    findings.push(...(await verifySchema(client)));
    findings.push(await verifyReadable(client, context.signal));
    const { rows } = await client.query<{ there: boolean }>(
      "select to_regclass('journal_market') is not null as there",
    );
    // Not there: its migration is to come at the next start.
    if (rows[0]?.there)
      findings.push(...(await verifyMarkets(client, { ...market, signal: context.signal })));
  } catch (error) {
    throw explainDatabaseError(error, 'The database') ?? error;
  }
  for (const { check, found, wrong } of findings) {
    context.print(`${check}: ${wrong.length === 0 ? 'right' : 'WRONG'} (${found})`);
    for (const line of wrong.slice(0, SHOWN)) context.print(`  ${line}`);
    if (wrong.length > SHOWN) context.print(`  and ${wrong.length - SHOWN} more`);
  }
  const bad = findings.filter((finding) => finding.wrong.length > 0).length;
  context.print(bad === 0 ? 'All is right.' : `${count(bad, 'check')} found something wrong.`);
  return bad === 0 ? 0 : 1;
}
