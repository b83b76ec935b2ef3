import type { SeqRange } from '#protocol/envelope.ts'
import type { SessionId, TenantId } from '#protocol/ids.ts'
import type { MissingSeqs } from '../../../query/event-reader.ts'
import { DELETED } from '../deleted-seqs.ts'
import { sessionSpan } from './narrowed.ts'
import type { ReadContext } from './read-context.ts'
import { eventsOf, timeCondition } from './scope-sql.ts'
import { sessionSummaries } from './session-summaries.ts'
import type { Budget } from './statements.ts'

/** Stretches of seqs of a session that are not stored, in order, each with what is known of it. */
export async function missingSeqs(
  context: ReadContext,
  tenant: TenantId,
  session: SessionId,
  limit: number,
  budget: Budget,
): Promise<MissingSeqs> {
  const span = await sessionSpan(context.statements, tenant, session, budget)
  if (span === undefined) return { ranges: [], complete: true }
  const named = { text: 'session = {session:String}', params: { session } }
  const events = eventsOf({ tenant, kinds: 'all', asOf: 'now' }, timeCondition(span), named)
  const params = { tenant, session }
  const [summary] = await sessionSummaries(context, tenant, [session], budget)
  const [holes, lost, rejected] = await Promise.all([
    context.statements.rows<readonly [string, string]>(
      {
        text: `SELECT previous + 1, seq - 1 FROM (
            SELECT seq, lagInFrame(seq, 1, 0) OVER (ORDER BY seq ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS previous
            FROM ${events.text}
          ) WHERE seq > previous + 1 ORDER BY seq LIMIT {row_limit:UInt64}`,
        params: { ...events.params, row_limit: limit + 1 },
      },
      budget,
    ),
    context.statements.rows<readonly [readonly (readonly [string, string])[], string]>(
      {
        text: `SELECT groupUniqArrayArray(lost_ranges), max(max_seq) FROM session_days
          WHERE tenant = {tenant:String} AND session = {session:String}`,
        params,
      },
      budget,
    ),
    context.statements.rows<readonly [seq: string, isDeleted: number]>(
      {
        text: `SELECT seq, max(reason = '${DELETED}') FROM rejects
          WHERE tenant = {tenant:String} AND session = {session:String} AND seq > 0 AND reason != 'conflict'
          GROUP BY seq ORDER BY seq LIMIT 10000`,
        params,
      },
      budget,
    ),
  ])
  const stored = Number(lost[0]?.[1] ?? 0)
  const highest = summary?.delivery.highest ?? stored
  const tail: readonly SeqRange[] = highest > stored ? [[stored + 1, highest]] : []
  const complete = holes.length <= limit
  const found = [
    ...holes.slice(0, limit).map(([from, to]): SeqRange => [Number(from), Number(to)]),
    ...(complete ? tail : []),
  ]
  const declared = union((lost[0]?.[0] ?? []).map(([from, to]): SeqRange => [Number(from), Number(to)]))
  const ofRejects = (deleted: boolean) =>
    union(
      rejected
        .filter(([, isDeleted]) => (isDeleted === 1) === deleted)
        .map(([seq]): SeqRange => [Number(seq), Number(seq)]),
    )
  const known = [
    { because: 'lost', ranges: declared },
    { because: 'rejected', ranges: ofRejects(false) },
    { because: 'deleted', ranges: ofRejects(true) },
  ] as const
  return { ranges: found.flatMap((hole) => explained(hole, known)), complete }
}

type Explained = MissingSeqs['ranges'][number]

/** A hole, cut where what is known of it changes. */
function explained(
  hole: SeqRange,
  reasons: readonly { readonly because: Explained['because']; readonly ranges: readonly SeqRange[] }[],
): readonly Explained[] {
  const pieces: Explained[] = []
  const clip = ([from, to]: SeqRange): SeqRange => [Math.max(from, hole[0]), Math.min(to, hole[1])]
  const within = (ranges: readonly SeqRange[]) => ranges.map(clip).filter(([from, to]) => from <= to)
  const known = reasons
    .flatMap(({ because, ranges }) => within(ranges).map((range) => ({ range, because })))
    .sort((a, b) => a.range[0] - b.range[0])
  let next = hole[0]
  for (const { range, because } of known) {
    const [from, to] = [Math.max(range[0], next), range[1]]
    if (from > to) continue
    if (from > next) pieces.push({ from: next, to: from - 1, because: 'unknown' })
    pieces.push({ from, to, because })
    next = to + 1
  }
  if (next <= hole[1]) pieces.push({ from: next, to: hole[1], because: 'unknown' })
  return pieces
}

/** Ascending, neither touching nor overlapping. */
function union(ranges: readonly SeqRange[]): readonly SeqRange[] {
  const merged: [number, number][] = []
  for (const [from, to] of ranges.filter(([from, to]) => from <= to).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}
