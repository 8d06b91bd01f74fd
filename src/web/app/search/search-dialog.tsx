/** Search as a combobox (ARIA pattern 'listbox popup'): the field keeps the focus, arrows move through the results. */
import { CloseButton, Modal, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '#web/ui/format.ts';
import { SearchIcon } from '#web/ui/icons.tsx';
import { Failed } from '#web/ui/states.tsx';
import { capital } from '#web/ui/words.ts';
import { useLanguage } from '../i18n.ts';
import { type Hit, HitText, hitKey } from './hit.tsx';
import classes from './search.module.css';
import { useResults } from './use-results.ts';

const PER_KIND = 5;

interface Props {
  /** What was typed before the field was there. */
  early: { current: string | null };
  onClose: () => void;
}

export function SearchDialog({ early, onClose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const id = useId();
  const [typed, type] = useState('');
  const [active, setActive] = useState(-1);
  const { query, q, results } = useResults(typed, PER_KIND);
  const hits = useMemo(() => results?.groups.flatMap((group) => group.hits) ?? [], [results]);
  const list = useRef<HTMLDivElement>(null);
  const takeEarly = () => {
    const text = early.current;
    early.current = null;
    if (text) type((typed) => typed + text);
  };

  // New results: the choice among the old ones no longer means anything.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `results` is what is watched
  useEffect(() => setActive(-1), [results]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, []);

  const go = (hit: Hit) => {
    onClose();
    void (hit.figures
      ? navigate({ to: '/figures', search: hit.figures })
      : hit.ref.kind === 'source'
        ? navigate({ to: '/sources/$id', params: { id: hit.ref.id } })
        : navigate({ to: '/entities/$id', params: { id: hit.ref.id } }));
  };
  const goToAll = () => {
    if (typed.trim() === '') return;
    onClose();
    void navigate({ to: '/search', search: { q: typed.trim() } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // One place beside the hits stands for the field itself.
      setActive((now) => ((now + 1 + step + hits.length + 1) % (hits.length + 1)) - 1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = hits[active];
      if (chosen) go(chosen);
      else goToAll();
    }
  };

  return (
    <Modal.Root
      opened
      onClose={onClose}
      size="var(--k-search-width)"
      yOffset="var(--k-s-12)"
      padding={0}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('search.title')}>
        <div className={classes.field}>
          <TextInput
            data-autofocus
            size="md"
            variant="unstyled"
            className={classes.input ?? ''}
            leftSection={<SearchIcon />}
            aria-label={t('search.title')}
            placeholder={t('search.placeholder')}
            value={typed}
            onChange={(event) => type(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onFocus={takeEarly}
            autoComplete="off"
            spellCheck={false}
            role="combobox"
            aria-expanded={hits.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            {...(active >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
          />
          <CloseButton aria-label={t('frame.close')} onClick={onClose} />
        </div>
        {query.error && <Failed error={query.error} />}
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={t('search.results')}
          className={classes.results}
          tabIndex={-1}
        >
          {results?.groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: an option group of a listbox
            <div key={group.kind} role="group" aria-label={capital(group.label, language)}>
              <div className={classes.groupName} aria-hidden="true">
                {capital(group.label, language)}
                <span className={classes.groupCount}>{number(group.total, language)}</span>
              </div>
              {group.hits.map((hit) => {
                const index = hits.indexOf(hit);
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
                  // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field (activedescendant)
                  <div
                    key={hitKey(hit)}
                    id={`${id}-${index}`}
                    role="option"
                    aria-selected={index === active}
                    className={classes.hit}
                    onPointerMove={() => setActive(index)}
                    onClick={() => go(hit)}
                  >
                    <HitText hit={hit} />
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        <div className={classes.foot} role="status">
          {results && results.total === 0 && t('search.nothing', { q })}
          {results && results.total > 0 && (
            <>
              <span>{t('search.found', { count: results.total, n: number(results.total, language) })}</span>
              <button type="button" className={classes.all} onClick={goToAll}>
                {t('search.all')}
              </button>
            </>
          )}
          {!results && t('search.hint')}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
