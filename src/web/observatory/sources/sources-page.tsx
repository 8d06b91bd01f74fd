import { getRouteApi, Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#base/language.ts';
import { address, questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { joined, listed } from '#web/app/search-params.ts';
import { type KindTerms, useVocabulary } from '#web/app/use-vocabulary.ts';
import { number } from '#web/ui/format.ts';
import type { Column } from '#web/ui/list/column.ts';
import { FacetFilter, TextFilter } from '#web/ui/list/filters.tsx';
import { type ActiveFilter, ListLayout } from '#web/ui/list/list-layout.tsx';
import { ListResults } from '#web/ui/list/list-results.tsx';
import { usePages } from '#web/ui/list/use-pages.ts';
import { Page } from '#web/ui/page.tsx';
import { TitleIn } from '#web/ui/title-in.tsx';
import type { SourceItem } from '#wire/registry.ts';

const route = getRouteApi('/sources');

function sourceColumns(
  t: TFunction,
  language: Language,
  kind: KindTerms | undefined,
): readonly Column<SourceItem>[] {
  const typeText = (row: SourceItem): string =>
    kind?.types.find(({ id }) => id === row.type)?.label ?? row.type ?? '';
  const count = (id: 'statements' | 'figures' | 'near'): Column<SourceItem> => ({
    id,
    header: t(`lists.sources.${id}`),
    width: 'narrow',
    numeric: true,
    cell: (row) => number(row[id], language),
    copy: (row) => String(row[id]),
    empty: (row) => row[id] === 0,
  });
  return [
    {
      id: 'name',
      header: t('lists.sources.source'),
      width: 'wide',
      cell: (row) => (
        <Link to="/sources/$id" params={{ id: row.id }}>
          <TitleIn lang={row.titleLang === language ? null : row.titleLang}>{row.name}</TitleIn>
        </Link>
      ),
      copy: (row) => row.name,
    },
    {
      id: 'id',
      header: t('lists.sources.id'),
      width: 'narrow',
      cell: (row) => <span className="identifier">{row.id}</span>,
      copy: (row) => row.id,
    },
    {
      id: 'publisher',
      header: t('lists.sources.publisher'),
      width: 'normal',
      cell: (row) => row.publisher ?? row.author ?? '',
      copy: (row) => row.publisher ?? row.author ?? '',
      empty: (row) => row.publisher === null && row.author === null,
    },
    {
      id: 'type',
      header: t('lists.column.type'),
      width: 'normal',
      cell: typeText,
      copy: typeText,
      empty: (row) => row.type === null,
    },
    {
      id: 'year',
      header: t('lists.sources.year'),
      width: 'narrow',
      numeric: true,
      cell: (row) => row.year ?? '—',
      copy: (row) => row.year ?? '',
    },
    count('statements'),
    count('figures'),
    count('near'),
  ];
}

/** Every source, with how much rests on it. */
export function SourcesPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const kind = useVocabulary().kind('source');
  const { figure: _figure, lang: _lang, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const pages = usePages(questions.sources(language, filter));
  const columns = useMemo(() => sourceColumns(t, language, kind), [t, language, kind]);

  const change = (patch: Partial<typeof filter>, replace = false) =>
    void navigate({ search: (previous) => ({ ...previous, ...patch }), replace, resetScroll: false });
  const types = kind?.types ?? [];
  const active: ActiveFilter[] = [
    ...listed(filter.type).map((type) => ({
      id: `type-${type}`,
      text: types.find(({ id }) => id === type)?.label ?? type,
      remove: () => change({ type: joined(listed(filter.type).filter((other) => other !== type)) }),
    })),
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
    <Page title={t('frame.tab.sources')} lead={t('lists.sources.lead')}>
      <ListLayout
        active={active}
        onClear={() => change({ type: undefined, q: undefined })}
        filters={
          <>
            <TextFilter
              label={t('lists.textContains')}
              value={filter.q}
              onChange={(q) => change({ q }, true)}
            />
            <FacetFilter
              title={t('lists.column.type')}
              language={language}
              many
              choices={types.map(({ id, label }) => ({ value: id, label }))}
              chosen={listed(filter.type)}
              onChange={(next) => change({ type: joined(next) })}
            />
          </>
        }
      >
        <ListResults
          label={t('frame.tab.sources')}
          language={language}
          columns={columns}
          rowId={(row) => row.id}
          pages={pages}
          csv={address('/sources', { ...filter, lang: language, format: 'csv' })}
        />
      </ListLayout>
    </Page>
  );
}
