import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from '../http/env.ts'
import { newRoutes } from '../http/routes.ts'
import { eventListRoutes } from './event-list-routes.ts'
import type { QueryDeps } from './query-deps.ts'
import { searchRoutes } from './search-routes.ts'
import { subjectRoutes } from './subject-routes.ts'

/** Everything that reads: `/api/events`, `/api/sessions`, `/api/calls`, `/api/search`, `/api/queries`. */
export function queryRoutes(deps: QueryDeps): OpenAPIHono<AppEnv> {
  const app = newRoutes()
  app.route('/', eventListRoutes(deps))
  app.route('/', subjectRoutes(deps))
  app.route('/', searchRoutes(deps))
  return app
}
