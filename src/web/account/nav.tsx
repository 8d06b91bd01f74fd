import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './account.module.css';
import { mayDo, useAccount } from './use-account.ts';

const PARTS = [
  { id: 'mine', to: '/account', action: 'account.own' },
  { id: 'people', to: '/account/people', action: 'people.read' },
  { id: 'mail', to: '/account/mail', action: 'people.secure' },
  { id: 'audit', to: '/account/audit', action: 'audit.read' },
] as const;

/** The parts of the account that are open to whoever is logged in; nothing where there is but one. */
export function AccountNav() {
  const { t } = useTranslation();
  const { data } = useAccount();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const parts = PARTS.filter(({ action }) => mayDo(data, action));
  if (parts.length < 2) return null;
  return (
    <nav className={classes.nav} aria-label={t('account.nav.label')}>
      {parts.map(({ id, to }) => (
        <Link
          key={id}
          to={to}
          activeOptions={{ exact: true }}
          {...(path === to ? { 'aria-current': 'page' as const } : {})}
        >
          {t(`account.nav.${id}`)}
        </Link>
      ))}
    </nav>
  );
}
