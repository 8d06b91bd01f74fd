/** One application before the officer: what it says, what the checks found, and the decision. */
import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo, useAccount, useDeed } from '#web/account/use-account.ts';
import { send } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Page, Section } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import type { CaseOut } from '#wire/accreditation.ts';
import classes from './accreditation.module.css';
import { questionsOf } from './ask.ts';
import { HitItem } from './hit-item.tsx';
import { Standing } from './mine-page.tsx';
import { DocumentList, Facts, ProblemLine, SimulatedMark, StateMark } from './parts.tsx';

export function DecisionPage() {
  const { t } = useTranslation();
  const id = useParams({ strict: false, select: ({ application }) => application ?? '' });
  const query = useQuery(questionsOf.decision(useLanguage(), id));
  const application = query.data?.application;
  return (
    <Page
      title={application?.content.name || t('accreditation.application', { number: id })}
      trail={[{ label: t('accreditation.queue.title'), link: { to: '/market/accreditation/queue' } }]}
      over={
        application && (
          <span className={classes.row}>
            <StateMark state={application.state} />
            <SimulatedMark simulated={application.simulated} />
          </span>
        )
      }
    >
      <Loaded query={query}>{(found) => <Case found={found} />}</Loaded>
    </Page>
  );
}

const OUTCOME_TONES = { passed: 'done', look: 'open', failed: 'late' } as const;

function Case({ found: { application, applicant, checks, hits } }: { found: CaseOut }) {
  const { t } = useTranslation();
  const account = useAccount().data;
  const mayDecide = application.state === 'submitted' && mayDo(account, 'accreditation.decide');
  return (
    <>
      <Standing application={application} />
      <Section title={t('accreditation.part.checks')}>
        <ul className={classes.plain}>
          {checks.map(({ check, outcome, found }) => (
            <li key={check} className={classes.row}>
              <span className={classes.mark} data-tone={OUTCOME_TONES[outcome]}>
                {t(`accreditation.outcome.${outcome}`)}
              </span>
              <span className={classes.grow}>
                {t(`accreditation.check.${check}`)}
                {found.length > 0 && <span className={classes.soft}> {found.join('; ')}</span>}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      {hits.length > 0 && (
        <Section title={t('accreditation.sanctions.hits')}>
          <ul className={classes.plain}>
            {hits.map((hit) => (
              <HitItem
                key={`${hit.subject} ${hit.entry}`}
                hit={hit}
                application={application.id}
                mayDecide={mayDecide}
              />
            ))}
          </ul>
        </Section>
      )}
      {mayDecide && <Decision application={application.id} />}
      <Section title={t('accreditation.part.organisation')}>
        <Facts application={application} />
        {applicant && (
          <p>
            {t('accreditation.queue.applicant')}: {applicant.name}, {applicant.email}
          </p>
        )}
      </Section>
      <Section title={t('accreditation.part.documents')}>
        <DocumentList documents={application.documents} from={`/accreditation/queue/${application.id}`} />
      </Section>
    </>
  );
}

const DECISIONS = ['accredit', 'return', 'refuse'] as const;

function Decision({ application }: { application: number }) {
  const { t } = useTranslation();
  const [decision, setDecision] = useState<(typeof DECISIONS)[number]>('accredit');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [group, setGroup] = useState<number | string>(0);
  const decide = useDeed(() =>
    send('POST', `/accreditation/queue/${application}/decision`, {
      decision,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(decision === 'accredit' && until !== '' ? { until } : {}),
      ...(decision === 'accredit' ? { group: Number(group) } : {}),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    decide.mutate(undefined);
  };
  return (
    <Section title={t('accreditation.part.decision')}>
      <form className={classes.form} onSubmit={submit}>
        <NativeSelect
          label={t('accreditation.decide.what')}
          value={decision}
          onChange={(event) => {
            const chosen = DECISIONS.find((one) => one === event.currentTarget.value);
            if (chosen) setDecision(chosen);
          }}
        >
          {DECISIONS.map((one) => (
            <option key={one} value={one}>
              {t(`accreditation.decide.${one}`)}
            </option>
          ))}
        </NativeSelect>
        {decision === 'accredit' && (
          <>
            <TextInput
              type="date"
              label={t('accreditation.decide.until')}
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
            <NumberInput
              label={t('accreditation.field.group')}
              min={0}
              max={2_147_483_647}
              allowDecimal={false}
              hideControls
              value={group}
              onChange={setGroup}
            />
          </>
        )}
        <Textarea
          className={classes.wide ?? ''}
          label={t('accreditation.field.reason')}
          required={decision !== 'accredit'}
          minLength={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={classes.wide}>
          <ProblemLine error={decide.error} />
          <Button type="submit" loading={decide.isPending}>
            {t('accreditation.decide.send')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
