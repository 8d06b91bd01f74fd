import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { questions } from '#web/app/api.ts';
import { Page } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import type { MailItem } from '#wire/people.ts';
import classes from '../account.module.css';
import { AccountNav } from '../nav.tsx';
import { timeText } from '../time.ts';
import { mayDo, useAccount } from '../use-account.ts';

export function MailPage() {
  const { t } = useTranslation();
  const account = useAccount();
  return (
    <Page title={t('account.mail.title')} reading>
      <AccountNav />
      {account.data !== undefined &&
        (mayDo(account.data, 'people.secure') ? <Mail /> : <p>{t('account.people.notAllowed')}</p>)}
    </Page>
  );
}

function Mail() {
  const { t } = useTranslation();
  const mail = useQuery(questions.mail());
  return (
    <Loaded query={mail}>
      {({ items, sends }) => (
        <>
          <p>{t(sends ? 'account.mail.sends' : 'account.mail.keeps')}</p>
          {items.length === 0 && <p>{t('account.mail.none')}</p>}
          <ul className={classes.plain}>
            {items.map((item) => (
              <Letter key={item.id} item={item} />
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}

function Letter({ item }: { item: MailItem }) {
  const { t } = useTranslation();
  const state =
    item.sent === null ? t('account.mail.waits') : t('account.mail.sent', { time: timeText(item.sent) });
  return (
    <li className={classes.item}>
      <div>
        <strong>{item.subject}</strong> <span className={classes.soft}>{item.recipient}</span>
      </div>
      <div className={classes.soft}>
        {timeText(item.written)} · {state}
        {item.failure !== null && <span lang="en"> · {item.failure}</span>}
      </div>
      {item.body !== null && <pre className={classes.mail}>{item.body}</pre>}
    </li>
  );
}
