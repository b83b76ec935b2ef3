import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StoredEvent } from '#protocol/event.ts'
import type { IngestPosition } from '#protocol/ids.ts'
import { decodeRows, type RowChunk } from '#protocol/row-chunk.ts'
import {
  CallAnswer,
  ContextAnswer,
  CountAnswer,
  EventAnswer,
  FacetsAnswer,
  FindAnswer,
  HistogramAnswer,
  PositionAnswer,
  RowsAnswer,
  SearchAnswer,
  SessionAnswer,
} from '#protocol/schema/query-answers.ts'
import { insertEvents } from '#testing/insert-events.ts'
import { LOCAL, PAYLOAD, plain, startQueryWorld, type QueryWorld } from '#testing/query-world.ts'

const eventsOf = (chunk: unknown) => decodeRows(chunk as RowChunk)

let world: QueryWorld
beforeAll(async () => {
  world = await startQueryWorld()
})
afterAll(() => world?.stop())

describe('answers have the documented shape and the right content', () => {
  test('say how many rows the engine read for them', async () => {
    const { rowsRead } = await world.ask(RowsAnswer, '/api/events/rows', { q: 'level:error', limit: 10 })
    expect(rowsRead).toBeGreaterThanOrEqual(10)
    const scan = { q: 'message:9', asOf: 1 }
    expect((await world.ask(CountAnswer, '/api/events/count', scan)).rowsRead).toBeGreaterThanOrEqual(
      world.events.length,
    )
    // Remembered: nothing is read again.
    expect((await world.ask(CountAnswer, '/api/events/count', scan)).rowsRead).toBe(0)
    expect((await world.ask(SearchAnswer, '/api/search', { text: 's-call' })).rowsRead).toBeGreaterThan(0)
  })

  test('count and rows', async () => {
    expect(await world.ask(CountAnswer, '/api/events/count')).toMatchObject({
      count: world.events.length,
      asOf: 1,
      partial: null,
    })
    const answer = await world.ask(RowsAnswer, '/api/events/rows', { order: 'asc', limit: 50 })
    expect(eventsOf(answer.chunk)).toEqual(world.events.slice(0, 50))
    const next = await world.ask(RowsAnswer, '/api/events/rows', {
      order: 'asc',
      limit: 50,
      cursor: answer.after ?? '',
    })
    expect(eventsOf(next.chunk)).toEqual(world.events.slice(50, 100))
    const back = await world.ask(RowsAnswer, '/api/events/rows', {
      order: 'asc',
      limit: 50,
      cursor: next.before ?? '',
      direction: 'before',
    })
    expect(eventsOf(back.chunk)).toEqual(world.events.slice(0, 50))
    const newest = await world.ask(RowsAnswer, '/api/events/rows', { position: 0, limit: 5 })
    expect(eventsOf(newest.chunk)).toEqual(world.events.toReversed().slice(0, 5))
  })

  test('position, by event and by time', async () => {
    const index = world.events.findIndex(({ session, seq }) => session === 's-call' && seq === 5)
    const at = await world.ask(PositionAnswer, '/api/events/position', {
      session: 's-call',
      seq: 5,
      order: 'asc',
    })
    expect(at).toMatchObject({ position: index, exact: true, count: world.events.length })
    const time = (world.events[index] as StoredEvent).ts
    const first = world.events.findIndex(({ ts }) => ts >= time)
    expect(
      (await world.ask(PositionAnswer, '/api/events/position', { ts: time, order: 'asc' })).position,
    ).toBe(first)
    const last = world.events.length - 1 - world.events.findLastIndex(({ ts }) => ts <= time)
    expect((await world.ask(PositionAnswer, '/api/events/position', { ts: time })).position).toBe(last)
  })

  test('find walks from hit to hit and says where they are', async () => {
    const hits = world.events.filter(({ level, session }) => level === 'error' && session !== 's-call')
    const q = '-session:s-call'
    const list = world.events.filter(({ session }) => session !== 's-call')
    let cursor = ''
    for (const hit of hits.slice(0, 4)) {
      const { found } = await world.ask(FindAnswer, '/api/events/find', {
        q,
        find: 'level:error',
        order: 'asc',
        cursor,
      })
      expect(found && eventsOf(found.chunk)).toEqual([hit])
      expect(found?.position).toBe(list.indexOf(hit))
      cursor = found?.cursor ?? ''
    }
    const none = await world.ask(FindAnswer, '/api/events/find', { find: 'message:"never said"' })
    expect(none.found).toBeNull()
  })

  test('histogram and facets', async () => {
    const drawn = await world.ask(HistogramAnswer, '/api/events/histogram', { bins: 30 })
    expect(
      drawn.bins.reduce(
        (sum, { counts }) => sum + counts.info + counts.warn + counts.error + counts.debug,
        0,
      ),
    ).toBe(world.events.length)
    const { facets } = await world.ask(FacetsAnswer, '/api/events/facets')
    const levels = facets.find(({ name }) => name === 'level')?.values
    expect(new Set(levels?.map(({ value }) => value))).toEqual(new Set(['info', 'warn', 'error']))
  })

  test('one event and its context', async () => {
    const answer = await world.ask(EventAnswer, '/api/events/s-call/8')
    expect(answer.payload).toBe(PAYLOAD)
    const context = await world.ask(ContextAnswer, '/api/events/s-call/8/context', { before: 2, after: 5 })
    expect(eventsOf(context.chunk).map(({ seq }) => seq)).toEqual([4, 5, 8, 9])
    expect(context.index).toBe(2)
  })

  test('session and call', async () => {
    const session = await world.ask(SessionAnswer, '/api/sessions/s-call')
    expect(session).toMatchObject({
      events: 7,
      accounts: ['Acme'],
      staffs: ['1001'],
      devices: ['d-7'],
      callids: ['call-1'],
    })
    expect(session.delivery).toMatchObject({ highest: 9, stored: 7, missing: 2 })
    expect(session.missing).toEqual({ ranges: [{ from: 6, to: 7, because: 'unknown' }], complete: true })
    const call = await world.ask(CallAnswer, '/api/calls/call-1')
    expect(call).toMatchObject({
      outcome: 'dropped',
      reason: 'ticket-expired',
      endedBy: 'system',
      ringMicros: 1_000_000,
      talkMicros: 4_000_000,
      number: '138****8000',
      hasNumber: true,
      events: 7,
      sessions: ['s-call'],
    })
    expect(call.sessionCards.map((card) => card.session)).toEqual(['s-call'])
  })
})

test('a snapshot stands still while new rows arrive', async () => {
  const before = await world.ask(RowsAnswer, '/api/events/rows', { limit: 20 })
  const facets = await world.ask(FacetsAnswer, '/api/events/facets', { asOf: before.asOf })
  await insertEvents(world.engine.clients, plain(LOCAL, 60, 2, 5_000))
  world.committed = 2 as IngestPosition
  const now = await world.ask(CountAnswer, '/api/events/count')
  expect([now.count, now.asOf]).toEqual([world.events.length + 60, 2])
  expect((await world.ask(CountAnswer, '/api/events/count', { asOf: 1 })).count).toBe(world.events.length)
  const again = await world.ask(RowsAnswer, '/api/events/rows', { limit: 20, asOf: before.asOf })
  expect(again.chunk).toEqual(before.chunk)
  expect((await world.ask(FacetsAnswer, '/api/events/facets', { asOf: before.asOf })).facets).toEqual(
    facets.facets,
  )
  const at = await world.ask(RowsAnswer, '/api/events/rows', { position: 0, limit: 20, asOf: 1 })
  expect(at.chunk).toEqual(before.chunk)
})

test('nothing of all this was a failure of ours', () => {
  expect(world.bugs).toEqual([])
})
