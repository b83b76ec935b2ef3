import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { CategoryCount } from '#analysis/call-landmarks.ts'
import type { StoredEvent } from '#protocol/event.ts'
import type { CallId, TenantId } from '#protocol/ids.ts'
import { CallStoryAnswer } from '#protocol/schema/call-story.ts'
import { CallPath } from '#protocol/schema/query-params.ts'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import { asked, chunkOf, json, QUERY_PROBLEMS } from './answers.ts'
import type { CallSummary, ReadControl } from './event-reader.ts'
import type { QueryDeps } from './query-deps.ts'

export interface CallStory {
  /** By `(ts, session, seq)`. */
  readonly landmarks: readonly StoredEvent[]
  /** False: of some kind of event only the newest are there. */
  readonly complete: boolean
  readonly counts: readonly CategoryCount[]
}

export interface CallStoryReader {
  callStory(tenant: TenantId, call: CallSummary, control: ReadControl): Promise<CallStory>
}

/** Holes that the story of a call looks at; with more than that the log is no ground for a story. */
const MAX_HOLES = 200
/** A call has one or two sessions; where a broken client puts one id on many calls, these are told. */
const MAX_SESSIONS = 6

const route = createRoute({
  method: 'get',
  path: '/api/calls/{id}/story',
  summary: 'What the card of a call is computed from: facts, telling events, counts, holes',
  request: { params: CallPath },
  responses: {
    200: json(CallStoryAnswer, 'What the story rests on'),
    ...QUERY_PROBLEMS,
    404: problemAnswer('Nothing is stored of it'),
  },
})

export function callStoryRoutes(stories: CallStoryReader, deps: QueryDeps): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(route, async (c) => {
    const callid = c.req.valid('param').id as CallId
    const tenant = c.get('tenant')
    const body = await asked(c, deps, async (tenant, control) => {
      const [call] = await deps.reader.calls(tenant, [callid], control)
      if (call === undefined) return undefined
      const sessions = call.sessions.slice(0, MAX_SESSIONS)
      const [story, ...missing] = await Promise.all([
        stories.callStory(tenant, { ...call, sessions }, control),
        ...sessions.map(async (session) => {
          const { ranges } = await deps.reader.missing(tenant, session, MAX_HOLES, control)
          return ranges.map(({ from, to }) => ({ session, from, to }))
        }),
      ])
      return { facts: call.facts, story, holes: missing.flat() }
    })
    if (body === undefined) {
      throw new ProblemError({
        status: 404,
        code: 'call-not-found',
        title: 'There is no such call',
        detail: 'It was never received, has not arrived yet, or was deleted.',
      })
    }
    const { facts, story, holes } = body
    const { landmarks, complete, counts } = story
    return c.json({ callid, facts, landmarks: chunkOf(tenant, landmarks), complete, counts, holes }, 200)
  })
}
