import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { accountRoutes } from '../account/routes.ts';
import { cooperationRoutes } from '../cooperation/routes.ts';
import { accreditationRoutes } from '../market/accreditation/routes.ts';
import { marketRoutes } from '../market/routes.ts';
import { observatoryRoutes } from '../observatory/routes.ts';
import { rootRoute } from './root-route.ts';
import { parseSearch, stringifySearch, texts } from './search-params.ts';

const start = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: texts('size', 'extent'),
  component: lazyRouteComponent(() => import('./start/start-page.tsx'), 'StartPage'),
});

const search = createRoute({
  getParentRoute: () => rootRoute,
  path: '/search',
  validateSearch: texts('q'),
  component: lazyRouteComponent(() => import('./search/search-page.tsx'), 'SearchPage'),
});

const routeTree = rootRoute.addChildren([
  start,
  search,
  ...marketRoutes,
  ...accreditationRoutes,
  ...cooperationRoutes,
  ...observatoryRoutes,
  ...accountRoutes,
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
  // A chunk that is there within 200 ms shows no placeholder.
  defaultPendingMs: 200,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
