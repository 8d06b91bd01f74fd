import { createRootRoute } from '@tanstack/react-router';
import { Frame } from './frame/frame.tsx';
import { NotFound } from './not-found.tsx';
import { PageError } from './page-error.tsx';
import { texts } from './search-params.ts';

/** Every page may carry an open figure card (?figure=) and a language (?lang=). */
export const rootRoute = createRootRoute({
  validateSearch: texts('figure', 'lang'),
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: PageError,
});
