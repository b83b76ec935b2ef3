import type { IngestPosition } from '#protocol/ids.ts'
import type { EventScope, TailBatch } from '../../../query/event-reader.ts'
import { decodeStoredEvent, type StoredEventRow } from '../event-rows.ts'
import type { ReadContext } from './read-context.ts'
import { asManyAsFit, EVENT_COLUMNS } from './rows.ts'
import { eventsIn } from './scope-sql.ts'
import type { Budget } from './statements.ts'

/**
 * What was committed after `after`, up to the scope's `asOf`. In the order of the commits, within one by the total
 * order. When there is more than `limit`, the newest are given and the others counted.
 */
export async function committedSince(
  { statements, compile }: ReadContext,
  scope: EventScope,
  after: IngestPosition,
  limit: number,
  budget: Budget,
): Promise<TailBatch> {
  if (after >= scope.asOf) return { events: [], skipped: 0 }
  const events = eventsIn(scope, compile, scope)
  const params = { ...events.params, after }
  const read = (rows: number) =>
    statements.rows<StoredEventRow>(
      {
        text: `SELECT ${EVENT_COLUMNS} FROM ${events.text} AND ingest > {after:UInt64}
          ORDER BY ingest DESC, ts DESC, session DESC, seq DESC LIMIT {row_limit:UInt64}`,
        params: { ...params, row_limit: rows },
      },
      budget,
    )
  const [[counted], rows] = await Promise.all([
    statements.rows<readonly [string]>(
      { text: `SELECT count() FROM ${events.text} AND ingest > {after:UInt64}`, params },
      budget,
    ),
    asManyAsFit(limit, read),
  ])
  const decoded = rows.map(decodeStoredEvent).toReversed()
  return { events: decoded, skipped: Number(counted?.[0] ?? 0) - decoded.length }
}
