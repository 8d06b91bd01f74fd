import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import { texts } from '../app/search-params.ts';

const overview = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market',
  component: lazyRouteComponent(() => import('./public/overview-page.tsx'), 'OverviewPage'),
});

const sessions = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/sessions',
  component: lazyRouteComponent(() => import('./public/sessions-page.tsx'), 'SessionsPage'),
});

const session = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/sessions/$id',
  component: lazyRouteComponent(() => import('./public/session-page.tsx'), 'SessionPage'),
});

const instruments = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/instruments',
  component: lazyRouteComponent(() => import('./public/instruments-page.tsx'), 'InstrumentsPage'),
});

const instrument = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/instruments/$symbol',
  validateSearch: texts('listing'),
  component: lazyRouteComponent(() => import('./public/instrument-page.tsx'), 'InstrumentPage'),
});

const quotations = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/quotations',
  validateSearch: texts('instrument', 'firm'),
  component: lazyRouteComponent(() => import('./public/quotations-page.tsx'), 'QuotationsPage'),
});

const join = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/join',
  component: lazyRouteComponent(() => import('./public/join-page.tsx'), 'JoinPage'),
});

const trade = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/trade',
  validateSearch: texts('listing'),
  component: lazyRouteComponent(() => import('./trading/trade-page.tsx'), 'TradePage'),
});

const money = createRoute({
  getParentRoute: () => rootRoute,
  path: '/market/money',
  component: lazyRouteComponent(() => import('./trading/money-page.tsx'), 'MoneyPage'),
});

export const marketRoutes = [
  overview,
  sessions,
  session,
  instruments,
  instrument,
  quotations,
  join,
  trade,
  money,
] as const;
