import type { FigureItem } from '#wire/registry.ts';

/** Names what a figure measures: 'Exports, Belarus – Tajikistan, milk powder'. */
export function figureTitle(figure: FigureItem): string {
  const places = figure.partner ? `${figure.area.name} – ${figure.partner.name}` : figure.area.name;
  return [figure.measure.label, places, figure.product?.name].filter(Boolean).join(', ');
}
