import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { number } from '#web/ui/format.ts';
import type { QuotationItem } from '#wire/market.ts';
import { meanPrice } from '../money.ts';
import classes from '../parts/market.module.css';
import { Scroll } from '../parts/scroll.tsx';
import { useClock } from '../time.ts';
import type { Terms } from '../use-terms.ts';

/** What listings closed with: a quotation, or with few deals a price result, which the word says. */
export function QuotationTable({
  items,
  terms,
  ofOne = false,
}: {
  items: readonly QuotationItem[];
  terms: Terms;
  /** All are of one instrument, which is not said again. */
  ofOne?: boolean;
}) {
  const { t } = useTranslation();
  const clock = useClock();
  return (
    <Scroll>
      <table className={classes.table}>
        <thead>
          <tr>
            {!ofOne && <th scope="col">{t('market.instrument')}</th>}
            <th scope="col">{t('market.when')}</th>
            <th scope="col" data-number>
              {t('market.meanPrice')}
            </th>
            <th scope="col" data-number data-wide>
              {t('market.dealsTitle')}
            </th>
            <th scope="col" data-number data-wide>
              {t('market.lots')}
            </th>
            <th scope="col">{t('market.kindTitle')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const instrument = terms.instruments.get(item.instrument);
            const money = terms.money(instrument?.currency ?? 0);
            return (
              <tr key={`${item.command}-${item.listing}`}>
                {!ofOne && (
                  <th scope="row">
                    <Link
                      to="/market/instruments/$symbol"
                      params={{ symbol: terms.symbol(item.instrument) }}
                      search={{}}
                    >
                      {terms.instrument(item.instrument)}
                    </Link>
                  </th>
                )}
                <td>{clock.moment(Date.parse(item.time))}</td>
                <td data-number>
                  {instrument === undefined
                    ? '—'
                    : `${meanPrice(item.meanTenThousandths, instrument.tickValue, money, terms.language)}\u00a0${money.letters}`}
                </td>
                <td data-number data-wide>
                  {number(item.deals, terms.language)}
                </td>
                <td data-number data-wide>
                  {number(item.lots, terms.language)}
                </td>
                <td>{t(item.firm ? 'market.quotation' : 'market.priceResult')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
