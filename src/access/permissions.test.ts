/** The permission table: what each role reaches, in its own organisation and in others. */
import { describe, expect, test } from 'vitest';
import { ACTIONS, type Actor, isAllowed, KEY_SCOPES, organisationsOf, PERMISSIONS } from './permissions.ts';
import { type Area, ORGANISATION_ROLES, ROLES, type Role } from './roles.ts';

function actor(role: Role, organisation = '', area: Area = {}): Actor {
  return { isPerson: true, scopes: null, memberships: [{ id: 1, role, organisation, area }] };
}

test('nobody who is not logged in may do more than read and log in', () => {
  const open = ACTIONS.filter((action) => isAllowed(null, action));
  expect(open).toEqual(['server.read', 'registry.read', 'market.read', 'account.enter', 'demo.enter']);
});

test('an account without roles adds to that only what is about oneself', () => {
  const nobody: Actor = { isPerson: true, scopes: null, memberships: [] };
  const more = ACTIONS.filter((action) => isAllowed(nobody, action) && !isAllowed(null, action));
  expect(more).toEqual(['accreditation.apply', 'account.own']);
});

test('the auditor reads everything, and changes nothing', () => {
  const auditor = actor('auditor');
  for (const action of ACTIONS) {
    const reads = /\.(read|own|members|watch|enter|apply)$/.test(action);
    if (!reads) expect([action, isAllowed(auditor, action)]).toEqual([action, false]);
    if (/\.(read|members|watch)$/.test(action))
      expect([action, isAllowed(auditor, action)]).toEqual([action, true]);
  }
});

test('no role of the market manages people, and no manager of people trades', () => {
  for (const role of ['operator', 'clearing', 'trader', 'broker'] as const)
    expect(isAllowed(actor(role, ORGANISATION_ROLES.has(role) ? 'mill' : ''), 'people.manage')).toBe(false);
  for (const action of ['market.trade', 'market.operate', 'money.clear'] as const)
    expect(isAllowed(actor('administrator'), action)).toBe(false);
});

describe('an organisation’s role', () => {
  test.each(['trader', 'head', 'broker'] as const)('%s reaches its own organisation and no other', (role) => {
    expect(isAllowed(actor(role, 'mill'), 'market.own', { organisation: 'mill' })).toBe(true);
    expect(isAllowed(actor(role, 'mill'), 'market.own', { organisation: 'dairy' })).toBe(false);
  });

  test('lists what it reaches; the exchange’s roles reach all', () => {
    expect(organisationsOf(actor('head', 'mill'), 'people.manage')).toEqual(['mill']);
    expect(organisationsOf(actor('administrator'), 'people.manage')).toBeNull();
    expect(organisationsOf(actor('trader', 'mill'), 'people.manage')).toEqual([]);
  });
});

test('an area limits a role to its sections and territories', () => {
  const operator = actor('operator', '', { sections: [1, 2], territories: ['karelia'] });
  expect(isAllowed(operator, 'market.operate', { section: 2 })).toBe(true);
  expect(isAllowed(operator, 'market.operate', { section: 3 })).toBe(false);
  expect(isAllowed(operator, 'market.operate', { section: 1, territory: 'pskov-region' })).toBe(false);
});

test('scopes only take away', () => {
  const scoped: Actor = {
    ...actor('trader', 'mill'),
    isPerson: false,
    scopes: new Set(['market.own', 'market.operate']),
  };
  expect(isAllowed(scoped, 'market.own')).toBe(true);
  expect(isAllowed(scoped, 'market.trade')).toBe(false);
  expect(isAllowed(scoped, 'market.operate')).toBe(false);
});

test('no key can be made to manage people or accounts', () => {
  for (const action of ACTIONS) {
    if (/^(account|demo)\.|^people\.(manage|secure)$/.test(action)) expect(KEY_SCOPES).not.toContain(action);
  }
});

test('every role is good for something, and every action is somebody’s', () => {
  for (const role of ROLES)
    expect(ACTIONS.some((action) => isAllowed(actor(role, 'mill'), action) && !isAllowed(null, action))).toBe(
      true,
    );
  for (const permission of Object.values(PERMISSIONS)) {
    expect('open' in permission || Object.keys(permission.roles).length > 0).toBe(true);
  }
});
