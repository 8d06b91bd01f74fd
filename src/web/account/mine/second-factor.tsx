import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '#web/app/api.ts';
import { CopyButton } from '#web/ui/copy-button.tsx';
import { Section } from '#web/ui/page.tsx';
import type { TwoFactorOut } from '#wire/people.ts';
import classes from '../account.module.css';
import { Form, PasswordField, ProblemLine } from '../form.tsx';
import { useDeed } from '../use-account.ts';
import { QrPicture } from './qr-picture.tsx';

function Codes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('account.factor.codes')}</p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code} className="identifier">
            {code}
          </li>
        ))}
      </ul>
      <div>
        <CopyButton text={() => codes.join('\n')}>{t('account.factor.copyCodes')}</CopyButton>
      </div>
    </>
  );
}

/** The picture and the key for the app, the recovery codes, and a first code that switches it on. */
function SetUp({ prepared, onDone }: { prepared: TwoFactorOut; onDone: () => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const on = useDeed(() => send('POST', '/auth/second-factor', { code: code.replaceAll(' ', '') }), onDone);
  return (
    <>
      <p>{t('account.factor.scan')}</p>
      <QrPicture text={prepared.uri} label={t('account.factor.picture')} />
      <p className={classes.secret}>{new URL(prepared.uri).searchParams.get('secret')}</p>
      <Codes codes={prepared.recoveryCodes} />
      <Form deed={on} submit={() => on.mutate(undefined)} label={t('account.factor.switchOn')}>
        <TextInput
          label={t('account.field.code')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          minLength={6}
          maxLength={8}
        />
      </Form>
    </>
  );
}

export function SecondFactor({ isOn }: { isOn: boolean }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [prepared, setPrepared] = useState<TwoFactorOut | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const prepare = useDeed(
    () => send<TwoFactorOut>('POST', '/auth/second-factor/prepare', { password }),
    (answer) => {
      setPassword('');
      setPrepared(answer);
    },
  );
  const renew = useDeed(
    () => send<{ recoveryCodes: string[] }>('POST', '/auth/second-factor/recovery-codes', { password }),
    ({ recoveryCodes }) => {
      setPassword('');
      setCodes(recoveryCodes);
    },
  );
  const off = useDeed(
    () => send('POST', '/auth/second-factor/off', { password }),
    () => {
      setPassword('');
      setCodes([]);
    },
  );
  return (
    <Section title={t('account.factor.title')}>
      <p>{t(isOn ? 'account.factor.isOn' : 'account.factor.isOff')}</p>
      {!isOn && prepared !== null ? (
        <SetUp prepared={prepared} onDone={() => setPrepared(null)} />
      ) : (
        <>
          <Form
            deed={isOn ? renew : prepare}
            submit={() => (isOn ? renew : prepare).mutate(undefined)}
            label={t(isOn ? 'account.factor.renew' : 'account.factor.prepare')}
          >
            <PasswordField
              label={t('account.field.presentPassword')}
              value={password}
              onChange={setPassword}
            />
          </Form>
          {isOn && (
            <div>
              <ProblemLine error={off.error} />
              <Button
                variant="default"
                disabled={password === ''}
                loading={off.isPending}
                onClick={() => off.mutate(undefined)}
              >
                {t('account.factor.switchOff')}
              </Button>
            </div>
          )}
          {codes.length > 0 && <Codes codes={codes} />}
        </>
      )}
    </Section>
  );
}
