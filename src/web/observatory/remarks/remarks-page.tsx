import { getRouteApi } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#base/language.ts';
import { address, questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { joined, listed } from '#web/app/search-params.ts';
import { Cite } from '#web/ui/cite.tsx';
import { EntityLinks } from '#web/ui/entity-link.tsx';
import { FigureLink } from '#web/ui/figure.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import type { Column } from '#web/ui/list/column.ts';
import { FacetFilter } from '#web/ui/list/filters.tsx';
import { type ActiveFilter, ListLayout } from '#web/ui/list/list-layout.tsx';
import { ListResults } from '#web/ui/list/list-results.tsx';
import { usePages } from '#web/ui/list/use-pages.ts';
import { Page } from '#web/ui/page.tsx';
import { capital } from '#web/ui/words.ts';
import type { RemarkOut } from '#wire/registry.ts';

const route = getRouteApi('/remarks');
const SEVERITIES = ['contradiction', 'misprint', 'doubt'] as const;

function severityText(severity: string, t: TFunction): string {
  const known = SEVERITIES.find((one) => one === severity);
  return known ? t(`doubt.${known}`) : severity;
}

/** The figures of a remark, in words. */
function figuresOf({ figures, figureTexts }: RemarkOut): readonly { id: string; text: string }[] {
  return figureTexts ?? figures.map((id) => ({ id, text: id }));
}

function remarkColumns(t: TFunction, language: Language): readonly Column<RemarkOut>[] {
  return [
    {
      id: 'text',
      header: t('lists.remarks.text'),
      width: 'wide',
      cell: (row) => row.text,
      copy: (row) => row.text,
    },
    {
      id: 'severity',
      header: t('lists.remarks.severity'),
      width: 'normal',
      cell: (row) => severityText(row.severity, t),
      copy: (row) => severityText(row.severity, t),
    },
    {
      id: 'entities',
      header: t('lists.figures.entity'),
      width: 'normal',
      cell: (row) => <EntityLinks entities={row.entities} most={4} />,
      copy: (row) => row.entities.map(({ name }) => name).join(', '),
      empty: (row) => row.entities.length === 0,
    },
    {
      id: 'figures',
      header: t('lists.column.figures'),
      width: 'wide',
      cell: (row) => (
        <FirstFew items={figuresOf(row)} most={3}>
          {(shown) =>
            shown.map(({ id, text }) => (
              <div key={id}>
                <FigureLink id={id} label={t('lists.remarks.openFigure')}>
                  {capital(text, language)}
                </FigureLink>
              </div>
            ))
          }
        </FirstFew>
      ),
      copy: (row) =>
        figuresOf(row)
          .map(({ text }) => text)
          .join('; '),
      empty: (row) => row.figures.length === 0,
    },
    {
      id: 'source',
      header: t('lists.column.source'),
      width: 'normal',
      cell: (row) => <Cite citation={row.citation} />,
      copy: (row) => row.citation.locator,
    },
  ];
}

/** Contradictions, misprints and doubts: nothing doubtful is hidden, and all of it stands here together. */
export function RemarksPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { figure: _figure, lang: _lang, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const pages = usePages(questions.remarks(language, filter));
  const columns = useMemo(() => remarkColumns(t, language), [t, language]);
  const chosen = listed(filter.severity);

  const change = (patch: Partial<typeof filter>) =>
    void navigate({ search: (previous) => ({ ...previous, ...patch }), resetScroll: false });
  const active: ActiveFilter[] = [
    ...chosen.map((severity) => ({
      id: severity,
      text: severityText(severity, t),
      remove: () => change({ severity: joined(chosen.filter((other) => other !== severity)) }),
    })),
    ...(filter.entity
      ? [
          {
            id: 'entity',
            text: `${t('lists.figures.entity')}: ${
              pages.rows.flatMap(({ entities }) => entities).find(({ id }) => id === filter.entity)?.name ??
              filter.entity
            }`,
            remove: () => change({ entity: undefined }),
          },
        ]
      : []),
  ];

  return (
    <Page title={t('lists.remarks.title')} lead={t('lists.remarks.lead')}>
      <ListLayout
        active={active}
        onClear={() => change({ severity: undefined, entity: undefined })}
        filters={
          <FacetFilter
            title={t('lists.remarks.severity')}
            language={language}
            many
            choices={SEVERITIES.map((severity) => ({ value: severity, label: severityText(severity, t) }))}
            chosen={chosen}
            onChange={(next) => change({ severity: joined(next) })}
          />
        }
      >
        <ListResults
          label={t('lists.remarks.title')}
          language={language}
          columns={columns}
          rowId={(row) => row.id}
          pages={pages}
          csv={address('/remarks', { ...filter, lang: language, format: 'csv' })}
        />
      </ListLayout>
    </Page>
  );
}
