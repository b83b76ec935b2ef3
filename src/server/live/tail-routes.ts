import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import type { IngestPosition } from '#protocol/ids.ts'
import { encodeRows } from '#protocol/row-chunk.ts'
import { RowChunkSchema } from '#protocol/schema/query-answers.ts'
import { TailParams } from '#protocol/schema/query-params.ts'
import type { AppEnv } from '../http/env.ts'
import { problemResponse } from '../http/problem.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import { scopeFrom } from '../query/scope-params.ts'
import type { TailHub } from './tail-hub.ts'

export interface TailRouteDeps {
  readonly hub: TailHub
  readonly committed: () => IngestPosition
}

/** Below the minute after which common proxies close a silent connection. */
const HEARTBEAT_MS = 15_000
/** What a browser waits before it connects again. */
const RETRY_MS = 2_000

const TailMessage = z
  .object({
    asOf: z.int().describe('Everything matching that was committed up to here has been told; also the `id:`'),
    chunk: RowChunkSchema,
    skipped: z
      .int()
      .nullable()
      .describe('Matching events left out because they came too fast; null = more than could be counted'),
  })
  .meta({ id: 'TailMessage' })

const tailRoute = createRoute({
  method: 'get',
  path: '/api/tail',
  summary: 'Live tail as server-sent events: what is committed, as it is committed',
  description:
    'Events of type `rows` carry a TailMessage; `id:` is the snapshot. A client that connects again with ' +
    'Last-Event-ID gets exactly what it has not been told. Comments are heartbeats.',
  request: { query: TailParams },
  responses: {
    200: { description: 'The stream', content: { 'text/event-stream': { schema: TailMessage } } },
    400: problemAnswer('`query-syntax`'),
    503: problemAnswer('Too many listeners; see Retry-After'),
  },
})

/** `GET /api/tail`. */
export function tailRoutes({ hub, committed }: TailRouteDeps): OpenAPIHono<AppEnv> {
  const app = newRoutes()
  app.openapi(tailRoute, (c) => {
    const params = c.req.valid('query')
    const tenant = c.get('tenant')
    const newest = committed()
    const { filter, sample } = scopeFrom(params, tenant, newest)
    const after = Math.min(positionFrom(c.req.header('last-event-id')) ?? params.after ?? newest, newest)
    const listener = hub.listen({ tenant, filter, sample, after: after as IngestPosition })
    if (listener === undefined) return problemResponse(TOO_MANY)
    return streamSSE(c, async (stream) => {
      const ended = new AbortController()
      stream.onAbort(() => ended.abort())
      const beat = setInterval(
        () => void stream.write(': still here\n\n').catch(() => ended.abort()),
        HEARTBEAT_MS,
      )
      try {
        // Tells the client that it is connected, and where from.
        await stream.writeSSE({
          event: 'open',
          id: String(after),
          data: JSON.stringify({ asOf: after }),
          retry: RETRY_MS,
        })
        for (;;) {
          const news = await listener.next(ended.signal)
          if (news === undefined) return
          const { asOf, skipped, events } = news
          const data = JSON.stringify({ asOf, skipped, chunk: encodeRows(tenant, events) })
          await stream.writeSSE({ event: 'rows', id: String(asOf), data })
        }
      } finally {
        clearInterval(beat)
        listener.close()
      }
    })
  })
  return app
}

const TOO_MANY = {
  status: 503,
  code: 'too-many-listeners',
  title: 'As many live tails are open as this server serves',
  detail: 'Close one that nobody looks at, or try again later.',
  retryAfterSeconds: 10,
} as const

/** Only what we gave out ourselves; anything else begins now. */
function positionFrom(lastEventId: string | undefined): number | undefined {
  return lastEventId !== undefined && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : undefined
}
