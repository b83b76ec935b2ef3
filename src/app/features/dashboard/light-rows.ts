import { callSpan, GRACE_MICROS, type CallMaterial } from '#analysis/call-landmarks.ts'
import type { Light, LightName } from '#analysis/call-lights.ts'
import { ticketExpiryAt } from '#analysis/seat-trouble.ts'
import type { EventKey } from '#protocol/event.ts'
import type { Micros } from '#protocol/time.ts'

/** Rows that a number or a light stands for. */
export interface RowsTarget {
  /** Of the call where its own events say it, else of the session: seats and sockets belong to no call. */
  readonly page: 'call' | 'session'
  readonly id: string
  readonly query: string
  readonly from?: Micros
  readonly to?: Micros
  /** The row that says it, opened at once. */
  readonly row?: EventKey
}

const QUERIES: Readonly<Record<LightName, string>> = {
  seat: 'name:SEAT_*,TICKET_*',
  api: 'category:request',
  push: 'category:push',
  socket: 'category:websocket',
  media: 'category:webrtc',
}
const FAILED_REQUESTS = 'name:REQUEST_BUSINESS_ERROR,REQUEST_ERROR,REQUEST_TIMEOUT'

/** The rows behind a light; undefined where there are none to show. */
export function lightRows(
  light: Light,
  material: CallMaterial,
  sessions: readonly string[],
): RowsTarget | undefined {
  const { name, state, reason, event } = light
  if (state === 'no-log' || state === 'not-reached') {
    return event ? ofCall(material, QUERIES[name]) : undefined
  }
  const row = event && state !== 'good' ? { row: { session: event.session, seq: event.seq } } : {}
  if (reason.kind === 'blamed') return { ...ofCall(material, 'category:call'), ...row }
  if (name === 'media') return { ...ofCall(material, QUERIES.media), ...row }
  if (reason.kind === 'refused') return { ...ofCall(material, QUERIES.api), ...row }
  const session = event?.session ?? sessions[0]
  if (session === undefined) return undefined
  const query = reason.kind === 'requests-failed' ? FAILED_REQUESTS : QUERIES[name]
  return { page: 'session', id: session, query, ...stretch(light, material), ...row }
}

function ofCall({ callid }: CallMaterial, query: string): RowsTarget {
  return { page: 'call', id: callid, query }
}

/** From what led to it, or from the row itself, to a moment after the call; ends on whole seconds. */
function stretch({ name, event }: Light, material: CallMaterial): { from: Micros; to: Micros } {
  const { from, to } = callSpan(material)
  const expiry = name === 'seat' ? ticketExpiryAt(material, (to + GRACE_MICROS) as Micros) : undefined
  const begin = Math.min(from, event?.ts ?? from, expiry?.expired.ts ?? from)
  const end = Math.max(to, event?.ts ?? to)
  return {
    from: (Math.floor(begin / 1_000_000) * 1_000_000) as Micros,
    to: ((Math.floor(end / 1_000_000) + 1) * 1_000_000) as Micros,
  }
}
