import { SegmentedControl } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { Figure } from '#web/ui/figure.tsx';
import { nameOrder, number } from '#web/ui/format.ts';
import { Section } from '#web/ui/page.tsx';
import { Period } from '#web/ui/period.tsx';
import type { Overview } from '#wire/registry.ts';
import { useLanguage } from '../i18n.ts';
import { type Partner, ranked, type Size } from './partners.ts';
import classes from './start.module.css';

const PartnersMap = lazy(() => import('./partners-map.tsx'));
const route = getRouteApi('/');
const ROWS_AT_FIRST = 10;

/** The home country's partners, on a map and in a table. */
export function PartnersSection({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { size: asked, extent: askedExtent } = route.useSearch();
  const navigate = route.useNavigate();
  const size: Size = asked === 'agreements' ? 'agreements' : 'turnover';
  const extent = askedExtent === 'near' ? 'near' : 'world';
  const [chosen, choose] = useState<string | null>(null);
  const [all, showAll] = useState(false);
  const home = overview.home?.ref;
  const partners = useMemo(
    () => ranked(overview.partners, size, nameOrder(language)),
    [overview.partners, size, language],
  );
  const detail = partners.find(({ ref }) => ref.id === chosen) ?? partners[0];
  if (!detail) return null;
  const agreements = (partner: Partner): string =>
    partner.agreements === 0
      ? t('start.map.noAgreements')
      : t('start.map.agreements', { count: partner.agreements, n: number(partner.agreements, language) });
  const describe = (partner: Partner): string =>
    [
      partner.ref.name,
      partner.turnover ? `${t('start.map.turnover')}: ${partner.turnover.text}` : t('start.map.noTurnover'),
      agreements(partner),
    ].join(', ');
  const change = (patch: { size?: string | undefined; extent?: string | undefined }) =>
    void navigate({ search: (previous) => ({ ...previous, ...patch }), replace: true, resetScroll: false });
  const rows = all ? partners : partners.slice(0, ROWS_AT_FIRST);

  return (
    <Section
      title={home ? t('start.map.titleOf', { home: home.name }) : t('start.map.title')}
      count={number(partners.length, language)}
      actions={
        <div className={`${classes.mapTools} not-printed`}>
          <SegmentedControl
            size="xs"
            aria-label={t('start.map.size')}
            value={size}
            onChange={(value) => change({ size: value === 'turnover' ? undefined : value })}
            data={[
              { value: 'turnover', label: t('start.map.byTurnover') },
              { value: 'agreements', label: t('start.map.byAgreements') },
            ]}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('start.map.extent')}
            value={extent}
            onChange={(value) => change({ extent: value === 'world' ? undefined : value })}
            data={[
              { value: 'world', label: t('start.map.world') },
              { value: 'near', label: t('start.map.near') },
            ]}
          />
        </div>
      }
    >
      <div className={classes.map}>
        <div className={classes.mapSide}>
          <Suspense fallback={<div className={classes.mapWaiting} />}>
            <PartnersMap
              partners={partners}
              home={overview.home?.point ?? null}
              size={size}
              extent={extent}
              chosen={chosen}
              onChoose={choose}
              describe={describe}
            />
          </Suspense>
          <p className={classes.note}>{t(`start.map.note.${size}`)}</p>
        </div>
        <div className={classes.tableSide}>
          <div className={classes.chosen} aria-live="polite">
            <strong>
              <EntityLink entity={detail.ref} />
            </strong>
            <div>
              {detail.turnover ? (
                <>
                  <Figure figure={detail.turnover} size="large" />
                  <div className={classes.small}>
                    {t('start.map.turnover')},{' '}
                    <Period period={detail.turnover.period} inferred={detail.turnover.periodInferred} />
                  </div>
                </>
              ) : (
                <span className={classes.small}>{t('start.map.noTurnover')}</span>
              )}
            </div>
            <div className={classes.small}>
              {agreements(detail)}
              {home && (
                <>
                  {' · '}
                  <Link to="/pairs/$a/$b" params={{ a: home.id, b: detail.ref.id }}>
                    {t('start.map.pair', { home: home.name, partner: detail.ref.name })}
                  </Link>
                </>
              )}
            </div>
          </div>
          <table className={classes.table}>
            <caption className="hidden-but-read">{t('start.map.partners')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('start.map.partner')}</th>
                <th scope="col" className="numeric">
                  {t('start.map.turnover')}
                </th>
                <th scope="col" className="numeric">
                  {t('start.map.byAgreements')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((partner) => (
                <tr key={partner.ref.id} data-chosen={partner.ref.id === detail.ref.id || undefined}>
                  <th scope="row">
                    <EntityLink entity={partner.ref} />
                  </th>
                  <td className="numeric">
                    {partner.turnover ? (
                      <>
                        <Figure figure={partner.turnover} />
                        <div className={classes.small}>
                          <Period period={partner.turnover.period} />
                        </div>
                      </>
                    ) : (
                      '—'
                    )}
                  </td>
                  <td className="numeric">
                    {partner.agreements > 0 && home ? (
                      <Link to="/pairs/$a/$b" params={{ a: home.id, b: partner.ref.id }}>
                        {number(partner.agreements, language)}
                      </Link>
                    ) : (
                      // None is named here; how many there are, nobody said.
                      '—'
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {partners.length > ROWS_AT_FIRST && (
            <button
              type="button"
              className={`${classes.more} not-printed`}
              aria-expanded={all}
              onClick={() => showAll(!all)}
            >
              {all ? t('lists.fewer') : t('lists.allChoices', { n: number(partners.length, language) })}
            </button>
          )}
        </div>
      </div>
    </Section>
  );
}
