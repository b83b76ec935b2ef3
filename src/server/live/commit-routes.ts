import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import type { IngestPosition } from '#protocol/ids.ts'
import type { AppEnv } from '../http/env.ts'
import { problemResponse } from '../http/problem.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import type { CommitFeed } from './commit-feed.ts'

/** Below the minute after which common proxies close a silent connection. */
const HEARTBEAT_MS = 15_000
/** What a browser waits before it connects again. */
const RETRY_MS = 2_000
/** News in between are told together: nobody reads a list that changes more often. */
const CALM_MS = 250

const commitsRoute = createRoute({
  method: 'get',
  path: '/api/commits',
  summary: 'Server-sent events: the newest snapshot, whenever it moves',
  description:
    'Events of type `commit` carry `{asOf}`; the first tells where things stand. Nothing is lost by a dropped ' +
    'connection: the next one begins with the newest snapshot, at which every list can be read.',
  responses: {
    200: {
      description: 'The stream',
      content: { 'text/event-stream': { schema: z.object({ asOf: z.int().min(0) }).meta({ id: 'Commit' }) } },
    },
    503: problemAnswer('Too many listeners; see Retry-After'),
  },
})

/** `GET /api/commits`. */
export function commitRoutes(feed: CommitFeed): OpenAPIHono<AppEnv> {
  const app = newRoutes()
  app.openapi(commitsRoute, (c) => {
    const listener = feed.listen()
    if (listener === undefined) return problemResponse(TOO_MANY)
    return streamSSE(c, async (stream) => {
      const ended = new AbortController()
      stream.onAbort(() => ended.abort())
      const beat = setInterval(
        () => void stream.write(': still here\n\n').catch(() => ended.abort()),
        HEARTBEAT_MS,
      )
      let known = -1 as IngestPosition
      try {
        for (;;) {
          const newest = await listener.beyond(known, ended.signal)
          if (newest === undefined) return
          known = newest
          await stream.writeSSE({ event: 'commit', data: JSON.stringify({ asOf: newest }), retry: RETRY_MS })
          await stream.sleep(CALM_MS)
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
  title: 'As many browsers listen as this server serves',
  detail: 'Close one that nobody looks at, or try again later.',
  retryAfterSeconds: 10,
} as const
