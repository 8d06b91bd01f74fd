import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LiveSession } from '../live/messages.ts';
import type { Terms } from '../use-terms.ts';
import classes from './market.module.css';
import { Countdown, Phase } from './phase.tsx';
import { Scroll } from './scroll.tsx';

const ORDER = ['trading', 'adjustment', 'named-deals', 'preliminary', 'announced', 'closed', 'cancelled'];

/** Those where something happens first, then by when their phase ends. */
export function bySessionOrder(a: LiveSession, b: LiveSession): number {
  return (
    ORDER.indexOf(a.phase) - ORDER.indexOf(b.phase) ||
    (a.endTime ?? '9').localeCompare(b.endTime ?? '9') ||
    a.session - b.session
  );
}

/** Sessions as they stand now. */
export function SessionTable({ sessions, terms }: { sessions: readonly LiveSession[]; terms: Terms }) {
  const { t } = useTranslation();
  return (
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
            <th scope="col" data-number>
              {t('market.endsIn')}
            </th>
            <th scope="col" data-wide data-number>
              {t('market.dealsTitle')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
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
              <td data-number>
                <Countdown until={terms.nextPhase(session)} />
              </td>
              <td data-wide data-number>
                {session.listings.reduce((sum, { deals }) => sum + deals, 0)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
