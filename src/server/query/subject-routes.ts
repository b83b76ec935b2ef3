import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { CallId, IngestPosition, Seq, SessionId } from '#protocol/ids.ts'
import {
  CallAnswer,
  ContextAnswer,
  EventAnswer,
  RunningAnswer,
  SessionAnswer,
} from '#protocol/schema/query-answers.ts'
import { CallPath, ContextParams, EventPath, QueryPath, SessionPath } from '#protocol/schema/query-params.ts'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import { asked, chunkOf, json, QUERY_PROBLEMS } from './answers.ts'
import type { QueryDeps } from './query-deps.ts'
import { callBody, sessionBody } from './summary-answers.ts'

/** Holes that a card lists; a session with more has other troubles. */
const MAX_LISTED_HOLES = 200

const NOT_FOUND = { 404: problemAnswer('Nothing is stored of it') } as const

const eventRoute = createRoute({
  method: 'get',
  path: '/api/events/{session}/{seq}',
  summary: 'One event, whole, with its payload as raw text',
  request: { params: EventPath },
  responses: {
    200: json(EventAnswer, 'A chunk of one row, and the payload'),
    ...QUERY_PROBLEMS,
    ...NOT_FOUND,
  },
})

const contextRoute = createRoute({
  method: 'get',
  path: '/api/events/{session}/{seq}/context',
  summary: 'What stands around an event in its session, whatever a filter hides',
  request: { params: EventPath, query: ContextParams },
  responses: { 200: json(ContextAnswer, 'Rows by seq'), ...QUERY_PROBLEMS, ...NOT_FOUND },
})

const sessionRoute = createRoute({
  method: 'get',
  path: '/api/sessions/{id}',
  summary: 'A session: what the client said of itself, what it adds up to, what is missing',
  request: { params: SessionPath },
  responses: { 200: json(SessionAnswer, 'The session'), ...QUERY_PROBLEMS, ...NOT_FOUND },
})

const callRoute = createRoute({
  method: 'get',
  path: '/api/calls/{id}',
  summary: 'A call: outcome, times, counts, completeness, its sessions',
  request: { params: CallPath },
  responses: { 200: json(CallAnswer, 'The call'), ...QUERY_PROBLEMS, ...NOT_FOUND },
})

const progressRoute = createRoute({
  method: 'get',
  path: '/api/queries/{id}',
  summary: 'How far a running query is',
  request: { params: QueryPath },
  responses: { 200: json(RunningAnswer, 'What the engine reads for it now'), ...NOT_FOUND },
})

const cancelRoute = createRoute({
  method: 'delete',
  path: '/api/queries/{id}',
  summary: 'End a running query; answered when the engine has stopped',
  request: { params: QueryPath },
  responses: { 204: { description: 'It no longer runs' }, ...NOT_FOUND },
})

function notFound(code: string, title: string): ProblemError {
  return new ProblemError({
    status: 404,
    code,
    title,
    detail: 'It was never received, has not arrived yet, or was deleted.',
  })
}

/** One event, one session, one call, one running query. */
export function subjectRoutes(deps: QueryDeps): OpenAPIHono<AppEnv> {
  const { reader, queries } = deps
  const app = newRoutes()

  app.openapi(eventRoute, async (c) => {
    const { session, seq } = c.req.valid('param')
    const key = { session: session as SessionId, seq: seq as Seq }
    const found = await asked(c, deps, (tenant, control) => reader.event(tenant, key, control))
    if (found === undefined) throw notFound('event-not-found', 'There is no such event')
    return c.json({ chunk: chunkOf(c.get('tenant'), [found.event]), payload: found.payload }, 200)
  })

  app.openapi(contextRoute, async (c) => {
    const { session, seq } = c.req.valid('param')
    const { before, after, asOf: wanted } = c.req.valid('query')
    const committed = deps.committed()
    const asOf = Math.min(wanted ?? committed, committed) as IngestPosition
    const key = { session: session as SessionId, seq: seq as Seq }
    const found = await asked(c, deps, (tenant, control) =>
      reader.context({ tenant, asOf }, key, { before, after }, control),
    )
    if (found === undefined) throw notFound('event-not-found', 'There is no such event')
    const rows = [...found.before, found.event, ...found.after]
    return c.json({ asOf, chunk: chunkOf(c.get('tenant'), rows), index: found.before.length }, 200)
  })

  app.openapi(sessionRoute, async (c) => {
    const session = c.req.valid('param').id as SessionId
    const [[found], missing] = await asked(c, deps, (tenant, control) =>
      Promise.all([
        reader.sessions(tenant, [session], control),
        reader.missing(tenant, session, MAX_LISTED_HOLES, control),
      ]),
    )
    if (found === undefined) throw notFound('session-not-found', 'There is no such session')
    return c.json({ ...sessionBody(found), missing }, 200)
  })

  app.openapi(callRoute, async (c) => {
    const callid = c.req.valid('param').id as CallId
    const found = await asked(c, deps, async (tenant, control) => {
      const [call] = await reader.calls(tenant, [callid], control)
      return call && { call, sessions: await reader.sessions(tenant, call.sessions, control) }
    })
    if (found === undefined) throw notFound('call-not-found', 'There is no such call')
    return c.json({ ...callBody(found.call), sessionCards: found.sessions.map(sessionBody) }, 200)
  })

  app.openapi(progressRoute, async (c) => {
    const found = await queries.progress(c.get('tenant'), c.req.valid('param').id)
    if (found === undefined) throw notFound('query-not-found', 'No query runs under this id')
    return c.json(found, 200)
  })

  app.openapi(cancelRoute, async (c) => {
    const ended = await queries.cancel(c.get('tenant'), c.req.valid('param').id)
    if (!ended) throw notFound('query-not-found', 'No query runs under this id')
    return c.body(null, 204)
  })

  return app
}
