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

/** Codes of the server's problems that have words of their own; others are worded by their status. */
const WORDED = [
  'bad-request',
  'unknown-kind',
  'unknown-measure',
  'unknown-entity',
  'entity-not-found',
  'figure-not-found',
  'source-not-found',
  'not-found',
  'internal',
] as const;

/** Codes whose words name the value that is wrong. */
const WITH_VALUE = [
  'bad-date',
  'period-reversed',
  'unknown-type',
  'unknown-state',
  'unknown-relation',
  'bad-cursor',
] as const;

function wordedCode({ code, status }: ProblemError): (typeof WORDED)[number] {
  const worded = WORDED.find((one) => one === code);
  if (worded !== undefined) return worded;
  if (status === 404) return 'not-found';
  return status >= 400 && status < 500 ? 'bad-request' : 'internal';
}

/** What happened and what the reader can do, in the reader's language. */
function useReason(error: Error): { title: string; advice: string | null } {
  const { t } = useTranslation();
  if (!(error instanceof ProblemError)) return { title: t('state.failed'), advice: null };
  if (error.status === 0) return { title: t('state.unreachable'), advice: t('state.unreachableDetail') };
  if (error.status === 503) return { title: t('state.notReady'), advice: t('state.notReadyDetail') };
  const worded = WITH_VALUE.find((code) => code === error.code);
  if (error.wrong && worded) return { title: t(`problem.${worded}`, error.wrong), advice: null };
  if (error.wrong && wordedCode(error) === 'bad-request') {
    return { title: t('problem.wrong-value', error.wrong), advice: null };
  }
  return { title: t(`problem.${wordedCode(error)}`), advice: null };
}

/** What was asked for wrongly turns out no otherwise when it is asked for again. */
function worthAsking(error: Error): boolean {
  return !(error instanceof ProblemError) || error.status < 400 || error.status >= 500;
}

/** What went wrong, and a way to try again where that may help; the server's own English words behind a disclosure. */
export function Failed({ error, again }: { error: Error; again?: () => void }) {
  const { t } = useTranslation();
  const { title, advice } = useReason(error);
  return (
    <div className={classes.failed} role="alert">
      <strong>{title}</strong>
      {advice !== null && <p className={classes.detail}>{advice}</p>}
      {again && worthAsking(error) && (
        <Button variant="default" size="xs" onClick={again}>
          {t('state.again')}
        </Button>
      )}
      <details className={classes.detail}>
        <summary>{t('problem.technical')}</summary>
        {error.message !== '' && <p lang="en">{error.message}</p>}
        {error instanceof ProblemError && <p className="identifier">{error.code}</p>}
      </details>
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
