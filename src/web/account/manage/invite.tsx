import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { DoneLine, Form } from '../form.tsx';
import { useDeed } from '../use-account.ts';
import { RoleFields, roleBody, useRoleWanted } from './role-fields.tsx';

export function Invite() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [invited, setInvited] = useState<string | null>(null);
  const [wanted, want] = useRoleWanted();
  const invite = useDeed(
    () => send('POST', '/people', { name, email, language, ...roleBody(wanted) }),
    () => {
      setInvited(email);
      setName('');
      setEmail('');
    },
  );
  return (
    <>
      <Form deed={invite} submit={() => invite.mutate(undefined)} label={t('account.people.invite')}>
        <TextInput
          label={t('account.field.name')}
          required
          maxLength={120}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('account.field.email')}
          type="email"
          required
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <RoleFields wanted={wanted} onChange={want} />
      </Form>
      {invite.isSuccess && <DoneLine>{t('account.people.invited', { email: invited })}</DoneLine>}
    </>
  );
}
