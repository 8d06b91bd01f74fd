import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { send } from '#web/app/api.ts';
import { Page } from '#web/ui/page.tsx';
import { DoneLine, Form } from '../form.tsx';
import { useDeed } from '../use-account.ts';

/** Where the link that proves a mailbox leads. A press of the button, so that a mail scanner proves nothing. */
export function ConfirmPage() {
  const { t } = useTranslation();
  const token = useSearch({ strict: false, select: (search) => search.token }) ?? '';
  const confirm = useDeed(() => send('POST', '/auth/confirm', { token }));
  return (
    <Page title={t('account.confirm.title')} reading>
      {confirm.isSuccess ? (
        <>
          <DoneLine>{t('account.confirm.done')}</DoneLine>
          <p>
            <Link to="/account/log-in">{t('account.logIn.do')}</Link>
          </p>
        </>
      ) : (
        <Form deed={confirm} submit={() => confirm.mutate(undefined)} label={t('account.confirm.do')} />
      )}
    </Page>
  );
}
