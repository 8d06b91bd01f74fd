import type { ReactNode } from 'react';
import type { ListProps } from './data-list.tsx';
import classes from './list.module.css';
import { useRowsInSight } from './use-rows-in-sight.ts';

const ESTIMATED_HEIGHT = 130;

/** The same list on a phone: one card a row, the first column as its title. */
export function RowCards<Row>({
  label,
  columns,
  rows,
  rowId,
  more,
  stale,
  total,
  cardTitle,
}: ListProps<Row>): ReactNode {
  const { container, indices, before, after, measure } = useRowsInSight<HTMLUListElement>({
    count: rows.length,
    estimatedHeight: ESTIMATED_HEIGHT,
    keyOf: (index) => {
      const row = rows[index];
      return row === undefined ? String(index) : rowId(row);
    },
    more,
  });
  const [title, ...others] = columns;
  return (
    <ul
      ref={container}
      className={classes.cards}
      aria-label={label}
      data-stale={stale || undefined}
      style={{ paddingBlockStart: before, paddingBlockEnd: after }}
    >
      {indices.map((index) => {
        const row = rows[index];
        if (row === undefined || !title) return null;
        return (
          <li
            key={rowId(row)}
            ref={measure}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={total}
            className={classes.card}
          >
            <div className={classes.cardTitle}>{cardTitle ? cardTitle(row) : title.cell(row)}</div>
            <dl className={classes.cardFacts}>
              {others
                .filter((column) => !column.inTitle && !column.empty?.(row))
                .map((column) => (
                  <div key={column.id}>
                    <dt>{column.header}</dt>
                    <dd>{column.cell(row)}</dd>
                  </div>
                ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
