import { type InfiniteData, type UseInfiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { ListKey } from '#web/app/api.ts';

interface ListPage {
  readonly items: readonly unknown[];
  readonly total: number;
  readonly nextCursor: string | null;
}

/** Most rows that copying fetches; beyond that the export is the right way. */
const MOST_ROWS = 20_000;

/** Reads a list page by page; gives the rows so far, what the first page said beside them, and ways to get more. */
export function usePages<Page extends ListPage>(
  options: UseInfiniteQueryOptions<Page, Error, InfiniteData<Page, string | null>, ListKey, string | null>,
) {
  type Row = Page['items'][number];
  const query = useInfiniteQuery(options);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = query;
  const rows = useMemo(() => (data?.pages ?? []).flatMap((page): readonly Row[] => page.items), [data]);
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [isFetchingNextPage, fetchNextPage]);
  const allRows = useCallback(async (): Promise<readonly Row[]> => {
    let result = await fetchNextPage({ cancelRefetch: false });
    let all = (result.data?.pages ?? []).flatMap((page): readonly Row[] => page.items);
    while (result.hasNextPage && !result.isError && all.length < MOST_ROWS) {
      result = await result.fetchNextPage();
      all = (result.data?.pages ?? []).flatMap((page): readonly Row[] => page.items);
    }
    return all;
  }, [fetchNextPage]);
  return {
    query,
    first: data?.pages[0],
    rows,
    total: data?.pages[0]?.total ?? 0,
    more: hasNextPage && !isPlaceholderData ? more : undefined,
    allRows: hasNextPage ? allRows : async (): Promise<readonly Row[]> => rows,
    stale: isPlaceholderData,
  };
}
