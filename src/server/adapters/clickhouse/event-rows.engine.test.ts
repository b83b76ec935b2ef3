import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { IngestPosition, SessionId, TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import { wellFormed } from '#protocol/well-formed.ts'
import { aPreparedEvent } from '#testing/builders/event.ts'
import { startTestEngine } from '#testing/engine.ts'
import type { TestEngine } from '#testing/engine.ts'
import { decodeStoredEvent, STORED_EVENT_SELECT } from './event-rows.ts'
import type { EventRow, StoredEventRow } from './event-rows.ts'
import { migrate } from './migrate.ts'
import { insertBlock } from './store-inserts.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startTestEngine()
  await migrate(engine.clients.writer)
})
afterAll(() => engine.stop())
beforeEach(async () => {
  await engine.clients.writer.command({ query: 'TRUNCATE TABLE events' })
})

const row = (event: EventRow['event'], ts = 0): EventRow => ({
  tenant: 'local' as TenantId,
  kind: 'import',
  session: 's1' as SessionId,
  via: 'import',
  received: 1 as Micros,
  ts: ts as Micros,
  ingest: 1 as IngestPosition,
  event,
})

async function roundTrip(rows: readonly EventRow[]) {
  const insert = await insertBlock({
    partition: { kind: 'import', day: 19700101 },
    rows,
    token: crypto.randomUUID(),
  })
  await insert(engine.clients.writer)
  const answer = await engine.clients.reader.query({
    query: `SELECT ${STORED_EVENT_SELECT.join(', ')} FROM events ORDER BY seq`,
    format: 'JSONCompactEachRow',
  })
  return (await answer.json<StoredEventRow>()).map(decodeStoredEvent)
}

/** Everything a page can put into a JavaScript string. */
const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\0',
    'a\0b',
    '\uD800',
    'x\uDC00y',
    '掉线',
    '\u202E',
    '\'\\"`',
    '${x}',
    '\t\n\r',
    '💥'.repeat(30),
  ),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
)

const plain = (text: string | undefined) => (text === undefined ? undefined : wellFormed(text))

describe('events as rows', () => {
  test('every text comes back as it went in, well-formed', async () => {
    const events = fc.sample(
      fc.record({
        message: hostileText,
        payload: hostileText,
        key: hostileText,
        value: hostileText,
        callid: hostileText,
        span: hostileText,
        label: hostileText,
        source: hostileText,
      }),
      { numRuns: 400, seed: 7 },
    )
    const rows = events.map(({ message, payload, key, value, callid, span, label, source }, index) =>
      row(
        aPreparedEvent({
          seq: index + 1,
          ...(message === '' ? {} : { message }),
          ...(payload === '' ? {} : { payload }),
          ...(callid === '' ? {} : { callid }),
          ...(span === '' ? {} : { span }),
          ...(label === '' ? {} : { label }),
          ...(source === '' ? {} : { source: { id: source, type: 'request', name: source } }),
          attrs: { [key]: value, constructor: value, ['__proto__']: value },
        }),
      ),
    )
    const found = await roundTrip(rows)
    expect(found.length).toBe(rows.length)
    found.forEach((stored, index) => {
      const { message, payload, callid, span, label, source, attrs } = rows[index]?.event ?? aPreparedEvent()
      expect({
        message: stored.message,
        callid: stored.callid,
        span: stored.span,
        label: stored.label,
        source: stored.source?.id,
        name: stored.source?.name,
        attrs: stored.attrs,
        payloadBytes: stored.payloadBytes,
      }).toEqual({
        message: plain(message),
        callid: plain(callid),
        span: plain(span),
        label: plain(label),
        source: plain(source?.id),
        name: plain(source?.name),
        attrs: Object.fromEntries(
          Object.entries(attrs).map(([key, value]) => [wellFormed(key), wellFormed(value)]),
        ),
        payloadBytes: Buffer.byteLength(wellFormed(payload ?? '')),
      })
    })
  })

  test('the ends of every number are exact', async () => {
    const most = Number.MAX_SAFE_INTEGER
    const events = [
      row(aPreparedEvent({ seq: 1, time: -most, mono: -1, hash: 0 }), -2_208_988_800_000_000),
      row(aPreparedEvent({ seq: 2 ** 32, time: 2 ** 32, mono: 2 ** 31, hash: 2 ** 32 - 1 }), -1),
      row(aPreparedEvent({ seq: most - 1, time: -most, mono: -most }), 9_000_000_000_000_000),
      row(aPreparedEvent({ seq: most, time: most, mono: most, epoch: 2 ** 32 - 1 }), 0),
    ]
    for (const one of events) {
      const block = {
        partition: { kind: 'import', day: 1 },
        rows: [one],
        token: String(one.event.seq),
      } as const
      const insert = await insertBlock(block)
      await insert(engine.clients.writer)
    }
    const answer = await engine.clients.reader.query({
      query: `SELECT ${STORED_EVENT_SELECT.join(', ')} FROM events ORDER BY seq`,
      format: 'JSONCompactEachRow',
    })
    const found = (await answer.json<StoredEventRow>()).map(decodeStoredEvent)
    expect(found.map(({ seq, ts, time, mono, epoch }) => ({ seq, ts, time, mono, epoch }))).toEqual(
      events.map(({ ts, event: { seq, time, mono, epoch } }) => ({ seq, ts, time, mono, epoch })),
    )
  })
})
