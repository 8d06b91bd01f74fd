/** A call auction while orders gather, and a lot under auction: where it stands, and until when. */
import { useTranslation } from 'react-i18next';
import { number } from '#web/ui/format.ts';
import type { ListingItem } from '#wire/market.ts';
import type { LiveSession } from '../live/messages.ts';
import { useIndicative } from '../live/store.ts';
import { price } from '../money.ts';
import classes from '../parts/market.module.css';
import { Countdown } from '../parts/phase.tsx';
import type { Terms } from '../use-terms.ts';

interface Props {
  listing: ListingItem;
  session: LiveSession;
  terms: Terms;
}

/** What a call auction would do now; only of an open book. */
export function Indicative({ listing, session, terms }: Props) {
  const { t } = useTranslation();
  const indicative = useIndicative(listing.listing);
  const money = terms.money(listing.currency);
  return (
    <dl className={classes.facts} aria-live="off">
      <div>
        <dt>{t('market.indicativePrice')}</dt>
        <dd className={classes.big}>
          {indicative === undefined
            ? '—'
            : `${price(indicative.price, listing.tickValue, money, terms.language)}\u00a0${money.letters}`}
        </dd>
      </div>
      <div>
        <dt>{t('market.indicativeLots')}</dt>
        <dd className={classes.big}>
          {indicative === undefined ? '—' : number(indicative.lots, terms.language)}
        </dd>
      </div>
      {indicative !== undefined && indicative.surplus !== 0 && (
        <div>
          <dt>{t('market.surplus')}</dt>
          <dd>
            {t(indicative.surplus > 0 ? 'market.surplusBuyers' : 'market.surplusSellers', {
              lots: number(Math.abs(indicative.surplus), terms.language),
            })}
          </dd>
        </div>
      )}
      <div>
        <dt>{t('market.endsIn')}</dt>
        <dd className={classes.big}>
          <Countdown until={session.endTime} />
        </dd>
      </div>
    </dl>
  );
}

/** The lot under auction: anybody may watch. */
export function LotPanel({ listing, session, terms }: Props) {
  const { t } = useTranslation();
  const { auction } = listing;
  if (auction === null) return <p>{t('market.noLot')}</p>;
  const money = terms.money(listing.currency);
  const text = (ticks: number): string =>
    `${price(ticks, listing.tickValue, money, terms.language)}\u00a0${money.letters}`;
  const isClock = session.mode === 'dutch' && auction.stage === 'open';
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t(isClock ? 'market.clockPrice' : 'market.bestBid')}</dt>
        <dd className={classes.big}>{auction.price === null ? '—' : text(auction.price)}</dd>
      </div>
      <div>
        <dt>{t('market.endsIn')}</dt>
        <dd className={classes.big}>
          <Countdown until={auction.endTime ?? session.endTime} />
        </dd>
      </div>
      <div>
        <dt>{t('market.stageTitle')}</dt>
        <dd>{t(`market.stage.${auction.stage}`)}</dd>
      </div>
      <div>
        <dt>{t(auction.side === 'sell' ? 'market.lotForSale' : 'market.lotWanted')}</dt>
        <dd>
          {t('market.lotsCount', { count: auction.lots, text: number(auction.lots, terms.language) })}
          {`, ${t(auction.divisible ? 'market.divisible' : 'market.whole')}`}
        </dd>
      </div>
      <div>
        <dt>{t('market.startPrice')}</dt>
        <dd>{text(auction.startPrice)}</dd>
      </div>
      <div>
        <dt>{t('market.step')}</dt>
        <dd>{text(auction.step)}</dd>
      </div>
      <div>
        <dt>{t('market.reserve')}</dt>
        <dd>{auction.reservePrice === null ? t('market.reserveHidden') : text(auction.reservePrice)}</dd>
      </div>
    </dl>
  );
}
