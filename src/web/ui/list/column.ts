import type { ReactNode } from 'react';

/** One column of a list: how it looks, how it is copied, and whether the server can sort by it. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** The plain value for a spreadsheet: exact numbers without separators, codes, names. */
  readonly copy: (row: Row) => string;
  readonly width: 'narrow' | 'normal' | 'medium' | 'wide';
  readonly numeric?: boolean;
  /** The name by which the API sorts; absent where it can't. */
  readonly sort?: string;
  /** Not on the screen, where another column says it in words; only in what is copied. */
  readonly copyOnly?: boolean;
  /** Never in a phone's card: its title says it. */
  readonly inTitle?: boolean;
  /** Left out of a phone's card where it has nothing to say. */
  readonly empty?: (row: Row) => boolean;
}
