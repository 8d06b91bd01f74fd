/** Memberships as the network has them, with the names of organisations. */

import type { Static } from 'typebox';
import type { Membership } from '#access/roles.ts';
import type { Reader } from '#registry/read/reader.ts';
import type { AreaOut, MembershipOut } from '#wire/people.ts';
import { type Presenter, presenterFor, refOf } from './common.ts';

/** A presenter that knows the organisations of some memberships. */
export function presenterOf(reader: Reader, memberships: readonly Membership[]): Promise<Presenter> {
  return presenterFor(
    reader,
    memberships.map(({ organisation }) => organisation || null),
  );
}

export function membershipOut(
  { id, role, organisation, area }: Membership,
  presenter: Presenter,
): MembershipOut {
  return {
    id,
    role,
    organisation: organisation === '' ? null : refOf(organisation, presenter),
    area: { ...area } as Static<typeof AreaOut>,
  };
}
