/**
 * The one table of who may do what. The API refuses by it before a handler runs, `docs/reference/permissions.md` is
 * made from it, and a test asks every address in every role and compares.
 */
import { type Area, type Membership, ROLES, type Role } from './roles.ts';

/**
 * How far a permission of a role reaches: `all`, or `own`: the organisation of the membership, its own orders,
 * money and people.
 */
export type Reach = 'all' | 'own';

interface Permission {
  /** What it is, for the reference. */
  readonly meaning: string;
  /** Anybody, everybody who is logged in, or nobody beyond the roles. */
  readonly open?: 'anybody' | 'person';
  readonly roles?: { readonly [role in Role]?: Reach };
}

/** Roles that the exchange itself gives, which see what is of every participant. */
const WATCH = { operator: 'all', clearing: 'all', auditor: 'all' } as const;
const MEMBERS = { trader: 'own', head: 'own', broker: 'own' } as const;

export const PERMISSIONS = {
  'server.read': { meaning: 'whether the server is up; the description of the API', open: 'anybody' },
  'registry.read': { meaning: 'everything that the registry publishes', open: 'anybody' },
  'registry.propose': {
    meaning: 'proposing statements',
    roles: { analyst: 'all', editor: 'all', steward: 'all' },
  },
  'registry.edit': { meaning: 'recording statements', roles: { editor: 'all', steward: 'all' } },
  'registry.decide': { meaning: 'accepting and rejecting what was proposed', roles: { steward: 'all' } },
  'market.read': { meaning: 'sessions, books, deals, quotations as they are published', open: 'anybody' },
  'market.own': {
    meaning: 'reading orders, contracts, money and standing: one’s participant’s, or everybody’s',
    roles: { ...MEMBERS, ...WATCH },
  },
  'market.members': { meaning: 'reading all participants with their standing', roles: WATCH },
  'market.trade': {
    meaning: 'giving orders, bids, proposals; signing contracts; asking for money back',
    roles: { trader: 'own', broker: 'own', operator: 'all' },
  },
  'market.operate': {
    meaning: 'sections, instruments, sessions, admission, halts; every command of the operator',
    roles: { operator: 'all' },
  },
  'market.watch': {
    meaning: 'surveillance, order books with owners, replay of sessions',
    roles: { operator: 'all', auditor: 'all' },
  },
  'money.read': { meaning: 'reading accounts, receipts and payments of everybody', roles: WATCH },
  'money.clear': {
    meaning: 'recording receipts, releasing payments, deciding defaults',
    roles: { clearing: 'all' },
  },
  'accreditation.apply': { meaning: 'applying for accreditation of an organisation', open: 'person' },
  'accreditation.read': {
    meaning: 'reading applications: of one’s organisation, or of everybody',
    roles: { ...MEMBERS, ...WATCH },
  },
  'accreditation.decide': {
    meaning: 'deciding applications; suspending and withdrawing accreditation',
    roles: { operator: 'all' },
  },
  'audit.read': { meaning: 'reading the audit log', roles: { auditor: 'all', administrator: 'all' } },
  'people.read': {
    meaning: 'reading people with their roles: of one’s organisation, or of everybody',
    roles: { head: 'own', auditor: 'all', administrator: 'all' },
  },
  'people.manage': {
    meaning: 'inviting people, giving and ending roles: in one’s organisation, or everywhere',
    roles: { head: 'own', administrator: 'all' },
  },
  'people.secure': {
    meaning: 'closing accounts, ending others’ sessions, reading mail that was not sent',
    roles: { administrator: 'all' },
  },
  'account.enter': {
    meaning: 'logging in, making an account, getting a forgotten password back',
    open: 'anybody',
  },
  'account.own': { meaning: 'one’s own profile, sessions, second factor and access keys', open: 'person' },
  'demo.enter': { meaning: 'entering the simulated market as one of its people', open: 'anybody' },
} as const satisfies { readonly [action: string]: Permission };

export type Action = keyof typeof PERMISSIONS;

export const ACTIONS = Object.keys(PERMISSIONS) as Action[];

export function isAction(text: string): text is Action {
  return Object.hasOwn(PERMISSIONS, text);
}

/** Actions that an access key of a person may be given: what programs do. Accounts and people are for persons. */
export const KEY_SCOPES = [
  'market.own',
  'market.members',
  'market.trade',
  'market.operate',
  'market.watch',
  'money.read',
  'money.clear',
  'accreditation.read',
  'accreditation.decide',
  'registry.propose',
  'registry.edit',
  'registry.decide',
  'audit.read',
  'people.read',
] as const satisfies readonly Action[];

/** Who asks, as far as permissions go. */
export interface Actor {
  /** False for access keys that belong to no person. */
  readonly isPerson: boolean;
  readonly memberships: readonly Membership[];
  /** Actions to which an access key is limited; null: no limit. */
  readonly scopes: ReadonlySet<string> | null;
}

/** What is asked for, where that matters; what is left out is not asked about. */
export interface Asked {
  readonly organisation?: string;
  readonly section?: number;
  readonly territory?: string;
}

/** How far a role may do something; null: not at all. */
export function reachOf(action: Action, role: Role): Reach | null {
  const { roles }: Permission = PERMISSIONS[action];
  return roles?.[role] ?? null;
}

function covers(area: Area, { section, territory }: Asked): boolean {
  return (
    (section === undefined || area.sections === undefined || area.sections.includes(section)) &&
    (territory === undefined || area.territories === undefined || area.territories.includes(territory))
  );
}

/** Memberships by which an actor may do something, whatever it is about. */
export function grantsOf(actor: Actor, action: Action): readonly Membership[] {
  if (actor.scopes !== null && !actor.scopes.has(action)) return [];
  return actor.memberships.filter(({ role }) => reachOf(action, role) !== null);
}

/** May this actor do this, to what is asked for? Null is whoever is not logged in. */
export function isAllowed(actor: Actor | null, action: Action, asked: Asked = {}): boolean {
  const { open }: Permission = PERMISSIONS[action];
  if (open === 'anybody') return true;
  if (actor === null) return false;
  if (open === 'person') return actor.isPerson && (actor.scopes === null || actor.scopes.has(action));
  return grantsOf(actor, action).some(
    (membership) =>
      covers(membership.area, asked) &&
      (asked.organisation === undefined ||
        reachOf(action, membership.role) === 'all' ||
        membership.organisation === asked.organisation),
  );
}

/** Organisations to which an actor's permission reaches; null: to all. */
export function organisationsOf(actor: Actor, action: Action): readonly string[] | null {
  const grants = grantsOf(actor, action);
  if (grants.some(({ role }) => reachOf(action, role) === 'all')) return null;
  return [...new Set(grants.map(({ organisation }) => organisation))];
}

/** The rows of the reference: each action with what it is and who may. */
export function permissionRows(): readonly {
  readonly action: Action;
  readonly meaning: string;
  readonly open: 'anybody' | 'person' | null;
  readonly roles: readonly { readonly role: Role; readonly reach: Reach }[];
}[] {
  return ACTIONS.map((action) => {
    const { meaning, open }: Permission = PERMISSIONS[action];
    const roles = ROLES.flatMap((role) => {
      const reach = reachOf(action, role);
      return reach === null ? [] : [{ role, reach }];
    });
    return { action, meaning, open: open ?? null, roles };
  });
}
