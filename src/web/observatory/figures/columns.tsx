import type { TFunction } from 'i18next';
import { Cite } from '#web/ui/cite.tsx';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { Figure } from '#web/ui/figure.tsx';
import type { Column } from '#web/ui/list/column.ts';
import { Period } from '#web/ui/period.tsx';
import { periodText } from '#web/ui/period-text.ts';
import type { FigureItem } from '#wire/registry.ts';
import { codeText } from './codes.ts';

/** The measure and, for a change, the period it is compared with; all else is in the figure's own wording. */
function measureText(row: FigureItem, t: TFunction): string {
  const base = row.base ? t('lists.figures.against', { period: periodText(row.base, t) }) : '';
  return [row.measure.label, base].filter(Boolean).join(', ');
}

/** A column for spreadsheets alone: what the wording says to a reader, as plain values. */
function copied(id: string, header: string, copy: (row: FigureItem) => string): Column<FigureItem> {
  return { id, header, copy, cell: copy, width: 'narrow', copyOnly: true };
}

export function figureColumns(t: TFunction): readonly Column<FigureItem>[] {
  const place = (id: 'area' | 'partner' | 'product', sort?: string): Column<FigureItem> => ({
    id,
    header: t(`lists.figures.${id}`),
    width: 'normal',
    cell: (row) => {
      const ref = row[id];
      return ref ? <EntityLink entity={ref} /> : '';
    },
    copy: (row) => row[id]?.name ?? '',
    empty: (row) => row[id] === null,
    ...(sort ? { sort } : {}),
  });
  return [
    {
      id: 'measure',
      header: t('lists.figures.measure'),
      width: 'medium',
      sort: 'measure',
      cell: (row) => measureText(row, t),
      copy: (row) => measureText(row, t),
    },
    {
      id: 'value',
      header: t('lists.figures.value'),
      width: 'medium',
      numeric: true,
      sort: 'value',
      cell: (row) => <Figure figure={row} />,
      copy: (row) => row.value ?? '',
    },
    copied('unit', t('lists.figures.unit'), (row) => row.unit),
    copied('text', t('lists.figures.wording'), (row) => row.text),
    copied('form', t('lists.figures.form'), (row) => codeText('form', row.form, t)),
    copied('kind', t('lists.figures.kind'), (row) => codeText('kind', row.kind, t)),
    place('area', 'area'),
    place('partner', 'partner'),
    place('product'),
    {
      id: 'period',
      header: t('lists.column.period'),
      width: 'normal',
      sort: 'period',
      cell: (row) => <Period period={row.period} inferred={row.periodInferred} />,
      copy: (row) => (row.period ? periodText(row.period, t) : ''),
    },
    {
      id: 'source',
      header: t('lists.column.source'),
      width: 'normal',
      cell: (row) => <Cite citation={row.citation} />,
      copy: (row) => row.citation.locator,
    },
  ];
}
