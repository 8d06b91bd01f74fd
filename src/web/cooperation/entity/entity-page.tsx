import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Navigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { address, questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { FigureCharts } from '#web/observatory/chart/figure-charts.tsx';
import { FigureTable } from '#web/observatory/table/figure-table.tsx';
import { Contents } from '#web/ui/contents.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { PageOf } from '#web/ui/page-of.tsx';
import { WithFootnotes } from '#web/ui/print/printed.tsx';
import { Remarks } from '#web/ui/remarks.tsx';
import { Loaded } from '#web/ui/states.tsx';
import type { EntityDetail, FigureItem, TimelineItem } from '#wire/registry.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { CommitmentTable } from './commitment-table.tsx';
import { isDay } from './day.ts';
import classes from './entity.module.css';
import { EntityOver, MergedNotice } from './entity-head.tsx';
import { FactsView, factsOf } from './facts-view.tsx';
import { KeyFactsView } from './key-facts-view.tsx';
import { HistoryBand, LookBack } from './look-back.tsx';
import { NamesView } from './names-view.tsx';
import { PART_IN, type Partner, PLACE_KINDS, partnersOf } from './partners.ts';
import { PartnersView } from './partners-view.tsx';
import { RelationsView } from './relations-view.tsx';
import { type EntitySection, sectionsOf } from './sections.ts';
import { SourcesView } from './sources-view.tsx';

const PlaceMap = lazy(() => import('./place-map.tsx'));

const route = getRouteApi('/entities/$id');

/** As many figures of one entity as the API gives at once. */
const MOST_FIGURES = 1000;

/** All that the registry knows of one named thing, what its reader came for first. */
export function EntityPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { validOn, knownOn } = route.useSearch();
  const dates = {
    ...(isDay(validOn) ? { validOn } : {}),
    ...(isDay(knownOn) ? { knownOn } : {}),
  };
  const query = useQuery(questions.entity(useLanguage(), id, dates));
  return (
    <PageOf
      query={query}
      title={t('frame.tab.entities')}
      help={
        <p>
          <Link to="/entities" search={{ q: id.replaceAll('-', ' ') }}>
            {t('frame.tab.entities')}: {id.replaceAll('-', ' ')}
          </Link>
        </p>
      }
    >
      {(detail) =>
        detail.kind === 'source' ? <ToSource id={detail.id} /> : <Shown detail={detail} dates={dates} />
      }
    </PageOf>
  );
}

/** A source is an entity, too, but its page is another: what rests on it. */
function ToSource({ id }: { id: string }) {
  return <Navigate to="/sources/$id" params={{ id }} replace />;
}

function Shown({ detail, dates }: { detail: EntityDetail; dates: { validOn?: string; knownOn?: string } }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const figures = useQuery(
    questions.someFigures(language, { entity: detail.id, limit: MOST_FIGURES, ...dates }),
  );
  const timeline = useQuery(questions.timeline(language, detail.id, dates));
  const shownFigures = figures.data?.items ?? [];
  const pointDoubt =
    detail.statements.find(({ property }) => property === 'coordinates')?.citation.doubt ?? null;
  const place = PLACE_KINDS.includes(detail.kind);
  const graph = useQuery({
    ...questions.graph(language, { around: detail.id, depth: 2, relation: PART_IN.join(','), limit: 2000 }),
    enabled: place,
  });
  const partners = place ? partnersOf(detail.id, detail.relations, shownFigures, graph.data) : [];
  const counts = countsOf(detail, partners, timeline.data?.items);
  const sections = sectionsOf(detail.kind).filter((section) => counts[section] !== 0);
  const views = viewsOf(detail, partners, figures, timeline);
  return (
    <Page
      title={detail.name}
      over={<EntityOver detail={detail} />}
      trail={detail.breadcrumb.map((place) => ({
        label: place.name,
        link: { to: '/entities/$id', params: { id: place.id } },
      }))}
      actions={<Actions detail={detail} />}
    >
      <HistoryBand />
      <MergedNotice detail={detail} />
      <WithFootnotes citations={citationsOf(detail, shownFigures, timeline.data?.items ?? [])}>
        <KeyFactsView detail={detail} />
        {detail.remarks.length > 0 && (
          <Section id="remarks" title={t('part.remarks')} count={detail.remarks.length}>
            <Remarks remarks={detail.remarks} subject={detail.id} />
          </Section>
        )}
        <Contents
          items={sections.map((section) => {
            const count = counts[section];
            return {
              id: section,
              title: t(`entity.section.${section}`),
              ...(count === null ? {} : { count }),
            };
          })}
        />
        <div className={classes.room}>
          <div className={classes.columns}>
            <div className={classes.main}>
              {sections.map((section) => {
                const count = counts[section];
                return (
                  <Section
                    key={section}
                    id={section}
                    title={t(`entity.section.${section}`)}
                    {...(count === null ? {} : { count })}
                  >
                    {views[section]}
                  </Section>
                );
              })}
            </div>
            <div className={classes.side}>
              {detail.point !== null && (
                <div className="not-printed">
                  <Section title={t('entity.section.map')}>
                    <Suspense fallback={null}>
                      <PlaceMap point={detail.point} name={detail.name} />
                    </Suspense>
                    {pointDoubt !== null && <p className={classes.underMap}>{pointDoubt}</p>}
                  </Section>
                </div>
              )}
              <Section title={t('entity.section.names')}>
                <NamesView statements={detail.statements} />
              </Section>
              <Section title={t('entity.section.sources')} count={detail.sources.length}>
                <SourcesView sources={detail.sources} />
              </Section>
              <div className="not-printed">
                <Section title={t('entity.section.history')}>
                  <LookBack key={`${dates.validOn} ${dates.knownOn}`} />
                </Section>
              </div>
            </div>
          </div>
        </div>
      </WithFootnotes>
    </Page>
  );
}

function Actions({ detail }: { detail: EntityDetail }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      {PLACE_KINDS.includes(detail.kind) && (
        <Link to="/pairs" search={{ a: detail.id }}>
          {t('entity.compare')}
        </Link>
      )}
      <a href={address(`/entities/${encodeURIComponent(detail.id)}`, { lang: language })}>{t('part.api')}</a>
    </>
  );
}

type Query<T> = Parameters<typeof Loaded<T>>[0]['query'];

/** Null: not counted yet. */
function countsOf(
  detail: EntityDetail,
  partners: readonly Partner[],
  timeline: readonly TimelineItem[] | undefined,
): { readonly [section in EntitySection]: number | null } {
  return {
    facts: factsOf(detail.statements).length,
    relations: detail.relations.length,
    figures: detail.counts.figures,
    commitments: detail.commitments.length,
    partners: partners.length,
    timeline: timeline?.length ?? null,
  };
}

function viewsOf(
  detail: EntityDetail,
  partners: readonly Partner[],
  figures: Query<{ items: FigureItem[] }>,
  timeline: Query<{ items: TimelineItem[] }>,
): { readonly [section in EntitySection]: ReactNode } {
  const subject = { id: detail.id, kind: detail.kind, name: detail.name };
  return {
    facts: <FactsView statements={detail.statements} />,
    relations: <RelationsView relations={detail.relations} />,
    figures: (
      <Loaded query={figures}>
        {({ items }) => (
          <>
            <FigureCharts figures={items} subject={detail.id} />
            <FigureTable figures={items} subject={detail.id} />
          </>
        )}
      </Loaded>
    ),
    commitments: <CommitmentTable commitments={detail.commitments} subject={detail.id} />,
    partners: <PartnersView subject={subject} partners={partners} />,
    timeline: <Loaded query={timeline}>{({ items }) => <Timeline items={items} />}</Loaded>,
  };
}

/** All citations of the page in the order of reading, for the footnotes on paper. */
function citationsOf(
  detail: EntityDetail,
  figures: readonly FigureItem[],
  timeline: readonly TimelineItem[],
): EntityDetail['statements'][number]['citation'][] {
  return [
    ...detail.remarks,
    ...figures,
    ...detail.relations,
    ...timeline,
    ...detail.commitments,
    ...detail.statements,
  ].map(({ citation }) => citation);
}
