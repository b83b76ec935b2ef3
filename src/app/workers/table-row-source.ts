import { binWidth } from '#analysis/bin-width.ts'
import { comparePositions, type EventKey, type EventPosition } from '#protocol/event.ts'
import { LEVELS, type Level } from '#protocol/level.ts'
import { joinQuery } from '#protocol/query-lang/join-query.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import type { QueryNode } from '#protocol/query-lang/ast.ts'
import type { Micros } from '#protocol/time.ts'
import { ApiError } from '../api/client.ts'
import type { RowPlace, RowScope, RowSource } from '../api/row-source.ts'
import { exportRows } from './export-rows.ts'
import { positionAt, storedEventAt, TABLE_SNAPSHOT, type OpenedTable } from './opened-table.ts'
import { tableFacets } from './table-facets.ts'
import { tableValues } from './table-values.ts'
import { rowTest, scan } from './table-scan.ts'

/** One list over a file that was opened here. What matches is found once, at the first question. */
export function openTableRows(opened: OpenedTable, scope: RowScope): RowSource {
  const { table } = opened
  const node = readQuery(scope.query)
  const ascending = scope.order === 'asc'
  let found: { readonly rows: Promise<Uint32Array>; readonly finder: AbortSignal } | undefined

  /** Rows of the table that match, oldest first. A question that was given up leaves nothing half done behind. */
  async function matching(signal: AbortSignal): Promise<Uint32Array> {
    const mine = (found ??= { rows: matchingRows(opened, node, scope, signal), finder: signal })
    const rows = await mine.rows.catch((cause: unknown) => {
      if (found === mine) found = undefined
      // Another one's question was given up, not this one.
      if (mine.finder.aborted && !signal.aborted) return matching(signal)
      throw cause
    })
    signal.throwIfAborted()
    return rows
  }

  const rowAt = (rows: Uint32Array, position: number) =>
    rows[ascending ? position : rows.length - 1 - position] ?? 0

  /** How many rows of the list stand before a place in list order, and whether one stands exactly there. */
  function placeOf(rows: Uint32Array, at: EventPosition): RowPlace {
    const older = countBelow(
      rows.length,
      (index) => comparePositions(positionAt(table, rows[index] ?? 0), at) < 0,
    )
    const next = rows[older]
    const exact = next !== undefined && comparePositions(positionAt(table, next), at) === 0
    const position = ascending ? older : rows.length - older - (exact ? 1 : 0)
    return { position, exact, count: rows.length, millis: 0 }
  }

  const source: RowSource = {
    key: JSON.stringify(['table', opened.name, scope]),
    scope,
    asOf: TABLE_SNAPSHOT,
    within: (query) => openTableRows(opened, { ...scope, query: joinQuery(scope.query, query) }),
    elsewhere: (other) => openTableRows(opened, other),
    count: (signal) => timed(async () => ({ count: (await matching(signal)).length })),
    rowsAt: (position, limit, signal) =>
      timed(async () => {
        const rows = await matching(signal)
        const length = Math.max(0, Math.min(limit, rows.length - position))
        const events = Array.from({ length }, (_, index) =>
          storedEventAt(opened, rowAt(rows, position + index)),
        )
        return { position, events }
      }),
    positionOf: (target, signal) =>
      timed(async () => {
        const rows = await matching(signal)
        if ('session' in target) return placeOf(rows, positionAt(table, rowOfKey(opened, target)))
        // In front of everything of this microsecond, or behind it; no event has seq 0.
        const ts = (ascending ? target.ts : target.ts + 1) as Micros
        return placeOf(rows, { ts, session: '', seq: 0 } as unknown as EventPosition)
      }),
    find: (query, from, direction, signal) =>
      timed(async () => {
        const test = rowTest(opened, readQuery(query))
        const rows = await matching(signal)
        const step = direction === 'next' ? 1 : -1
        const start = startOf(from && placeOf(rows, from), direction, rows.length)
        let at: number | undefined
        await scan(
          direction === 'next' ? rows.length - start : start + 1,
          async (index) => {
            const position = start + step * index
            if (!(await test(rowAt(rows, position)))) return false
            at = position
            return true
          },
          signal,
        )
        if (at === undefined) return {}
        return { hit: { event: storedEventAt(opened, rowAt(rows, at)), position: at } }
      }),
    histogram: (bins, signal) =>
      timed(async () => histogramOf(opened, scope, await matching(signal), bins, signal)),
    facets: (values, signal) =>
      timed(async () => tableFacets(opened, await matching(signal), values, signal)),
    values: (question, signal) =>
      timed(async () => tableValues(opened, await matching(signal), question, signal)),
    row: async (key, signal) => {
      signal.throwIfAborted()
      const row = rowOfKey(opened, key)
      const [payload = ''] = await opened.payloads.read(row, 1)
      return { event: storedEventAt(opened, row), payload }
    },
    exported: (wanted, signal) => Promise.resolve(exportRows(source, wanted, signal)),
    context: async (key, { before, after }, signal) => {
      const rows = await sessionRows(opened, key, signal)
      const at = rows.findIndex((row) => table.seq[row] === key.seq)
      const first = Math.max(0, at - before)
      const shown = [...rows.subarray(first, at + after + 1)]
      return { events: shown.map((row) => storedEventAt(opened, row)), index: at - first }
    },
  }
  return source
}

async function timed<Value extends object>(work: () => Promise<Value>): Promise<Value & { millis: number }> {
  const start = performance.now()
  return { ...(await work()), millis: performance.now() - start }
}

function startOf(place: RowPlace | undefined, direction: 'next' | 'previous', count: number): number {
  if (direction === 'next') return place ? place.position + (place.exact ? 1 : 0) : 0
  return (place ? place.position : count) - 1
}

function readQuery(text: string): QueryNode {
  const parsed = parseQuery(text)
  if (parsed.ok) return parsed.value
  const { message, start } = parsed.error
  throw new ApiError(400, 'query-syntax', 'The query cannot be read', message, start)
}

async function matchingRows(
  opened: OpenedTable,
  node: QueryNode,
  { from, to }: RowScope,
  signal: AbortSignal,
): Promise<Uint32Array> {
  const { order, table } = opened
  const timeOf = (index: number) => table.ts[order[index] ?? 0] ?? 0
  const first = from === undefined ? 0 : countBelow(order.length, (index) => timeOf(index) < from)
  const end = to === undefined ? order.length : countBelow(order.length, (index) => timeOf(index) < to)
  const inRange = order.subarray(first, Math.max(first, end))
  if (node.kind === 'all') return inRange
  const test = rowTest(opened, node)
  const kept = new Uint32Array(inRange.length)
  let count = 0
  await scan(
    inRange.length,
    (index) => {
      const row = inRange[index] ?? 0
      const keep = (matches: boolean) => {
        if (matches) kept[count++] = row
        return false
      }
      const tested = test(row)
      return tested instanceof Promise ? tested.then(keep) : keep(tested)
    },
    signal,
  )
  return kept.slice(0, count)
}

/** How many of the first indexes hold, where all that hold come first. */
function countBelow(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}

function rowOfKey({ table, order }: OpenedTable, { session, seq }: EventKey): number {
  const owner = table.strings.find(session)
  const row = order.find((it) => table.session[it] === owner && table.seq[it] === seq)
  if (row !== undefined && owner > 0) return row
  throw new ApiError(404, 'event-not-found', 'There is no such event')
}

/** Of one session, by seq. */
async function sessionRows(
  { table, order }: OpenedTable,
  key: EventKey,
  signal: AbortSignal,
): Promise<Uint32Array> {
  const owner = table.strings.find(key.session)
  signal.throwIfAborted()
  const rows = order.filter((row) => table.session[row] === owner)
  if (!rows.some((row) => table.seq[row] === key.seq))
    throw new ApiError(404, 'event-not-found', 'There is no such event')
  return rows.sort((a, b) => (table.seq[a] ?? 0) - (table.seq[b] ?? 0))
}

async function histogramOf(
  { table }: OpenedTable,
  scope: RowScope,
  rows: Uint32Array,
  bins: number,
  signal: AbortSignal,
) {
  const timeOf = (row: number | undefined) => (row === undefined ? 0 : (table.ts[row] ?? 0))
  const from = scope.from ?? (timeOf(rows[0]) as Micros)
  const to = Math.max(scope.to ?? timeOf(rows.at(-1)) + 1, from + 1) as Micros
  const width = binWidth({ from, to }, bins)
  const found = new Map<number, Record<Level, number>>()
  await scan(
    rows.length,
    (index) => {
      const row = rows[index] ?? 0
      const start = Math.floor(timeOf(row) / width) * width
      const counts = found.get(start) ?? { debug: 0, info: 0, warn: 0, error: 0 }
      counts[LEVELS[table.level[row] ?? 0] ?? 'info'] += 1
      found.set(start, counts)
      return false
    },
    signal,
  )
  const ascending = [...found].sort(([a], [b]) => a - b)
  return { from, to, width, bins: ascending.map(([start, counts]) => ({ from: start as Micros, counts })) }
}
