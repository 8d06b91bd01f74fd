/** One's own deals since the page was opened, and orders that ended unfilled, with why. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '#web/ui/format.ts';
import { Section } from '#web/ui/page.tsx';
import { Empty } from '#web/ui/states.tsx';
import type { ListingItem } from '#wire/market.ts';
import type { Messages } from '../../messages/keys.ts';
import { useOwn } from '../live/store.ts';
import { amountOf, price } from '../money.ts';
import classes from '../parts/market.module.css';
import { Scroll } from '../parts/scroll.tsx';
import { useClock } from '../time.ts';
import type { Terms } from '../use-terms.ts';

const MICROSECONDS = 1_000;
const MOST_SHOWN = 20;
type Reason = keyof Messages['trading']['reasons'];

interface Props {
  terms: Terms;
  listingOf: (listing: number) => ListingItem | undefined;
}

export function OwnDeals({ terms, listingOf }: Props) {
  const { t } = useTranslation();
  const { language } = terms;
  const clock = useClock();
  const { deals, ended } = useOwn();
  const said = useRef<HTMLParagraphElement>(null);
  const newest = deals[0];
  useEffect(() => {
    if (newest === undefined || said.current === null) return;
    said.current.textContent = `${t(`market.side.${newest.side}`)}: ${newest.lots}`;
  }, [newest, t]);
  const instrument = (listing: number): string => {
    const found = listingOf(listing);
    return found === undefined ? '—' : terms.instrument(found.instrument);
  };
  return (
    <>
      <Section title={t('trading.deals')} count={deals.length}>
        <p ref={said} className="hidden-but-read" aria-live="polite" />
        {deals.length === 0 ? (
          <Empty title={t('trading.noOwnDeals')} />
        ) : (
          <Scroll>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t('market.time')}</th>
                  <th scope="col">{t('market.instrument')}</th>
                  <th scope="col">{t('trading.side')}</th>
                  <th scope="col" data-number>
                    {t('market.price')}
                  </th>
                  <th scope="col" data-number>
                    {t('market.lots')}
                  </th>
                  <th scope="col" data-number data-wide>
                    {t('trading.feeOf')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {deals.slice(0, MOST_SHOWN).map((deal) => {
                  const listing = listingOf(deal.listing);
                  const money = terms.money(listing?.currency ?? 0);
                  return (
                    <tr key={`${deal.contract}-${deal.side}`}>
                      <td>{clock.time(deal.time / MICROSECONDS)}</td>
                      <th scope="row">{instrument(deal.listing)}</th>
                      <td className={deal.side === 'buy' ? classes.bought : classes.sold}>
                        {t(`market.side.${deal.side}`)}
                      </td>
                      <td data-number>
                        {listing ? price(deal.price, listing.tickValue, money, language) : '—'}
                      </td>
                      <td data-number>{number(deal.lots, language)}</td>
                      <td data-number data-wide>
                        {amountOf(deal.fee, money, language)}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Scroll>
        )}
      </Section>
      {ended.length > 0 && (
        <Section title={t('trading.ended')} count={ended.length}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('market.instrument')}</th>
                <th scope="col" data-number>
                  {t('market.lots')}
                </th>
                <th scope="col">{t('trading.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {ended.slice(0, MOST_SHOWN).map((order) => (
                <tr key={`${order.order}-${order.command}`}>
                  <th scope="row">{instrument(order.listing)}</th>
                  <td data-number>{number(order.lots, language)}</td>
                  <td>{order.reason === '' ? '—' : t(`trading.reasons.${order.reason as Reason}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
    </>
  );
}
