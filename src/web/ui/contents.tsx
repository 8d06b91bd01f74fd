import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './contents.module.css';

/** One part of a long page. */
export interface ContentsItem {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
}

/** What stands on a long page, each with the number of its entries and a way there. */
export function Contents({ items }: { items: readonly ContentsItem[] }) {
  const { t } = useTranslation();
  useAskedPart(items);
  if (items.length < 2) return null;
  return (
    <nav className={`${classes.contents} not-printed`} aria-label={t('part.onPage')}>
      <ul>
        {items.map(({ id, title, count }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
            {count !== undefined && <span className={classes.count}> {count}</span>}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Goes to the part that the address asks for (#timeline) once it is there: the browser looked before it came. */
function useAskedPart(items: readonly ContentsItem[]): void {
  const gone = useRef(false);
  useEffect(() => {
    const asked = window.location.hash.slice(1);
    if (gone.current || !items.some(({ id }) => id === asked)) return;
    gone.current = true;
    document.getElementById(asked)?.scrollIntoView();
  }, [items]);
}
