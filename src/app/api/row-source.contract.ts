import { comparePositions, type EventKey, type StoredEvent } from '#protocol/event.ts'
import { createSha256 } from '#protocol/export/sha-256.ts'
import type { Order } from '#protocol/permalink/logs-view.ts'
import { describe, expect, test } from 'vitest'
import { ApiError } from './client.ts'
import { ROW_FORMATS } from './row-export.ts'
import { CONTRACT_RANGE, CONTRACT_ROWS, type ContractRow } from './row-source.contract-rows.ts'
import type { RowScope, RowSource } from './row-source.ts'

/**
 * What every adapter of `RowSource` promises, as tests. Each adapter's own test file gives it the same rows, of
 * `contractFile`, and runs all of it.
 */

/** What to ask, and what must come back, said without the query language. */
const QUERIES: readonly { readonly query: string; readonly holds: (row: ContractRow) => boolean }[] = [
  { query: '', holds: () => true },
  { query: 'level:error', holds: ({ level }) => level === 'error' },
  { query: '掉线', holds: ({ message }) => message.includes('掉线') },
  {
    query: 'attr.status:>=500 -category:request',
    holds: (it) => it.attrs['status'] === '503' && it.name !== 'REQUEST',
  },
  { query: 'payload:9007199254740993', holds: ({ payload }) => payload !== undefined },
  { query: 'no-such-word-anywhere', holds: () => false },
]
const ORDERS: readonly Order[] = ['asc', 'desc']
/** What is looked for among the rows: some pages apart, and none at the very ends. */
const WANTED = 'ticket_expired'

const signal = new AbortController().signal
const keyText = ({ session, seq }: EventKey) => `${session} ${seq}`
const keys = (events: readonly StoredEvent[]) => events.map(keyText)

const lists = new Map<string, Promise<readonly StoredEvent[]>>()

/** Equal keys are equal lists for ever, so that each is read once. */
function wholeList(source: RowSource): Promise<readonly StoredEvent[]> {
  const list = lists.get(source.key) ?? readList(source)
  lists.set(source.key, list)
  return list
}

/** In pages whose sizes divide nothing. */
async function readList(source: RowSource): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = []
  for (;;) {
    const page = await source.rowsAt(events.length, 211, signal)
    expect(page.position).toBe(events.length)
    events.push(...page.events)
    if (page.events.length === 0) return events
  }
}

/** Of its positions from 0, in no order that helps. */
const spread = (length: number) =>
  Array.from({ length: Math.min(length, 5) }, (_, index) => (index * 7919 + 13) % length)

export function describeRowSource(name: string, open: (scope: RowScope) => Promise<RowSource>): void {
  const opened = (query: string, order: Order) => open({ query, order, ...CONTRACT_RANGE })

  describe.each(QUERIES)(`${name}: $query`, ({ query, holds }) => {
    const expected = CONTRACT_ROWS.filter(holds)

    test('counts what matches, and lists exactly that', async () => {
      const source = await opened(query, 'asc')
      const events = await wholeList(source)
      expect((await source.count(signal)).count).toBe(expected.length)
      expect(new Set(events.map(({ message }) => message))).toEqual(
        new Set(expected.map(({ message }) => message)),
      )
    })

    test('orders totally, and downwards as the exact mirror of upwards', async () => {
      const [up, down] = await Promise.all(ORDERS.map(async (order) => wholeList(await opened(query, order))))
      for (const [index, event] of (up ?? []).slice(1).entries()) {
        expect(comparePositions((up ?? [])[index] as StoredEvent, event)).toBeLessThan(0)
      }
      expect(keys(down ?? [])).toEqual(keys(up ?? []).toReversed())
    })

    test.each(ORDERS)('gives the same rows wherever a page begins (%s)', async (order) => {
      const source = await opened(query, order)
      const all = await wholeList(source)
      for (const position of spread(all.length)) {
        const { events } = await source.rowsAt(position, 5, signal)
        expect(keys(events)).toEqual(keys(all.slice(position, position + 5)))
      }
      expect((await source.rowsAt(all.length + 3, 5, signal)).events).toEqual([])
    })

    test.each(ORDERS)('tells the position of each of its rows (%s)', async (order) => {
      const source = await opened(query, order)
      const all = await wholeList(source)
      for (const position of spread(all.length)) {
        const event = all[position] as StoredEvent
        const { millis, ...place } = await source.positionOf(event, signal)
        expect(millis).toBeGreaterThanOrEqual(0)
        expect(place).toEqual({ position, exact: true, count: all.length })
        const atTime = await source.positionOf({ ts: event.ts }, signal)
        expect(atTime.position).toBe(all.findIndex(({ ts }) => ts === event.ts))
      }
    })

    test.each(ORDERS)('tells where a row that is not in it would stand (%s)', async (order) => {
      const [source, everything] = await Promise.all([opened(query, order), opened('', order)])
      const [all, rows] = await Promise.all([wholeList(source), wholeList(everything)])
      const inList = new Set(keys(all))
      for (const index of spread(rows.length)) {
        const event = rows[index] as StoredEvent
        if (inList.has(keyText(event))) continue
        const place = await source.positionOf(event, signal)
        const before = rows.slice(0, index).filter((it) => inList.has(keyText(it))).length
        expect([place.position, place.exact]).toEqual([before, false])
      }
    })

    test.each(ORDERS)(
      'finds, one after the other, what the filter selects, both ways (%s)',
      async (order) => {
        const source = await opened(query, order)
        const all = await wholeList(source)
        const hits = all.flatMap((event, position) =>
          (event.message ?? '').includes(WANTED) ? [[keyText(event), position]] : [],
        )
        for (const direction of ['next', 'previous'] as const) {
          const walked: unknown[] = []
          let from: StoredEvent | undefined
          for (;;) {
            const { hit } = await source.find(WANTED, from, direction, signal)
            if (!hit) break
            walked.push([keyText(hit.event), hit.position])
            from = hit.event
          }
          expect(walked).toEqual(direction === 'next' ? hits : hits.toReversed())
        }
      },
    )

    test.each(ORDERS)('holds, within it, the rows that match another query too (%s)', async (order) => {
      const source = await opened(query, order)
      const [all, inner] = await Promise.all([
        wholeList(source),
        wholeList(source.within(`${WANTED} OR level:error`)),
      ])
      const wanted = all.filter((it) => it.level === 'error' || (it.message ?? '').includes(WANTED))
      expect(keys(inner)).toEqual(keys(wanted))
    })

    test.each(ORDERS)('gives, elsewhere, what its own filter and range hide (%s)', async (order) => {
      const source = await opened(query, 'desc')
      const other = source.elsewhere({ query: '', order })
      expect(other.asOf).toBe(source.asOf)
      const all = await wholeList(other)
      const own = new Set(keys(all))
      expect(keys(await wholeList(source)).every((it) => own.has(it))).toBe(true)
      expect(all.length).toBe((await other.count(signal)).count)
    })

    test('its histogram adds up to its rows, bin by bin', async () => {
      const source = await opened(query, 'desc')
      const all = await wholeList(source)
      const { bins, width, from, to } = await source.histogram(40, signal)
      expect([from, to]).toEqual([CONTRACT_RANGE.from, CONTRACT_RANGE.to])
      expect(bins.length).toBeLessThanOrEqual(40)
      for (const bin of bins) {
        const inBin = all.filter(({ ts }) => ts >= bin.from && ts < bin.from + width)
        expect(Object.entries(bin.counts).map(([level, count]) => [level, count])).toEqual(
          Object.keys(bin.counts).map((level) => [level, inBin.filter((it) => it.level === level).length]),
        )
      }
      const sum = bins.flatMap(({ counts }) => Object.values(counts)).reduce((a, b) => a + b, 0)
      expect(sum).toBe(all.length)
    })

    test('its values are those of its rows, most frequent first', async () => {
      const source = await opened(query, 'asc')
      const names = await source.values({ field: 'attr.status', contains: '', limit: 10 }, signal)
      const counts = new Map<string, number>()
      for (const { attrs } of expected) {
        const status = attrs['status'] ?? ''
        counts.set(status, (counts.get(status) ?? 0) + 1)
      }
      const ranked = [...counts].sort(([a, some], [b, more]) => more - some || (a < b ? -1 : 1))
      expect(names.values).toEqual(ranked.map(([value, count]) => ({ value, count })))
      const keysOfAttributes = await source.values({ field: 'attr.', contains: 'STAT', limit: 1 }, signal)
      expect(keysOfAttributes.values.map(({ value }) => value)).toEqual(expected.length > 0 ? ['status'] : [])
      const browsers = await source.values({ field: 'session.browser', contains: '', limit: 5 }, signal)
      expect(browsers.values).toEqual(
        expected.length > 0 ? [{ value: 'Chrome', count: expected.length }] : [],
      )
    })

    test('its facets add up to its rows', async () => {
      const source = await opened(query, 'desc')
      const all = await wholeList(source)
      const { facets, count } = await source.facets(2, signal)
      expect(count).toBe(all.length)
      for (const facet of facets) {
        const listed = facet.values.reduce((sum, value) => sum + value.count, 0)
        expect([facet.name, listed + facet.others]).toEqual([facet.name, all.length])
        expect(facet.values.length).toBe(Math.min(2, facet.distinct))
      }
      const levels = facets.find((facet) => facet.name === 'level')?.values ?? []
      for (const { value, count: counted } of levels)
        expect(counted).toBe(all.filter(({ level }) => level === value).length)
    })
  })

  describe(`${name}: any list`, () => {
    test('gives a row with its payload exactly as it was', async () => {
      const source = await opened('', 'asc')
      const [event] = (await source.find('has:payload', undefined, 'next', signal)).hit
        ? [(await source.find('has:payload', undefined, 'next', signal)).hit?.event]
        : []
      if (!event) throw new Error('no row has a payload')
      const whole = await source.row(event, signal)
      expect(whole.event).toEqual(event)
      expect(whole.payload).toBe(CONTRACT_ROWS.find(({ message }) => message === event.message)?.payload)
      expect(event.payloadBytes).toBe(whole.payload.length)
    })

    test('gives the neighbours of a row in its session, whatever the filter hides', async () => {
      const source = await opened('level:error', 'desc')
      const events = await wholeList(source)
      const middle = events[Math.floor(events.length / 2)] as StoredEvent
      const context = await source.context(middle, { before: 4, after: 3 }, signal)
      expect(context.events[context.index]).toEqual(middle)
      expect(context.events.map(({ session, seq }) => [session, seq])).toEqual(
        Array.from({ length: 8 }, (_, index) => [middle.session, middle.seq - 4 + index]),
      )
      const first = await source.context(
        { ...middle, seq: 1 as typeof middle.seq },
        { before: 9, after: 1 },
        signal,
      )
      expect([first.index, first.events.length]).toEqual([0, 2])
    })

    test('says so when there is no such row', async () => {
      const source = await opened('', 'desc')
      const missing = { session: 'contract-nowhere', seq: 1 } as EventKey
      for (const ask of [
        () => source.row(missing, signal),
        () => source.context(missing, { before: 1, after: 1 }, signal),
        () => source.positionOf(missing, signal),
      ]) {
        const failure: unknown = await ask().catch((cause: unknown) => cause)
        expect(failure).toBeInstanceOf(ApiError)
        expect((failure as ApiError).code).toBe('event-not-found')
      }
    })

    test('says where a query cannot be read', async () => {
      const source = await opened('', 'desc')
      const failure: unknown = await source
        .find('level:(', undefined, 'next', signal)
        .catch((cause: unknown) => cause)
      expect(failure).toBeInstanceOf(ApiError)
      expect([(failure as ApiError).code, (failure as ApiError).position]).toEqual(['query-syntax', 6])
    })

    test('stops when it is told to, and answers the next question all the same', async () => {
      const source = await opened('heartbeat', 'desc')
      const gone = AbortSignal.abort(new Error('no longer wanted'))
      await expect(source.rowsAt(0, 10, gone)).rejects.toThrow('no longer wanted')
      const controller = new AbortController()
      const asked = source.facets(5, controller.signal)
      controller.abort(new Error('given up'))
      await expect(asked).rejects.toThrow('given up')
      expect((await source.rowsAt(0, 10, signal)).events.length).toBe(10)
    })

    test.each(ROW_FORMATS)('writes all its rows into a file, and says what it wrote (%s)', async (format) => {
      const source = await opened('has:payload', 'asc')
      const all = await wholeList(source)
      const columns = ['ts', 'message', 'attr.status']
      const wanted = { format, columns, zone: 'Asia/Shanghai', payload: true }
      const exported = await source.exported(wanted, signal)
      const bytes = new Uint8Array(await new Response(exported.body).arrayBuffer())
      const hash = createSha256()
      hash.update(bytes)
      expect([undefined, all.length]).toContain(exported.total)
      expect(await exported.state(signal)).toEqual({
        rows: all.length,
        isComplete: true,
        sha256: hash.digest(),
      })
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
      const lines = text.split(format === 'csv' ? '\r\n' : '\n').slice(0, -1)
      expect(lines.length).toBe(all.length + (format === 'csv' ? 1 : 0))
      for (const [index, { message = '' }] of all.entries()) {
        const line = lines[format === 'csv' ? index + 1 : index] ?? ''
        expect(line).toContain(message)
        expect(line).toContain('9007199254740993')
      }
    })

    test('has one key for one list, and another for another', async () => {
      const [a, b, other, down] = await Promise.all([
        opened('heartbeat', 'asc'),
        opened('heartbeat', 'asc'),
        opened('', 'asc'),
        opened('heartbeat', 'desc'),
      ])
      expect(a?.key).toBe(b?.key)
      expect(new Set([a?.key, other?.key, down?.key]).size).toBe(3)
    })
  })
}
