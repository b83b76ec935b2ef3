import { OpenAPIHono } from '@hono/zod-openapi'
import { createMiddleware } from 'hono/factory'
import { accessControl, type AccessDeps } from './access/access.ts'
import { signInRoutes } from './access/sign-in-routes.ts'
import { serveAssets, type Assets } from './http/assets.ts'
import type { AppEnv } from './http/env.ts'
import { notFound, onError, problemsOnly } from './http/failures.ts'
import { requestLog, type Log } from './http/log.ts'
import { problemResponse, type Problem } from './http/problem.ts'
import { sizeLimit, timeLimit } from './http/request-limits.ts'
import { securityHeaders } from './http/security-headers.ts'
import { healthRoutes, type HealthSource } from './status/health.ts'

export interface AppDeps {
  readonly version: string
  readonly log: Log
  readonly access: AccessDeps
  readonly health: HealthSource
  /** Why nothing that needs the engine can be answered now; undefined when it can. */
  readonly closed: () => Problem | undefined
  /** The problem behind an error that nobody caught, when it is no bug: the store that went away. */
  readonly problemOf: (error: unknown) => Problem | undefined
  /** What the server's functions offer: each a module of `/api/…` or `/v1/…` routes with whole paths. */
  readonly modules: readonly OpenAPIHono<AppEnv>[]
  /** The built viewer; empty where a function serves only the interface. */
  readonly assets: Assets
}

/** Answered whatever the engine does. */
const ALWAYS_OPEN: ReadonlySet<string> = new Set(['/api/health', '/api/me', '/api/sign-in', '/api/sign-out'])

function gate(closed: AppDeps['closed']) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const problem = ALWAYS_OPEN.has(c.req.path) ? undefined : closed()
    return problem ? problemResponse(problem) : next()
  })
}

/** The whole server as one `Request -> Response`, the same on every platform. */
export function createApp(deps: AppDeps): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>()
  app.onError(onError(deps.log, deps.problemOf))
  app.notFound((c) => serveAssets(c, deps.assets) ?? notFound(c))

  app.use(requestLog(deps.log))
  app.use(securityHeaders)
  app.use(problemsOnly)
  app.use(accessControl(deps.access))
  app.use('/api/*', gate(deps.closed))
  app.use('/v1/*', gate(deps.closed))
  app.use('/api/*', timeLimit)
  app.use('/api/*', sizeLimit)

  app.route('/', healthRoutes(deps.health))
  app.route('/', signInRoutes(deps.access))
  for (const module of deps.modules) app.route('/', module)

  app.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  app.openAPIRegistry.registerComponent('securitySchemes', 'cookie', {
    type: 'apiKey',
    in: 'cookie',
    name: 'clueline_session',
  })
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Clueline',
      version: deps.version,
      license: { name: 'MIT' },
      description:
        'Every error is application/problem+json with a stable `code`. Requests that change something carry `x-clueline: 1`.',
    },
  })
  return app
}
