import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { questions, send } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { CopyButton } from '#web/ui/copy-button.tsx';
import { Section } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import type { KeyOut, KeysOut } from '#wire/people.ts';
import classes from '../account.module.css';
import { DoneLine, Form, PasswordField, ProblemLine } from '../form.tsx';
import { dayText } from '../time.ts';
import { useDeed } from '../use-account.ts';
import { useScopeText } from './scope-text.ts';

export function Keys({ simulated }: { simulated: boolean }) {
  const { t } = useTranslation();
  const keys = useQuery(questions.keys(useLanguage()));
  const scopeText = useScopeText();
  const revoke = useDeed((key: number) => send('DELETE', `/account/keys/${key}`));
  const state = (key: KeyOut): string | null => {
    if (key.revoked !== null) return t('account.keys.revoked');
    if (key.expires !== null && Date.parse(key.expires) <= Date.now()) return t('account.keys.expired');
    return null;
  };
  return (
    <Section title={t('account.keys.title')}>
      <p>{t('account.keys.lead')}</p>
      <ProblemLine error={revoke.error} />
      <Loaded query={keys} lines={3}>
        {(data) => (
          <>
            {data.items.length === 0 && <p>{t('account.keys.none')}</p>}
            <ul className={classes.plain}>
              {data.items.map((key) => (
                <li key={key.id} className={`${classes.item} ${classes.row}`}>
                  <div className={classes.grow}>
                    <div>
                      {key.label} <span className="identifier">krm_{key.id}</span>
                      {state(key) !== null && <strong> · {state(key)}</strong>}
                    </div>
                    <div className={classes.soft}>
                      {t('account.keys.about', {
                        until: key.expires === null ? '—' : dayText(key.expires),
                        scopes: key.scopes.map(scopeText).join(', '),
                      })}
                    </div>
                  </div>
                  {state(key) === null && (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`${t('account.keys.revoke')}: ${key.label}`}
                      onClick={() => revoke.mutate(key.id)}
                    >
                      {t('account.keys.revoke')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {data.scopes.length > 0 && <NewKey may={data} simulated={simulated} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function NewKey({ may, simulated }: { may: KeysOut; simulated: boolean }) {
  const { t } = useTranslation();
  const scopeText = useScopeText();
  const [label, setLabel] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [days, setDays] = useState(90);
  const [trader, setTrader] = useState('');
  const [password, setPassword] = useState('');
  const make = useDeed(
    () =>
      send<{ secret: string }>('POST', '/account/keys', {
        label,
        scopes,
        days,
        // People of the demo have no password; theirs is not looked at.
        password: simulated ? 'none' : password,
        ...(trader === '' ? {} : { trader: Number(trader) }),
      }),
    () => {
      setLabel('');
      setPassword('');
    },
  );
  return (
    <>
      <h3>{t('account.keys.new')}</h3>
      {make.data && (
        <DoneLine>
          <p>{t('account.keys.secret')}</p>
          <p className={classes.secret}>{make.data.secret}</p>
          <CopyButton text={() => make.data?.secret ?? ''}>{t('account.keys.copy')}</CopyButton>
        </DoneLine>
      )}
      <Form deed={make} submit={() => make.mutate(undefined)} label={t('account.keys.make')}>
        <TextInput
          label={t('account.keys.label')}
          required
          maxLength={100}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <Checkbox.Group label={t('account.keys.scopes')} required value={scopes} onChange={setScopes}>
          <div className={classes.links}>
            {may.scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={scopeText(scope)} />
            ))}
          </div>
        </Checkbox.Group>
        {may.traders.length > 0 && (
          <NativeSelect
            label={t('account.keys.trader')}
            value={trader}
            onChange={(event) => setTrader(event.currentTarget.value)}
          >
            <option value="">{t('account.keys.noTrader')}</option>
            {may.traders.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </NativeSelect>
        )}
        <NumberInput
          label={t('account.keys.days')}
          min={1}
          max={365}
          required
          value={days}
          onChange={(value) => setDays(Number(value))}
          hideControls
        />
        {!simulated && (
          <PasswordField label={t('account.field.presentPassword')} value={password} onChange={setPassword} />
        )}
      </Form>
    </>
  );
}
