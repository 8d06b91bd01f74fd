/** The results of a list's question: waiting, failed, empty, or head and rows. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#base/language.ts';
import { Empty, Failed, Waiting } from '../states.tsx';
import type { Column } from './column.ts';
import { DataList } from './data-list.tsx';
import { ListHead } from './list-head.tsx';

interface Props<Row> {
  label: string;
  language: Language;
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  /** What `usePages` gives. */
  pages: {
    readonly query: { readonly error: Error | null; readonly refetch: () => unknown };
    readonly first: object | undefined;
    readonly rows: readonly Row[];
    readonly total: number;
    readonly more: (() => void) | undefined;
    readonly allRows: () => Promise<readonly Row[]>;
    readonly stale: boolean;
  };
  csv?: string | undefined;
  known?: readonly { figure: string; text: string }[] | undefined;
  cardTitle?: (row: Row) => ReactNode;
  sort?: string | undefined;
  onSort?: (sort: string) => void;
}

const LINES_WHILE_WAITING = 12;

export function ListResults<Row>(props: Props<Row>): ReactNode {
  const { label, language, columns, rowId, pages, csv, known, sort, onSort } = props;
  const { t } = useTranslation();
  if (!pages.first) {
    if (!pages.query.error) return <Waiting lines={LINES_WHILE_WAITING} />;
    return <Failed error={pages.query.error} again={() => void pages.query.refetch()} />;
  }
  const sorting = onSort ? { sort, onSort } : {};
  return (
    <>
      <ListHead
        language={language}
        total={pages.total}
        known={known}
        columns={columns}
        allRows={pages.allRows}
        csv={csv}
        {...sorting}
      />
      {pages.total === 0 ? (
        <Empty title={t('lists.nothing')}>{t('lists.nothingHint')}</Empty>
      ) : (
        <DataList
          label={label}
          columns={columns}
          rows={pages.rows}
          rowId={rowId}
          total={pages.total}
          stale={pages.stale}
          cardTitle={props.cardTitle}
          {...sorting}
          {...(pages.more ? { more: pages.more } : {})}
        />
      )}
      {pages.query.error && <Failed error={pages.query.error} again={() => void pages.query.refetch()} />}
    </>
  );
}
