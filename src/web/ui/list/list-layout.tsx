/** Filters beside (on phones: above, folded) the list, and the filters in force as words that can be removed. */
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CloseIcon, FilterIcon } from '../icons.tsx';
import { Sheet } from '../overlay.tsx';
import classes from './list.module.css';

/** One filter in force: what it says, and how to take it away. */
export interface ActiveFilter {
  readonly id: string;
  readonly text: string;
  readonly remove: () => void;
}

/** Below this the filters are folded; earlier where the figure card takes its part of the width. */
const NARROW = '(max-width: 62em)';
const NARROW_BESIDE_CARD = '(max-width: 100em)';

export function ListLayout({
  filters,
  active,
  onClear,
  children,
}: {
  filters: ReactNode;
  active: readonly ActiveFilter[];
  onClear: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const beside = useSearch({ strict: false, select: (search) => search.figure !== undefined });
  const narrow = useMediaQuery(beside ? NARROW_BESIDE_CARD : NARROW, undefined, {
    getInitialValueInEffect: false,
  });
  const [opened, open] = useState(false);
  return (
    <div className={classes.layout} data-folded={narrow || undefined}>
      {narrow ? (
        <div className="not-printed">
          <Button
            variant="default"
            leftSection={<FilterIcon />}
            aria-haspopup="dialog"
            onClick={() => open(true)}
          >
            {active.length > 0 ? t('lists.filtersInForce', { n: active.length }) : t('lists.filters')}
          </Button>
          {opened && (
            <Sheet title={t('lists.filters')} onClose={() => open(false)}>
              <div className={classes.filters}>{filters}</div>
            </Sheet>
          )}
        </div>
      ) : (
        <search className={`${classes.filters} not-printed`} aria-label={t('lists.filters')}>
          {filters}
        </search>
      )}
      <div className={classes.results}>
        {active.length > 0 && (
          <ul className={classes.active} aria-label={t('lists.inForce')}>
            {active.map((filter) => (
              <li key={filter.id}>
                <button
                  type="button"
                  className={classes.chip}
                  onClick={filter.remove}
                  aria-label={t('lists.remove', { filter: filter.text })}
                >
                  {filter.text}
                  <CloseIcon />
                </button>
              </li>
            ))}
            <li>
              <button type="button" className={classes.moreChoices} onClick={onClear}>
                {t('lists.clear')}
              </button>
            </li>
          </ul>
        )}
        {children}
      </div>
    </div>
  );
}
