/** The market that `serve` and `demo` run: brought up at the start, closed in order, and told of when it stops. */
import type { Gateway, openGateway } from '#api/market/gateway.ts';
import { Failure } from '#base/failure.ts';
import type { Context } from './command.ts';
import type { Instance } from './instance.ts';
import { programName } from './version.ts';

interface Wanted {
  readonly context: Context;
  readonly instance: Instance;
  readonly name: string;
  readonly simulated: boolean;
  readonly openGateway: typeof openGateway;
}

export interface RunningMarket {
  readonly gateway: Gateway;
  /** Answers what waits, leaves a snapshot, ends the follower. */
  close(): Promise<void>;
}

/**
 * Brings the market up. Where that fails for a reason of its own, says so and gives undefined: the registry is served
 * all the same. Errors: those of the database.
 */
export async function openMarket({
  context,
  instance,
  name,
  simulated,
  openGateway,
}: Wanted): Promise<RunningMarket | undefined> {
  const { steps, signal } = context;
  let gateway: Gateway;
  try {
    gateway = await steps.step('Market', () =>
      openGateway({ url: instance.url, market: name, simulated, program: programName(), report: steps.note }),
    );
  } catch (error) {
    if (signal.aborted || !(error instanceof Failure)) throw error;
    process.stderr.write(`kirmash: ${error.message} The registry is served without the market.\n`);
    return undefined;
  }
  let databaseLost = false;
  void instance.lost.then(() => {
    databaseLost = true;
  });
  void gateway.journal.sequencer.ended.then((reason) => {
    if (reason === undefined || databaseLost || signal.aborted) return;
    process.stderr.write(`kirmash: ${sentence(name, reason)} The registry goes on.\n`);
    // Of a fault of its own its makers need to know where.
    if (!(reason instanceof Failure)) process.stderr.write(`${reason.stack ?? ''}\n`);
  });
  return {
    gateway,
    async close() {
      if (!databaseLost) return gateway.close();
      // Nothing can be written any more, and nobody is to wait for it.
      await gateway.follower?.stop();
      await gateway.journal.abort();
    },
  };
}

function sentence(name: string, reason: Error): string {
  if (reason instanceof Failure) return reason.message;
  return `Market ${name} has stopped because of a fault, '${reason.message}'; kirmash verify tells more.`;
}
