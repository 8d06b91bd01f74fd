/** Figures in the order of a table, each row with its number in the scale of those it is compared with. */
import type { Language } from '#base/language.ts';
import { comparePeriods } from '#web/ui/period-order.ts';
import type { FigureItem } from '#wire/registry.ts';
import { type Aligned, align, movePoint, type Scale, scaleOf } from './decimal-text.ts';

export type FigureOrder = 'measure' | 'place' | 'product' | 'period';

export interface FigureRow {
  readonly figure: FigureItem;
  /** Null where there is no value. */
  readonly number: Aligned | null;
  readonly scale: Scale;
}

export interface FigureBlock {
  /** What its rows share: one measure, where the table goes by measure; else the whole table. */
  readonly id: string;
  readonly label: string | null;
  readonly rows: readonly FigureRow[];
}

const FORMS = ['level', 'difference', 'percent', 'ratio', 'share', 'rank'];

function formOrder(figure: FigureItem): number {
  return FORMS.indexOf(figure.form);
}

function placeName(figure: FigureItem): string {
  return `${figure.area.name} ${figure.partner?.name ?? ''}`;
}

function comparer(order: FigureOrder, names: (a: string, b: string) => number) {
  const by = {
    place: (a: FigureItem, b: FigureItem) => names(placeName(a), placeName(b)),
    product: (a: FigureItem, b: FigureItem) =>
      Number(a.product === null) - Number(b.product === null) ||
      names(a.product?.name ?? '', b.product?.name ?? ''),
    period: (a: FigureItem, b: FigureItem) => comparePeriods(a.period, b.period),
    form: (a: FigureItem, b: FigureItem) => formOrder(a) - formOrder(b) || names(a.unit, b.unit),
    measure: (a: FigureItem, b: FigureItem) => names(a.measure.label, b.measure.label),
  };
  const orders = {
    measure: [by.measure, by.form, by.place, by.product, by.period],
    place: [by.place, by.measure, by.form, by.product, by.period],
    product: [by.product, by.measure, by.form, by.place, by.period],
    period: [by.period, by.measure, by.form, by.place, by.product],
  }[order];
  return (a: FigureItem, b: FigureItem): number => {
    for (const compare of orders) {
      const found = compare(a, b);
      if (found !== 0) return found;
    }
    return 0;
  };
}

/** Figures that are compared with each other digit by digit: one measure, form and unit. */
function columnOf(figure: FigureItem): string {
  return `${figure.measure.id} ${figure.form} ${figure.unit}`;
}

function numbers(figures: readonly FigureItem[], language: Language): Map<string, FigureRow> {
  const rows = new Map<string, FigureRow>();
  for (const column of Map.groupBy(figures, columnOf).values()) {
    const known = column.filter((figure) => figure.value !== null);
    const values = known.map((figure) => figure.value ?? '0');
    const scale = scaleOf(values);
    const aligned = align(
      values.map((value) => movePoint(value, scale)),
      language,
    );
    for (const figure of column) rows.set(figure.id, { figure, number: null, scale });
    for (const [at, figure] of known.entries()) {
      rows.set(figure.id, { figure, number: aligned[at] ?? null, scale });
    }
  }
  return rows;
}

/**
 * Takes figures, the order asked for and how the reader's language orders names; gives the table's blocks.
 * Ordered by measure there is one block a measure, else a single one.
 */
export function figureBlocks(
  figures: readonly FigureItem[],
  order: FigureOrder,
  descending: boolean,
  language: Language,
  names: (a: string, b: string) => number,
): FigureBlock[] {
  const rows = numbers(figures, language);
  const compare = comparer(order, names);
  const sorted = [...figures].sort((a, b) => (descending ? compare(b, a) : compare(a, b)));
  const rowOf = (figure: FigureItem): FigureRow => rows.get(figure.id) ?? { figure, number: null, scale: 0 };
  if (order !== 'measure') return [{ id: 'all', label: null, rows: sorted.map(rowOf) }];
  return [...Map.groupBy(sorted, (figure) => figure.measure.id)].map(([id, block]) => ({
    id,
    label: block[0]?.measure.label ?? id,
    rows: block.map(rowOf),
  }));
}

/** Which columns say something: one that would only repeat the page's own subject, or stay empty, is left out. */
export function usefulColumns(
  figures: readonly FigureItem[],
  subject?: string,
): { area: boolean; partner: boolean; product: boolean } {
  return {
    area: figures.some((figure) => figure.area.id !== subject),
    partner: figures.some((figure) => figure.partner !== null),
    product:
      figures.some((figure) => figure.product !== null) &&
      !figures.every((figure) => figure.product?.id === subject),
  };
}
