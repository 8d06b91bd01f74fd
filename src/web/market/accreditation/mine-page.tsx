/** One's own applications, and the way to a new one. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { timeText } from '#web/account/time.ts';
import { useAccount, useDeed } from '#web/account/use-account.ts';
import { send } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Page, Section } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import type { ApplicationOut } from '#wire/accreditation.ts';
import classes from './accreditation.module.css';
import { questionsOf } from './ask.ts';
import { ProblemLine, SimulatedMark, StateMark, Ways } from './parts.tsx';

export function MinePage() {
  const { t } = useTranslation();
  const account = useAccount().data;
  return (
    <Page title={t('accreditation.title')} lead={t('accreditation.lead')}>
      <Ways />
      {account !== undefined &&
        (account.person === null ? (
          <p>
            <Link to="/account/log-in" search={{ to: '/market/accreditation' }}>
              {t('accreditation.logIn')}
            </Link>
          </p>
        ) : (
          <Mine />
        ))}
    </Page>
  );
}

function Mine() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mine = useQuery(questionsOf.mine(useLanguage()));
  const begin = useDeed(
    () => send<ApplicationOut>('POST', '/accreditation/applications', {}),
    ({ id }) =>
      void navigate({
        to: '/market/accreditation/applications/$application',
        params: { application: String(id) },
      }),
  );
  return (
    <Section
      title={t('accreditation.mine')}
      actions={
        <Button onClick={() => begin.mutate(undefined)} loading={begin.isPending}>
          {t('accreditation.begin')}
        </Button>
      }
    >
      <ProblemLine error={begin.error} />
      <Loaded query={mine}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('accreditation.none')}</p>
          ) : (
            <ul className={classes.plain}>
              {items.map((item) => (
                <ApplicationItem key={item.id} item={item} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function ApplicationItem({ item }: { item: ApplicationOut }) {
  const { t } = useTranslation();
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <Link
          className={classes.grow ?? ''}
          to="/market/accreditation/applications/$application"
          params={{ application: String(item.id) }}
        >
          {item.content.name || t('accreditation.unnamed')}
        </Link>
        <StateMark state={item.state} />
        <SimulatedMark simulated={item.simulated} />
      </div>
      <div className={classes.soft}>
        {t('accreditation.application', { number: item.id })} · {timeText(item.submitted ?? item.created)}
      </div>
      <Standing application={item} />
    </li>
  );
}

/** Until when it is decided, why it was not accepted, which certificate came of it. */
export function Standing({ application }: { application: ApplicationOut }) {
  const { t } = useTranslation();
  const { due, workingDaysLeft, reason, certificate } = application;
  return (
    <>
      {due !== null && <div>{t('accreditation.due', { day: due, days: workingDaysLeft })}</div>}
      {reason !== null && (
        <div>
          {t('accreditation.reason')}: {reason}
        </div>
      )}
      {certificate !== null && (
        <div>
          <Link to="/market/certificates/$certificate" params={{ certificate }}>
            {t('accreditation.certificateLink', { number: certificate })}
          </Link>
        </div>
      )}
    </>
  );
}
