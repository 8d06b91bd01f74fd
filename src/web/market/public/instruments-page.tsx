/** What is traded, with the last quotation of each. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { address } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Section } from '#web/ui/page.tsx';
import { Empty, Loaded } from '#web/ui/states.tsx';
import type { InstrumentItem } from '#wire/market.ts';
import { marketQuestions } from '../ask.ts';
import { useSessions } from '../live/store.ts';
import { price } from '../money.ts';
import classes from '../parts/market.module.css';
import { MarketFrame } from '../parts/market-frame.tsx';
import { Phase } from '../parts/phase.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { useTerms } from '../use-terms.ts';

export function InstrumentsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const terms = useTerms();
  const instruments = useQuery(marketQuestions.instruments(language));
  const { sessions } = useSessions();
  const sessionOf = (instrument: number) =>
    [...sessions.values()].find(
      ({ listings, phase }) =>
        phase !== 'announced' && listings.some((listing) => listing.instrument === instrument),
    );
  const bySection = (items: readonly InstrumentItem[]) => Map.groupBy(items, ({ section }) => section);
  return (
    <MarketFrame title={t('market.instruments')} lead={t('market.instrumentsLead')}>
      <Loaded query={instruments}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('market.noInstruments')} />
          ) : (
            <>
              {[...bySection(items)].map(([section, ones]) => (
                <Section key={section} title={terms.section(section)} count={ones.length}>
                  <Scroll>
                    <table className={classes.table}>
                      <thead>
                        <tr>
                          <th scope="col">{t('market.instrument')}</th>
                          <th scope="col" data-wide>
                            {t('market.tradeTitle')}
                          </th>
                          <th scope="col" data-number>
                            {t('market.lastQuotation')}
                          </th>
                          <th scope="col">{t('market.now')}</th>
                        </tr>
                      </thead>
                      <tbody>
                        {ones.map((item) => {
                          const session = sessionOf(item.instrument);
                          const money = terms.money(item.currency);
                          return (
                            <tr key={item.instrument}>
                              <th scope="row">
                                <Link
                                  to="/market/instruments/$symbol"
                                  params={{ symbol: terms.symbol(item.instrument) }}
                                  search={{}}
                                >
                                  {terms.instrument(item.instrument)}
                                </Link>
                              </th>
                              <td data-wide>{item.trade === null ? '—' : t(`market.trade.${item.trade}`)}</td>
                              <td data-number>
                                {item.lastQuotation === null
                                  ? '—'
                                  : `${price(item.lastQuotation, item.tickValue, money, language)}\u00a0${money.letters}`}
                              </td>
                              <td>{session ? <Phase session={session} /> : '—'}</td>
                            </tr>
                          );
                        })}
                      </tbody>
                    </table>
                  </Scroll>
                </Section>
              ))}
              <p className={classes.links}>
                <a href={address('/market/instruments', { format: 'csv', lang: language })}>CSV</a>
                <a href={address('/market/instruments', { lang: language })}>JSON</a>
              </p>
            </>
          )
        }
      </Loaded>
    </MarketFrame>
  );
}
