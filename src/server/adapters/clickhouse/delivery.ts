import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import { MAX_SEQ_AHEAD } from '#protocol/limits.ts'
import type { DeliveryTotals, SessionDelivery } from '../../ports.ts'
import { UNKNOWN_SESSION } from '../../process/ledger.ts'
import type { SessionFacts } from '../../process/ledger.ts'
import { SeqRanges } from '../../process/ledger-ranges.ts'
import type { StoreClient } from './client.ts'
import { loadSessionFacts, sessionKeyText } from './session-facts.ts'

/** A card shows a few stretches; a session with more is badly broken, and its count says so. */
const MAX_MISSING_RANGES = 100

export async function deliveryOf(
  client: StoreClient,
  tenant: TenantId,
  kind: Kind,
  sessions: readonly SessionId[],
): Promise<readonly SessionDelivery[]> {
  const keys = sessions.map((session) => ({ tenant, kind, session }))
  const facts = await loadSessionFacts(client, keys)
  return keys.map((key) =>
    sessionDelivery(key.session, kind, facts.get(sessionKeyText(key)) ?? UNKNOWN_SESSION),
  )
}

/** The one arithmetic of what is missing, for cards and for `/api/delivery`. */
export function sessionDelivery(session: SessionId, kind: Kind, facts: SessionFacts): SessionDelivery {
  const stored = SeqRanges.of(facts.stored)
  const rejected = SeqRanges.of(facts.rejected)
  const accounted = SeqRanges.of([...facts.stored, ...facts.rejected, ...facts.lost])
  const highest = Math.max(facts.highest, stored.greatest, rejected.greatest)
  // A tombstone may overlap what came after all; such a seq is stored, not lost.
  const arrived = SeqRanges.of([...facts.stored, ...facts.rejected])
  const missing = accounted.gaps(highest)
  return {
    session,
    kind,
    highest,
    stored: stored.size,
    rejected: rejected.size,
    conflicts: SeqRanges.of(facts.conflicts).size,
    lost: accounted.countThrough(highest) - arrived.countThrough(highest),
    missing: missing.reduce((sum, [from, to]) => sum + to - from + 1, 0),
    missingRanges: missing.slice(0, MAX_MISSING_RANGES),
  }
}

/**
 * Adds up what the tables hold. Overlapping tombstones count twice, so a session's `lost` is at most what it announced
 * and did not store; and it announced at most `MAX_SEQ_AHEAD` more than was seen of it (ADR 6): one broken or hostile
 * client must not drown the figures of all.
 */
export async function deliveryTotals(
  client: StoreClient,
  tenant: TenantId,
  kind: Kind,
): Promise<DeliveryTotals> {
  const answer = await client.query({
    query: `
      SELECT count() AS sessions, sum(stored) AS events, sum(refused) AS rejected,
        sum(least(gone, greatest(believed, stored + refused) - stored - refused)) AS lost, sum(believed) AS expected
      FROM (
        SELECT *, greatest(top, refused_top) AS seen, least(greatest(seen, announced), seen + {ahead:UInt64}) AS believed
        FROM (
        SELECT session, sum(stored) AS stored, sum(gone) AS gone, max(top) AS top, max(announced) AS announced,
          sum(refused) AS refused, max(refused_top) AS refused_top
        FROM (
          SELECT session, sum(session_days.events) AS stored, sum(session_days.lost) AS gone, max(max_seq) AS top,
            0 AS announced, 0 AS refused, 0 AS refused_top
          FROM session_days WHERE tenant = {tenant:String} AND kind = {kind:String} GROUP BY session
          UNION ALL
          SELECT session, 0, 0, 0, max(highest), 0, 0
          FROM session_records WHERE tenant = {tenant:String} AND kind = {kind:String} GROUP BY session
          UNION ALL
          SELECT session, 0, 0, 0, 0, uniqExactIf(seq, seq > 0) + sumIf(count, seq = 0), max(seq)
          FROM rejects
          WHERE tenant = {tenant:String} AND kind = {kind:String} AND reason != 'conflict' GROUP BY session
        ) GROUP BY session
        )
      )`,
    query_params: { tenant, kind, ahead: MAX_SEQ_AHEAD },
    format: 'JSONEachRow',
  })
  const [row] = await answer.json<Record<keyof DeliveryTotals, string>>()
  const { sessions = 0, events = 0, lost = 0, rejected = 0, expected = 0 } = row ?? {}
  return {
    sessions: Number(sessions),
    events: Number(events),
    lost: Number(lost),
    rejected: Number(rejected),
    expected: Number(expected),
  }
}
