import { getRouteApi } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { address, questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { joined, listed } from '#web/app/search-params.ts';
import { useVocabulary } from '#web/app/use-vocabulary.ts';
import { Cite } from '#web/ui/cite.tsx';
import { EntityLink, EntityLinks } from '#web/ui/entity-link.tsx';
import type { Column } from '#web/ui/list/column.ts';
import { FacetFilter, TextFilter } from '#web/ui/list/filters.tsx';
import { type ActiveFilter, ListLayout } from '#web/ui/list/list-layout.tsx';
import { ListResults } from '#web/ui/list/list-results.tsx';
import { usePages } from '#web/ui/list/use-pages.ts';
import { Page } from '#web/ui/page.tsx';
import { Period } from '#web/ui/period.tsx';
import { periodText } from '#web/ui/period-text.ts';
import { StateBadge } from '#web/ui/state-badge.tsx';
import type { CommitmentItem } from '#wire/registry.ts';

const route = getRouteApi('/commitments');
const DUE = ['overdue', 'dated', 'undated'] as const;

function commitmentColumns(t: TFunction): readonly Column<CommitmentItem>[] {
  return [
    {
      id: 'name',
      header: t('lists.commitments.what'),
      width: 'wide',
      cell: (row) => (
        <>
          <EntityLink entity={{ id: row.id, kind: 'commitment', name: row.name }} />
          {row.hope && ` (${t('lists.commitments.hope')})`}
        </>
      ),
      copy: (row) => row.name,
    },
    {
      id: 'due',
      header: t('lists.commitments.due'),
      width: 'normal',
      cell: (row) => <Period period={row.due} />,
      copy: (row) => (row.due ? periodText(row.due, t) : ''),
    },
    {
      id: 'state',
      header: t('lists.column.state'),
      width: 'normal',
      cell: (row) => <StateBadge label={row.state.label} tone={row.state.tone} overdue={row.overdue} />,
      copy: (row) => (row.overdue ? `${row.state.label}, ${t('lists.overdue')}` : row.state.label),
    },
    {
      id: 'who',
      header: t('lists.commitments.who'),
      width: 'normal',
      cell: (row) => <EntityLinks entities={row.who} most={3} />,
      copy: (row) => row.who.map((who) => who.name).join(', '),
      empty: (row) => row.who.length === 0,
    },
    {
      id: 'under',
      header: t('lists.commitments.under'),
      width: 'normal',
      cell: (row) => (row.under ? <EntityLink entity={row.under} /> : ''),
      copy: (row) => row.under?.name ?? '',
      empty: (row) => row.under === null,
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

/** Who promised what, by when, and what became of it. */
export function CommitmentsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const vocabulary = useVocabulary();
  const { figure: _figure, lang: _lang, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const pages = usePages(questions.commitments(language, filter));
  const columns = useMemo(() => commitmentColumns(t), [t]);
  const states = vocabulary.kind('commitment')?.states ?? [];

  const change = (patch: Partial<typeof filter>, replace = false) =>
    void navigate({ search: (previous) => ({ ...previous, ...patch }), replace, resetScroll: false });
  const clear = () =>
    change({ who: undefined, under: undefined, state: undefined, due: undefined, q: undefined });

  /** The name of who or what is filtered by stands in the rows that are left. */
  const nameOf = (id: string): string => {
    for (const row of pages.rows) {
      const found = [...row.who, ...(row.under ? [row.under] : [])].find((ref) => ref.id === id);
      if (found) return found.name;
    }
    return id;
  };
  const active: ActiveFilter[] = [
    ...listed(filter.due).map((due) => ({
      id: 'due',
      text: DUE.some((known) => known === due) ? t(`lists.commitments.${due as (typeof DUE)[number]}`) : due,
      remove: () => change({ due: undefined }),
    })),
    ...listed(filter.state).map((state) => ({
      id: `state-${state}`,
      text: states.find(({ id }) => id === state)?.label ?? state,
      remove: () => change({ state: joined(listed(filter.state).filter((other) => other !== state)) }),
    })),
    ...(filter.who
      ? [
          {
            id: 'who',
            text: `${t('lists.commitments.who')}: ${nameOf(filter.who)}`,
            remove: () => change({ who: undefined }),
          },
        ]
      : []),
    ...(filter.under
      ? [
          {
            id: 'under',
            text: `${t('lists.commitments.under')}: ${nameOf(filter.under)}`,
            remove: () => change({ under: undefined }),
          },
        ]
      : []),
    ...(filter.q
      ? [
          {
            id: 'q',
            text: t('lists.containing', { text: filter.q }),
            remove: () => change({ q: undefined }),
          },
        ]
      : []),
  ];

  return (
    <Page title={t('lists.commitments.title')} lead={t('lists.commitments.lead')}>
      <ListLayout
        active={active}
        onClear={clear}
        filters={
          <>
            <TextFilter
              label={t('lists.textContains')}
              value={filter.q}
              onChange={(q) => change({ q }, true)}
            />
            <FacetFilter
              title={t('lists.commitments.due')}
              language={language}
              choices={DUE.map((due) => ({ value: due, label: t(`lists.commitments.${due}`) }))}
              chosen={listed(filter.due)}
              onChange={(next) => change({ due: joined(next) })}
            />
            <FacetFilter
              title={t('lists.column.state')}
              language={language}
              many
              choices={states.map(({ id, label }) => ({ value: id, label }))}
              chosen={listed(filter.state)}
              onChange={(next) => change({ state: joined(next) })}
            />
          </>
        }
      >
        <ListResults
          label={t('lists.commitments.title')}
          language={language}
          columns={columns}
          rowId={(row) => row.id}
          pages={pages}
          csv={address('/commitments', { ...filter, lang: language, format: 'csv' })}
        />
      </ListLayout>
    </Page>
  );
}
