import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import classes from './first-few.module.css';

/**
 * The first of many, and a button for the rest. On paper all of them stand.
 * `text` gives the button's words for the number of all items.
 */
export function FirstFew<T>({
  items,
  most,
  text,
  children,
}: {
  items: readonly T[];
  most: number;
  text?: (number: number) => string;
  children: (shown: readonly T[]) => ReactNode;
}) {
  const { t } = useTranslation();
  const [open, show] = useState(false);
  useEffect(() => {
    // The sheet is made as soon as the event is over: the change must be drawn before.
    const all = () => flushSync(() => show(true));
    window.addEventListener('beforeprint', all);
    return () => window.removeEventListener('beforeprint', all);
  }, []);
  // One item more than fits is no reason for a button.
  if (open || items.length <= most + 1) return children(items);
  return (
    <>
      {children(items.slice(0, most))}
      <div className="not-printed">
        <UnstyledButton className={classes.rest ?? ''} aria-expanded={false} onClick={() => show(true)}>
          {text?.(items.length) ?? t('part.showAll', { number: items.length })}
        </UnstyledButton>
      </div>
    </>
  );
}
