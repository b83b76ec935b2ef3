import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { readEvent } from '#protocol/read-event.ts'
import { computeCallFacts, type FactEvent } from '#protocol/vocabulary/call-facts.ts'
import { callOutcome } from '#protocol/vocabulary/call-outcome.ts'
import { describe, expect, test } from 'vitest'
import { flawsOf } from './flaws.ts'
import { SAMPLE_FILE, sampleSessions, sampleText } from './sample.ts'
import type { GeneratedSession } from './sessions.ts'

const MAX_SAMPLE_BYTES = 1024 * 1024

const clock = (time: number) => new Date(time / 1_000 + 8 * 3_600_000).toISOString().slice(0, 16)
const [troubled, healthy] = sampleSessions() as readonly [GeneratedSession, GeneratedSession]
const named = (session: GeneratedSession, name: string) =>
  session.events.filter((event) => event.name === name)

function outcomesOf({ session, events }: GeneratedSession): string[] {
  const calls = new Map<string, FactEvent[]>()
  for (const event of events) {
    if (event.callid === undefined) continue
    calls.set(event.callid, [...(calls.get(event.callid) ?? []), { ...event, session, ts: event.time }])
  }
  return [...calls.values()].map((call) => {
    const { outcome, reason } = callOutcome(computeCallFacts(call))
    return `${outcome} ${reason}`
  })
}

describe('the sample', () => {
  test('in the repository is what the generator writes (`generate --format sample --out`)', () => {
    expect(readFileSync(SAMPLE_FILE, 'utf8') === sampleText()).toBe(true)
  })

  test('is small', () => {
    expect(Buffer.byteLength(sampleText())).toBeLessThan(MAX_SAMPLE_BYTES)
    expect(gzipSync(sampleText()).length).toBeLessThan(300 * 1024)
  })

  test('contradicts the vocabulary nowhere and would pass ingest', () => {
    for (const session of [troubled, healthy]) {
      expect(flawsOf(session)).toEqual([])
      expect(session.events.filter((event) => !readEvent(event).ok)).toEqual([])
    }
  })

  test('starts each session with its record', () => {
    const lines = sampleText()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { session: string; record?: object; seq?: number })
    const records = lines.flatMap((line, index) =>
      line.record ? [[line.session, lines[index + 1]?.seq]] : [],
    )
    expect(records).toEqual([
      ['sample-seat-drops', 1],
      ['sample-healthy', 1],
    ])
  })

  test('tells the case: tickets expire at 10:02 and 10:40, nobody refreshes, seats drop five minutes later', () => {
    expect(named(troubled, 'TICKET_EXPIRED').map((it) => clock(it.time))).toEqual([
      '2021-12-27T10:02',
      '2021-12-27T10:40',
    ])
    expect(named(troubled, 'SEAT_DROPPED').map((it) => clock(it.time))).toEqual([
      '2021-12-27T10:07',
      '2021-12-27T10:45',
    ])
    expect(named(troubled, 'TICKET_REFRESH')).toEqual([])
    expect(troubled.events.filter((it) => it.attrs['path'] === '/ticket/refresh')).toEqual([])
    const refusals = named(troubled, 'REQUEST_BUSINESS_ERROR').filter(
      (it) => it.attrs['code'] === 'ticket_expired',
    )
    expect(refusals.length).toBeGreaterThan(10)
  })

  test('shows no disconnection: the socket stays open and its heartbeats are answered', () => {
    expect(named(troubled, 'WEBSOCKET_CLOSE').map((it) => it.attrs['close_code'])).toEqual(['1000'])
    expect(named(troubled, 'WEBSOCKET_ERROR')).toEqual([])
    const beats = named(troubled, 'WEBSOCKET_HEARTBEAT')
    expect(beats.filter((it) => it.phase === 'end')).toHaveLength(beats.length / 2)
  })

  test('has calls that fail for it beside calls that go well', () => {
    const outcomes = outcomesOf(troubled)
    expect(outcomes.filter((it) => it === 'failed ticket-expired')).toHaveLength(3)
    expect(outcomes.filter((it) => it === 'dropped seat-dropped')).toHaveLength(1)
    expect(outcomes.filter((it) => it === 'failed seat-dropped')).toHaveLength(2)
    expect(outcomes).toContain('answered normal')
    expect(new Set(outcomesOf(healthy))).toEqual(new Set(['answered normal', 'rejected rejected']))
  })

  test('has a healthy colleague whose tickets are refreshed in time', () => {
    expect(named(healthy, 'TICKET_REFRESH').filter((it) => it.phase === 'end').length).toBeGreaterThan(1)
    expect(named(healthy, 'TICKET_EXPIRED')).toEqual([])
    expect(named(healthy, 'SEAT_DROPPED')).toEqual([])
  })
})
