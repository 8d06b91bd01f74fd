import { type ColumnDef, tableFeatures, useTable } from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DownIcon, UpIcon } from '../icons.tsx';
import type { Column } from './column.ts';
import type { ListProps } from './data-list.tsx';
import classes from './list.module.css';
import { useRowsInSight } from './use-rows-in-sight.ts';

const FEATURES = tableFeatures({});
const ESTIMATED_HEIGHT = 37;

export function RowTable<Row>({
  label,
  columns,
  rows,
  rowId,
  total,
  more,
  stale,
  sort,
  onSort,
}: ListProps<Row>): ReactNode {
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof FEATURES, Row & object> => ({
          id: column.id,
          header: column.header,
          cell: ({ row }) => column.cell(row.original),
        }),
      ),
    [columns],
  );
  const table = useTable({
    features: FEATURES,
    columns: definitions,
    data: rows as readonly (Row & object)[],
    getRowId: rowId,
  });
  const model = table.getRowModel().rows;
  const { container, indices, before, after, measure } = useRowsInSight<HTMLTableElement>({
    count: model.length,
    estimatedHeight: ESTIMATED_HEIGHT,
    keyOf: (index) => model[index]?.id ?? String(index),
    more,
  });
  return (
    <table
      ref={container}
      className={classes.table}
      aria-label={label}
      aria-rowcount={total + 1}
      data-stale={stale || undefined}
    >
      <colgroup>
        {columns.map((column) => (
          <col key={column.id} data-width={column.width} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column) => (
            <Head key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {before > 0 && <Gap height={before} span={columns.length} />}
        {indices.map((index) => {
          const row = model[index];
          if (!row) return null;
          return (
            <tr key={row.id} ref={measure} data-index={index} aria-rowindex={index + 2}>
              {row.getAllCells().map((cell, at) =>
                at === 0 ? (
                  <th key={cell.id} scope="row">
                    <table.FlexRender cell={cell} />
                  </th>
                ) : (
                  <td key={cell.id} className={columns[at]?.numeric ? 'numeric' : undefined}>
                    <table.FlexRender cell={cell} />
                  </td>
                ),
              )}
            </tr>
          );
        })}
        {after > 0 && <Gap height={after} span={columns.length} />}
      </tbody>
    </table>
  );
}

/** Room for rows that are not drawn. */
function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr>
      <td colSpan={span} className={classes.gap} style={{ blockSize: height }} />
    </tr>
  );
}

function Head<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
}) {
  const { t } = useTranslation();
  const className = column.numeric ? 'numeric' : undefined;
  const key = column.sort;
  if (key === undefined || !onSort) {
    return (
      <th scope="col" className={className}>
        {column.header}
      </th>
    );
  }
  const rising = sort === key;
  const falling = sort === `-${key}`;
  return (
    <th
      scope="col"
      className={className}
      {...(rising || falling
        ? { 'aria-sort': rising ? ('ascending' as const) : ('descending' as const) }
        : {})}
    >
      <button
        type="button"
        className={classes.sort}
        title={t('lists.sortBy', { column: column.header })}
        onClick={() => onSort(rising ? `-${key}` : key)}
      >
        {column.header}
        {rising && <UpIcon />}
        {falling && <DownIcon />}
      </button>
    </th>
  );
}
