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
    if (signal.aborted || !(error instanceof Error) || isOfDatabase(error)) throw error;
    tell(
      error instanceof Failure ? error.message : fault(name, error),
      error,
      'is served without the market',
    );
    return undefined;
  }
  let databaseLost = false;
  void instance.lost.then(() => {
    databaseLost = true;
  });
  void gateway.journal.sequencer.ended.then((reason) => {
    if (reason === undefined || databaseLost || signal.aborted) return;
    tell(reason instanceof Failure ? reason.message : fault(name, reason), reason, 'goes on');
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

/** Errors of the database, which is everybody's, carry its codes or those of the system. */
function isOfDatabase(error: Error): boolean {
  return !(error instanceof Failure) && 'code' in error;
}

function fault(name: string, { message }: Error): string {
  return `Market ${name} has a fault, '${message}'; kirmash verify tells more.`;
}

function tell(sentence: string, error: Error, registry: string): void {
  process.stderr.write(`kirmash: ${sentence} The registry ${registry}.\n`);
  // Of a fault of its own its makers need to know where.
  if (!(error instanceof Failure)) process.stderr.write(`${error.stack ?? ''}\n`);
}
