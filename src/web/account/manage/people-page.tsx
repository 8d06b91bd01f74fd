import { TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Page, Section } from '#web/ui/page.tsx';
import { Failed, Waiting } from '#web/ui/states.tsx';
import classes from '../account.module.css';
import { AccountNav } from '../nav.tsx';
import { mayDo, useAccount } from '../use-account.ts';
import { Invite } from './invite.tsx';
import { More } from './more.tsx';
import { PersonItem } from './person-item.tsx';

export function PeoplePage() {
  const { t } = useTranslation();
  const account = useAccount();
  return (
    <Page title={t('account.people.title')} lead={t('account.people.lead')} reading>
      <AccountNav />
      {account.data !== undefined &&
        (mayDo(account.data, 'people.read') ? <People /> : <p>{t('account.people.notAllowed')}</p>)}
    </Page>
  );
}

function People() {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const account = useAccount().data;
  const q = useSearch({ strict: false, select: (search) => search.q });
  const people = useInfiniteQuery(questions.people(language, { q }));
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  const total = people.data?.pages[0]?.total ?? 0;
  return (
    <>
      {mayDo(account, 'people.manage') && (
        <Section title={t('account.people.inviteTitle')}>
          <Invite />
        </Section>
      )}
      <Section title={t('account.nav.people')}>
        <TextInput
          type="search"
          label={t('account.people.find')}
          defaultValue={q ?? ''}
          onChange={(event) => {
            const value = event.currentTarget.value;
            void navigate({
              to: '.',
              search: (previous) => ({ ...previous, q: value === '' ? undefined : value }),
              replace: true,
              resetScroll: false,
            });
          }}
        />
        {people.error && <Failed error={people.error} again={() => void people.refetch()} />}
        {people.isPending && <Waiting />}
        {people.data !== undefined && items.length === 0 && <p>{t('account.people.none')}</p>}
        <ul className={classes.plain}>
          {items.map((person) => (
            <PersonItem key={person.id} person={person} account={account} />
          ))}
        </ul>
        {items.length > 0 && (
          <More
            shown={items.length}
            total={total}
            onMore={people.hasNextPage ? () => void people.fetchNextPage() : null}
            waits={people.isFetchingNextPage}
          />
        )}
      </Section>
    </>
  );
}
