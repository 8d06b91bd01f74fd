import { Checkbox, TextInput } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '#web/app/api.ts';
import { Page } from '#web/ui/page.tsx';
import classes from '../account.module.css';
import { Form, PasswordField } from '../form.tsx';
import { useAccount, useDeed } from '../use-account.ts';
import { CodeForm } from './code-form.tsx';

/** Address and password, then perhaps a code. */
export function LogInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const to = useSearch({ strict: false, select: (search) => search.to });
  const account = useAccount();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState(true);
  const [asksCode, askCode] = useState(false);
  const entered = () => {
    // Only a path of this site: what an address says must not lead away.
    const target = to !== undefined && /^\/(?![/\\])/.test(to) ? to : '/';
    void navigate({ href: target });
  };
  const logIn = useDeed(
    () => send<{ secondFactor: boolean }>('POST', '/auth/log-in', { email, password, remember }),
    ({ secondFactor }) => {
      setPassword('');
      if (secondFactor) askCode(true);
      else entered();
    },
  );
  if (asksCode) return <CodeForm onDone={entered} />;
  const person = account.data?.person;
  return (
    <Page title={t('account.logIn.title')} reading>
      {person && <p>{t('account.logIn.already', { name: person.name })}</p>}
      <Form deed={logIn} submit={() => logIn.mutate(undefined)} label={t('account.logIn.do')}>
        <TextInput
          label={t('account.field.email')}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordField label={t('account.field.password')} value={password} onChange={setPassword} />
        <Checkbox
          label={t('account.logIn.remember')}
          checked={remember}
          onChange={(event) => setRemember(event.currentTarget.checked)}
        />
      </Form>
      <ul className={classes.links}>
        <li>
          <Link to="/account/forgotten">{t('account.logIn.forgotten')}</Link>
        </li>
        <li>
          <Link to="/account/sign-up">{t('account.logIn.signUp')}</Link>
        </li>
      </ul>
    </Page>
  );
}
