/**
 * People of the demo, as whom anybody enters with one click. They have no password, and are nobody where the market
 * is real: the identity of a request leaves them out there.
 */
import { sql } from 'kysely';
import type { Database } from '#storage/database.ts';
import { SYSTEM } from './audit.ts';
import { grant } from './memberships.ts';
import type { Role } from './roles.ts';

interface DemoPerson {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Entity that the person belongs to, for roles within an organisation. */
  readonly organisation?: string;
}

/** Their names are invented; the organisations are those of the demo's own set. */
export const DEMO_PEOPLE = {
  seller: { name: 'Vera Saltykova', roles: ['trader'], organisation: 'demo-sawmill' },
  buyer: { name: 'Piotr Wilk', roles: ['trader'], organisation: 'demo-buyer' },
  broker: { name: 'Alena Broka', roles: ['broker'], organisation: 'demo-broker' },
  head: { name: 'Ihar Halava', roles: ['head'], organisation: 'demo-sawmill' },
  operator: { name: 'Maryna Zala', roles: ['operator'] },
  clearing: { name: 'Taras Kliring', roles: ['clearing'] },
  auditor: { name: 'Claire Regard', roles: ['auditor'] },
  analyst: { name: 'Anna Analiz', roles: ['analyst'] },
  editor: { name: 'Eduard Redakt', roles: ['editor'] },
  steward: { name: 'Stefaniya Dbaj', roles: ['steward'] },
  administrator: { name: 'Adam Kluch', roles: ['administrator'] },
} as const satisfies { readonly [key: string]: DemoPerson };

export type DemoPersonKey = keyof typeof DEMO_PEOPLE;

export function demoPersonId(key: DemoPersonKey): string {
  return `demo-${key}`;
}

/** Makes a person of the demo with the roles above where there is none yet. Gives the id. */
export async function ensureDemoPerson(db: Database, key: DemoPersonKey): Promise<string> {
  const id = demoPersonId(key);
  const { name, roles, organisation = '' }: DemoPerson = DEMO_PEOPLE[key];
  await db.transaction().execute(async (tx) => {
    const made = await tx
      .insertInto('person')
      .values({ id, name, email: `${key}@demo.invalid`, email_verified: true, simulated: true })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made === undefined) return;
    for (const role of roles) await grant(tx, SYSTEM, { person: id, role, organisation });
  });
  return id;
}

export interface DemoTie {
  readonly market: number;
  /** The market's numbers; trader 0: the person only belongs to the participant. */
  readonly participant: number;
  readonly trader: number;
  /** Entity of the registry. */
  readonly organisation: string;
}

/**
 * Ties a person of the demo to a participant and a trader of the simulated market: its memberships of organisations
 * are from then on in that one. For whoever sets the demo's market up.
 */
export async function tieDemoPerson(db: Database, key: DemoPersonKey, tie: DemoTie): Promise<void> {
  const person = await ensureDemoPerson(db, key);
  const { market, participant, trader, organisation } = tie;
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('office_participant')
      .values({ market, participant, organisation })
      .onConflict((conflict) => conflict.columns(['market', 'participant']).doUpdateSet({ organisation }))
      .execute();
    if (trader > 0) {
      await tx
        .insertInto('office_trader')
        .values({ market, trader, participant, person })
        .onConflict((conflict) => conflict.columns(['market', 'trader']).doUpdateSet({ participant, person }))
        .execute();
    }
    const roles = new Set<string>(DEMO_PEOPLE[key].roles);
    const held = await tx
      .selectFrom('membership')
      .select(['id', 'organisation', 'role'])
      .where('person', '=', person)
      .where('organisation', '<>', '')
      .where('until', 'is', null)
      .execute();
    const there = new Set(held.filter((one) => one.organisation === organisation).map(({ role }) => role));
    for (const { id, organisation: of } of held) {
      if (of !== organisation)
        await tx.updateTable('membership').set({ until: sql<Date>`now()` }).where('id', '=', id).execute();
    }
    for (const role of ['trader', 'head', 'broker'] as const) {
      if (roles.has(role) && !there.has(role)) await grant(tx, SYSTEM, { person, role, organisation });
    }
  });
}
