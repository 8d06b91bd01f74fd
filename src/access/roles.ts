/** Roles of people. Whoever has no account has none of them; whoever has one is a `person` besides. */
export const ROLES = [
  'analyst',
  'editor',
  'steward',
  'trader',
  'head',
  'broker',
  'operator',
  'clearing',
  'auditor',
  'administrator',
] as const;

export type Role = (typeof ROLES)[number];

/** Roles within an organisation; the others are of the exchange, or of the registry as a whole. */
export const ORGANISATION_ROLES: ReadonlySet<Role> = new Set(['trader', 'head', 'broker']);

/** Roles of an organisation that its head may give and take: those of its own people. */
export const HEAD_GRANTS: ReadonlySet<Role> = new Set(['trader', 'head', 'broker']);

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** Where a role holds; empty: everywhere. */
export interface Area {
  /** The market's numbers of sections. */
  readonly sections?: readonly number[];
  /** Entities of the registry that are places. */
  readonly territories?: readonly string[];
}

/** A role of a person. */
export interface Membership {
  readonly id: number;
  /** Entity of the registry; '' for roles of the exchange itself. */
  readonly organisation: string;
  readonly role: Role;
  readonly area: Area;
}
