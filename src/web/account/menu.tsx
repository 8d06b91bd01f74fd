/** The account in the header: who is logged in, the ways in and out, and in the demo 'Enter as …'. */
import { Button, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PersonIcon } from '#web/ui/icons.tsx';
import type { DemoRole } from '#wire/people.ts';
import { send } from '../app/api.ts';
import classes from './account.module.css';
import { mayDo, useAccount, useDeed } from './use-account.ts';

export function AccountMenu() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const account = useAccount().data;
  const enter = useDeed((role: DemoRole) => send('POST', '/demo/enter', { role }));
  const leave = useDeed(
    () => send('POST', '/auth/log-out', {}),
    () => void navigate({ to: '/' }),
  );
  const person = account?.person ?? null;
  const demo = account?.mayEnterAs ?? [];
  const shown = person?.name ?? t(demo.length > 0 ? 'account.menu.enterAs' : 'account.menu.logIn');
  const label = t('account.menu.of', { name: shown });
  const go =
    (
      to:
        | '/account'
        | '/market/accreditation'
        | '/market/accreditation/queue'
        | '/account/people'
        | '/account/audit'
        | '/account/log-in',
    ) =>
    () =>
      void navigate({ to });
  return (
    <Menu position="bottom-end" keepMounted={false} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          px="xs"
          className={classes.menuButton ?? ''}
          aria-label={label}
          title={label}
        >
          <PersonIcon />
          <span className={classes.menuName}>&nbsp;{shown}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''} aria-label={label}>
        {person === null ? (
          <Menu.Item onClick={go('/account/log-in')}>{t('account.menu.logIn')}</Menu.Item>
        ) : (
          <>
            <Menu.Item onClick={go('/account')}>{t('account.menu.mine')}</Menu.Item>
            <Menu.Item onClick={go('/market/accreditation')}>{t('accreditation.title')}</Menu.Item>
            {mayDo(account, 'accreditation.decide') && (
              <Menu.Item onClick={go('/market/accreditation/queue')}>
                {t('accreditation.queue.title')}
              </Menu.Item>
            )}
            {mayDo(account, 'people.read') && (
              <Menu.Item onClick={go('/account/people')}>{t('account.people.title')}</Menu.Item>
            )}
            {mayDo(account, 'audit.read') && (
              <Menu.Item onClick={go('/account/audit')}>{t('account.audit.title')}</Menu.Item>
            )}
            <Menu.Item onClick={() => leave.mutate(undefined)}>{t('account.menu.logOut')}</Menu.Item>
          </>
        )}
        {demo.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('account.menu.enterAs')}</Menu.Label>
            {demo.map((role) => (
              <Menu.Item key={role} onClick={() => enter.mutate(role)}>
                {t(`account.demo.${role}`)}
              </Menu.Item>
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
