import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { address, questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { joined, listed } from '#web/app/search-params.ts';
import { useVocabulary } from '#web/app/use-vocabulary.ts';
import { FacetFilter, PeriodFilter, TextFilter } from '#web/ui/list/filters.tsx';
import { type ActiveFilter, ListLayout } from '#web/ui/list/list-layout.tsx';
import { ListResults } from '#web/ui/list/list-results.tsx';
import { usePages } from '#web/ui/list/use-pages.ts';
import { Page } from '#web/ui/page.tsx';
import { periodText } from '#web/ui/period-text.ts';
import { capital } from '#web/ui/words.ts';
import { entityColumns } from './columns.tsx';

const route = getRouteApi('/entities');

/** Kinds that have a list of their own elsewhere. */
const OWN_LISTS = new Set(['commitment', 'source']);

/** All named things of the registry, filtered by the address. */
export function RegisterPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const vocabulary = useVocabulary();
  const { figure: _figure, lang: _lang, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const pages = usePages(questions.entities(language, { ...filter, facets: true }));
  const kinds = listed(filter.kind);
  const chosen = kinds.length === 1 ? vocabulary.kind(kinds[0] ?? '') : undefined;
  const columns = useMemo(
    () => entityColumns({ t, language, kind: vocabulary.kind }, chosen),
    [t, language, vocabulary, chosen],
  );

  type Filter = typeof filter;
  const change = (patch: Partial<Filter>, replace = false) =>
    void navigate({ search: (previous) => ({ ...previous, ...patch }), replace, resetScroll: false });
  const clear = () =>
    change({
      kind: undefined,
      type: undefined,
      place: undefined,
      related: undefined,
      state: undefined,
      q: undefined,
      from: undefined,
      to: undefined,
    });

  const facets = pages.first?.facets ?? [];
  const values = (id: string) => facets.find((facet) => facet.id === id)?.values ?? [];
  const labelOf = (id: string, value: string) =>
    values(id).find((choice) => choice.value === value)?.label ?? vocabulary.kind(value)?.many ?? value;

  const active: ActiveFilter[] = [
    ...kinds.map((value) => ({
      id: `kind-${value}`,
      text: capital(labelOf('kind', value), language),
      remove: () =>
        change({ kind: joined(kinds.filter((other) => other !== value)), type: undefined, state: undefined }),
    })),
    ...(['type', 'place', 'state'] as const).flatMap((id) =>
      listed(filter[id]).map((value) => ({
        id: `${id}-${value}`,
        text: labelOf(id, value),
        remove: () => change({ [id]: joined(listed(filter[id]).filter((other) => other !== value)) }),
      })),
    ),
    ...(filter.related
      ? [
          {
            id: 'related',
            text: t('lists.relatedTo', { id: filter.related }),
            remove: () => change({ related: undefined }),
          },
        ]
      : []),
    ...(filter.q
      ? [{ id: 'q', text: t('lists.containing', { text: filter.q }), remove: () => change({ q: undefined }) }]
      : []),
    ...(filter.from || filter.to
      ? [
          {
            id: 'period',
            text: periodText({ from: filter.from ?? null, to: filter.to ?? null }, t),
            remove: () => change({ from: undefined, to: undefined }),
          },
        ]
      : []),
  ];

  const title = chosen ? capital(chosen.many, language) : t('lists.register.title');
  return (
    <Page title={title} lead={chosen ? chosen.description : t('lists.register.lead')}>
      <ListLayout
        active={active}
        onClear={clear}
        filters={
          <>
            <TextFilter
              label={t('lists.nameContains')}
              value={filter.q}
              onChange={(q) => change({ q, sort: undefined }, true)}
            />
            <FacetFilter
              title={t('lists.column.kind')}
              many
              language={language}
              choices={values('kind')
                .filter(({ value }) => !OWN_LISTS.has(value))
                .map((choice) => ({ ...choice, label: capital(choice.label, language) }))}
              chosen={kinds}
              onChange={(next) => change({ kind: joined(next), type: undefined, state: undefined })}
            />
            {kinds.length > 0 && (
              <FacetFilter
                title={t('lists.column.type')}
                many
                language={language}
                choices={values('type')}
                chosen={listed(filter.type)}
                onChange={(next) => change({ type: joined(next) })}
              />
            )}
            {kinds.length > 0 && (
              <FacetFilter
                title={t('lists.column.state')}
                many
                language={language}
                choices={values('state')}
                chosen={listed(filter.state)}
                onChange={(next) => change({ state: joined(next) })}
              />
            )}
            <FacetFilter
              title={t('lists.column.place')}
              language={language}
              choices={values('place')}
              chosen={listed(filter.place)}
              onChange={(next) => change({ place: joined(next) })}
            />
            <PeriodFilter from={filter.from} to={filter.to} onChange={change} />
          </>
        }
      >
        <ListResults
          label={title}
          language={language}
          columns={columns}
          rowId={(row) => row.id}
          pages={pages}
          known={pages.first?.known}
          csv={address('/entities', { ...filter, lang: language, format: 'csv' })}
          sort={filter.sort ?? (filter.q ? undefined : 'name')}
          onSort={(sort) => change({ sort })}
        />
      </ListLayout>
    </Page>
  );
}
