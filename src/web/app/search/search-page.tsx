import { TextInput } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '#web/ui/format.ts';
import { SearchIcon } from '#web/ui/icons.tsx';
import { Page, Section } from '#web/ui/page.tsx';
import { Empty, Failed, Waiting } from '#web/ui/states.tsx';
import { capital } from '#web/ui/words.ts';
import { useLanguage } from '../i18n.ts';
import { HitText, hitKey } from './hit.tsx';
import classes from './search.module.css';
import { useResults } from './use-results.ts';

const route = getRouteApi('/search');
const PER_KIND = 20;

/** Everything that was found, by kind; the words searched for stand in the address. */
export function SearchPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { q: asked = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, type] = useState(asked);
  const { query, q, results } = useResults(typed, PER_KIND);

  // The back button and the search dialog change the address under the page.
  useEffect(() => type(asked), [asked]);
  useEffect(() => {
    if (q === asked || typed.trim() !== q) return;
    void navigate({ search: (previous) => ({ ...previous, q: q || undefined }), replace: true });
  }, [q, asked, typed, navigate]);

  return (
    <Page title={t('search.title')}>
      <search>
        <TextInput
          size="md"
          className={classes.pageInput ?? ''}
          leftSection={<SearchIcon />}
          aria-label={t('search.title')}
          placeholder={t('search.placeholder')}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
      </search>
      <p className={classes.count} role="status">
        {results && results.total > 0
          ? t('search.found', { count: results.total, n: number(results.total, language) })
          : ''}
      </p>
      {query.error && <Failed error={query.error} again={() => void query.refetch()} />}
      {q === '' && <Empty title={t('search.hint')} />}
      {q !== '' && !results && !query.error && <Waiting />}
      {results?.total === 0 && <Empty title={t('search.nothing', { q })}>{t('search.nothingHint')}</Empty>}
      {results?.groups.map((group) => (
        <Section
          key={group.kind}
          title={capital(group.label, language)}
          count={number(group.total, language)}
          actions={
            group.total > group.hits.length &&
            group.kind !== 'figures' && <AllOfKind kind={group.kind} q={q} label={t('search.allOfKind')} />
          }
        >
          <ul className={classes.hits}>
            {group.hits.map((hit) => (
              <li key={hitKey(hit)}>
                {hit.figures ? (
                  <Link to="/figures" search={hit.figures} className={classes.pageHit}>
                    <HitText hit={hit} />
                  </Link>
                ) : hit.ref.kind === 'source' ? (
                  <Link to="/sources/$id" params={{ id: hit.ref.id }} className={classes.pageHit}>
                    <HitText hit={hit} />
                  </Link>
                ) : (
                  <Link to="/entities/$id" params={{ id: hit.ref.id }} className={classes.pageHit}>
                    <HitText hit={hit} />
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  );
}

function AllOfKind({ kind, q, label }: { kind: string; q: string; label: string }) {
  if (kind === 'source') {
    return (
      <Link to="/sources" search={{ q }}>
        {label}
      </Link>
    );
  }
  if (kind === 'commitment') {
    return (
      <Link to="/commitments" search={{ q }}>
        {label}
      </Link>
    );
  }
  return (
    <Link to="/entities" search={{ kind, q }}>
      {label}
    </Link>
  );
}
