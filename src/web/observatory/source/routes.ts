import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '#web/app/root-route.ts';

const source = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sources/$id',
  component: lazyRouteComponent(() => import('./source-page.tsx'), 'SourcePage'),
});

export const sourceRoutes = [source] as const;
