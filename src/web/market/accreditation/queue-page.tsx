/** The officer's queue: what waits, the most urgent first. */
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { timeText } from '#web/account/time.ts';
import { mayDo, useAccount } from '#web/account/use-account.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Page } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { APPLICATION_STATES } from '#wire/accreditation.ts';
import classes from './accreditation.module.css';
import { questionsOf } from './ask.ts';
import { SimulatedMark, StateMark, Ways } from './parts.tsx';
import { SanctionList } from './sanction-list.tsx';

const STATES = APPLICATION_STATES.filter((state) => state !== 'draft');

export function QueuePage() {
  const { t } = useTranslation();
  const account = useAccount().data;
  return (
    <Page title={t('accreditation.queue.title')}>
      <Ways />
      {account !== undefined &&
        (mayDo(account, 'accreditation.read') ? <Queue /> : <p>{t('accreditation.notAllowed')}</p>)}
    </Page>
  );
}

function Queue() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const state = useSearch({ strict: false, select: (search) => search.state });
  const shown = STATES.find((one) => one === state) ?? 'submitted';
  const queue = useQuery(questionsOf.queue(useLanguage(), shown));
  return (
    <>
      <div className={classes.row}>
        <NativeSelect
          label={t('accreditation.queue.state')}
          value={shown}
          onChange={(event) =>
            void navigate({ to: '.', search: { state: event.currentTarget.value }, replace: true })
          }
        >
          {STATES.map((one) => (
            <option key={one} value={one}>
              {t(`accreditation.state.${one}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <Loaded query={queue}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('accreditation.queue.none')}</p>
          ) : (
            <ul className={classes.plain}>
              {items.map((item) => (
                <li key={item.id} className={classes.item}>
                  <div className={classes.row}>
                    <Link
                      className={classes.grow ?? ''}
                      to="/market/accreditation/queue/$application"
                      params={{ application: String(item.id) }}
                    >
                      {item.content.name || t('accreditation.unnamed')}
                    </Link>
                    <span>{[item.countryName, item.regionName].filter(Boolean).join(', ')}</span>
                    <StateMark state={item.state} />
                    <SimulatedMark simulated={item.simulated} />
                  </div>
                  <div className={classes.soft}>
                    {t('accreditation.application', { number: item.id })}
                    {item.submitted !== null && (
                      <> · {t('accreditation.queue.submitted', { time: timeText(item.submitted) })}</>
                    )}
                  </div>
                  {item.due !== null && (
                    <div>{t('accreditation.due', { day: item.due, days: item.workingDaysLeft })}</div>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <SanctionList />
    </>
  );
}
