import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import { texts } from '../app/search-params.ts';
import { entityRoutes } from './entity/routes.ts';
import { pairRoutes } from './pair/routes.ts';

const door = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cooperation',
  beforeLoad: () => {
    throw redirect({ to: '/entities' });
  },
});

const register = createRoute({
  getParentRoute: () => rootRoute,
  path: '/entities',
  validateSearch: texts('kind', 'type', 'place', 'related', 'state', 'q', 'from', 'to', 'sort'),
  component: lazyRouteComponent(() => import('./register/register-page.tsx'), 'RegisterPage'),
});

const commitments = createRoute({
  getParentRoute: () => rootRoute,
  path: '/commitments',
  validateSearch: texts('who', 'under', 'state', 'due', 'q'),
  component: lazyRouteComponent(() => import('./commitments/commitments-page.tsx'), 'CommitmentsPage'),
});

const network = createRoute({
  getParentRoute: () => rootRoute,
  path: '/network',
  validateSearch: texts('relation', 'country', 'around', 'view', 'extent'),
  component: lazyRouteComponent(() => import('./network/network-page.tsx'), 'NetworkPage'),
});

export const cooperationRoutes = [
  door,
  register,
  commitments,
  network,
  ...entityRoutes,
  ...pairRoutes,
] as const;
