import type { EventPosition, StoredEvent } from '#protocol/event.ts'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import { joinQuery } from '#protocol/query-lang/join-query.ts'
import { openersOf, closersOf } from '#protocol/vocabulary/lookup.ts'
import type { Order } from '#protocol/permalink/logs-view.ts'
import type { RowSource } from '../../api/row-source.ts'

/** Rows of one session that a query selects, at the snapshot of the list, whatever the list itself hides. */
export function sessionRows(list: RowSource, session: string, query: string, order: Order): RowSource {
  return list.elsewhere({ query: joinQuery(fieldTerm('session', session), query), order })
}

/** Beyond this many BEGINs and ENDs of one source and name the other half is not looked for. */
const MAX_HALVES = 200

/**
 * The END of a BEGIN, or the BEGIN of an END. By span id where one was sent; else by source and name, where the last
 * that was opened is closed first. Undefined: none is stored.
 */
export async function otherHalf(
  list: RowSource,
  event: StoredEvent,
  signal: AbortSignal,
): Promise<StoredEvent | undefined> {
  const { session, seq, phase, span } = event
  const isBegin = phase === 'begin'
  const wanted = isBegin ? 'end' : 'begin'
  const direction = isBegin ? `seq:>${seq}` : `seq:<${seq}`
  const order: Order = isBegin ? 'asc' : 'desc'
  if (span !== undefined) {
    const rows = sessionRows(list, session, `${fieldTerm('span', span)} phase:${wanted} ${direction}`, order)
    return (await rows.rowsAt(0, 1, signal)).events[0]
  }
  const source = event.source ? fieldTerm('source.id', event.source.id) : '-has:source.id'
  const names = [...new Set([...namesOf(event, isBegin), event.name])].map((it) => fieldTerm('name', it))
  const rows = sessionRows(
    list,
    session,
    `${source} (${names.join(' OR ')}) phase:begin,end -has:span ${direction}`,
    order,
  )
  const { events } = await rows.rowsAt(0, MAX_HALVES, signal)
  return nearestUnclosed(events, phase)
}

const namesOf = ({ name }: StoredEvent, isBegin: boolean) => (isBegin ? closersOf(name) : openersOf(name))

/** The first half of the other phase that no half in between belongs to. */
function nearestUnclosed(
  events: readonly StoredEvent[],
  phase: StoredEvent['phase'],
): StoredEvent | undefined {
  let open = 0
  for (const event of events) {
    if (event.phase === phase) open += 1
    else if (open === 0) return event
    else open -= 1
  }
  return undefined
}

/** The nearest stored neighbours of a place in a session, for what is not stored itself. */
export async function storedNeighbours(
  list: RowSource,
  session: string,
  seq: number,
  signal: AbortSignal,
): Promise<{ readonly before: EventPosition | undefined; readonly after: EventPosition | undefined }> {
  const nearest = async (query: string, order: Order) =>
    (await sessionRows(list, session, query, order).rowsAt(0, 1, signal)).events[0]
  const [before, after] = await Promise.all([nearest(`seq:<${seq}`, 'desc'), nearest(`seq:>${seq}`, 'asc')])
  return { before, after }
}
