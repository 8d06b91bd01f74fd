import { NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { address, questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Page } from '#web/ui/page.tsx';
import { Failed, Waiting } from '#web/ui/states.tsx';
import type { AuditItem } from '#wire/people.ts';
import classes from '../account.module.css';
import { AccountNav } from '../nav.tsx';
import { timeText } from '../time.ts';
import { mayDo, useAccount } from '../use-account.ts';
import { More } from './more.tsx';

/** Beginnings of actions: what they are about. */
const KINDS = [
  'session',
  'second-factor',
  'password',
  'account',
  'person',
  'role',
  'key',
  'mail',
  'market',
  'accreditation',
  'money',
] as const;

export function AuditPage() {
  const { t } = useTranslation();
  const account = useAccount();
  return (
    <Page title={t('account.audit.title')} lead={t('account.audit.lead')}>
      <AccountNav />
      {account.data !== undefined &&
        (mayDo(account.data, 'audit.read') ? <Log /> : <p>{t('account.audit.notAllowed')}</p>)}
    </Page>
  );
}

function Log() {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const { action, from, to } = useSearch({
    strict: false,
    select: (search) => ({ action: search.action, from: search.from, to: search.to }),
  });
  const query = { action, from, to };
  const log = useInfiniteQuery(questions.audit(language, query));
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  const narrow = (change: { action?: string; from?: string; to?: string }) =>
    void navigate({
      to: '.',
      search: (previous) => ({ ...previous, ...change }),
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <div className={classes.filters}>
        <NativeSelect
          label={t('account.audit.action')}
          value={action ?? ''}
          onChange={(event) => narrow({ action: event.currentTarget.value })}
        >
          <option value="">{t('account.audit.any')}</option>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {kind}
            </option>
          ))}
        </NativeSelect>
        <TextInput
          type="date"
          label={t('account.audit.from')}
          value={from ?? ''}
          onChange={(event) => narrow({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('account.audit.to')}
          value={to ?? ''}
          onChange={(event) => narrow({ to: event.currentTarget.value })}
        />
        <a href={address('/audit', { ...query, lang: language, format: 'csv' })}>
          {t('account.audit.table')}
        </a>
      </div>
      {log.error && <Failed error={log.error} again={() => void log.refetch()} />}
      {log.isPending && <Waiting />}
      {log.data !== undefined && items.length === 0 && <p>{t('account.audit.none')}</p>}
      <ul className={classes.plain}>
        {items.map((item) => (
          <Entry key={item.id} item={item} />
        ))}
      </ul>
      {items.length > 0 && (
        <More
          shown={items.length}
          total={log.data?.pages[0]?.total ?? 0}
          onMore={log.hasNextPage ? () => void log.fetchNextPage() : null}
          waits={log.isFetchingNextPage}
        />
      )}
    </>
  );
}

function Entry({ item }: { item: AuditItem }) {
  const { t } = useTranslation();
  const values = [
    ['before', item.before],
    ['after', item.after],
  ] as const;
  const about = item.subjectName ?? item.subject;
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <span>{timeText(item.at)}</span>
        <strong className="identifier">{item.action}</strong>
        <span className={classes.grow}>
          {item.actorName ?? item.actor ?? t('account.audit.nobody')}
          {about !== null && about !== (item.actorName ?? item.actor) && <> → {about}</>}
          {item.organisation !== null && <> · {item.organisation.name}</>}
        </span>
        <span className={classes.soft}>
          {item.via}
          {item.address !== null && <> · {item.address}</>}
        </span>
      </div>
      {item.reason !== null && <div>{item.reason}</div>}
      {values.map(
        ([when, value]) =>
          value !== null &&
          value !== undefined && (
            <p key={when} className={classes.values}>
              {t(`account.audit.${when}`)}: {JSON.stringify(value)}
            </p>
          ),
      )}
    </li>
  );
}
