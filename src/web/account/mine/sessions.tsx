import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { questions, send } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Section } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import classes from '../account.module.css';
import { ProblemLine } from '../form.tsx';
import { timeText } from '../time.ts';
import { useDeed } from '../use-account.ts';
import { programName } from './program-name.ts';

export function Sessions() {
  const { t } = useTranslation();
  const sessions = useQuery(questions.logIns(useLanguage()));
  const end = useDeed((session: string) =>
    send('DELETE', `/account/sessions/${encodeURIComponent(session)}`),
  );
  return (
    <Section title={t('account.sessions.title')}>
      <ProblemLine error={end.error} />
      <Loaded query={sessions} lines={3}>
        {({ items }) => (
          <>
            <ul className={classes.plain}>
              {items.map((session) => {
                const name = programName(session.program) ?? t('account.sessions.unknown');
                return (
                  <li key={session.id} className={`${classes.item} ${classes.row}`}>
                    <div className={classes.grow}>
                      <div>
                        {name}
                        {session.current && <strong> · {t('account.sessions.here')}</strong>}
                      </div>
                      <div className={classes.soft}>
                        {t('account.sessions.about', {
                          address: session.address ?? '—',
                          used: timeText(session.used),
                        })}
                      </div>
                    </div>
                    {!session.current && (
                      <Button
                        variant="default"
                        size="xs"
                        aria-label={`${t('account.sessions.end')}: ${name}, ${timeText(session.used)}`}
                        onClick={() => end.mutate(session.id)}
                      >
                        {t('account.sessions.end')}
                      </Button>
                    )}
                  </li>
                );
              })}
            </ul>
            {items.length > 1 && (
              <div>
                <Button variant="default" onClick={() => end.mutate('others')}>
                  {t('account.sessions.endOthers')}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
