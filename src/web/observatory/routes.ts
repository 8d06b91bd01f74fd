import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import { texts } from '../app/search-params.ts';
import { sourceRoutes } from './source/routes.ts';

const door = createRoute({
  getParentRoute: () => rootRoute,
  path: '/observatory',
  beforeLoad: () => {
    throw redirect({ to: '/figures' });
  },
});

const figures = createRoute({
  getParentRoute: () => rootRoute,
  path: '/figures',
  validateSearch: texts(
    'measure',
    'area',
    'partner',
    'product',
    'entity',
    'source',
    'form',
    'kind',
    'conflict',
    'from',
    'to',
    'match',
    'q',
    'sort',
  ),
  component: lazyRouteComponent(() => import('./figures/figures-page.tsx'), 'FiguresPage'),
});

/** A figure's own address: its card as a page. Anywhere else the card opens beside the page, by ?figure=ID. */
const figure = createRoute({
  getParentRoute: () => rootRoute,
  path: '/figures/$id',
  component: lazyRouteComponent(() => import('./figure/figure-page.tsx'), 'FigurePage'),
});

const remarks = createRoute({
  getParentRoute: () => rootRoute,
  path: '/remarks',
  validateSearch: texts('severity', 'entity'),
  component: lazyRouteComponent(() => import('./remarks/remarks-page.tsx'), 'RemarksPage'),
});

const sources = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sources',
  validateSearch: texts('type', 'q'),
  component: lazyRouteComponent(() => import('./sources/sources-page.tsx'), 'SourcesPage'),
});

export const observatoryRoutes = [door, figures, figure, remarks, sources, ...sourceRoutes] as const;
