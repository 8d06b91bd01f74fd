/** One session: its phase and clock, whom it admits, and its listings as they stand. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { number } from '#web/ui/format.ts';
import { Section } from '#web/ui/page.tsx';
import { Empty, Failed, Waiting } from '#web/ui/states.tsx';
import type { ListingItem } from '#wire/market.ts';
import { marketQuestions } from '../ask.ts';
import type { LiveSession } from '../live/messages.ts';
import { useSessions } from '../live/store.ts';
import { price } from '../money.ts';
import { admissionText } from '../parts/admission-text.ts';
import classes from '../parts/market.module.css';
import { MarketFrame } from '../parts/market-frame.tsx';
import { Countdown, Phase } from '../parts/phase.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { type Terms, useTerms } from '../use-terms.ts';

const route = getRouteApi('/market/sessions/$id');

function Listings({ listings, terms }: { listings: readonly ListingItem[]; terms: Terms }) {
  const { t } = useTranslation();
  const { language } = terms;
  return (
    <Scroll>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('market.instrument')}</th>
            <th scope="col">{t('market.stateTitle')}</th>
            <th scope="col" data-number>
              {t('market.lastPrice')}
            </th>
            <th scope="col" data-number data-wide>
              {t('market.reference')}
            </th>
            <th scope="col" data-number data-wide>
              {t('market.band')}
            </th>
            <th scope="col" data-number>
              {t('market.dealsTitle')}
            </th>
            <th scope="col" data-number data-wide>
              {t('market.lots')}
            </th>
          </tr>
        </thead>
        <tbody>
          {listings.map((listing) => {
            const money = terms.money(listing.currency);
            const text = (ticks: number): string => price(ticks, listing.tickValue, money, language);
            return (
              <tr key={listing.listing}>
                <th scope="row">
                  <Link
                    to="/market/instruments/$symbol"
                    params={{ symbol: terms.symbol(listing.instrument) }}
                    search={{ listing: String(listing.listing) }}
                  >
                    {terms.instrument(listing.instrument)}
                  </Link>
                </th>
                <td>{t(`market.takes.${listing.takes}`)}</td>
                <td data-number>
                  {listing.lastPrice === null ? '—' : `${text(listing.lastPrice)}\u00a0${money.letters}`}
                </td>
                <td data-number data-wide>
                  {listing.reference === null ? '—' : text(listing.reference)}
                </td>
                <td data-number data-wide>
                  {text(listing.bandFloor)}–{text(listing.bandCap)}
                </td>
                <td data-number>{number(listing.deals, language)}</td>
                <td data-number data-wide>
                  {number(listing.dealtLots, language)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

export function SessionPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const terms = useTerms();
  const id = Number(route.useParams().id);
  const asked = useQuery(marketQuestions.session(language, id));
  const live = useSessions().sessions.get(id);
  const session: LiveSession | undefined =
    live ?? (asked.data && { ...asked.data.session, listings: asked.data.listings });
  const title = session ? terms.session(session) : t('market.session');
  return (
    <MarketFrame
      title={title}
      {...(session ? { over: terms.section(session.section) } : {})}
      trail={[{ label: t('market.sessions'), link: { to: '/market/sessions' } }]}
    >
      {session === undefined && asked.isPending && <Waiting />}
      {session === undefined && asked.error && (
        <Failed error={asked.error} again={() => void asked.refetch()} />
      )}
      {session && (
        <>
          <dl className={classes.facts}>
            <div>
              <dt>{t('market.phaseTitle')}</dt>
              <dd>
                <Phase session={session} />
              </dd>
            </div>
            <div>
              <dt>{t('market.endsIn')}</dt>
              <dd className={classes.big}>
                <Countdown until={terms.nextPhase(session)} />
              </dd>
            </div>
            <div>
              <dt>{t('market.modeTitle')}</dt>
              <dd>
                {t(`market.mode.${session.mode}`)}
                {session.sealed && `, ${t('market.sealed')}`}
                {session.overTheCounter && `, ${t('market.overTheCounter')}`}
              </dd>
            </div>
            {session.extensionSeconds > 0 && (
              <div>
                <dt>{t('market.extension')}</dt>
                <dd>{t('market.extensionText', { seconds: session.extensionSeconds })}</dd>
              </div>
            )}
          </dl>
          <Section title={t('market.admissionTitle')}>
            <p>{admissionText(session, terms.section(session.section), t)}</p>
          </Section>
          <Section title={t('market.listings')} count={session.listings.length}>
            {session.listings.length === 0 ? (
              <Empty title={t('market.noListings')} />
            ) : (
              <Listings listings={session.listings} terms={terms} />
            )}
          </Section>
        </>
      )}
    </MarketFrame>
  );
}
