import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLE_NAMES, type RoleName } from '#wire/people.ts';
import { mayDo, useAccount } from '../use-account.ts';

/** Roles within an organisation. */
const WITHIN: ReadonlySet<string> = new Set(['trader', 'head', 'broker']);

export interface RoleWanted {
  readonly role: RoleName;
  readonly organisation: string;
  readonly until: string;
}

/** What is sent of a role that is wanted. */
export function roleBody({ role, organisation, until }: RoleWanted): object {
  return {
    role,
    ...(WITHIN.has(role) ? { organisation: organisation.trim() } : {}),
    ...(until === '' ? {} : { until }),
  };
}

/** A role to be given, its beginning chosen by what one may give oneself. */
export function useRoleWanted(): [RoleWanted, (change: Partial<RoleWanted>) => void] {
  const account = useAccount().data;
  const own = account?.memberships.find(({ role }) => role === 'head')?.organisation?.id ?? '';
  const [wanted, want] = useState<RoleWanted>({ role: 'trader', organisation: own, until: '' });
  return [wanted, (change) => want({ ...wanted, ...change })];
}

export function RoleFields({
  wanted,
  onChange,
}: {
  wanted: RoleWanted;
  onChange: (change: Partial<RoleWanted>) => void;
}) {
  const { t } = useTranslation();
  const account = useAccount().data;
  // Heads give roles of their organisation; the others are for whoever may secure accounts.
  const roles = mayDo(account, 'people.secure') ? ROLE_NAMES : ROLE_NAMES.filter((role) => WITHIN.has(role));
  return (
    <>
      <NativeSelect
        label={t('account.people.role')}
        value={wanted.role}
        onChange={(event) => onChange({ role: event.currentTarget.value as RoleName })}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {t(`account.role.${role}`)}
          </option>
        ))}
      </NativeSelect>
      {WITHIN.has(wanted.role) && (
        <TextInput
          label={t('account.people.organisation')}
          required
          maxLength={200}
          value={wanted.organisation}
          onChange={(event) => onChange({ organisation: event.currentTarget.value })}
        />
      )}
      <TextInput
        type="date"
        label={t('account.people.until')}
        value={wanted.until}
        onChange={(event) => onChange({ until: event.currentTarget.value })}
      />
    </>
  );
}
