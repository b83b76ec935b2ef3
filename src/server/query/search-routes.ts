import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { CallId, SessionId, TenantId } from '#protocol/ids.ts'
import { SearchAnswer } from '#protocol/schema/query-answers.ts'
import { SearchParams } from '#protocol/schema/query-params.ts'
import { isMicros, type Micros } from '#protocol/time.ts'
import type { AppEnv } from '../http/env.ts'
import { newRoutes } from '../http/routes.ts'
import { asked, counted, json, QUERY_PROBLEMS } from './answers.ts'
import type { CallSummary, Lookup, ReadControl, SessionSummary, Sighting } from './event-reader.ts'
import { compareSeen } from './nearness.ts'
import type { QueryDeps } from './query-deps.ts'
import { holdsNoNumber, readSearch, type SearchRequest } from './read-search.ts'
import { callBody, sessionBody } from './summary-answers.ts'

/** What a screen of results shows; newest first, so older ones are reached by a narrower search. */
const MAX_RESULTS = 50
/** Of those that are newest, where the list is filled by what was near the time that was asked for. */
const MAX_NEWEST = 10

const searchRoute = createRoute({
  method: 'get',
  path: '/api/search',
  summary: 'Calls and sessions by a number in any spelling, an account, or any id, also inside a sentence',
  request: { query: SearchParams },
  responses: { 200: json(SearchAnswer, 'What was found, over all time'), ...QUERY_PROBLEMS },
})

/** `GET /api/search`. What was typed is never logged nor echoed unmasked. */
export function searchRoutes(deps: QueryDeps): OpenAPIHono<AppEnv> {
  const app = newRoutes()
  app.openapi(searchRoute, async (c) => {
    const started = performance.now()
    const { text, around } = c.req.valid('query')
    const moments = momentsOf(around)
    const asOf = deps.committed()
    const request = readSearch(text, deps.keyring.of(c.get('tenant')))
    const [found, rowsRead] = await asked(c, deps, (tenant, control) =>
      counted(control, (counting) => search(deps, tenant, request, moments, counting)),
    )
    return c.json(
      {
        asOf,
        millis: Math.round((performance.now() - started) * 10) / 10,
        rowsRead,
        understood: { numbers: request.numbers, words: request.words.filter(holdsNoNumber) },
        calls: found.calls.map(({ call, matched }) => ({ ...callBody(call), matched })),
        sessions: found.sessions.map(({ session, matched }) => ({ ...sessionBody(session), matched })),
        truncated: found.truncated,
      },
      200,
    )
  })
  return app
}

interface Found {
  readonly calls: readonly { readonly call: CallSummary; readonly matched: readonly string[] }[]
  readonly sessions: readonly { readonly session: SessionSummary; readonly matched: readonly string[] }[]
  readonly truncated: boolean
}

async function search(
  { reader }: QueryDeps,
  tenant: TenantId,
  request: SearchRequest,
  around: readonly Micros[],
  control: ReadControl,
): Promise<Found> {
  // One more than shown tells whether there is more.
  const ask = (lookups: readonly Lookup[], moments = around) =>
    reader.find(tenant, lookups, MAX_RESULTS + 1, control, moments)
  const find = async (lookups: readonly Lookup[]) => {
    const nearest = await ask(lookups)
    if (around.length === 0 || nearest.length <= MAX_RESULTS) return nearest
    // Who is told only of that time should still see what is new.
    return [...nearest, ...(await ask(lookups, [])).slice(0, MAX_NEWEST)]
  }
  const first = await find(request.lookups)
  const sightings = first.length > 0 || request.otherwise.length === 0 ? first : await find(request.otherwise)
  const bySession = matchedBy(sightings, ({ session }) => session)
  const byCall = matchedBy(
    sightings.filter(({ callid }) => callid !== ''),
    ({ callid }) => callid,
  )
  const seenCalls = firstKeys(byCall) as CallId[]
  const reading = reader.sessions(tenant, firstKeys(bySession) as SessionId[], control)
  const [sessions, seen] = await Promise.all([reading, reader.calls(tenant, seenCalls, control, reading)])
  // Whoever looks for an account or a session wants its calls as well.
  for (const session of sessions) {
    const by = (bySession.get(session.session) ?? []).filter((it) => OF_WHOLE_SESSION.has(it))
    if (by.length > 0) for (const callid of session.callids) byCall.set(callid, byCall.get(callid) ?? by)
  }
  const others = firstKeys(byCall).slice(seenCalls.length) as CallId[]
  const calls = [...seen, ...(await reader.calls(tenant, others, control, reading))]
  const shownCalls = calls.filter((call) => fitsMask(call, request, byCall.get(call.callid) ?? []))
  return {
    calls: shownCalls
      .toSorted(compareSeen(around))
      .map((call) => ({ call, matched: byCall.get(call.callid) ?? [] })),
    sessions: sessions
      .toSorted(compareSeen(around))
      .map((session) => ({ session, matched: bySession.get(session.session) ?? [] })),
    truncated: sightings.length > MAX_RESULTS || byCall.size > MAX_RESULTS,
  }
}

const OF_WHOLE_SESSION: ReadonlySet<string> = new Set<Lookup['by']>(['session', 'account', 'staff', 'device'])

function matchedBy(
  sightings: readonly Sighting[],
  keyOf: (sighting: Sighting) => string,
): Map<string, readonly string[]> {
  const matched = new Map<string, readonly string[]>()
  for (const sighting of sightings) {
    const by = sighting.by.map((it) => (it === 'number-tag' ? 'number' : it))
    matched.set(keyOf(sighting), [...new Set([...(matched.get(keyOf(sighting)) ?? []), ...by])])
  }
  return matched
}

function firstKeys(matched: ReadonlyMap<string, unknown>): readonly string[] {
  return [...matched.keys()].slice(0, MAX_RESULTS + MAX_NEWEST)
}

function momentsOf(text: string | undefined): readonly Micros[] {
  return text === undefined ? [] : text.split(',').map(Number).filter(isMicros)
}

/** `138****8000` was looked up by its last four digits; calls whose number begins otherwise are not meant. */
function fitsMask(call: CallSummary, { masks }: SearchRequest, matched: readonly string[]): boolean {
  const { maskedNumber } = call
  if (masks.length === 0 || maskedNumber === undefined || !matched.includes('number')) return true
  return masks.some(({ prefix, last4 }) => maskedNumber.startsWith(prefix) && maskedNumber.endsWith(last4))
}
