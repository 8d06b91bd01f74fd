import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '#web/app/api.ts';
import { Section } from '#web/ui/page.tsx';
import { DoneLine, Form, PasswordField } from '../form.tsx';
import { useDeed } from '../use-account.ts';

export function ChangePassword() {
  const { t } = useTranslation();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const change = useDeed(
    () => send('POST', '/auth/change-password', { currentPassword, newPassword }),
    () => {
      setCurrent('');
      setNew('');
    },
  );
  return (
    <Section title={t('account.mine.changePassword')}>
      <Form deed={change} submit={() => change.mutate(undefined)} label={t('account.mine.changePassword')}>
        <PasswordField
          label={t('account.field.presentPassword')}
          value={currentPassword}
          onChange={setCurrent}
        />
        <PasswordField label={t('account.field.newPassword')} value={newPassword} onChange={setNew} isNew />
      </Form>
      {change.isSuccess && <DoneLine>{t('account.mine.passwordChanged')}</DoneLine>}
    </Section>
  );
}
