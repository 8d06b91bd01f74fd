import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { address, questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Cites } from '#web/ui/cites.tsx';
import { Contents } from '#web/ui/contents.tsx';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { PageOf } from '#web/ui/page-of.tsx';
import { Period } from '#web/ui/period.tsx';
import { WithFootnotes } from '#web/ui/print/printed.tsx';
import { Remarks } from '#web/ui/remarks.tsx';
import { Empty } from '#web/ui/states.tsx';
import { capital } from '#web/ui/words.ts';
import type { PairDetail } from '#wire/registry.ts';
import { CommitmentTable } from '../entity/commitment-table.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import { canonicalPair } from './canonical.ts';
import { EmptyPair } from './empty-pair.tsx';
import classes from './pair.module.css';
import { PairChooser } from './pair-chooser.tsx';
import { PairFigures } from './pair-figures.tsx';

const route = getRouteApi('/pairs/$a/$b');

/** All that two places share. */
export function PairPage() {
  const { t } = useTranslation();
  const { a, b } = route.useParams();
  const [first, second] = canonicalPair(a, b);
  const query = useQuery({ ...questions.pair(useLanguage(), first, second), enabled: a !== b });
  if (a === b) {
    return (
      <Page title={t('pair.title')}>
        <Empty title={t('pair.sameTwice')} />
        <PairChooser a={a} />
      </Page>
    );
  }
  return (
    <PageOf query={query} title={t('pair.title')} help={<PairChooser />}>
      {(pair) => <Shown key={`${a} ${b}`} pair={first === a ? pair : { ...pair, a: pair.b, b: pair.a }} />}
    </PageOf>
  );
}

function isEmpty({ relations, groups, figures, commitments, timeline, remarks }: PairDetail): boolean {
  return [relations, groups, figures, commitments, timeline, remarks].every((part) => part.length === 0);
}

function Shown({ pair }: { pair: PairDetail }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { a, b, relations, groups, figures, commitments, timeline, remarks } = pair;
  const shared = groups.reduce((sum, group) => sum + group.items.length, 0);
  const parts = [
    { id: 'remarks', title: t('part.remarks'), count: remarks.length },
    { id: 'ties', title: t('pair.ties'), count: relations.length },
    { id: 'shared', title: t('pair.shared'), count: shared },
    { id: 'figures', title: t('pair.figures'), count: figures.length },
    { id: 'timeline', title: t('timeline.title'), count: timeline.length },
    { id: 'commitments', title: t('pair.commitments'), count: commitments.length },
  ].filter(({ count }) => count > 0);
  const views: { readonly [id: string]: React.ReactNode } = {
    remarks: <Remarks remarks={remarks} />,
    ties: <Ties pair={pair} />,
    shared: <Shared pair={pair} />,
    figures: <PairFigures pair={pair} />,
    timeline: <Timeline items={timeline} />,
    commitments: <CommitmentTable commitments={commitments} />,
  };
  const citations = [...remarks, ...relations, ...figures, ...timeline, ...commitments].map(
    (x) => x.citation,
  );
  return (
    <Page
      title={`${a.name} – ${b.name}`}
      trail={[{ label: t('frame.tab.pairs'), link: { to: '/pairs' } }]}
      lead={
        <span className={classes.sides}>
          <EntityLink entity={a} />
          <EntityLink entity={b} />
        </span>
      }
      actions={
        <a
          href={address(`/pairs/${encodeURIComponent(a.id)}/${encodeURIComponent(b.id)}`, { lang: language })}
        >
          {t('part.api')}
        </a>
      }
    >
      {isEmpty(pair) && <EmptyPair pair={pair} />}
      <WithFootnotes citations={citations}>
        <Contents items={parts} />
        {parts.map(({ id, title, count }) => (
          <Section key={id} id={id} title={title} count={count}>
            {views[id]}
          </Section>
        ))}
      </WithFootnotes>
      <div className="not-printed">
        <Section title={t('pair.another')}>
          <PairChooser a={a.id} />
        </Section>
      </div>
    </Page>
  );
}

/** What ties the two without anything between them, each named from the first side. */
function Ties({ pair: { relations } }: { pair: PairDetail }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <ul className={classes.ties}>
      {relations.map(({ from, to, relation, label, valid, citation }) => (
        <li key={`${from.id} ${relation} ${to.id} ${citation.locator} ${valid?.from}`}>
          {/* Names stay in their first case, so a colon stands between: 'A, label: B'. */}
          <EntityLink entity={from} />, {t('part.labelled', { label })} <EntityLink entity={to} />
          {valid !== null && (
            <span className={classes.soft}>
              {' '}
              · <Period period={valid} />
            </span>
          )}{' '}
          <Cites citations={[citation]} />
          {citation.doubt !== null && (
            <span className={classes.doubt}>{capital(citation.doubt, language)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Agreements, bodies, events and projects that both have a part in. */
function Shared({ pair: { groups } }: { pair: PairDetail }) {
  const language = useLanguage();
  return (
    <div className={classes.groups}>
      {groups.map(({ kind, label, items }) => (
        <div key={kind}>
          <h3 className={classes.groupName}>
            {capital(label, language)} <span className={classes.soft}>{items.length}</span>
          </h3>
          <ul className={classes.ties}>
            {items.map(({ id, kind: of, name, period }) => (
              <li key={id}>
                <EntityLink entity={{ id, kind: of, name }} />
                {period !== null && (
                  <span className={classes.soft}>
                    {' '}
                    · <Period period={period} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
