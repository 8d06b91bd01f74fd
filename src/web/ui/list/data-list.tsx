/**
 * A long list: a table on wide screens, cards on phones. Only the rows in sight are in the page (10,000 scroll
 * smoothly), further pages are fetched as the reader nears the end, and paper gets all rows that were loaded.
 */
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useMemo } from 'react';
import type { Column } from './column.ts';
import { RowCards } from './row-cards.tsx';
import { RowTable } from './row-table.tsx';

export interface ListProps<Row> {
  /** What the list holds, for those who hear it. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** How many there are on the server. */
  total: number;
  /** Fetches the next page; absent when all are there. */
  more?: () => void;
  /** Grey while rows of an earlier question stand in for the new ones. */
  stale: boolean;
  /** The title of a row's card on a phone; the first column unless given. */
  cardTitle?: ((row: Row) => ReactNode) | undefined;
  /** The sort in force, '-name' for descending. */
  sort?: string | undefined;
  onSort?: (sort: string) => void;
}

const NARROW = '(max-width: 48em)';

export function DataList<Row>(given: ListProps<Row>): ReactNode {
  const columns = useMemo(() => given.columns.filter(({ copyOnly }) => !copyOnly), [given.columns]);
  const props = { ...given, columns };
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  return narrow ? <RowCards {...props} /> : <RowTable {...props} />;
}
