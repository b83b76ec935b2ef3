import { attributesAt, eventAt, type EventTable } from '#analysis/event-table.ts'
import type { EventPosition, StoredEvent } from '#protocol/event.ts'
import { DEFAULT_TENANT, type IngestPosition, type Seq, type SessionId } from '#protocol/ids.ts'
import { CATEGORIES } from '#protocol/category.ts'
import type { SessionContext } from '#protocol/query-lang/queryable-event.ts'
import type { SessionRecord } from '#protocol/session.ts'
import type { Micros } from '#protocol/time.ts'
import type { PayloadStore } from './payload-store.ts'

/** A file that was opened here and never leaves this browser. */
export interface OpenedTable {
  /** Names the file's content: equal names, equal rows. */
  readonly name: string
  readonly table: EventTable
  readonly payloads: PayloadStore
  readonly sessions: ReadonlyMap<SessionId, SessionContext>
  /** When it was opened: in place of a server's receipt. */
  readonly opened: Micros
  /** Rows of the table by `(ts, session, seq)`; a key that comes twice stands here once, as it came first. */
  readonly order: Uint32Array
}

interface Opening {
  readonly name: string
  readonly table: EventTable
  readonly payloads: PayloadStore
  readonly records: ReadonlyMap<SessionId, SessionRecord>
  readonly opened: Micros
}

/** There is one snapshot of a file. */
export const TABLE_SNAPSHOT = 1 as IngestPosition

export function openTable({ name, table, payloads, records, opened }: Opening): OpenedTable {
  return { name, table, payloads, opened, order: orderOf(table), sessions: sessionsOf(table, records) }
}

/** Throws a RangeError outside the table. */
export function storedEventAt({ table, payloads, opened }: OpenedTable, row: number): StoredEvent {
  return {
    ...eventAt(table, row),
    tenant: DEFAULT_TENANT,
    kind: 'import',
    session: sessionAt(table, row),
    ts: (table.ts[row] ?? 0) as Micros,
    received: opened,
    ingest: TABLE_SNAPSHOT,
    via: 'import',
    payloadBytes: payloads.bytesOf(row),
  }
}

export function positionAt(table: EventTable, row: number): EventPosition {
  return {
    ts: (table.ts[row] ?? 0) as Micros,
    session: sessionAt(table, row),
    seq: (table.seq[row] ?? 0) as Seq,
  }
}

function sessionAt(table: EventTable, row: number): SessionId {
  return table.strings.text(table.session[row] ?? 0) as SessionId
}

function orderOf(table: EventTable): Uint32Array {
  const { ts, session, seq } = table
  const ranks = sessionRanks(table)
  const rows = firstOfEachKey(table)
  // Typed arrays, no objects: a million rows are sorted in about a second.
  return rows.sort(
    (a, b) =>
      (ts[a] ?? 0) - (ts[b] ?? 0) ||
      (ranks[session[a] ?? 0] ?? 0) - (ranks[session[b] ?? 0] ?? 0) ||
      (seq[a] ?? 0) - (seq[b] ?? 0),
  )
}

/** Session ids are ASCII: order of UTF-16 units is order of bytes. Indexed by the number of the string. */
function sessionRanks({ session, strings }: EventTable): Uint32Array {
  const ranks = new Uint32Array(strings.size)
  const numbers = [...new Set(session)].map((number) => ({ number, text: strings.text(number) }))
  numbers.sort((a, b) => (a.text < b.text ? -1 : 1))
  for (const [rank, { number }] of numbers.entries()) ranks[number] = rank
  return ranks
}

const NO_ROW = -1

/** A file may hold an event twice, as an upload that was sent again does: the first one counts, as in the store. */
function firstOfEachKey({ length, session, seq }: EventTable): Uint32Array {
  const highest = new Map<number, number>()
  const seen = new Map<number, Set<number>>()
  /** Of each session the row that was kept last, and of each row the one of its session that was kept before it. */
  const newest = new Map<number, number>()
  const before = new Int32Array(length)
  const kept = new Uint32Array(length)
  let count = 0
  for (let row = 0; row < length; row++) {
    const [owner, number] = [session[row] ?? 0, seq[row] ?? 0]
    const last = highest.get(owner)
    if (last === undefined || number > last) highest.set(owner, number)
    else {
      // Out of order: from here on the numbers of this session have to be remembered one by one.
      let known = seen.get(owner)
      if (known === undefined) {
        known = new Set()
        for (let it = newest.get(owner) ?? NO_ROW; it !== NO_ROW; it = before[it] ?? NO_ROW) {
          known.add(seq[it] ?? 0)
        }
        seen.set(owner, known)
      }
      if (known.has(number)) continue
    }
    seen.get(owner)?.add(number)
    before[row] = newest.get(owner) ?? NO_ROW
    newest.set(owner, row)
    kept[count++] = row
  }
  return kept.subarray(0, count)
}

const SDK = CATEGORIES.indexOf('sdk')
/** Event with which a session says who uses it. */
const IDENTIFY = 'IDENTIFY'

function sessionsOf(
  table: EventTable,
  records: ReadonlyMap<SessionId, SessionRecord>,
): ReadonlyMap<SessionId, SessionContext> {
  const found = new Map<SessionId, Record<'accounts' | 'staffs' | 'devices', Set<string>>>()
  const contextOf = (session: SessionId) => {
    let context = found.get(session)
    if (context === undefined) {
      context = { accounts: new Set(), staffs: new Set(), devices: new Set() }
      found.set(session, context)
    }
    return context
  }
  for (const session of records.keys()) contextOf(session)
  const identify = table.strings.find(IDENTIFY)
  for (let row = 0; row < table.length; row++) {
    if (table.name[row] !== identify || table.category[row] !== SDK) continue
    const attrs = attributesAt(table, row)
    const context = contextOf(sessionAt(table, row))
    if (attrs['account']) context.accounts.add(attrs['account'])
    if (attrs['staff']) context.staffs.add(attrs['staff'])
    if (attrs['device']) context.devices.add(attrs['device'])
  }
  return new Map(
    [...found].map(([session, { accounts, staffs, devices }]) => {
      const record = records.get(session)
      const context: SessionContext = {
        ...(record ? { record } : {}),
        accounts: [...accounts],
        staffs: [...staffs],
        devices: [...devices],
      }
      return [session, context]
    }),
  )
}
