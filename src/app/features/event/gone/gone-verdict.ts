import type { Micros } from '#protocol/time.ts'

/** What the server still knows of a session, as far as it explains why one number of it is not there. */
export interface KnownSession {
  readonly highest: number
  readonly holes: readonly { readonly from: number; readonly to: number; readonly because: string }[]
}

export interface Removal {
  readonly at: Micros
  /** `retention`, or the words of who removed it. */
  readonly reason: string
}

/** Why an event is not stored, as far as the server knows. */
export type GoneVerdict =
  | { readonly why: 'expired'; readonly at: Micros }
  | { readonly why: 'removed'; readonly at: Micros; readonly reason: string }
  /** Of its session nothing is stored, and nobody wrote down why. */
  | { readonly why: 'no-session' }
  | { readonly why: 'not-yet'; readonly highest: number }
  | { readonly why: 'lost' }
  | { readonly why: 'rejected' }
  | { readonly why: 'missing' }
  | { readonly why: 'unknown' }

/**
 * A record of a removal explains most. Without one it is the hole in the session's numbers that tells: declared lost,
 * refused, still on its way. `session` undefined: nothing of it is stored.
 */
export function goneVerdict(
  seq: number,
  session: KnownSession | undefined,
  removals: readonly Removal[],
): GoneVerdict {
  const hole = session?.holes.find(({ from, to }) => from <= seq && seq <= to)
  const [removal] = removals
  const isHoleOfDelivery = hole !== undefined && hole.because !== 'deleted' && hole.because !== 'unknown'
  if (removal && !isHoleOfDelivery) {
    const { at, reason } = removal
    return reason === 'retention' ? { why: 'expired', at } : { why: 'removed', at, reason }
  }
  if (session === undefined) return { why: 'no-session' }
  if (seq > session.highest) return { why: 'not-yet', highest: session.highest }
  if (hole === undefined || hole.because === 'deleted') return { why: 'unknown' }
  return { why: hole.because === 'lost' || hole.because === 'rejected' ? hole.because : 'missing' }
}

/** `20261114` of a time, in UTC: how the store names its days. */
export function dayOf(time: Micros): number {
  return Number(new Date(time / 1_000).toISOString().slice(0, 10).replaceAll('-', ''))
}
