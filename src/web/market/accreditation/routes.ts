import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { texts } from '../../app/search-params.ts';

const mine = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/accreditation',
  component: lazyRouteComponent(() => import('./mine-page.tsx'), 'MinePage'),
});

const application = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/accreditation/applications/$application',
  component: lazyRouteComponent(() => import('./application-page.tsx'), 'ApplicationPage'),
});

const queue = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/accreditation/queue',
  validateSearch: texts('state'),
  component: lazyRouteComponent(() => import('./queue-page.tsx'), 'QueuePage'),
});

const decision = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/accreditation/queue/$application',
  component: lazyRouteComponent(() => import('./decision-page.tsx'), 'DecisionPage'),
});

const members = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/accreditation/participants',
  component: lazyRouteComponent(() => import('./members-page.tsx'), 'MembersPage'),
});

const certificate = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/certificates/$certificate',
  component: lazyRouteComponent(() => import('./certificate-page.tsx'), 'CertificatePage'),
});

export const accreditationRoutes = [mine, application, queue, decision, members, certificate] as const;
