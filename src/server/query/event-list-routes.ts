import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { EventPosition } from '#protocol/event.ts'
import type { Seq, SessionId, TenantId } from '#protocol/ids.ts'
import {
  CountAnswer,
  FacetsAnswer,
  FindAnswer,
  HistogramAnswer,
  PositionAnswer,
  RowsAnswer,
} from '#protocol/schema/query-answers.ts'
import {
  FacetsParams,
  FindParams,
  HistogramParams,
  PositionParams,
  RowsParams,
  ScopeParams,
} from '#protocol/schema/query-params.ts'
import { MAX_MICROS, type Micros } from '#protocol/time.ts'
import { allOf } from '#protocol/query-lang/ast.ts'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import { aboutScope, chunkOf, cursorOf, json, QUERY_PROBLEMS } from './answers.ts'
import type { Counted, EventScope, Facets, Histogram, Order, ReadControl, Rows } from './event-reader.ts'
import type { QueryDeps } from './query-deps.ts'
import { cursorFrom, filterFrom, invalid, timeFrom } from './scope-params.ts'

const countRoute = createRoute({
  method: 'get',
  path: '/api/events/count',
  summary: 'How many events match',
  request: { query: ScopeParams },
  responses: { 200: json(CountAnswer, 'The number of events'), ...QUERY_PROBLEMS },
})

const rowsRoute = createRoute({
  method: 'get',
  path: '/api/events/rows',
  summary: 'Events, by number or by cursor, in either order',
  request: { query: RowsParams },
  responses: { 200: json(RowsAnswer, 'At most `limit` rows; fewer when they are large'), ...QUERY_PROBLEMS },
})

const positionRoute = createRoute({
  method: 'get',
  path: '/api/events/position',
  summary: 'The number of the row of an event, or of what comes next to it or to a time',
  request: { query: PositionParams },
  responses: {
    200: json(PositionAnswer, 'Where it is'),
    ...QUERY_PROBLEMS,
    404: problemAnswer('There is no such event'),
  },
})

const findRoute = createRoute({
  method: 'get',
  path: '/api/events/find',
  summary: 'The next or previous hit among the rows',
  request: { query: FindParams },
  responses: { 200: json(FindAnswer, 'The hit, and its number among the rows of `q`'), ...QUERY_PROBLEMS },
})

const histogramRoute = createRoute({
  method: 'get',
  path: '/api/events/histogram',
  summary: 'Events over time, by level',
  request: { query: HistogramParams },
  responses: { 200: json(HistogramAnswer, 'At most `bins` bins'), ...QUERY_PROBLEMS },
})

const facetsRoute = createRoute({
  method: 'get',
  path: '/api/events/facets',
  summary: 'The most frequent values of each facet, counted exactly',
  request: { query: FacetsParams },
  responses: { 200: json(FacetsAnswer, 'Facets'), ...QUERY_PROBLEMS },
})

/** Everything that is asked about a list of events: `/api/events/…`. */
export function eventListRoutes(deps: QueryDeps): OpenAPIHono<AppEnv> {
  const { reader } = deps
  const app = newRoutes()

  app.openapi(countRoute, async (c) => {
    const params = c.req.valid('query')
    const answer = await aboutScope(c, deps, params, (...asked) => reader.count(...asked), countBody)
    return c.json(answer, 200)
  })

  app.openapi(rowsRoute, async (c) => {
    const params = c.req.valid('query')
    const { order, position, direction, limit } = params
    const cursor = cursorFrom(params.cursor)
    if (position !== undefined && cursor) throw invalid('cursor', 'Give a position or a cursor, not both.')
    const read = (scope: EventScope, control: ReadControl): Promise<Rows> =>
      position === undefined
        ? reader.rowsNear(scope, { order, direction, limit, ...(cursor ? { cursor } : {}) }, control)
        : reader.rowsAt(scope, { order, position, limit }, control)
    const body = ({ events, complete }: Rows) => ({
      order,
      chunk: chunkOf(c.get('tenant'), events),
      position: position ?? null,
      complete,
      before: cursorOf(events[0]),
      after: cursorOf(events.at(-1)),
    })
    return c.json(await aboutScope(c, deps, params, read, body), 200)
  })

  app.openapi(positionRoute, async (c) => {
    const params = c.req.valid('query')
    const read = async (scope: EventScope, control: ReadControl) => {
      const place = await placeFrom(deps, params, c.get('tenant'), params.order, control)
      return reader.positionOf(scope, place, params.order, control)
    }
    const body = ({ position, exact, count }: Awaited<ReturnType<typeof read>>) => ({
      position,
      exact,
      count,
    })
    return c.json(await aboutScope(c, deps, params, read, body), 200)
  })

  app.openapi(findRoute, async (c) => {
    const params = c.req.valid('query')
    const { order, direction } = params
    const cursor = cursorFrom(params.cursor)
    const wanted = filterFrom(params.find, 'find')
    const read = async (scope: EventScope, control: ReadControl) => {
      const filter = allOf(
        [scope.filter, wanted].filter(({ kind }) => kind !== 'all'),
        { start: 0, end: 0 },
      )
      const request = { order, direction, limit: 1, ...(cursor ? { cursor } : {}) }
      const { events, shortfall } = await reader.rowsNear({ ...scope, filter }, request, control)
      const [hit] = events
      const position = hit ? await positionIfInTime(deps, scope, hit, order, control) : null
      return { hit, position, ...(shortfall && !hit ? { shortfall } : {}) }
    }
    const body = ({ hit, position }: Awaited<ReturnType<typeof read>>) => ({
      found: hit ? { chunk: chunkOf(c.get('tenant'), [hit]), cursor: cursorOf(hit) ?? '', position } : null,
    })
    return c.json(await aboutScope(c, deps, params, read, body), 200)
  })

  app.openapi(histogramRoute, async (c) => {
    const params = c.req.valid('query')
    const read = (scope: EventScope, control: ReadControl) => reader.histogram(scope, params.bins, control)
    return c.json(await aboutScope(c, deps, params, read, histogramBody), 200)
  })

  app.openapi(facetsRoute, async (c) => {
    const params = c.req.valid('query')
    const read = (scope: EventScope, control: ReadControl) => reader.facets(scope, params.values, control)
    return c.json(await aboutScope(c, deps, params, read, facetsBody), 200)
  })

  return app
}

const countBody = ({ count }: Counted) => ({ count })
const histogramBody = ({ from, to, width, bins }: Histogram) => ({ from, to, width, bins })
const facetsBody = ({ count, facets }: Facets) => ({ count, facets })

interface Place {
  readonly session?: string | undefined
  readonly seq?: number | undefined
  readonly ts?: string | undefined
}

/** The place in the total order that is asked about: an event's, or the edge of a microsecond. */
async function placeFrom(
  { reader }: QueryDeps,
  { session, seq, ts }: Place,
  tenant: TenantId,
  order: Order,
  control: ReadControl,
): Promise<EventPosition> {
  if (session !== undefined && seq !== undefined) {
    const found = await reader.event(tenant, { session: session as SessionId, seq: seq as Seq }, control)
    if (found) return found.event
    throw new ProblemError({
      status: 404,
      code: 'event-not-found',
      title: 'There is no such event',
      detail: `Nothing is stored under number ${seq} of session ${session}; it may be lost, or was deleted.`,
    })
  }
  const time = timeFrom(ts, 'ts')
  if (time === undefined) throw invalid('session', 'Give session and seq of an event, or a time as ts.')
  // In front of everything of this microsecond, or behind it; no event has seq 0.
  const edge = order === 'asc' ? time : (Math.min(time + 1, MAX_MICROS) as Micros)
  return { ts: edge, session: '' as SessionId, seq: 0 as Seq }
}

/** A hit is worth showing even where nobody can say in time how many rows stand in front of it. */
async function positionIfInTime(
  { reader }: QueryDeps,
  scope: EventScope,
  hit: EventPosition,
  order: Order,
  control: ReadControl,
): Promise<number | null> {
  try {
    return (await reader.positionOf(scope, hit, order, control)).position
  } catch (cause) {
    if (cause instanceof ProblemError && cause.problem.code === 'query-timeout') return null
    throw cause
  }
}
