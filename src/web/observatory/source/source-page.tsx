import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { address, questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { useVocabulary } from '#web/app/use-vocabulary.ts';
import { Contents } from '#web/ui/contents.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { PageOf } from '#web/ui/page-of.tsx';
import { WithFootnotes } from '#web/ui/print/printed.tsx';
import { Remarks } from '#web/ui/remarks.tsx';
import { Empty } from '#web/ui/states.tsx';
import { capital } from '#web/ui/words.ts';
import type { EntityDetail, SourceDetail } from '#wire/registry.ts';
import { FigureTable } from '../table/figure-table.tsx';
import { Bibliography } from './bibliography.tsx';
import { countOf, type Resting, restingOn } from './resting.ts';
import { RelationsOn, StatementsOn } from './resting-views.tsx';
import classes from './source.module.css';
import { SourceLinks } from './source-links.tsx';

const route = getRouteApi('/sources/$id');

/** A source: what it is, and everything that rests on it. */
export function SourcePage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id } = route.useParams();
  const query = useQuery(questions.source(language, id));
  // A source is an entity, too: its notes, its parts and the rest of its bibliography are relations and statements.
  const entity = useQuery(questions.entity(language, id));
  return (
    <PageOf query={query} title={t('frame.tab.sources')}>
      {(detail) => <Shown key={detail.source.id} detail={detail} entity={entity.data ?? null} />}
    </PageOf>
  );
}

function useOver({ source }: SourceDetail): string {
  const { t } = useTranslation();
  const language = useLanguage();
  const kind = useVocabulary().kind('source');
  const type = kind?.types.find(({ id }) => id === source.type)?.label ?? '';
  return capital([kind?.one ?? t('table.source'), type].filter(Boolean).join(' · '), language);
}

function Shown({ detail, entity }: { detail: SourceDetail; entity: EntityDetail | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { source, remarks } = detail;
  const { sure, probable } = restingOn(detail);
  const parts = [
    { id: 'figures', title: t('source.section.figures'), count: sure.figures.length },
    { id: 'relations', title: t('source.section.relations'), count: sure.relations.length },
    { id: 'statements', title: t('source.section.statements'), count: sure.statements.length },
    { id: 'remarks', title: t('source.section.remarks'), count: remarks.length },
    { id: 'probable', title: t('source.section.probable'), count: countOf(probable) },
  ].filter(({ count }) => count > 0);
  const views: { readonly [id: string]: React.ReactNode } = {
    figures: <FigureTable figures={sure.figures} />,
    relations: <RelationsOn relations={sure.relations} source={source.id} />,
    statements: <StatementsOn statements={sure.statements} source={source.id} />,
    remarks: <Remarks remarks={remarks} />,
    probable: <Probable resting={probable} source={source.id} />,
  };
  return (
    <Page
      title={source.name === '' ? source.id : source.name}
      titleLang={source.titleLang}
      over={useOver(detail)}
      trail={[
        { label: t('frame.tab.sources'), link: { to: '/sources' } },
        ...(source.partOf === null
          ? []
          : [
              {
                label: source.partOf.name,
                link: { to: '/sources/$id', params: { id: source.partOf.id } } as const,
              },
            ]),
      ]}
      actions={
        <a href={address(`/sources/${encodeURIComponent(source.id)}`, { lang: language })}>{t('part.api')}</a>
      }
    >
      <Bibliography source={source} entity={entity} />
      {entity !== null && <SourceLinks entity={entity} partOf={source.partOf?.id ?? null} />}
      <WithFootnotes citations={citationsOf(detail)}>
        <Contents items={parts} />
        {parts.length === 0 && <Empty title={t('source.nothing')} />}
        {parts.map(({ id, title, count }) => (
          <Section key={id} id={id} title={title} count={count}>
            {views[id]}
          </Section>
        ))}
      </WithFootnotes>
    </Page>
  );
}

/** What stands near the note without being closed by its mark. */
function Probable({ resting, source }: { resting: Resting; source: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.probable}>
      <p className={classes.soft}>{t('source.probableText')}</p>
      {resting.figures.length > 0 && <FigureTable figures={resting.figures} />}
      {resting.relations.length > 0 && <RelationsOn relations={resting.relations} source={source} />}
      {resting.statements.length > 0 && <StatementsOn statements={resting.statements} source={source} />}
    </div>
  );
}

function citationsOf({ figures, relations, statements, remarks }: SourceDetail) {
  return [
    ...figures.map(({ citation }) => citation),
    ...relations.map(({ citation }) => citation),
    ...statements.map(({ statement }) => statement.citation),
    ...remarks.map(({ citation }) => citation),
  ];
}
