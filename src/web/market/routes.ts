import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';

const market = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market',
  component: lazyRouteComponent(() => import('./market-page.tsx'), 'MarketPage'),
});

export const marketRoutes = [market] as const;
