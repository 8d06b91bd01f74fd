import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Page } from './page.tsx';
import { Failed, Waiting } from './states.tsx';

/**
 * A page made of one answer. While it waits there is no title yet, so that focus goes to the true one when it comes;
 * when it failed there is a page with a general title.
 */
export function PageOf<T>({
  query,
  title,
  help,
  children,
}: {
  query: UseQueryResult<T, Error>;
  title: string;
  /** Ways on from a page that does not exist. */
  help?: ReactNode;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) return <Waiting lines={10} />;
  return (
    <Page title={title}>
      <Failed error={query.error} again={() => void query.refetch()} />
      {help}
    </Page>
  );
}
