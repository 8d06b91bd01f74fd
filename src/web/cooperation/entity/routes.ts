import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '#web/app/root-route.ts';
import { texts } from '#web/app/search-params.ts';

const entity = createRoute({
  getParentRoute: () => rootRoute,
  path: '/entities/$id',
  validateSearch: texts('validOn', 'knownOn'),
  component: lazyRouteComponent(() => import('./entity-page.tsx'), 'EntityPage'),
});

export const entityRoutes = [entity] as const;
