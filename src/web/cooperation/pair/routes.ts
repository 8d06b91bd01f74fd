import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '#web/app/root-route.ts';
import { texts } from '#web/app/search-params.ts';

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

export const pairRoutes = [choose, pair] as const;
