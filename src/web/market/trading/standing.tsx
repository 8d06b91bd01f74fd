/** What stands between the trader and an order: remarks with what to do, and which sessions are open and why others are not. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Section } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import type { AdmissionOut } from '#wire/market.ts';
import { marketQuestions } from '../ask.ts';
import { useOwn, useSessions } from '../live/store.ts';
import classes from '../parts/market.module.css';
import { Phase } from '../parts/phase.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { bySessionOrder } from '../parts/session-table.tsx';
import type { Terms } from '../use-terms.ts';
import { rejectionText } from './deeds.ts';
import { useRefreshed } from './use-refreshed.ts';

export function Remarks({ terms }: { terms: Terms }) {
  const { t } = useTranslation();
  const { standing } = useOwn();
  // Asked again whenever something of one's standing has changed.
  useRefreshed(standing, '/market/me', '/market/sessions/');
  const me = useQuery(marketQuestions.me(terms.language));
  return (
    <Section title={t('trading.remarks')}>
      <Loaded query={me} lines={2}>
        {({ participant }) => {
          const remarks = participant?.remarks ?? [];
          if (remarks.length === 0) return <p>{t('trading.noRemarks')}</p>;
          return (
            <ul>
              {remarks.map(({ remark, name, text, blocks }) => (
                <li key={remark}>
                  <strong>{text}</strong>{' '}
                  {t(
                    blocks.buy && blocks.sell
                      ? 'trading.blocksBoth'
                      : blocks.buy
                        ? 'trading.blocksBuy'
                        : 'trading.blocksSell',
                  )}
                  . {t(`trading.todo.${name}`)}
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Section>
  );
}

function Side({ side }: { side: AdmissionOut['buy'] | undefined }) {
  const { t } = useTranslation();
  if (side === undefined) return '…';
  return side.open ? t('trading.openFor') : side.reasons.map(({ name }) => rejectionText(name, t)).join(' ');
}

export function OpenToMe({ terms }: { terms: Terms }) {
  const { t } = useTranslation();
  const sessions = [...useSessions().sessions.values()].sort(bySessionOrder);
  const admissions = useQueries({
    queries: sessions.map(({ session }) => marketQuestions.admission(terms.language, session)),
  });
  return (
    <Section title={t('trading.openToMe')}>
      <Scroll>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('market.session')}</th>
              <th scope="col">{t('market.phaseTitle')}</th>
              <th scope="col">{t('trading.mayBuy')}</th>
              <th scope="col">{t('trading.maySell')}</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session, index) => (
              <tr key={session.session}>
                <th scope="row">
                  <Link to="/market/sessions/$id" params={{ id: String(session.session) }}>
                    {terms.session(session)}
                  </Link>
                </th>
                <td>
                  <Phase session={session} />
                </td>
                <td>
                  <Side side={admissions[index]?.data?.buy} />
                </td>
                <td>
                  <Side side={admissions[index]?.data?.sell} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}
