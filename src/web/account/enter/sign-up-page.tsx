import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Page } from '#web/ui/page.tsx';
import { DoneLine, Form, PasswordField } from '../form.tsx';
import { useDeed } from '../use-account.ts';

export function SignUpPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const make = useDeed(() => send('POST', '/auth/sign-up', { name, email, password, language }));
  return (
    <Page title={t('account.signUp.title')} lead={t('account.signUp.lead')} reading>
      {make.isSuccess ? (
        <DoneLine>{t('account.signUp.sent', { email })}</DoneLine>
      ) : (
        <Form deed={make} submit={() => make.mutate(undefined)} label={t('account.signUp.do')}>
          <TextInput
            label={t('account.field.name')}
            autoComplete="name"
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('account.field.email')}
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordField label={t('account.field.password')} value={password} onChange={setPassword} isNew />
        </Form>
      )}
    </Page>
  );
}
