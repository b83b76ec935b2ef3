import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import { RecentAnswer, RecentParams } from '#protocol/schema/recent.ts'
import type { AppEnv } from '../http/env.ts'
import { newRoutes } from '../http/routes.ts'
import { asked, counted, json, QUERY_PROBLEMS } from './answers.ts'
import type { ReadControl } from './event-reader.ts'
import type { QueryDeps } from './query-deps.ts'
import type { RecentReader, RecentRequest } from './recent-reader.ts'
import { timeFrom } from './scope-params.ts'
import { callBody, sessionBody } from './summary-answers.ts'

const recentRoute = createRoute({
  method: 'get',
  path: '/api/recent',
  summary: 'The last calls and sessions, or those of a stretch of time; the sample included',
  request: { query: RecentParams },
  responses: { 200: json(RecentAnswer, 'Newest first'), ...QUERY_PROBLEMS },
})

/** `GET /api/recent`: what Find shows before anybody has typed anything, and for a time without a name. */
export function recentRoutes(deps: QueryDeps, recent: RecentReader): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(recentRoute, async (c) => {
    const started = performance.now()
    const { limit, from, to } = c.req.valid('query')
    const [first, end] = [timeFrom(from, 'from'), timeFrom(to, 'to')]
    const request = {
      limit,
      ...(first === undefined ? {} : { from: first }),
      ...(end === undefined ? {} : { to: end }),
    }
    const asOf = deps.committed()
    const [found, rowsRead] = await asked(c, deps, (tenant, control) =>
      counted(control, (counting) => read(deps, recent, tenant, request, counting)),
    )
    const millis = Math.round((performance.now() - started) * 10) / 10
    return c.json({ asOf, millis, rowsRead, ...found }, 200)
  })
}

async function read(
  { reader }: QueryDeps,
  recent: RecentReader,
  tenant: TenantId,
  request: RecentRequest,
  control: ReadControl,
) {
  const { limit } = request
  // One more than shown tells whether there is more.
  const newest = await recent.recent(tenant, { ...request, limit: limit + 1 }, control)
  const reading = reader.sessions(tenant, newest.sessions.slice(0, limit), control)
  const [sessions, calls] = await Promise.all([
    reading,
    reader.calls(tenant, newest.calls.slice(0, limit), control, reading),
  ])
  const shown = new Set<SessionId>(sessions.map(({ session }) => session))
  const others = [...new Set(calls.flatMap((call) => call.sessions))].filter((it) => !shown.has(it))
  const ofCalls = await reader.sessions(tenant, others, control)
  return {
    calls: calls.map(callBody),
    sessions: sessions.map(sessionBody),
    ofCalls: ofCalls.map(sessionBody),
    truncated: newest.calls.length > limit || newest.sessions.length > limit,
  }
}
