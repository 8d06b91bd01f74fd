import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '#web/app/root-route.ts';
import { texts } from '#web/app/search-params.ts';
import { pairAddress } from './canonical.ts';

const choose = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pairs',
  validateSearch: texts('a', 'b'),
  component: lazyRouteComponent(() => import('./choose-pair-page.tsx'), 'ChoosePairPage'),
});

const pair = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pairs/$a/$b',
  component: lazyRouteComponent(() => import('./pair-page.tsx'), 'PairPage'),
});

/** The address by section, as people write it. */
const bySection = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cooperation/pair/$a/$b',
  beforeLoad: ({ params: { a, b }, search }) => {
    throw redirect({ ...pairAddress(a, b), search, replace: true });
  },
});

export const pairRoutes = [choose, pair, bySection] as const;
