import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Cite } from '#web/ui/cite.tsx';
import { Figure } from '#web/ui/figure.tsx';
import { figureTitle } from '#web/ui/figure-title.ts';
import { number } from '#web/ui/format.ts';
import { SearchIcon } from '#web/ui/icons.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { Period } from '#web/ui/period.tsx';
import { Loaded } from '#web/ui/states.tsx';
import { capital } from '#web/ui/words.ts';
import type { Overview } from '#wire/registry.ts';
import { questions } from '../api.ts';
import { openSearch } from '../frame/open-search.ts';
import { useLanguage } from '../i18n.ts';
import { PartnersSection } from './partners-section.tsx';
import classes from './start.module.css';

/** For somebody who comes for the first time: what this is, what it holds, and where to go. */
export function StartPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const overview = useQuery(questions.overview(language));
  return (
    <Page title={t('start.title')} lead={t('start.lead')}>
      <UnstyledButton className={`${classes.search} not-printed`} onClick={openSearch}>
        <SearchIcon />
        {t('search.placeholder')}
      </UnstyledButton>
      <Loaded query={overview} lines={16}>
        {(data) => (
          <>
            {data.dataSets
              .filter((set) => !set.simulated)
              .map((set) => (
                <aside key={set.id} className={classes.history} aria-label={t('start.history')}>
                  <strong>
                    {set.asOf ? t('start.historyAsOf', { year: set.asOf.slice(0, 4) }) : set.title}
                  </strong>{' '}
                  {set.note}
                </aside>
              ))}
            <Counts overview={data} />
            <Headline overview={data} />
            <PartnersSection overview={data} />
            <Kinds overview={data} />
            <Doors />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** How much there is, each number leading to the list of it. */
function Counts({ overview: { counts } }: { overview: Overview }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const shown = [
    { id: 'entities', to: '/entities', search: {} },
    { id: 'figures', to: '/figures', search: {} },
    { id: 'commitments', to: '/commitments', search: {} },
    { id: 'sources', to: '/sources', search: {} },
    { id: 'relations', to: '/network', search: {} },
    { id: 'remarks', to: '/remarks', search: {} },
  ] as const;
  return (
    <ul className={classes.counts}>
      {shown.map(({ id, to, search }) => (
        <li key={id}>
          <Link to={to} search={search}>
            <strong>{number(counts[id], language)}</strong> {t(`start.count.${id}`, { count: counts[id] })}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Headline({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  if (overview.headline.length === 0) return null;
  return (
    <Section title={t('start.headline')}>
      <ul className={classes.headline}>
        {overview.headline.map((figure) => (
          <li key={figure.id} className={classes.headlineFigure}>
            <span className={classes.what}>{figureTitle(figure)}</span>
            <Figure figure={figure} size="large" />
            <span className={classes.small}>
              <Period period={figure.period} inferred={figure.periodInferred} />
            </span>
            <Cite citation={figure.citation} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Where the things of a kind are listed: some have a list of their own. */
function listOf(kind: string): LinkProps {
  if (kind === 'commitment') return { to: '/commitments' };
  if (kind === 'source') return { to: '/sources' };
  return { to: '/entities', search: { kind } };
}

function Kinds({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Section title={t('start.kinds')}>
      <ul className={classes.kinds}>
        {overview.kinds
          .filter(({ count }) => count > 0)
          .map(({ kind, label, count }) => (
            <li key={kind}>
              <Link {...listOf(kind)}>
                <span>{capital(label, language)}</span>
                <span className={classes.kindCount}>{number(count, language)}</span>
              </Link>
            </li>
          ))}
      </ul>
    </Section>
  );
}

function Doors() {
  const { t } = useTranslation();
  const doors = [
    { id: 'market', to: '/market' },
    { id: 'cooperation', to: '/entities' },
    { id: 'observatory', to: '/figures' },
  ] as const;
  return (
    <Section title={t('start.doors')}>
      <ul className={classes.doors}>
        {doors.map(({ id, to }) => (
          <li key={id}>
            <h3>
              <Link to={to}>{t(`frame.door.${id}`)}</Link>
            </h3>
            <p>{t(`start.door.${id}`)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
