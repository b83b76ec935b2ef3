import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallMaterial, Landmark } from '#analysis/call-landmarks.ts'
import { callStory } from '#analysis/call-story.ts'
import { callLights } from '#analysis/call-lights.ts'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import { decodeRows } from '#protocol/row-chunk.ts'
import { CallStoryAnswer } from '#protocol/schema/call-story.ts'
import { createCallStoryReader, NEWEST_OF_EACH } from '#server/adapters/clickhouse/read/call-story.ts'
import { createClickHouseEventReader } from '#server/adapters/clickhouse/read/clickhouse-event-reader.ts'
import { migrate } from '#server/adapters/clickhouse/migrate.ts'
import type { AppEnv } from '#server/http/env.ts'
import { onError } from '#server/http/failures.ts'
import { createKeyring } from '#server/process/keyring.ts'
import { HOSTILE_TEXTS } from '#testing/arbitraries/text.ts'
import { callMaterialOf } from '#testing/builders/call-material.ts'
import { startTestEngine, type TestEngine } from '#testing/engine.ts'
import { insertEvents } from '#testing/insert-events.ts'
import { sampleEvents } from '#testing/sample-events.ts'
import { callStoryRoutes } from './call-story-routes.ts'
import { createRunningQueries } from './running-queries.ts'

const LOCAL = 'local' as TenantId
const OTHER = 'other' as TenantId
const bugs: unknown[] = []
let engine: TestEngine
let app: OpenAPIHono<AppEnv>

// A hole within the second shift of the troubled session, between the expired ticket and the lost seat.
const LOST = new Set([1250, 1251, 1252])
const events = sampleEvents(LOCAL).filter(
  ({ session, seq }) => session !== 'sample-seat-drops' || !LOST.has(seq),
)
const callids = [...new Set(events.flatMap(({ callid }) => callid ?? []))]

beforeAll(async () => {
  engine = await startTestEngine()
  await migrate(engine.clients.writer)
  await insertEvents(
    engine.clients,
    [...events, ...sampleEvents(OTHER).slice(0, 900)].map((event) => ({ event })),
  )
  const reader = createClickHouseEventReader({ clients: engine.clients, numberKeysOf: () => [] })
  app = new OpenAPIHono<AppEnv>()
  const log = { error: (fields: unknown) => void bugs.push(fields), warn() {}, info() {}, debug() {} }
  app.onError(onError(log, () => undefined))
  app.use(async (c, next) => {
    c.set('tenant', LOCAL)
    await next()
  })
  app.route(
    '/',
    callStoryRoutes(createCallStoryReader(engine.clients), {
      reader,
      committed: () => 1 as IngestPosition,
      keyring: createKeyring([{ version: 1, secret: new Uint8Array(32).fill(7) }]),
      queries: createRunningQueries(reader),
    }),
  )
})
afterAll(() => engine.stop())

async function storyOf(callid: string) {
  const response = await app.request(`/api/calls/${encodeURIComponent(callid)}/story`)
  const body: unknown = await response.json()
  expect([response.status, body]).toEqual([200, body])
  const answer = CallStoryAnswer.parse(body)
  return { ...answer, landmarks: decodeRows(answer.landmarks) }
}

const nameOf = ({ session, seq }: Landmark) => `${session}/${seq}`

/** As the server cuts: of each kind the newest, those of the call on their own. */
function newestOfEach(landmarks: readonly Landmark[], callid: string): string[] {
  const seen = new Map<string, number>()
  return landmarks
    .toReversed()
    .filter((it) => {
      const key = `${it.session} ${it.name} ${it.callid === callid}`
      seen.set(key, (seen.get(key) ?? 0) + 1)
      return (seen.get(key) ?? 0) <= NEWEST_OF_EACH
    })
    .map(nameOf)
    .toReversed()
}

describe('the story of every call of the sample', () => {
  test.each(callids)('%s is what its events say', async (callid) => {
    const answer = await storyOf(callid)
    const wanted = callMaterialOf(callid, events)
    expect(answer.facts).toEqual(wanted.facts)
    expect(answer.landmarks.map(nameOf)).toEqual(newestOfEach(wanted.landmarks, callid))
    expect(answer.counts).toEqual(wanted.counts.toSorted((a, b) => (a.category < b.category ? -1 : 1)))
    expect(answer.complete).toBe(true)
    const material = { ...answer, holes: wanted.holes }
    expect(callStory(material)).toMatchObject({ outcome: callStory(wanted).outcome })
    expect(callLights(material).map(({ state }) => state)).toEqual(
      callLights(wanted).map(({ state }) => state),
    )
  })

  test('a hole beside the missing refresh is told', async () => {
    const dropped = events.find(({ name, seq }) => name === 'CALL_STATE' && seq > 1320 && seq < 1340)
    const answer = await storyOf(dropped?.callid ?? '')
    expect(answer.holes).toEqual([{ session: 'sample-seat-drops', from: 1250, to: 1252 }])
    const story = callStory(answer as unknown as CallMaterial)
    expect(story.cause).toMatchObject({ kind: 'ticket', expiry: { refresh: { kind: 'not-in-log' } } })
  })
})

test('unknown and hostile ids are refused, never a failure of ours', async () => {
  for (const text of [...HOSTILE_TEXTS, "' OR 1=1", '{callid:String}', 'a'.repeat(300)]) {
    const response = await app.request(`/api/calls/${encodeURIComponent(text.toWellFormed())}/story`)
    expect([text, response.status]).toEqual([text, expect.toSatisfy((status: number) => status < 500)])
  }
  expect(bugs).toEqual([])
})
