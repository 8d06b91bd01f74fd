/** The market at a glance: what is open now, what was dealt today, the last quotations, how to take part. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { number } from '#web/ui/format.ts';
import { Section } from '#web/ui/page.tsx';
import { Empty, Loaded } from '#web/ui/states.tsx';
import { marketQuestions } from '../ask.ts';
import { useLine, useSessions } from '../live/store.ts';
import { amountOf } from '../money.ts';
import classes from '../parts/market.module.css';
import { MarketFrame } from '../parts/market-frame.tsx';
import { bySessionOrder, SessionTable } from '../parts/session-table.tsx';
import { useTerms } from '../use-terms.ts';
import { QuotationTable } from './quotation-table.tsx';

const TURNOVER_EVERY_MS = 15_000;
const LAST_QUOTATIONS = 8;

function Turnover() {
  const { t } = useTranslation();
  const language = useLanguage();
  const terms = useTerms();
  const turnover = useQuery({ ...marketQuestions.turnover(language), refetchInterval: TURNOVER_EVERY_MS });
  return (
    <Loaded query={turnover} lines={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('market.noTurnover')} />
        ) : (
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('market.section')}</th>
                <th scope="col" data-number>
                  {t('market.dealsTitle')}
                </th>
                <th scope="col" data-number>
                  {t('market.turnover')}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={`${item.section}-${item.currency}`}>
                  <th scope="row">{terms.section(item.section)}</th>
                  <td data-number>{number(item.deals, language)}</td>
                  <td data-number>{amountOf(item.value, terms.money(item.currency), language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Loaded>
  );
}

export function OverviewPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const terms = useTerms();
  const line = useLine();
  const { sessions, sequence } = useSessions();
  const quotations = useQuery(marketQuestions.someQuotations(language, { limit: LAST_QUOTATIONS }));
  const now = [...sessions.values()].sort(bySessionOrder);
  return (
    <MarketFrame title={t('market.title')} lead={t('market.lead')}>
      <Section
        title={t('market.sessionsNow')}
        count={sequence > 0 ? now.length : undefined}
        actions={<Link to="/market/sessions">{t('market.allSessions')}</Link>}
      >
        {now.length > 0 ? (
          <SessionTable sessions={now} terms={terms} />
        ) : (
          (sequence > 0 || line.state === 'off') && (
            <Empty title={t('market.noSessions')}>{t('market.noSessionsDetail')}</Empty>
          )
        )}
      </Section>
      <div className={classes.columns}>
        <Section
          title={t('market.lastQuotations')}
          actions={<Link to="/market/quotations">{t('market.allQuotations')}</Link>}
        >
          <Loaded query={quotations} lines={4}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty title={t('market.noQuotations')}>{t('market.noQuotationsDetail')}</Empty>
              ) : (
                <QuotationTable items={items} terms={terms} />
              )
            }
          </Loaded>
        </Section>
        <div className={classes.stack}>
          <Section title={t('market.turnoverToday')}>
            <Turnover />
          </Section>
          <Section title={t('market.join.title')}>
            <p>{t('market.join.short')}</p>
            <p className={classes.links}>
              <Link to="/market/join">{t('market.join.link')}</Link>
              <Link to="/market/instruments">{t('market.instruments')}</Link>
            </p>
          </Section>
        </div>
      </div>
    </MarketFrame>
  );
}
