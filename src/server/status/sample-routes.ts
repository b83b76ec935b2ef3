import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import type { TenantId } from '#protocol/ids.ts'
import type { AppEnv } from '../http/env.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'

const SampleRemovalSchema = z
  .object({ removed: z.int().min(0).openapi({ description: 'Events; 0 when it was gone already' }) })
  .openapi('SampleRemoval')

const removeRoute = createRoute({
  method: 'delete',
  path: '/api/sample',
  summary: 'Remove the sample; it does not come back',
  responses: {
    200: { description: 'It is gone', content: { 'application/json': { schema: SampleRemovalSchema } } },
    503: problemAnswer('The store is away; see Retry-After'),
  },
})

/** @param remove resolves to the number of events when they are gone everywhere. */
export function sampleRoutes(remove: (tenant: TenantId) => Promise<number>): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(removeRoute, async (c) =>
    c.json({ removed: await remove(c.get('tenant')) }, 200),
  )
}
