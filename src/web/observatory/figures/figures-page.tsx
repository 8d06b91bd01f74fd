import { NativeSelect } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { address, questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { joined, listed } from '#web/app/search-params.ts';
import { useVocabulary } from '#web/app/use-vocabulary.ts';
import { type Choice, FacetFilter, PeriodFilter, TextFilter } from '#web/ui/list/filters.tsx';
import { type ActiveFilter, ListLayout } from '#web/ui/list/list-layout.tsx';
import { ListResults } from '#web/ui/list/list-results.tsx';
import { usePages } from '#web/ui/list/use-pages.ts';
import { Page } from '#web/ui/page.tsx';
import { periodText } from '#web/ui/period-text.ts';
import { CODES, codeText } from './codes.ts';
import { figureColumns } from './columns.tsx';

const route = getRouteApi('/figures');

/** Filters that hold one or more values of a facet, in the order in which they stand beside the list. */
const FACETS = [
  { id: 'measure', many: true },
  { id: 'area', many: false },
  { id: 'partner', many: false },
  { id: 'product', many: false },
  { id: 'form', many: true },
  { id: 'kind', many: true },
  { id: 'conflict', many: true },
] as const;

/** All figures, by what they measure, where, with whom, when, and who says so. */
export function FiguresPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const vocabulary = useVocabulary();
  const { figure: _figure, lang: _lang, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const pages = usePages(questions.figures(language, { ...filter, facets: true }));
  const columns = useMemo(() => figureColumns(t), [t]);

  const change = (patch: Partial<typeof filter>, replace = false) =>
    void navigate({ search: (previous) => ({ ...previous, ...patch }), replace, resetScroll: false });
  const clear = () =>
    void navigate({
      search: ({ figure, sort }) => ({ figure, sort }),
      resetScroll: false,
    });

  const choices = (id: string): Choice[] =>
    (pages.first?.facets?.find((facet) => facet.id === id)?.values ?? []).map((choice) =>
      id === 'form' || id === 'kind' || id === 'conflict'
        ? { ...choice, label: codeText(id, choice.value, t) }
        : choice,
    );
  const labelOf = (id: string, value: string): string =>
    choices(id).find((choice) => choice.value === value)?.label ??
    (id === 'measure' ? vocabulary.measures.find((measure) => measure.id === value)?.label : undefined) ??
    (id === 'form' || id === 'kind' || id === 'conflict' ? codeText(id, value, t) : value);
  const title = (id: (typeof FACETS)[number]['id']): string => t(`lists.figures.${id}`);

  const active: ActiveFilter[] = [
    ...FACETS.flatMap(({ id }) =>
      listed(filter[id]).map((value) => ({
        id: `${id}-${value}`,
        text: `${title(id)}: ${labelOf(id, value)}`,
        remove: () => change({ [id]: joined(listed(filter[id]).filter((other) => other !== value)) }),
      })),
    ),
    ...(['entity', 'source'] as const).flatMap((id) =>
      listed(filter[id]).map((value) => ({
        id,
        text: `${t(`lists.figures.${id}`)}: ${labelOf('area', value)}`,
        remove: () => change({ [id]: undefined }),
      })),
    ),
    ...(filter.q
      ? [
          {
            id: 'q',
            text: t('lists.containing', { text: filter.q }),
            remove: () => change({ q: undefined }),
          },
        ]
      : []),
    ...(filter.from || filter.to
      ? [
          {
            id: 'period',
            text: periodText({ from: filter.from ?? null, to: filter.to ?? null }, t),
            remove: () => change({ from: undefined, to: undefined, match: undefined }),
          },
        ]
      : []),
  ];

  return (
    <Page title={t('lists.figures.title')} lead={t('lists.figures.lead')}>
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
            <div>
              <PeriodFilter
                from={filter.from}
                to={filter.to}
                onChange={(period) => change({ ...period, match: filter.match ?? 'within' })}
              />
              {(filter.from || filter.to) && (
                <NativeSelect
                  size="xs"
                  mt="xs"
                  aria-label={t('lists.figures.match')}
                  value={filter.match ?? 'exact'}
                  onChange={(event) => change({ match: event.currentTarget.value })}
                >
                  {CODES.match.map((code) => (
                    <option key={code} value={code}>
                      {codeText('match', code, t)}
                    </option>
                  ))}
                </NativeSelect>
              )}
            </div>
            {FACETS.map(({ id, many }) => (
              <FacetFilter
                key={id}
                title={title(id)}
                many={many}
                language={language}
                choices={choices(id)}
                chosen={listed(filter[id])}
                onChange={(next) => change({ [id]: joined(next) })}
              />
            ))}
          </>
        }
      >
        <ListResults
          label={t('lists.figures.title')}
          language={language}
          columns={columns}
          rowId={(row) => row.id}
          pages={pages}
          csv={address('/figures', { ...filter, lang: language, format: 'csv' })}
          sort={filter.sort ?? 'measure'}
          onSort={(sort) => change({ sort })}
        />
      </ListLayout>
    </Page>
  );
}
