import { readSdp } from '#analysis/payload/sdp.ts'
import type { StoredEvent } from '#protocol/event.ts'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import type { RowSource, WholeRow } from '../../api/row-source.ts'
import { sessionRows } from './session-rows.ts'

/** Looked through for one that carries a description: the ENDs of a name carry none. */
const MAX_LOOKED = 30

/** The session description before this one: of the same connection, else of the same session. */
export async function previousDescription(
  list: RowSource,
  event: StoredEvent,
  signal: AbortSignal,
): Promise<WholeRow | undefined> {
  const earlier = `${fieldTerm('name', event.name)} seq:<${event.seq}`
  const places = [...(event.source ? [`${fieldTerm('source.id', event.source.id)} ${earlier}`] : []), earlier]
  for (const query of places) {
    const rows = sessionRows(list, event.session, query, 'desc')
    const { events } = await rows.rowsAt(0, MAX_LOOKED, signal)
    const found = events.find(({ payloadBytes, phase }) => payloadBytes > 0 && phase === event.phase)
    if (!found) continue
    const whole = await list.row(found, signal)
    if (readSdp(whole.payload)) return whole
  }
  return undefined
}
