/** Deals of a listing without names: those of the history, and live on top of them. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { number } from '#web/ui/format.ts';
import { Empty } from '#web/ui/states.tsx';
import type { ListingItem } from '#wire/market.ts';
import { marketQuestions } from '../ask.ts';
import { useDeals } from '../live/store.ts';
import { price } from '../money.ts';
import marketClasses from '../parts/market.module.css';
import { useClock } from '../time.ts';
import type { Terms } from '../use-terms.ts';
import classes from './book.module.css';

const MOST_SHOWN = 20;
const MICROSECONDS = 1_000;

export function DealList({
  listing,
  terms,
  most = MOST_SHOWN,
}: {
  listing: ListingItem;
  terms: Terms;
  most?: number;
}) {
  const { t } = useTranslation();
  const clock = useClock();
  const { language } = terms;
  const live = useDeals(listing.listing);
  const past = useQuery({
    ...marketQuestions.deals(language, { listing: listing.listing, limit: most }),
    staleTime: 0,
  });
  // What the stream has told is newer than its first deal; the history has what was before.
  const firstLive = live.deals.at(-1)?.command ?? Number.POSITIVE_INFINITY;
  const rows = [
    ...live.deals.map((deal) => ({
      id: `${deal.command}.${deal.place}`,
      timeMs: deal.time / MICROSECONDS,
      ...deal,
    })),
    ...(past.data?.items ?? [])
      .filter(({ command }) => command < firstLive)
      .map((deal) => ({ ...deal, id: `deal-${deal.deal}`, timeMs: Date.parse(deal.time) })),
  ].slice(0, most);
  if (rows.length === 0) return past.isPending ? null : <Empty title={t('market.noDeals')} />;
  const money = terms.money(listing.currency);
  return (
    <table className={marketClasses.table}>
      <thead>
        <tr>
          <th scope="col">{t('market.time')}</th>
          <th scope="col" data-number>
            {t('market.priceIn', { currency: money.letters })}
          </th>
          <th scope="col" data-number>
            {t('market.lots')}
          </th>
          <th scope="col">{t('market.initiative')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((deal) => (
          <tr key={deal.id}>
            <td>{clock.time(deal.timeMs)}</td>
            <td data-number>{price(deal.price, listing.tickValue, money, language)}</td>
            <td data-number>{number(deal.lots, language)}</td>
            <td className={classes.deal} data-side={deal.aggressor ?? undefined}>
              {deal.aggressor === null
                ? t(`market.dealKind.${deal.kind}`)
                : t(`market.side.${deal.aggressor}`)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
