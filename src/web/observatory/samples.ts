/** Figures to test with; never part of the application. */
import type { Ref } from '#wire/common.ts';
import type { FigureItem } from '#wire/registry.ts';

export const BELARUS: Ref = { id: 'belarus', kind: 'country', name: 'Belarus' };
export const TAJIKISTAN: Ref = { id: 'tajikistan', kind: 'country', name: 'Tajikistan' };

/** Belarus's exports to Tajikistan, 107.5 million dollars, with whatever is to be different. */
export function sampleFigure(different: Partial<FigureItem> = {}): FigureItem {
  return {
    id: 'article-08-o1',
    cell: 1,
    measure: { id: 'exports', label: 'exports' },
    area: BELARUS,
    partner: TAJIKISTAN,
    product: null,
    period: { from: '2021-01', to: '2021-08' },
    periodInferred: false,
    basis: '',
    ofWhat: null,
    form: 'level',
    base: null,
    baseInferred: false,
    value: '107500000',
    valueState: 'known',
    unit: 'USD',
    low: '107450000',
    high: '107550000',
    lowOpen: false,
    highOpen: false,
    wording: 'exact',
    kind: 'actual',
    rank: 'normal',
    derived: false,
    simulated: false,
    text: '107.5 million US dollars',
    note: null,
    citation: {
      source: 'note-48',
      sourceName: 'In search of new points of growth',
      locator: 'article 8, note 48',
      near: null,
      doubt: null,
    },
    conflict: null,
    others: 0,
    remarks: 0,
    ...different,
  };
}
