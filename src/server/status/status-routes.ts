import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { TenantId } from '#protocol/ids.ts'
import { StatusAnswer } from '#protocol/schema/status.ts'
import type { AppEnv } from '../http/env.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import type { DeliveryLedger, DeliveryTotals } from '../ports.ts'
import type { HealthSource } from './health.ts'

/** Of all tenants together. */
export type StoreFigures = StatusAnswer['store']
export type RejectCount = StatusAnswer['rejects'][number]

const statusRoute = createRoute({
  method: 'get',
  path: '/api/status',
  summary: 'What the server holds and how it does',
  responses: {
    200: { description: 'The status', content: { 'application/json': { schema: StatusAnswer } } },
    503: problemAnswer('The store is away; see Retry-After'),
  },
})

export interface StatusDeps {
  readonly health: HealthSource
  readonly figures: () => Promise<StoreFigures>
  /** Most frequent first. */
  readonly rejects: (tenant: TenantId) => Promise<readonly RejectCount[]>
  readonly delivery: Pick<DeliveryLedger, 'totals'>
  readonly retention: () => { readonly days?: number; readonly diskPercent?: number }
}

function held(totals: DeliveryTotals): StatusAnswer['kinds']['live'] {
  const { events, expected, rejected, lost } = totals
  const missing = Math.max(0, expected - events - rejected - lost)
  return { ...totals, missing, ratio: expected === 0 ? null : events / expected }
}

export function statusRoutes(deps: StatusDeps): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(statusRoute, async (c) => {
    const tenant = c.get('tenant')
    const { health, figures, rejects, delivery } = deps
    const { days, diskPercent } = deps.retention()
    const [now, store, refused, live, imported, sample] = await Promise.all([
      health(),
      figures(),
      rejects(tenant),
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
        rejects: [...refused],
        retention: { days: days ?? null, diskPercent: diskPercent ?? null },
      },
      200,
    )
  })
}
