import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '#web/app/api.ts';
import { Page } from '#web/ui/page.tsx';
import { DoneLine, Form, PasswordField } from '../form.tsx';
import { useDeed } from '../use-account.ts';

/** Where the links of invitations and of forgotten passwords lead. */
export function PasswordPage() {
  const { t } = useTranslation();
  const token = useSearch({ strict: false, select: (search) => search.token }) ?? '';
  const [newPassword, setPassword] = useState('');
  const set = useDeed(() => send('POST', '/auth/password', { token, newPassword }));
  return (
    <Page title={t('account.password.title')} reading>
      {set.isSuccess ? (
        <>
          <DoneLine>{t('account.password.set')}</DoneLine>
          <p>
            <Link to="/account/log-in">{t('account.logIn.do')}</Link>
          </p>
        </>
      ) : (
        <Form deed={set} submit={() => set.mutate(undefined)} label={t('account.password.do')}>
          <PasswordField
            label={t('account.field.newPassword')}
            value={newPassword}
            onChange={setPassword}
            isNew
          />
        </Form>
      )}
    </Page>
  );
}
