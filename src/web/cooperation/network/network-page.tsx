import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { joined, listed } from '#web/app/search-params.ts';
import { Cite } from '#web/ui/cite.tsx';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { nameOrder, number } from '#web/ui/format.ts';
import type { Column } from '#web/ui/list/column.ts';
import { FacetFilter } from '#web/ui/list/filters.tsx';
import { type ActiveFilter, ListLayout } from '#web/ui/list/list-layout.tsx';
import { ListResults } from '#web/ui/list/list-results.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { Period } from '#web/ui/period.tsx';
import { periodText } from '#web/ui/period-text.ts';
import { Empty, Loaded } from '#web/ui/states.tsx';
import type { Graph } from '#wire/registry.ts';
import { LINE, OTHER_LINE } from './graph-option.ts';
import { countries, type Edge, filterNetwork, type Network, type Node, relations } from './model.ts';
import classes from './network.module.css';

const NetworkGraph = lazy(() => import('./network-graph.tsx'));
const NetworkMap = lazy(() => import('./network-map.tsx'));
const route = getRouteApi('/network');

/** Most places that one picture can carry. */
const MOST_NODES = 2000;

/** Twin cities and partnerships: who is tied to whom, as a graph, as a map, and as a list. */
export function NetworkPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const query = useQuery(questions.graph(language, { group: 'network', limit: MOST_NODES }));
  return (
    <Page title={t('network.title')} lead={t('network.lead')}>
      <Loaded query={query} lines={16}>
        {(graph) =>
          graph.edges.length === 0 ? <Empty title={t('network.none')} /> : <NetworkView graph={graph} />
        }
      </Loaded>
    </Page>
  );
}

function NetworkView({ graph }: { graph: Graph }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { figure: _figure, lang: _lang, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = listed(search.relation);
  const view = search.view === 'map' ? 'map' : 'graph';
  const extent = search.extent === 'world' ? 'world' : 'near';

  const change = useCallback(
    (patch: { [name in keyof typeof search]?: string | undefined }) =>
      void navigate({ search: (previous) => ({ ...previous, ...patch }), resetScroll: false }),
    [navigate],
  );
  const choose = useCallback((id: string) => change({ around: id }), [change]);
  const filter = useMemo(
    () => ({ relations: listed(search.relation), country: search.country, around: search.around }),
    [search.relation, search.country, search.around],
  );
  const network = useMemo(() => filterNetwork(graph, filter), [graph, filter]);
  // Each facet counts what its own choice would give, the other filters holding.
  const facets = useMemo(
    () => ({
      relation: relations(filterNetwork(graph, { ...filter, relations: [] }).edges),
      country: countries(graph, filterNetwork(graph, { ...filter, country: undefined }).edges),
      place: filterNetwork(graph, { ...filter, around: undefined }).nodes.map(({ id, name, degree }) => ({
        value: id,
        label: name,
        count: degree,
      })),
    }),
    [graph, filter],
  );

  const nameOf = (id: string): string => graph.nodes.find((node) => node.id === id)?.name ?? id;
  const relationOf = (id: string): string => graph.edges.find(({ relation }) => relation === id)?.label ?? id;
  const active: ActiveFilter[] = [
    ...chosen.map((relation) => ({
      id: `relation-${relation}`,
      text: relationOf(relation),
      remove: () => change({ relation: joined(chosen.filter((other) => other !== relation)) }),
    })),
    ...(search.country
      ? [
          {
            id: 'country',
            text: facets.country.find(({ value }) => value === search.country)?.label ?? search.country,
            remove: () => change({ country: undefined }),
          },
        ]
      : []),
    ...(search.around
      ? [{ id: 'around', text: nameOf(search.around), remove: () => change({ around: undefined }) }]
      : []),
  ];
  const summary = t('network.summary', {
    places: t('network.places', { count: network.nodes.length, n: number(network.nodes.length, language) }),
    links: t('network.links', { count: network.edges.length, n: number(network.edges.length, language) }),
  });

  return (
    <ListLayout
      active={active}
      onClear={() => change({ relation: undefined, country: undefined, around: undefined })}
      filters={
        <>
          <FacetFilter
            title={t('network.relation')}
            many
            language={language}
            choices={facets.relation}
            chosen={chosen}
            onChange={(next) => change({ relation: joined(next) })}
          />
          <FacetFilter
            title={t('network.country')}
            language={language}
            choices={facets.country}
            chosen={listed(search.country)}
            onChange={(next) => change({ country: joined(next) })}
          />
          <FacetFilter
            title={t('network.place')}
            language={language}
            choices={facets.place}
            chosen={listed(search.around)}
            onChange={(next) => change({ around: joined(next) })}
          />
        </>
      }
    >
      <div className={classes.head}>
        <p className={classes.summary}>
          {summary}
          {graph.truncated && ` · ${t('network.truncated')}`}
        </p>
        <div className={`${classes.tools} not-printed`}>
          {view === 'map' && (
            <SegmentedControl
              size="xs"
              aria-label={t('start.map.extent')}
              value={extent}
              onChange={(value) => change({ extent: value === 'near' ? undefined : value })}
              data={[
                { value: 'near', label: t('start.map.near') },
                { value: 'world', label: t('start.map.world') },
              ]}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label={t('network.view')}
            value={view}
            onChange={(value) => change({ view: value === 'graph' ? undefined : value })}
            data={[
              { value: 'graph', label: t('network.graph') },
              { value: 'map', label: t('network.map') },
            ]}
          />
        </div>
      </div>
      <Suspense fallback={<div className={classes.waiting} />}>
        {view === 'map' ? (
          <NetworkMap network={network} chosen={search.around} extent={extent} onChoose={choose} />
        ) : (
          <NetworkGraph
            network={network}
            chosen={search.around}
            label={`${t('network.title')}: ${summary}. ${t('network.asList')}`}
            onChoose={choose}
          />
        )}
      </Suspense>
      <Legend shown={facets.relation.filter(({ value }) => chosen.length === 0 || chosen.includes(value))} />
      <Section title={t('network.list')}>
        <NetworkList network={network} />
      </Section>
    </ListLayout>
  );
}

function Legend({ shown }: { shown: readonly { value: string; label: string }[] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.legend}>
      {shown.map(({ value, label }) => (
        <li key={value}>
          <svg className={classes.sample} viewBox="0 0 32 8" aria-hidden="true">
            <path d="M0 4H32" className={classes.arc} data-line={LINE[value] ?? OTHER_LINE} />
          </svg>
          {label}
        </li>
      ))}
      <li className={classes.hint}>{t('network.hint')}</li>
    </ul>
  );
}

interface Row {
  readonly edge: Edge;
  readonly from: Node;
  readonly to: Node;
}

/** The country that a place lies in, where it is not one itself. */
function abroad(node: Node): string | undefined {
  return node.country?.id === node.id ? undefined : node.country?.name;
}

function networkColumns(t: TFunction): readonly Column<Row>[] {
  return [
    {
      id: 'from',
      header: t('network.from'),
      width: 'normal',
      cell: ({ from }) => <EntityLink entity={from} />,
      copy: ({ from }) => from.name,
    },
    {
      id: 'relation',
      header: t('network.relation'),
      width: 'normal',
      cell: ({ edge }) => edge.label,
      copy: ({ edge }) => edge.label,
    },
    {
      id: 'to',
      inTitle: true,
      header: t('network.to'),
      width: 'normal',
      cell: ({ to }) => (
        <>
          <EntityLink entity={to} />
          {abroad(to) && `, ${abroad(to)}`}
        </>
      ),
      copy: ({ to }) => [to.name, abroad(to)].filter(Boolean).join(', '),
    },
    {
      id: 'period',
      header: t('lists.column.period'),
      width: 'normal',
      cell: ({ edge }) => (edge.valid ? <Period period={edge.valid} /> : ''),
      copy: ({ edge }) => (edge.valid ? periodText(edge.valid, t) : ''),
      empty: ({ edge }) => edge.valid === null,
    },
    {
      id: 'source',
      header: t('lists.column.source'),
      width: 'normal',
      cell: ({ edge }) => <Cite citation={edge.citation} />,
      copy: ({ edge }) => edge.citation.locator,
    },
  ];
}

/** The same network for those who don't see or don't use the picture. */
function NetworkList({ network }: { network: Network }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const columns = useMemo(() => networkColumns(t), [t]);
  const rows = useMemo(() => {
    const nodes = new Map(network.nodes.map((node) => [node.id, node]));
    const order = nameOrder(language);
    return network.edges
      .flatMap((edge): Row[] => {
        const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
        return from && to ? [{ edge, from, to }] : [];
      })
      .sort((a, b) => order(a.from.name, b.from.name) || order(a.to.name, b.to.name));
  }, [network, language]);
  return (
    <ListResults
      label={t('network.list')}
      language={language}
      columns={columns}
      rowId={({ edge }) => String(edge.id)}
      cardTitle={({ from, to }) => (
        <>
          <EntityLink entity={from} /> – <EntityLink entity={to} />
        </>
      )}
      pages={{
        query: { error: null, refetch: () => undefined },
        first: network,
        rows,
        total: rows.length,
        more: undefined,
        allRows: async () => rows,
        stale: false,
      }}
    />
  );
}
