/**
 * The simulated market of `kirmash demo`: its participants are a process of their own, which gets the address of the
 * server and access keys, and ends with this one.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type DemoPersonKey, tieDemoPerson } from '#access/demo-people.ts';
import { issueKey, listKeys, revokeKey } from '#access/keys.ts';
import type { Gateway } from '#api/market/gateway.ts';
import { Failure } from '#base/failure.ts';
import type { FromDemo, Present, ToDemo } from '#demo/messages.ts';
import type { Database, Storage } from '#storage/database.ts';
import { type Context, MARKETS } from './command.ts';

const PROGRAM = fileURLToPath(new URL('../demo/main.ts', import.meta.url));
/** By this the keys of an earlier start are known, which nobody has any more. */
const LABEL = 'simulated participants';
const STOP_WITHIN_MS = 3_000;

/** For which organisations people of the demo act, as its trader or without being one. */
const PEOPLE: readonly { person: DemoPersonKey; organisation: string; trades: boolean }[] = [
  { person: 'seller', organisation: 'demo-sawmill', trades: true },
  { person: 'buyer', organisation: 'demo-buyer', trades: true },
  { person: 'broker', organisation: 'demo-broker', trades: true },
  { person: 'head', organisation: 'demo-sawmill', trades: false },
];

export interface DemoMarket {
  readonly lines: readonly string[];
  /** Ends the participants. */
  close(): Promise<void>;
}

async function revokeEarlier(db: Database, market: number): Promise<void> {
  for (const { id, label, revoked } of await listKeys(db, market))
    if (label === LABEL && revoked === null) await revokeKey(db, market, id);
}

/** Writes which organisation each participant is, and ties people of the demo to theirs. */
async function tie(db: Database, market: number, members: Present['members']): Promise<void> {
  const rows = members.map(({ participant, organisation }) => ({ market, participant, organisation }));
  await db
    .insertInto('office_participant')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['market', 'participant'])
        .doUpdateSet(({ ref }) => ({ organisation: ref('excluded.organisation') })),
    )
    .execute();
  for (const { person, organisation, trades } of PEOPLE) {
    const member = members.find((one) => one.organisation === organisation);
    if (member === undefined) continue;
    const { participant, traders } = member;
    await tieDemoPerson(db, person, {
      market,
      participant,
      trader: trades ? (traders[0] ?? 0) : 0,
      organisation,
    });
  }
}

async function secretsFor(
  db: Database,
  market: number,
  traders: readonly number[],
): Promise<{ [trader: number]: string }> {
  const secrets: { [trader: number]: string } = {};
  for (const trader of traders) {
    const { secret } = await issueKey(db, { market, trader, label: LABEL, expires: null });
    secrets[trader] = secret;
  }
  return secrets;
}

/** Resolves when the market is set up. Errors: Failure with the reason where it can't be. */
function untilPresent(child: ChildProcess): Promise<Present> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: FromDemo) => {
      if (message.kind === 'present') resolve(message);
      else reject(new Failure(message.sentence));
    });
    child.once('exit', () => reject(new Failure('The process of the simulated participants has ended.')));
    child.once('error', (error) => reject(new Failure(error.message)));
  });
}

/** Ends the process, if it has not ended. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  else child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(timer);
}

/**
 * Sets the market up where it is not, and lets its participants trade; `still`: nobody trades, and it is set up when
 * this resolves. What goes wrong with them is said, and the rest is served all the same.
 */
export async function startDemo(
  { signal }: Context,
  { db }: Storage,
  { journal }: Gateway,
  address: string,
  still: boolean,
): Promise<DemoMarket> {
  const market = journal.market.id;
  const say = (sentence: string): void => {
    if (!signal.aborted) process.stderr.write(`kirmash: the simulated participants: ${sentence}\n`);
  };
  await revokeEarlier(db, market);
  const [operator] = Object.values(await secretsFor(db, market, [0]));
  // Its words go where this process's go, and nothing of the environment but what Node itself needs.
  const child = fork(PROGRAM, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  const send = (message: ToDemo): void => {
    if (child.connected) child.send(message);
  };
  const trading = (async () => {
    const present = untilPresent(child);
    send({ kind: 'begin', address, operator: operator ?? '', still });
    const { members } = await present;
    await tie(db, market, members);
    if (still) return;
    const traders = members.flatMap((member) => (member.ofPeople ? [] : member.traders));
    const secrets = await secretsFor(db, market, traders);
    child.on('message', (message: FromDemo) => {
      if (message.kind === 'trouble') say(message.sentence);
    });
    send({ kind: 'keys', secrets });
  })().catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
  if (still) await trading;
  return {
    lines: [
      `Simulated market:  ${address}/api/market`,
      `A key for it:      kirmash key issue --market ${MARKETS.demo} 1 'my program'`,
    ],
    async close() {
      await end(child);
      await trading;
      await revokeEarlier(db, market).catch(() => {});
    },
  };
}
