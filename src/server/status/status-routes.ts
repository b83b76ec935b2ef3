import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { KINDS } from '#protocol/kind.ts'
import type { AppEnv } from '../http/env.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import type { DeliveryLedger, DeliveryTotals } from '../ports.ts'
import { HealthSchema, type HealthSource } from './health.ts'

const count = z.int().min(0)

const FiguresSchema = z.object({
  partitions: count.openapi({ description: 'Days by kind' }),
  parts: count,
  rows: count,
  bytes: count.openapi({ description: 'Compressed, on the disk' }),
})
/** Of the table of events, all tenants together. */
export type StoreFigures = z.infer<typeof FiguresSchema>

const StatusSchema = z
  .object({
    health: HealthSchema,
    store: FiguresSchema.openapi({ description: 'The table of events' }),
    kinds: z.record(z.enum(KINDS), z.object({ sessions: count, events: count })),
    retention: z.object({
      days: count.nullable().openapi({ description: 'After the receipt; null: kept' }),
      diskPercent: count.nullable(),
    }),
  })
  .openapi('Status')

const statusRoute = createRoute({
  method: 'get',
  path: '/api/status',
  summary: 'What the server holds and how it does',
  responses: {
    200: { description: 'The status', content: { 'application/json': { schema: StatusSchema } } },
    503: problemAnswer('The store is away; see Retry-After'),
  },
})

export interface StatusDeps {
  readonly health: HealthSource
  readonly figures: () => Promise<StoreFigures>
  readonly delivery: Pick<DeliveryLedger, 'totals'>
  readonly retention: () => { readonly days?: number; readonly diskPercent?: number }
}

const held = ({ sessions, events }: DeliveryTotals) => ({ sessions, events })

export function statusRoutes({ health, figures, delivery, retention }: StatusDeps): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(statusRoute, async (c) => {
    const tenant = c.get('tenant')
    const { days, diskPercent } = retention()
    const [now, store, live, imported, sample] = await Promise.all([
      health(),
      figures(),
      delivery.totals(tenant, 'live'),
      delivery.totals(tenant, 'import'),
      delivery.totals(tenant, 'sample'),
    ])
    c.header('cache-control', 'no-store')
    return c.json(
      {
        health: now,
        store,
        kinds: { live: held(live), import: held(imported), sample: held(sample) },
        retention: { days: days ?? null, diskPercent: diskPercent ?? null },
      },
      200,
    )
  })
}
