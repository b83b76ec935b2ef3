import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { HealthAnswer, type HEALTH_STATUSES } from '#protocol/schema/status.ts'
import type { AppEnv } from '../http/env.ts'
import { newRoutes } from '../http/routes.ts'

export type HealthStatus = (typeof HEALTH_STATUSES)[number]
export type Health = HealthAnswer

/** Asks nothing of the engine: reads what its supervisor already knows, so it answers at once. */
export type HealthSource = () => Health | Promise<Health>

export const RETRY_AFTER_SECONDS = 2

const healthRoute = createRoute({
  method: 'get',
  path: '/api/health',
  summary: 'Whether the server can answer',
  description: '200 when ready or degraded, 503 while it starts or when it failed. Needs no sign-in.',
  responses: {
    200: { description: 'Ready or degraded', content: { 'application/json': { schema: HealthAnswer } } },
    503: { description: 'Starting or failed', content: { 'application/json': { schema: HealthAnswer } } },
  },
})

export function healthRoutes(health: HealthSource): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(healthRoute, async (c) => {
    const now = await health()
    c.header('cache-control', 'no-store')
    if (now.status === 'ready' || now.status === 'degraded') return c.json(now, 200)
    c.header('retry-after', String(RETRY_AFTER_SECONDS))
    return c.json(now, 503)
  })
}
