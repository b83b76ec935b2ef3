import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { callSpan } from '#analysis/call-landmarks.ts'
import type { StoredEvent } from '#protocol/event.ts'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import { SubjectAnswer, SubjectCallsAnswer, SubjectStatesAnswer } from '#protocol/schema/subject.ts'
import { computeCallFacts, type CallFacts } from '#protocol/vocabulary/call-facts.ts'
import { callOutcome, type CallOutcome } from '#protocol/vocabulary/call-outcome.ts'
import { stateChangesOf } from '#protocol/vocabulary/state-machines.ts'
import {
  createClickHouseEventReader,
  createReadContext,
} from '#server/adapters/clickhouse/read/clickhouse-event-reader.ts'
import { createSubjectReader } from '#server/adapters/clickhouse/read/subject.ts'
import { migrate } from '#server/adapters/clickhouse/migrate.ts'
import type { AppEnv } from '#server/http/env.ts'
import { onError } from '#server/http/failures.ts'
import { createKeyring } from '#server/process/keyring.ts'
import { HOSTILE_TEXTS } from '#testing/arbitraries/text.ts'
import { aStoredEvent } from '#testing/builders/event.ts'
import { startTestEngine, type TestEngine } from '#testing/engine.ts'
import { insertEvents } from '#testing/insert-events.ts'
import { sampleEvents } from '#testing/sample-events.ts'
import { createRunningQueries } from './running-queries.ts'
import { subjectDashboardRoutes } from './subject-dashboard-routes.ts'

const LOCAL = 'local' as TenantId
const OTHER = 'other' as TenantId
const ACCOUNT = '2885100137'
const TROUBLED = '1007'
const MINUTE = 60_000_000
const DAY = 1_440 * MINUTE
const bugs: unknown[] = []
let engine: TestEngine

/** Two sessions of 27 December, one of them with a hole; the same work a week later, and around a midnight. */
const HOLE = new Set([200, 201])
const sample = sampleEvents(LOCAL).filter(
  ({ session, seq }) => session !== 'sample-healthy' || !HOLE.has(seq),
)
function moved(events: readonly StoredEvent[], by: number, suffix: string): readonly StoredEvent[] {
  return events.map((event) => ({
    ...event,
    session: `${event.session}-${suffix}` as StoredEvent['session'],
    ts: (event.ts + by) as StoredEvent['ts'],
    ...(event.callid === undefined
      ? {}
      : { callid: `${event.callid}-${suffix}` as NonNullable<StoredEvent['callid']> }),
  }))
}
const healthy = sample.filter(({ session }) => session === 'sample-healthy')
// The first call begins at 9:37:00 in China, 1:37 UTC: so it begins half a minute before midnight.
const atMidnight = moved(healthy, (22 * 60 + 23) * MINUTE - MINUTE / 2, 'm')
const events = [...sample, ...moved(sample, 7 * DAY, 'w'), ...atMidnight]

interface Known {
  readonly callid: string
  readonly firstTs: number
  readonly facts: CallFacts
  readonly outcome: CallOutcome
}

const identified = (name: string, value: string) =>
  new Set(
    events.filter((it) => it.name === 'IDENTIFY' && it.attrs[name] === value).map(({ session }) => session),
  )

function callsOf(sessions: ReadonlySet<string>): readonly Known[] {
  const byId = new Map<string, StoredEvent[]>()
  for (const event of events) {
    if (event.callid === undefined || !sessions.has(event.session)) continue
    byId.set(event.callid, [...(byId.get(event.callid) ?? []), event])
  }
  return [...byId].map(([callid, those]) => {
    const facts = computeCallFacts(those)
    return { callid, facts, firstTs: callSpan({ facts }).from, outcome: callOutcome(facts) }
  })
}

function counted<Key extends string>(items: readonly Key[]): Partial<Record<Key, number>> {
  const counts: Partial<Record<Key, number>> = {}
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1
  return counts
}

/** The value that so large a share of the values lies below. */
function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}

const committed = () => 1 as IngestPosition

function appFor(tenant: TenantId): OpenAPIHono<AppEnv> {
  const deps = { clients: engine.clients, numberKeysOf: () => [] }
  const context = createReadContext(deps)
  const reader = createClickHouseEventReader(deps, context)
  const app = new OpenAPIHono<AppEnv>()
  const log = { error: (fields: unknown) => void bugs.push(fields), warn() {}, info() {}, debug() {} }
  app.onError(onError(log, () => undefined))
  app.use(async (c, next) => {
    c.set('tenant', tenant)
    await next()
  })
  app.route(
    '/',
    subjectDashboardRoutes({
      reader,
      committed,
      keyring: createKeyring([{ version: 1, secret: new Uint8Array(32).fill(7) }]),
      queries: createRunningQueries(reader),
      subjects: createSubjectReader(context, committed),
    }),
  )
  return app
}

async function ask<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  query: Readonly<Record<string, string | number>> = {},
): Promise<z.output<Schema>> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  const response = await appFor(LOCAL).request(`/api/subjects/${path}?${search.toString()}`)
  const body: unknown = await response.json()
  expect([response.status, body]).toEqual([200, body])
  return schema.parse(body)
}

beforeAll(async () => {
  engine = await startTestEngine()
  await migrate(engine.clients.writer)
  await insertEvents(
    engine.clients,
    events.map((event) => ({ event })),
  )
  const foreign = sampleEvents(OTHER).slice(0, 1_000)
  await insertEvents(
    engine.clients,
    foreign.map((event) => ({ event })),
  )
})
afterAll(() => engine.stop())

const FIRST = Math.min(...sample.map(({ ts }) => ts))
/** Of 28 December, UTC. */
const MIDNIGHT = Math.ceil(FIRST / DAY) * DAY
const MORNING = { from: FIRST, to: FIRST + 60 * MINUTE }

describe.each([
  ['account', ACCOUNT],
  ['staff', TROUBLED],
  ['device', 'd-2712000008'],
])('%s %s', (kind, id) => {
  test.each([
    ['of all time', {}],
    ['of an hour', MORNING],
    ['of the hours up to a midnight that a call goes over', { from: MIDNIGHT - 720 * MINUTE, to: MIDNIGHT }],
    ['of the hours after it', { from: MIDNIGHT, to: MIDNIGHT + 720 * MINUTE }],
  ] as const)('%s adds up to what its events say', async (_, range: { from?: number; to?: number }) => {
    const sessions = identified(kind, id)
    const own = events.filter(({ session }) => sessions.has(session))
    const [from, to] = [range.from ?? -Infinity, range.to ?? Infinity]
    const within = own.filter(({ ts }) => ts >= from && ts < to)
    const calls = callsOf(sessions).filter(({ firstTs }) => firstTs >= from && firstTs < to)
    const answer = await ask(SubjectAnswer, `${kind}/${id}`, range)

    expect(answer.firstTs).toBe(Math.min(...own.map(({ ts }) => ts)))
    expect(answer.lastTs).toBe(Math.max(...own.map(({ ts }) => ts)))
    expect(answer.events).toMatchObject({
      events: within.length,
      warnings: within.filter(({ level }) => level === 'warn').length,
      errors: within.filter(({ level }) => level === 'error').length,
    })
    expect(answer.calls.count).toBe(calls.length)
    expect(answer.calls.outcomes).toEqual(counted(calls.map(({ outcome }) => outcome.outcome)))
    expect(answer.calls.media).toEqual(counted(calls.map(({ outcome }) => outcome.media)))
    const { start, width, bins } = answer.calls
    const binOf = (ts: number) => start + Math.floor((ts - start) / width) * width
    for (const bin of bins) {
      const those = calls.filter(({ firstTs }) => binOf(firstTs) === bin.from)
      expect(bin.counts).toEqual(counted(those.map(({ outcome }) => outcome.outcome)))
    }
    expect(bins.map((bin) => bin.from)).toEqual(
      [...new Set(calls.map(({ firstTs }) => binOf(firstTs)))].toSorted((a, b) => a - b),
    )
    const broken = calls.filter(({ outcome }) => ['failed', 'dropped'].includes(outcome.outcome))
    expect(
      Object.fromEntries(answer.calls.reasons.map((it) => [`${it.outcome} ${it.reason}`, it.count])),
    ).toEqual(counted(broken.map(({ outcome }) => `${outcome.outcome} ${outcome.reason}`)))
    const setups = calls.flatMap(({ facts }) => {
      const reached = facts.ringingTs ?? facts.connectedTs
      if (facts.direction === 'inbound' || reached === undefined) return []
      return [Math.max(0, reached - (facts.firstTs ?? 0))]
    })
    const mos = calls.flatMap(({ facts }) => facts.worstMos ?? [])
    expect(answer.calls.setup ?? undefined).toEqual(
      setups.length === 0
        ? undefined
        : { count: setups.length, p50: quantile(setups, 0.5), p95: quantile(setups, 0.95) },
    )
    expect(answer.calls.mos ?? undefined).toEqual(
      mos.length === 0 ? undefined : { count: mos.length, p50: quantile(mos, 0.5), p95: quantile(mos, 0.05) },
    )

    const spans = [...sessions].map((session) => {
      const of = own.filter((it) => it.session === session)
      return { session, of, first: of[0]?.ts ?? 0, last: of.at(-1)?.ts ?? 0 }
    })
    const here = spans.filter(({ first, last }) => last >= from && first < to)
    expect(answer.sessions.count).toBe(here.length)
    expect(new Set(answer.sessions.latest.map(({ session }) => session))).toEqual(
      new Set(here.map(({ session }) => session)),
    )
    expect(answer.delivery).toMatchObject({
      stored: here.reduce((sum, { of }) => sum + of.length, 0),
      recorded: here.reduce((sum, { of }) => sum + Math.max(...of.map(({ seq }) => seq)), 0),
      holedSessions: here.filter(({ session }) => session.includes('healthy')).length,
    })
    const staffs = here.flatMap(({ session }) => (session.includes('drops') ? '1007' : '1008'))
    expect(Object.fromEntries(answer.staffs.values.map((it) => [it.value, it.sessions]))).toEqual(
      counted(staffs),
    )
  })
})

describe('calls', () => {
  test('of one outcome and reason, begun last first', async () => {
    const wanted = callsOf(identified('staff', TROUBLED))
      .filter(({ outcome }) => outcome.outcome === 'failed' && outcome.reason === 'ticket-expired')
      .toSorted((a, b) => b.firstTs - a.firstTs)
    const answer = await ask(SubjectCallsAnswer, `staff/${TROUBLED}/calls`, {
      outcome: 'failed',
      reason: 'ticket-expired',
    })
    expect(answer.count).toBe(6)
    expect(answer.calls.map(({ callid }) => callid)).toEqual(wanted.map(({ callid }) => callid))
    expect(new Set(answer.calls.map(({ outcome }) => outcome))).toEqual(new Set(['failed']))
  })

  test('of any outcome, cut at the limit and at the range', async () => {
    const answer = await ask(SubjectCallsAnswer, `account/${ACCOUNT}/calls`, { ...MORNING, limit: 3 })
    const wanted = callsOf(identified('account', ACCOUNT))
      .filter(({ firstTs }) => firstTs >= MORNING.from && firstTs < MORNING.to)
      .toSorted((a, b) => b.firstTs - a.firstTs)
    expect(answer.count).toBe(wanted.length)
    expect(answer.calls.map(({ callid }) => callid)).toEqual(wanted.slice(0, 3).map(({ callid }) => callid))
  })
})

test('states: every change of seat and socket, and the log that they stand in', async () => {
  const range = { from: FIRST + 35 * MINUTE, to: FIRST + 60 * MINUTE }
  const answer = await ask(SubjectStatesAnswer, `staff/${TROUBLED}/states`, range)
  const wanted = events
    .filter(({ session, ts }) => identified('staff', TROUBLED).has(session) && ts < range.to)
    .flatMap((event) =>
      stateChangesOf(event)
        .filter(({ machine }) => machine === 'seat' || machine === 'websocket')
        .map(({ machine, to }) => `${event.session} ${event.seq} ${machine} ${to}`),
    )
  expect(answer.changes.map((it) => `${it.session} ${it.seq} ${it.machine} ${it.to}`)).toEqual(wanted)
  expect(answer.spans.map(({ session, staff }) => [session, staff])).toEqual([
    ['sample-seat-drops', TROUBLED],
  ])
  expect(answer.since).toBeNull()
})

describe('what is asked wrongly or about nobody', () => {
  test.each([
    ['staff/nobody', 404, 'subject-not-found'],
    ['account/1007', 404, 'subject-not-found'],
    ['robot/1007', 400, 'invalid-request'],
    ['staff/1007?from=yesterday', 400, 'invalid-request'],
    ['staff/1007?from=2022-01-01&to=2021-01-01', 400, 'invalid-request'],
    ['staff/1007?bins=121', 400, 'invalid-request'],
    ['staff/1007/calls?outcome=perhaps', 400, 'invalid-request'],
  ])('%s', async (path, status, code) => {
    const response = await appFor(LOCAL).request(`/api/subjects/${path}`)
    expect([response.status, await response.json()]).toMatchObject([status, { code }])
  })

  test('a range without a call is an answer', async () => {
    const answer = await ask(SubjectAnswer, `staff/${TROUBLED}`, { from: '2020-01-01', to: '2020-01-02' })
    expect(answer).toMatchObject({
      sessions: { count: 0 },
      events: { events: 0 },
      delivery: { ratio: null },
      calls: { count: 0, bins: [], setup: null, mos: null },
    })
    const calls = await ask(SubjectCallsAnswer, `staff/${TROUBLED}/calls`, {
      from: '2020-01-01',
      to: '2020-01-02',
    })
    expect(calls).toMatchObject({ count: 0, calls: [] })
  })

  test('another tenant sees nothing of it', async () => {
    const response = await appFor(OTHER).request(`/api/subjects/staff/1008`)
    expect(response.status).toBe(404)
  })
})

test('hostile ids are found as they are, and hurt nobody', async () => {
  const names = [...HOSTILE_TEXTS, "' OR 1=1 --", '{scope_tenant:String}', '*', 'a"b', '9'.repeat(400)]
    .map((it) => it.toWellFormed())
    .filter((it) => it !== '')
  await insertEvents(
    engine.clients,
    names.map((staff, index) => ({
      event: aStoredEvent({
        session: `hostile-${index}`,
        seq: 1,
        category: 'sdk',
        name: 'IDENTIFY',
        attrs: { staff },
      }),
    })),
  )
  const found: boolean[] = []
  for (const [index, name] of names.entries()) {
    for (const path of ['/states', `/calls?reason=${encodeURIComponent(name)}`]) {
      const response = await appFor(LOCAL).request(`/api/subjects/staff/${encodeURIComponent(name)}${path}`)
      const text = await response.text()
      expect([name, path, response.status]).toEqual([
        name,
        path,
        expect.toSatisfy((status: number) => status < 500),
      ])
      found.push(response.status !== 200 || path !== '/states' || text.includes(`"hostile-${index}"`))
    }
  }
  expect(found).not.toContain(false)
  expect(bugs).toEqual([])
})
