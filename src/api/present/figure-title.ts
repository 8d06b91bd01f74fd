/** What a figure is of, in words: 'exports, Belarus → Tajikistan'. */
import type { FigureRow } from '#registry/read/figure-rows.ts';
import { labelled, type Presenter } from './common.ts';
import { figureItem } from './figure.ts';

/** Measures of what goes both ways between an area and its partner. */
const UNDIRECTED: ReadonlySet<string> = new Set(['turnover', 'balance', 'documents-in-force', 'twin-cities']);

interface Named {
  readonly name: string;
}

/** Takes a measure and what it is of, by their names in the reader's language; gives the words. */
export function figureTitle(of: {
  readonly measure: { readonly id: string; readonly label: string };
  readonly area: Named | null;
  readonly partner: Named | null;
  readonly product: Named | null;
}): string {
  const { measure, area, partner, product } = of;
  const arrow = UNDIRECTED.has(measure.id) ? '–' : '→';
  const places = area && partner ? `${area.name} ${arrow} ${partner.name}` : area?.name;
  return [measure.label, product?.name, places].filter((part) => part !== undefined).join(', ');
}

/** A figure in one line: 'exports, Belarus → Tajikistan: more than 53 million dollars'. */
export function figureLine(row: FigureRow, presenter: Presenter): string {
  const item = figureItem(row, presenter);
  return labelled(figureTitle(item), item.text === '' ? '—' : item.text, presenter);
}
