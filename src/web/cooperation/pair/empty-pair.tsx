import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Empty } from '#web/ui/states.tsx';
import type { Ref } from '#wire/common.ts';
import type { PairDetail } from '#wire/registry.ts';
import { partnersOf } from '../entity/partners.ts';
import { pairAddress } from './canonical.ts';
import classes from './pair.module.css';

const OFFERED = 6;

/** Nothing that the two share: what lies around them instead. */
export function EmptyPair({ pair: { a, b } }: { pair: PairDetail }) {
  const { t } = useTranslation();
  return (
    <Empty title={t('pair.empty')}>
      <p>{t('pair.emptyText')}</p>
      <Wider a={a} b={b} />
      <PartnersOf place={a} />
      <PartnersOf place={b} />
    </Empty>
  );
}

/** The pair of what the two lie in: the countries of two cities. */
function Wider({ a, b }: { a: Ref; b: Ref }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [first, second] = [
    useQuery(questions.entity(language, a.id)),
    useQuery(questions.entity(language, b.id)),
  ];
  if (!first.data || !second.data) return null;
  const around = [first.data, second.data].map(
    ({ breadcrumb, ...self }) => breadcrumb.find(({ kind }) => kind === 'country') ?? breadcrumb[0] ?? self,
  );
  const [x, y] = around;
  if (!x || !y || x.id === y.id || (x.id === a.id && y.id === b.id)) return null;
  return (
    <p>
      {t('part.labelled', { label: t('pair.wider') })}{' '}
      <Link {...pairAddress(x.id, y.id)}>
        {x.name} – {y.name}
      </Link>
    </p>
  );
}

function PartnersOf({ place }: { place: Ref }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const detail = useQuery(questions.entity(language, place.id));
  const figures = useQuery(questions.someFigures(language, { entity: place.id, limit: 1000 }));
  const partners = partnersOf(place.id, detail.data?.relations ?? [], figures.data?.items ?? []);
  if (partners.length === 0) return null;
  return (
    <p>
      {t('part.labelled', { label: t('pair.partnersOf', { name: place.name }) })}{' '}
      <span className={classes.offers}>
        {partners.slice(0, OFFERED).map(({ ref }) => (
          <Link key={ref.id} {...pairAddress(place.id, ref.id)}>
            {place.name} – {ref.name}
          </Link>
        ))}
      </span>
    </p>
  );
}
