import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page, Section } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import classes from '../account.module.css';
import { AccountNav } from '../nav.tsx';
import { useRoleText } from '../roles.ts';
import { useAccount } from '../use-account.ts';
import { ChangePassword } from './change-password.tsx';
import { Keys } from './keys.tsx';
import { Profile } from './profile.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';

export function AccountPage() {
  const { t } = useTranslation();
  const account = useAccount();
  const roleText = useRoleText();
  return (
    <Page title={t('account.mine.title')} reading>
      <AccountNav />
      <Loaded query={account}>
        {({ person, memberships }) => {
          if (person === null) {
            return (
              <p>
                {t('account.mine.loggedOut')} <Link to="/account/log-in">{t('account.logIn.do')}</Link>
              </p>
            );
          }
          return (
            <>
              {person.simulated && <p>{t('account.mine.simulated')}</p>}
              <Section title={t('account.mine.roles')}>
                {memberships.length === 0 ? (
                  <p>{t('account.mine.noRoles')}</p>
                ) : (
                  <ul className={classes.plain}>
                    {memberships.map((membership) => (
                      <li key={membership.id}>{roleText(membership)}</li>
                    ))}
                  </ul>
                )}
              </Section>
              {!person.simulated && (
                <>
                  <Profile key={person.id} person={person} />
                  <ChangePassword />
                  <SecondFactor isOn={person.twoFactor} />
                </>
              )}
              <Sessions />
              <Keys simulated={person.simulated} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
