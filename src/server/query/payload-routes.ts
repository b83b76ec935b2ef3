import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { EventPosition } from '#protocol/event.ts'
import type { Seq, SessionId, TenantId } from '#protocol/ids.ts'
import { MAX_PAYLOADS, PayloadsAnswer, PayloadsRequest } from '#protocol/schema/payloads.ts'
import type { Micros } from '#protocol/time.ts'
import type { AppEnv } from '../http/env.ts'
import { newRoutes } from '../http/routes.ts'
import { json, QUERY_PROBLEMS } from './answers.ts'
import type { ReadControl } from './event-reader.ts'
import type { RunningQueries } from './running-queries.ts'

export interface PayloadReader {
  /** Raw texts in the order of `events`; empty where there is none, or no such event. */
  payloads(
    tenant: TenantId,
    events: readonly EventPosition[],
    control: ReadControl,
  ): Promise<readonly string[]>
}

const route = createRoute({
  method: 'post',
  path: '/api/events/payloads',
  summary: 'Payloads of several events, for exports',
  description: `At most ${MAX_PAYLOADS} events at a time. Changes nothing; a POST because the list is long.`,
  request: { body: { required: true, content: { 'application/json': { schema: PayloadsRequest } } } },
  responses: { 200: json(PayloadsAnswer, 'Raw texts, in the order asked for'), ...QUERY_PROBLEMS },
})

export function payloadRoutes(reader: PayloadReader, queries: RunningQueries): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(route, async (c) => {
    const tenant = c.get('tenant')
    const events = c.req.valid('json').events.map(([session, seq, ts]) => ({
      session: session as SessionId,
      seq: seq as Seq,
      ts: ts as Micros,
    }))
    const asker = { tenant, request: c.req.raw.signal }
    const payloads = await queries.run(asker, (control) => reader.payloads(tenant, events, control))
    return c.json({ payloads }, 200)
  })
}
