import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '#web/app/api.ts';
import { Page } from '#web/ui/page.tsx';
import { Form } from '../form.tsx';
import { useDeed } from '../use-account.ts';

/** The second step of a log-in: a code of the app, or a recovery code. */
export function CodeForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [trust, setTrust] = useState(false);
  const [recovering, recover] = useState(false);
  const give = useDeed(
    () =>
      recovering
        ? send('POST', '/auth/recovery-code', { code: code.trim() })
        : send('POST', '/auth/second-factor', { code: code.replaceAll(' ', ''), trustDevice: trust }),
    onDone,
  );
  return (
    <Page title={t('account.logIn.codeTitle')} lead={t('account.logIn.codeText')} reading>
      <Form deed={give} submit={() => give.mutate(undefined)} label={t('account.logIn.do')}>
        <TextInput
          label={t(recovering ? 'account.field.recoveryCode' : 'account.field.code')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="one-time-code"
          inputMode={recovering ? 'text' : 'numeric'}
          required
          minLength={6}
          maxLength={24}
          autoFocus
        />
        {!recovering && (
          <Checkbox
            label={t('account.logIn.trust')}
            checked={trust}
            onChange={(event) => setTrust(event.currentTarget.checked)}
          />
        )}
      </Form>
      <div>
        <Button
          variant="subtle"
          onClick={() => {
            setCode('');
            recover(!recovering);
          }}
        >
          {t(recovering ? 'account.logIn.useApp' : 'account.logIn.useRecovery')}
        </Button>
      </div>
    </Page>
  );
}
