import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Page, Section } from '#web/ui/page.tsx';
import { Loaded } from '#web/ui/states.tsx';
import type { Graph } from '#wire/registry.ts';
import { PLACE_KINDS } from '../entity/partners.ts';
import { pairAddress } from './canonical.ts';
import classes from './pair.module.css';
import { PairChooser } from './pair-chooser.tsx';
import { strongestPairs } from './strongest-pairs.ts';

const route = getRouteApi('/pairs');

/** How many pairs to begin with are offered. */
const OFFERED = 24;

/** Two places chosen, or one of the pairs that the sources tell most of. */
export function ChoosePairPage() {
  const { t } = useTranslation();
  const { a, b } = route.useSearch();
  const graph = useQuery(
    questions.graph(useLanguage(), {
      group: 'network,trade,deal',
      kinds: PLACE_KINDS.join(','),
      limit: 2000,
    }),
  );
  return (
    <Page title={t('pair.title')} lead={t('pair.lead')}>
      <PairChooser key={`${a} ${b}`} a={a ?? null} b={b ?? null} />
      <Section title={t('pair.examples')}>
        <Loaded query={graph}>{(data) => <Examples graph={data} />}</Loaded>
      </Section>
    </Page>
  );
}

function Examples({ graph }: { graph: Graph }) {
  return (
    <ul className={classes.examples}>
      {strongestPairs(graph, OFFERED).map(({ a, b, ties }) => (
        <li key={`${a.id} ${b.id}`}>
          <Link {...pairAddress(a.id, b.id)}>
            {a.name} – {b.name}
          </Link>{' '}
          <span className={classes.soft}>{ties.join(', ')}</span>
        </li>
      ))}
    </ul>
  );
}
