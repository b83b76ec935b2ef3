import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { IngestPosition, SessionId, TenantId } from '#protocol/ids.ts'
import { MAX_REMOVALS, RemovalsAnswer, RemovalsParams } from '#protocol/schema/removals.ts'
import type { Micros } from '#protocol/time.ts'
import type { AppEnv } from '../http/env.ts'
import { newRoutes } from '../http/routes.ts'
import { json, QUERY_PROBLEMS } from './answers.ts'
import type { ReadControl } from './event-reader.ts'
import type { RunningQueries } from './running-queries.ts'

export interface RemovalQuestion {
  readonly after?: IngestPosition
  readonly session?: SessionId
  /** yyyymmdd, UTC. */
  readonly day?: number
}

/** Something that was removed: a session, or a whole day of live logs. */
export interface RemovalRecord {
  readonly kind: string
  readonly session: string | null
  readonly day: number | null
  readonly at: Micros
  readonly reason: string
  readonly events: number
}

export interface RemovalReader {
  /** Newest first. */
  removals(
    tenant: TenantId,
    question: RemovalQuestion,
    limit: number,
    control: ReadControl,
  ): Promise<readonly RemovalRecord[]>
}

const route = createRoute({
  method: 'get',
  path: '/api/removals',
  summary: 'What is gone, when it went and why: for links to rows that are no longer there',
  request: { query: RemovalsParams },
  responses: { 200: json(RemovalsAnswer, `At most ${MAX_REMOVALS}, newest first`), ...QUERY_PROBLEMS },
})

/** `GET /api/removals`. */
export function removalRoutes(reader: RemovalReader, queries: RunningQueries): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(route, async (c) => {
    const tenant = c.get('tenant')
    const { after, session, day } = c.req.valid('query')
    const question: RemovalQuestion = {
      ...(after === undefined ? {} : { after: after as IngestPosition }),
      ...(session === undefined ? {} : { session: session as SessionId }),
      ...(day === undefined ? {} : { day }),
    }
    const asker = { tenant, request: c.req.raw.signal }
    const found = await queries.run(asker, (control) =>
      reader.removals(tenant, question, MAX_REMOVALS + 1, control),
    )
    return c.json({ removals: found.slice(0, MAX_REMOVALS), truncated: found.length > MAX_REMOVALS }, 200)
  })
}
