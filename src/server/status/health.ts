import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from '../http/env.ts'
import { newRoutes } from '../http/routes.ts'

const HEALTH_STATUSES = ['starting', 'ready', 'degraded', 'failed'] as const
export type HealthStatus = (typeof HEALTH_STATUSES)[number]

export const HealthSchema = z
  .object({
    status: z.enum(HEALTH_STATUSES).openapi({
      description: 'degraded: the engine restarts or the disk is nearly full, requests may answer 503',
    }),
    reason: z.string().optional().openapi({ description: 'One sentence, when not ready' }),
    version: z.string(),
    engine: z.object({
      mode: z.enum(['embedded', 'external']),
      version: z.string().nullable(),
      restarts: z.int().openapi({ description: 'Since the server started' }),
    }),
    uptime: z.number().openapi({ description: 'Seconds' }),
    disk: z
      .object({ freeBytes: z.number(), totalBytes: z.number() })
      .nullable()
      .openapi({ description: 'Of the data directory; null for an external engine' }),
  })
  .openapi('Health')

export type Health = z.infer<typeof HealthSchema>

/** Asks nothing of the engine: reads what its supervisor already knows, so it answers at once. */
export type HealthSource = () => Health | Promise<Health>

export const RETRY_AFTER_SECONDS = 2

const healthRoute = createRoute({
  method: 'get',
  path: '/api/health',
  summary: 'Whether the server can answer',
  description: '200 when ready or degraded, 503 while it starts or when it failed. Needs no sign-in.',
  responses: {
    200: { description: 'Ready or degraded', content: { 'application/json': { schema: HealthSchema } } },
    503: { description: 'Starting or failed', content: { 'application/json': { schema: HealthSchema } } },
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
