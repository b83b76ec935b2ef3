import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { parseSearchParams, printSearchParams } from '#protocol/search-params.ts'
import { Frame } from './Frame.tsx'
import { LogsRoute } from './LogsRoute.tsx'
import { FailedPage, NotFoundPage } from './ProblemPages.tsx'

const rootRoute = createRootRoute({
  component: Frame,
  notFoundComponent: NotFoundPage,
  errorComponent: FailedPage,
})

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/logs', search: {}, replace: true })
  },
})

const logsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/logs',
  validateSearch: (search: Record<string, unknown>): { q?: string } =>
    typeof search['q'] === 'string' && search['q'] !== '' ? { q: search['q'] } : {},
  component: LogsRoute,
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([homeRoute, logsRoute]),
  parseSearch: parseSearchParams,
  stringifySearch: printSearchParams,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
