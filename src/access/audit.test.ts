/** The audit log on a real database: appended, found, never changed. */

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Storage } from '#storage/database.ts';
import { testStorage } from '../../tests/support/database.ts';
import { audit, COMMAND_LINE, countAudit, readAudit, SYSTEM } from './audit.ts';

let storage: Storage;
beforeAll(async () => {
  storage = await testStorage();
  const { db } = storage;
  await db.insertInto('person').values({ id: 'p1', name: 'Nina', email: 'nina@example.org' }).execute();
  await audit(
    db,
    { person: 'p1', accessKey: null, via: 'web', address: '203.0.113.9' },
    {
      action: 'session.halted',
      subject: { kind: 'market-session', id: '7' },
      organisation: 'mill',
      before: { phase: 'trading' },
      after: { phase: 'halted' },
      reason: 'prices ran away',
    },
  );
  await audit(db, COMMAND_LINE, { action: 'role.granted', subject: { kind: 'person', id: 'p1' } });
  await audit(db, SYSTEM, { action: 'role.ended', subject: { kind: 'person', id: 'p1' } });
});
afterAll(() => storage.close());

const actions = async (filter: Parameters<typeof readAudit>[1]): Promise<string[]> =>
  (await readAudit(storage.db, filter, 10, undefined)).map(({ action }) => action);

test('says who did what, when, from where, and what it was before and after', async () => {
  const [entry] = await readAudit(storage.db, { action: 'session.halted' }, 10, undefined);
  expect(entry).toMatchObject({
    actor: 'p1',
    actorName: 'Nina',
    via: 'web',
    address: '203.0.113.9',
    subjectKind: 'market-session',
    subject: '7',
    organisation: 'mill',
    before: { phase: 'trading' },
    after: { phase: 'halted' },
    reason: 'prices ran away',
  });
  expect(Math.abs((entry?.at.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
});

test('is found by actor, kind of action, subject, organisation and day, the newest first', async () => {
  expect(await actions({})).toEqual(['role.ended', 'role.granted', 'session.halted']);
  expect(await actions({ action: 'role' })).toEqual(['role.ended', 'role.granted']);
  expect(await actions({ action: 'rol' })).toEqual([]);
  expect(await actions({ actor: 'p1' })).toEqual(['session.halted']);
  expect(await actions({ subject: 'p1' })).toEqual(['role.ended', 'role.granted']);
  expect(await actions({ organisation: 'mill' })).toEqual(['session.halted']);
  expect(await actions({ from: new Date(Date.now() + 60_000) })).toEqual([]);
  expect(await countAudit(storage.db, { to: new Date(Date.now() + 60_000) })).toBe(3);
});

test.each([
  sql`update audit_event set action = 'nothing.happened'`,
  sql`delete from audit_event`,
  sql`truncate audit_event`,
])('is never changed: %#', async (statement) => {
  await expect(statement.execute(storage.db)).rejects.toThrow(
    /nothing recorded in audit_event is deleted or changed/,
  );
  expect(await countAudit(storage.db, {})).toBe(3);
});

test('a person can be forgotten, and the log stays', async () => {
  await storage.db.deleteFrom('person').where('id', '=', 'p1').execute();
  const [entry] = await readAudit(storage.db, { actor: 'p1' }, 10, undefined);
  expect(entry).toMatchObject({ actor: 'p1', actorName: null });
});
