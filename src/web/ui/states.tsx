/** Waiting, failed, empty: the same on every page. */
import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '#web/app/api.ts';
import classes from './states.module.css';

const SKELETON_AFTER_MS = 200;

/** Grey lines, but only when the wait is long enough to notice. */
export function Waiting({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation();
  const [shown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div className={classes.waiting} role="status">
      <span className="hidden-but-read">{t('state.loading')}</span>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((key) => (
        <Skeleton key={key} className={classes.line ?? ''} />
      ))}
    </div>
  );
}

function useReason(error: Error): { title: string; detail: string } {
  const { t } = useTranslation();
  if (!(error instanceof ProblemError)) return { title: t('state.failed'), detail: error.message };
  if (error.status === 0) return { title: t('state.unreachable'), detail: t('state.unreachableDetail') };
  if (error.status === 404) return { title: t('state.notFound'), detail: error.problem?.detail ?? '' };
  if (error.status === 503) return { title: t('state.notReady'), detail: t('state.notReadyDetail') };
  return { title: t('state.failed'), detail: error.message };
}

/** What went wrong, and a way to try again. */
export function Failed({ error, again }: { error: Error; again?: () => void }) {
  const { t } = useTranslation();
  const { title, detail } = useReason(error);
  return (
    <div className={classes.failed} role="alert">
      <strong>{title}</strong>
      {detail && <p className={classes.detail}>{detail}</p>}
      {error instanceof ProblemError && (
        <p className={classes.detail}>
          <span className="identifier">{error.code}</span>
        </p>
      )}
      {again && (
        <Button variant="default" size="xs" onClick={again}>
          {t('state.again')}
        </Button>
      )}
    </div>
  );
}

/** Nothing to show, with what the reader can do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <strong>{title}</strong>
      {children && <div className={classes.detail}>{children}</div>}
    </div>
  );
}

/** Shows what a question gave, or that it waits, or that it failed. */
export function Loaded<T>({
  query,
  lines,
  children,
}: {
  query: UseQueryResult<T, Error>;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failed error={query.error} again={() => void query.refetch()} />;
  return <Waiting {...(lines === undefined ? {} : { lines })} />;
}
