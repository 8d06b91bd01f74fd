/** The live order book of a listing: price levels with their depth, or why they are not shown. */
import { useTranslation } from 'react-i18next';
import { number } from '#web/ui/format.ts';
import { Empty, Waiting } from '#web/ui/states.tsx';
import type { ListingItem } from '#wire/market.ts';
import { ladder, type Rung, spreadOf } from '../live/book-state.ts';
import { useBook } from '../live/store.ts';
import { price } from '../money.ts';
import type { Terms } from '../use-terms.ts';
import classes from './book.module.css';

interface Props {
  listing: ListingItem;
  terms: Terms;
  most?: number;
  /** Takes a price that the reader picks, in ticks. */
  onPick?: (side: 'buy' | 'sell', price: number) => void;
}

function Side({
  side,
  rungs,
  deepest,
  listing,
  terms,
  onPick,
}: Omit<Props, 'most'> & { side: 'buy' | 'sell'; rungs: readonly Rung[]; deepest: number }) {
  const { t } = useTranslation();
  const money = terms.money(listing.currency);
  const priceHead = <th scope="col">{t('market.priceIn', { currency: money.letters })}</th>;
  const lotsHead = <th scope="col">{t('market.lots')}</th>;
  return (
    <table className={classes.side} data-side={side}>
      <caption className="hidden-but-read">{t(`market.bookSide.${side}`)}</caption>
      <thead>
        <tr>
          {side === 'buy' ? lotsHead : priceHead}
          {side === 'buy' ? priceHead : lotsHead}
        </tr>
      </thead>
      <tbody>
        {rungs.map((rung) => {
          const text = price(rung.price, listing.tickValue, money, terms.language);
          const priceCell = (
            <td className={classes.price}>
              {onPick === undefined ? (
                text
              ) : (
                <button type="button" className={classes.pick} onClick={() => onPick(side, rung.price)}>
                  {text}
                </button>
              )}
            </td>
          );
          const lotsCell = (
            <td>
              <span
                className={classes.depth}
                style={{ inlineSize: `${(rung.sum / deepest) * 100}%` }}
                aria-hidden="true"
              />
              <span className={classes.value}>{number(rung.lots, terms.language)}</span>
            </td>
          );
          return (
            <tr key={rung.price}>
              {side === 'buy' ? lotsCell : priceCell}
              {side === 'buy' ? priceCell : lotsCell}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const MOST_LEVELS = 12;

export function OrderBook({ listing, terms, most = MOST_LEVELS, onPick }: Props) {
  const { t } = useTranslation();
  const book = useBook(listing.listing);
  if (book === null) return <Waiting lines={4} />;
  if (book.hidden !== null) {
    return <Empty title={t(`market.hidden.${book.hidden}`)}>{t(`market.hiddenDetail.${book.hidden}`)}</Empty>;
  }
  const bids = ladder(book.bids, most);
  const asks = ladder(book.asks, most);
  if (bids.length === 0 && asks.length === 0) return <Empty title={t('market.emptyBook')} />;
  const deepest = Math.max(bids.at(-1)?.sum ?? 0, asks.at(-1)?.sum ?? 0, 1);
  const spread = spreadOf(book);
  const money = terms.money(listing.currency);
  const shared = { deepest, listing, terms, ...(onPick ? { onPick } : {}) };
  return (
    <div>
      <div className={classes.book}>
        <Side side="buy" rungs={bids} {...shared} />
        <Side side="sell" rungs={asks} {...shared} />
      </div>
      {spread !== null && spread > 0 && (
        <p className={classes.spread}>
          {t('market.spread', { value: price(spread, listing.tickValue, money, terms.language) })}
        </p>
      )}
    </div>
  );
}
