/** The three doors, their tabs, and which addresses lie behind which door. */
import type { LinkProps } from '@tanstack/react-router';

type Address = NonNullable<LinkProps['to']>;

export type Door = 'market' | 'cooperation' | 'observatory';

interface Tab {
  readonly id:
    | 'overview'
    | 'sessions'
    | 'instruments'
    | 'quotations'
    | 'trade'
    | 'money'
    | 'entities'
    | 'pairs'
    | 'commitments'
    | 'network'
    | 'figures'
    | 'remarks'
    | 'sources';
  readonly to: Address;
  /** Only for those who may do this. */
  readonly action?: string;
}

export const DOORS: readonly {
  readonly id: Door;
  readonly to: Address;
  readonly tabs: readonly Tab[];
}[] = [
  {
    id: 'market',
    to: '/market',
    tabs: [
      { id: 'overview', to: '/market' },
      { id: 'sessions', to: '/market/sessions' },
      { id: 'instruments', to: '/market/instruments' },
      { id: 'quotations', to: '/market/quotations' },
      { id: 'trade', to: '/market/trade', action: 'market.trade' },
      { id: 'money', to: '/market/money', action: 'market.trade' },
    ],
  },
  {
    id: 'cooperation',
    to: '/entities',
    tabs: [
      { id: 'entities', to: '/entities' },
      { id: 'pairs', to: '/pairs' },
      { id: 'commitments', to: '/commitments' },
      { id: 'network', to: '/network' },
    ],
  },
  {
    id: 'observatory',
    to: '/figures',
    tabs: [
      { id: 'figures', to: '/figures' },
      { id: 'remarks', to: '/remarks' },
      { id: 'sources', to: '/sources' },
    ],
  },
];

const BEHIND: { readonly [first: string]: Door } = {
  market: 'market',
  entities: 'cooperation',
  pairs: 'cooperation',
  commitments: 'cooperation',
  network: 'cooperation',
  figures: 'observatory',
  remarks: 'observatory',
  sources: 'observatory',
};

/** Takes the path of a page; gives the door it lies behind, null for the start page and the search. */
export function doorOf(path: string): Door | null {
  return BEHIND[path.split('/')[1] ?? ''] ?? null;
}

/** Takes the tabs of a door and the path of a page; gives the tab it lies behind: the one that says most of it. */
export function tabOf(tabs: readonly Tab[], path: string): Tab | undefined {
  return tabs
    .filter(({ to }) => path === to || path.startsWith(`${to}/`))
    .toSorted((a, b) => b.to.length - a.to.length)[0];
}
