import { useTranslation } from 'react-i18next';
import type { MembershipOut } from '#wire/people.ts';

/** Words a role with its organisation: 'trader, Sawmill of Pskov'. */
export function useRoleText(): (membership: Pick<MembershipOut, 'role' | 'organisation'>) => string {
  const { t } = useTranslation();
  return ({ role, organisation }) => {
    const name = t(`account.role.${role}`);
    return organisation === null
      ? name
      : t('account.roleOf', { role: name, organisation: organisation.name });
  };
}
