import { useTranslation } from 'react-i18next';
import type { Messages } from '#web/messages/keys.ts';

type Scope = keyof Messages['account']['scope'];

/** Words a scope of an access key; one that has no words yet stands for itself. */
export function useScopeText(): (scope: string) => string {
  const { t, i18n } = useTranslation();
  return (scope) => {
    const key = scope.replace('.', '_');
    return i18n.exists(`account.scope.${key}`) ? t(`account.scope.${key as Scope}`) : scope;
  };
}
