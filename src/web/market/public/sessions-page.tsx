/** All sessions: those that are not over, live, and those that are, the newest first. */
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { address } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Section } from '#web/ui/page.tsx';
import { Empty, Failed, Waiting } from '#web/ui/states.tsx';
import { marketQuestions } from '../ask.ts';
import { useSessions } from '../live/store.ts';
import classes from '../parts/market.module.css';
import { MarketFrame } from '../parts/market-frame.tsx';
import { Phase } from '../parts/phase.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { bySessionOrder, SessionTable } from '../parts/session-table.tsx';
import { useTerms } from '../use-terms.ts';

export function SessionsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const terms = useTerms();
  const { sessions, sequence } = useSessions();
  const now = [...sessions.values()].sort(bySessionOrder);
  const over = useInfiniteQuery(marketQuestions.sessions(language, { ended: true, order: 'newest' }));
  const ended = over.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <MarketFrame title={t('market.sessions')}>
      <Section title={t('market.sessionsNow')} count={sequence > 0 ? now.length : undefined}>
        {now.length > 0 ? (
          <SessionTable sessions={now} terms={terms} />
        ) : (
          sequence > 0 && <Empty title={t('market.noSessions')}>{t('market.noSessionsDetail')}</Empty>
        )}
      </Section>
      <Section title={t('market.sessionsOver')} count={over.data?.pages[0]?.total}>
        {over.isPending && <Waiting lines={3} />}
        {over.error && <Failed error={over.error} again={() => void over.refetch()} />}
        {over.data && ended.length === 0 && <Empty title={t('market.noSessionsOver')} />}
        {ended.length > 0 && (
          <Scroll>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t('market.session')}</th>
                  <th scope="col">{t('market.section')}</th>
                  <th scope="col" data-wide>
                    {t('market.modeTitle')}
                  </th>
                  <th scope="col">{t('market.phaseTitle')}</th>
                </tr>
              </thead>
              <tbody>
                {ended.map((session) => (
                  <tr key={session.session}>
                    <th scope="row">
                      <Link to="/market/sessions/$id" params={{ id: String(session.session) }}>
                        {terms.session(session)}
                      </Link>
                    </th>
                    <td>{terms.section(session.section)}</td>
                    <td data-wide>{t(`market.mode.${session.mode}`)}</td>
                    <td>
                      <Phase session={session} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
        {over.hasNextPage && (
          <div>
            <Button
              variant="default"
              size="xs"
              loading={over.isFetchingNextPage}
              onClick={() => void over.fetchNextPage()}
            >
              {t('market.more')}
            </Button>
          </div>
        )}
        <p className={classes.links}>
          <a href={address('/market/sessions', { format: 'csv', lang: language })}>CSV</a>
          <a href={address('/market/sessions', { lang: language })}>JSON</a>
        </p>
      </Section>
    </MarketFrame>
  );
}
