import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import { texts } from '../app/search-params.ts';

const mine = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./mine/account-page.tsx'), 'AccountPage'),
});

const logIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/log-in',
  validateSearch: texts('to'),
  component: lazyRouteComponent(() => import('./enter/log-in-page.tsx'), 'LogInPage'),
});

const signUp = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/sign-up',
  component: lazyRouteComponent(() => import('./enter/sign-up-page.tsx'), 'SignUpPage'),
});

const forgotten = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/forgotten',
  component: lazyRouteComponent(() => import('./enter/forgotten-page.tsx'), 'ForgottenPage'),
});

const password = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/password',
  validateSearch: texts('token'),
  component: lazyRouteComponent(() => import('./enter/password-page.tsx'), 'PasswordPage'),
});

const verify = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/verify',
  validateSearch: texts('token'),
  component: lazyRouteComponent(() => import('./enter/confirm-page.tsx'), 'ConfirmPage'),
});

const people = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/people',
  validateSearch: texts('q'),
  component: lazyRouteComponent(() => import('./manage/people-page.tsx'), 'PeoplePage'),
});

const mail = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/mail',
  component: lazyRouteComponent(() => import('./manage/mail-page.tsx'), 'MailPage'),
});

const audit = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/audit',
  validateSearch: texts('action', 'from', 'to'),
  component: lazyRouteComponent(() => import('./manage/audit-page.tsx'), 'AuditPage'),
});

export const accountRoutes = [mine, logIn, signUp, forgotten, password, verify, people, mail, audit] as const;
