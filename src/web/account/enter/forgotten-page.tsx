import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '#web/app/api.ts';
import { Page } from '#web/ui/page.tsx';
import { DoneLine, Form } from '../form.tsx';
import { useDeed } from '../use-account.ts';

export function ForgottenPage() {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const ask = useDeed(() => send('POST', '/auth/forgotten', { email }));
  return (
    <Page title={t('account.forgotten.title')} lead={t('account.forgotten.lead')} reading>
      {ask.isSuccess ? (
        <DoneLine>{t('account.forgotten.sent', { email })}</DoneLine>
      ) : (
        <Form deed={ask} submit={() => ask.mutate(undefined)} label={t('account.forgotten.do')}>
          <TextInput
            label={t('account.field.email')}
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        </Form>
      )}
    </Page>
  );
}
