import type { TFunction } from 'i18next';
import { Cite } from '#web/ui/cite.tsx';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { Figure } from '#web/ui/figure.tsx';
import type { Column } from '#web/ui/list/column.ts';
import { Period } from '#web/ui/period.tsx';
import { periodText } from '#web/ui/period-text.ts';
import type { FigureItem } from '#wire/registry.ts';
import { codeText } from './codes.ts';

/** What the figure is beyond a reported level: a change, a share, a target. */
function nature(row: FigureItem, t: TFunction): string {
  return [
    row.form === 'level' ? '' : codeText('form', row.form, t),
    row.kind === 'actual' ? '' : codeText('kind', row.kind, t),
    row.base ? t('lists.figures.against', { period: periodText(row.base, t) }) : '',
    row.ofWhat ? t('lists.figures.of', { whole: row.ofWhat.text }) : '',
  ]
    .filter(Boolean)
    .join(', ');
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
      width: 'normal',
      sort: 'measure',
      cell: (row) => [row.measure.label, nature(row, t)].filter(Boolean).join(', '),
      copy: (row) => [row.measure.label, nature(row, t)].filter(Boolean).join(', '),
    },
    {
      id: 'value',
      header: t('lists.figures.value'),
      width: 'normal',
      numeric: true,
      sort: 'value',
      cell: (row) => <Figure figure={row} />,
      copy: (row) => row.value ?? '',
    },
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
