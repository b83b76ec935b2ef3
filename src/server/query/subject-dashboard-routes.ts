import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { binWidth } from '#analysis/bin-width.ts'
import {
  SubjectAnswer,
  SubjectCallsAnswer,
  SubjectCallsParams,
  SubjectParams,
  SubjectPath,
  SubjectStatesAnswer,
} from '#protocol/schema/subject.ts'
import type { Micros } from '#protocol/time.ts'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { newRoutes, problemAnswer } from '../http/routes.ts'
import { asked, counted, json, QUERY_PROBLEMS } from './answers.ts'
import type { ReadControl } from './event-reader.ts'
import type { QueryDeps } from './query-deps.ts'
import { invalid, timeFrom } from './scope-params.ts'
import { sumCalls, wantedShapes } from './subject-calls.ts'
import type {
  Bins,
  Quantiles,
  Stretch,
  Subject,
  SubjectKind,
  SubjectReader,
  SubjectSpan,
} from './subject-reader.ts'
import { callBody, sessionBody } from './summary-answers.ts'

/** On the page; more are in the logs. */
const LATEST_SESSIONS = 8
const MINUTE = 60_000_000

const NOT_FOUND = { 404: problemAnswer('No session was ever identified as this') } as const
const subjectRoute = createRoute({
  method: 'get',
  path: '/api/subjects/{kind}/{id}',
  summary:
    'An account, staff member or device: who, calls by outcome over time, reasons, figures, completeness',
  request: { params: SubjectPath, query: SubjectParams },
  responses: { 200: json(SubjectAnswer, 'Figures of the range'), ...QUERY_PROBLEMS, ...NOT_FOUND },
})
const callsRoute = createRoute({
  method: 'get',
  path: '/api/subjects/{kind}/{id}/calls',
  summary: 'Its calls, begun last first, of one outcome or reason',
  request: { params: SubjectPath, query: SubjectCallsParams },
  responses: { 200: json(SubjectCallsAnswer, 'Calls'), ...QUERY_PROBLEMS, ...NOT_FOUND },
})
const statesRoute = createRoute({
  method: 'get',
  path: '/api/subjects/{kind}/{id}/states',
  summary: 'What its seats and sockets were in, and from when there is a log',
  request: { params: SubjectPath, query: SubjectParams.pick({ from: true, to: true }) },
  responses: { 200: json(SubjectStatesAnswer, 'State changes'), ...QUERY_PROBLEMS, ...NOT_FOUND },
})

export interface SubjectRouteDeps extends QueryDeps {
  readonly subjects: SubjectReader
}

interface Asked {
  readonly subject: Subject
  readonly stretch: Stretch
  readonly span: SubjectSpan
  readonly control: ReadControl
}

/** Pages of accounts, staff and devices. */
export function subjectDashboardRoutes(deps: SubjectRouteDeps): OpenAPIHono<AppEnv> {
  const { reader, subjects } = deps
  const app = newRoutes()

  app.openapi(subjectRoute, async (c) => {
    const { bins, offset, ...range } = c.req.valid('query')
    const body = await about(c, deps, c.req.valid('param'), range, async ({ span, ...it }) => {
      const { subject, stretch, control } = it
      const at = binsOf(stretch, bins, offset * MINUTE)
      const people = (of: SubjectKind) => subjects.people(subject, of, stretch, control)
      const [accounts, staffs, devices, totals, events, calls, figures, latest] = await Promise.all([
        people('account'),
        people('staff'),
        people('device'),
        subjects.totals(subject, stretch, control),
        subjects.events(subject, stretch, control),
        subjects.callGroups(subject, stretch, at, control),
        subjects.callFigures(subject, stretch, control),
        subjects
          .latestSessions(subject, stretch, LATEST_SESSIONS, control)
          .then((ids) => reader.sessions(subject.tenant, ids, control)),
      ])
      const { sessions, ...delivery } = totals
      return {
        ...span,
        accounts,
        staffs,
        devices,
        sessions: { count: sessions, latest: latest.map(sessionBody) },
        events,
        delivery: { ...delivery, ratio: ratioOf(delivery) },
        calls: {
          ...sumCalls(calls.groups, at),
          ...at,
          complete: calls.complete,
          setup: known(figures.setup),
          mos: known(figures.mos),
        },
      }
    })
    return c.json(body, 200)
  })

  app.openapi(callsRoute, async (c) => {
    const { outcome, reason, limit, ...range } = c.req.valid('query')
    const body = await about(c, deps, c.req.valid('param'), range, async ({ subject, stretch, control }) => {
      const whole: Bins = { start: stretch.from, width: stretch.to - stretch.from }
      const { groups } = await subjects.callGroups(subject, stretch, whole, control)
      const { shapes, count } = wantedShapes(groups, { outcome, reason })
      const isAny = outcome === undefined && reason === undefined
      const wanted = { limit, ...(isAny ? {} : { shapes }) }
      const ids = await subjects.latestCalls(subject, stretch, wanted, control)
      const calls = await reader.calls(subject.tenant, ids, control)
      return { count, calls: calls.map(callBody) }
    })
    return c.json(body, 200)
  })

  app.openapi(statesRoute, async (c) => {
    const body = await about(
      c,
      deps,
      c.req.valid('param'),
      c.req.valid('query'),
      async ({ subject, stretch, control }) => {
        const { spans, changes, since } = await subjects.states(subject, stretch, control)
        return { spans, changes, since: since ?? null }
      },
    )
    return c.json(body, 200)
  })

  return app
}

/** Finds the subject and the stretch that is asked about, and times the answer. */
async function about<Body>(
  c: Context<AppEnv>,
  deps: SubjectRouteDeps,
  { kind, id }: { readonly kind: SubjectKind; readonly id: string },
  range: { readonly from?: string | undefined; readonly to?: string | undefined },
  read: (it: Asked) => Promise<Body>,
) {
  const started = performance.now()
  const asOf = deps.committed()
  const wanted = { from: timeFrom(range.from, 'from'), to: timeFrom(range.to, 'to') }
  const found = await asked(c, deps, (tenant, control) =>
    counted(control, async (counting) => {
      const subject = { tenant, kind, id }
      const span = await deps.subjects.span(subject, counting)
      if (span === undefined) return undefined
      const stretch = stretchOf(wanted, span)
      return { stretch, body: await read({ subject, stretch, span, control: counting }) }
    }),
  )
  const [answer, rowsRead] = found
  if (answer === undefined) {
    throw new ProblemError({
      status: 404,
      code: 'subject-not-found',
      title: `No session was ever identified as this ${kind}`,
      detail: 'Its logs were never received, have not arrived yet, or were deleted.',
    })
  }
  const millis = Math.round((performance.now() - started) * 10) / 10
  return { ...answer.body, ...answer.stretch, asOf, millis, rowsRead }
}

/** An open end is where its log ends. */
function stretchOf(
  { from, to }: { readonly from: Micros | undefined; readonly to: Micros | undefined },
  { firstTs, lastTs }: SubjectSpan,
): Stretch {
  const begin = from ?? (Math.min(firstTs, (to ?? firstTs + 1) - 1) as Micros)
  const end = to ?? Math.max(lastTs, begin) + 1
  if (end <= begin) throw invalid('to', 'Expected a time after `from`.')
  return { from: begin, to: end as Micros }
}

/** Bins begin at multiples of their width on the reader's clock. */
function binsOf({ from, to }: Stretch, bins: number, offset: number): Bins {
  const local = { from: (from + offset) as Micros, to: (to + offset) as Micros }
  const width = binWidth(local, bins)
  return { start: (Math.floor(local.from / width) * width - offset) as Micros, width }
}

const ratioOf = ({ recorded, stored }: { readonly recorded: number; readonly stored: number }) =>
  recorded === 0 ? null : stored / recorded
const known = (it: Quantiles) => (it.count === 0 ? null : it)
