import type { QueryNode } from '#protocol/query-lang/ast.ts'
import { fieldNames } from '#protocol/query-lang/field-names.ts'
import { compileMatcher } from '#protocol/query-lang/matcher.ts'
import type { QueryableEvent, SessionContext } from '#protocol/query-lang/queryable-event.ts'
import { attributeIds } from '#protocol/vocabulary/known-ids.ts'
import { numberKeysIn, queriedNumberKeys } from './event-numbers.ts'
import { storedEventAt, type OpenedTable } from './opened-table.ts'

/** Half a frame: the worker hears of an abort within this time. */
const SLICE_MS = 8
/** Payloads are read this many rows at a time. */
const PAYLOAD_ROWS = 256
const NO_SESSION: SessionContext = { accounts: [], staffs: [], devices: [] }

export type RowTest = (row: number) => boolean | Promise<boolean>

/** Whether a row of the table matches. Only a query that asks for payloads or numbers reads payloads. */
export function rowTest(opened: OpenedTable, node: QueryNode): RowTest {
  if (node.kind === 'all') return () => true
  const matches = compileMatcher(node, queriedNumberKeys)
  const needs = needsOf(node)
  const payloadOf = needs.payload ? payloadReader(opened) : undefined
  const queryable = (row: number, payload: string): QueryableEvent => {
    const event = storedEventAt(opened, row)
    return {
      event,
      payload,
      ids: needs.ids ? attributeIds(event.attrs) : [],
      numbers: needs.numbers ? numberKeysIn(event, payload) : [],
      session: opened.sessions.get(event.session) ?? NO_SESSION,
    }
  }
  if (payloadOf === undefined) return (row) => matches(queryable(row, ''))
  return async (row) => matches(queryable(row, await payloadOf(row)))
}

/** Calls `visit` for each until it says stop, giving way so that an abort is heard. Rejects when the signal fires. */
export async function scan(
  length: number,
  visit: (index: number) => boolean | undefined | Promise<boolean | undefined>,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  let sliceEnd = performance.now() + SLICE_MS
  for (let index = 0; index < length; index++) {
    const visited = visit(index)
    if ((visited instanceof Promise ? await visited : visited) === true) return
    // Reading the clock for each row would cost more than many rows do.
    if ((index & 63) === 0 && performance.now() > sliceEnd) {
      await nextMessage()
      signal.throwIfAborted()
      sliceEnd = performance.now() + SLICE_MS
    }
  }
}

/** Lets messages in. Timers would wait four milliseconds each. */
function nextMessage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}

interface Needs {
  readonly payload: boolean
  readonly ids: boolean
  readonly numbers: boolean
}

function needsOf(node: QueryNode): Needs {
  const names = new Set<string>(fieldNames(node))
  const numbers = names.has('number')
  return { numbers, ids: names.has('id'), payload: numbers || names.has('payload') }
}

function payloadReader({ payloads, table }: OpenedTable): (row: number) => Promise<string> {
  let first = 0
  let block: readonly string[] = []
  return async (row) => {
    if (payloads.bytesOf(row) === 0) return ''
    if (row < first || row >= first + block.length) {
      first = row - (row % PAYLOAD_ROWS)
      block = await payloads.read(first, Math.min(PAYLOAD_ROWS, table.length - first))
    }
    return block[row - first] ?? ''
  }
}
