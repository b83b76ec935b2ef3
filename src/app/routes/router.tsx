import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { parseSearchParams, printSearchParams } from '#protocol/search-params.ts'
import { Frame } from './Frame.tsx'
import { FailedPage, NotFoundPage } from './ProblemPages.tsx'

/** Every value of an address is a text; each page reads what it knows (`protocol/permalink`). */
const validateSearch = (search: Record<string, unknown>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )

const rootRoute = createRootRoute({
  component: Frame,
  notFoundComponent: NotFoundPage,
  errorComponent: FailedPage,
  validateSearch,
})
const getParentRoute = () => rootRoute

const routeTree = rootRoute.addChildren([
  createRoute({
    getParentRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./FindRoute.tsx'), 'FindRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/logs',
    component: lazyRouteComponent(() => import('./LogsRoute.tsx'), 'LogsRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/call/$id',
    component: lazyRouteComponent(() => import('./CallRoute.tsx'), 'CallRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/session/$id',
    component: lazyRouteComponent(() => import('./SessionRoute.tsx'), 'SessionRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/account/$id',
    component: lazyRouteComponent(() => import('./SubjectRoutes.tsx'), 'AccountRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/staff/$id',
    component: lazyRouteComponent(() => import('./SubjectRoutes.tsx'), 'StaffRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/device/$id',
    component: lazyRouteComponent(() => import('./SubjectRoutes.tsx'), 'DeviceRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/open',
    component: lazyRouteComponent(() => import('./OpenFileRoute.tsx'), 'OpenFileRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/imports',
    component: lazyRouteComponent(() => import('../features/data/ImportsPage.tsx'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/status',
    component: lazyRouteComponent(() => import('../features/status/StatusPage.tsx'), 'StatusPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/settings',
    component: lazyRouteComponent(() => import('../features/settings/SettingsPage.tsx'), 'SettingsPage'),
  }),
  ...(import.meta.env.DEV || import.meta.env.MODE === 'gallery'
    ? [
        createRoute({
          getParentRoute,
          path: '/gallery',
          component: lazyRouteComponent(() => import('../features/gallery/GalleryPage.tsx'), 'GalleryPage'),
        }),
      ]
    : []),
])

export const router = createRouter({
  routeTree,
  // Of the page alone: bar, banners and status stay.
  defaultErrorComponent: FailedPage,
  parseSearch: parseSearchParams,
  stringifySearch: printSearchParams,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
