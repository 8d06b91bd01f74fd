/** One application: its form and documents while it is open, what became of it afterwards. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeed } from '#web/account/use-account.ts';
import { send } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Page, Section } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import type { ApplicationOut } from '#wire/accreditation.ts';
import classes from './accreditation.module.css';
import { questionsOf } from './ask.ts';
import { ContentForm } from './content-form.tsx';
import { Documents } from './documents.tsx';
import { Standing } from './mine-page.tsx';
import { DocumentList, Facts, ProblemLine, SimulatedMark, StateMark } from './parts.tsx';

export function ApplicationPage() {
  const { t } = useTranslation();
  const id = useParams({ strict: false, select: ({ application }) => application ?? '' });
  const query = useQuery(questionsOf.application(useLanguage(), id));
  const name = query.data?.content.name;
  return (
    <Page
      title={name || t('accreditation.application', { number: id })}
      trail={[{ label: t('accreditation.title'), link: { to: '/market/accreditation' } }]}
      over={
        query.data && (
          <span className={classes.row}>
            <StateMark state={query.data.state} />
            <SimulatedMark simulated={query.data.simulated} />
          </span>
        )
      }
    >
      <Loaded query={query}>
        {(application) => <Application key={application.id} application={application} />}
      </Loaded>
    </Page>
  );
}

function Application({ application }: { application: ApplicationOut }) {
  const { t } = useTranslation();
  const at = `/accreditation/applications/${application.id}`;
  const isOpen = application.state === 'draft' || application.state === 'returned';
  const [content, setContent] = useState(application.content);
  const isChanged = content !== application.content;
  // What stands in the form is what is submitted.
  const submit = useDeed(async () => {
    if (isChanged) await send('PUT', at, { content });
    return send('POST', `${at}/submit`);
  });
  const withdraw = useDeed(() => send('POST', `${at}/withdraw`));
  return (
    <>
      <Standing application={application} />
      {isOpen ? (
        <>
          <ContentForm application={application} content={content} onChange={setContent} />
          <Documents application={application} />
          <Section title={t('accreditation.missing')}>
            {application.lacks.length === 0 ? (
              <p>{t('accreditation.complete')}</p>
            ) : (
              <ul>
                {application.lacks.map((lack) => (
                  <li key={lack}>{t(`accreditation.lack.${lack}`)}</li>
                ))}
              </ul>
            )}
            <ProblemLine error={submit.error} />
            <div>
              <Button
                disabled={!isChanged && application.lacks.length > 0}
                loading={submit.isPending}
                onClick={() => submit.mutate(undefined)}
              >
                {t('accreditation.submit')}
              </Button>
            </div>
          </Section>
        </>
      ) : (
        <>
          <Section title={t('accreditation.part.organisation')}>
            <Facts application={application} />
          </Section>
          <Section title={t('accreditation.part.documents')}>
            <DocumentList documents={application.documents} from={at} />
          </Section>
        </>
      )}
      {(isOpen || application.state === 'submitted') && (
        <div>
          <ProblemLine error={withdraw.error} />
          <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
            {t('accreditation.withdraw')}
          </Button>
        </div>
      )}
    </>
  );
}
