import type { IngestPosition } from '#protocol/ids.ts'
import type { StoreClient } from './client.ts'

/**
 * The greatest position that is stored, or was noted when something was removed. It is the committed one only while
 * nothing is being inserted and the derived tables agree with `events`.
 */
export async function lastPosition(client: StoreClient): Promise<IngestPosition> {
  const answer = await client.query({
    query: `
      SELECT greatest((SELECT max(max_ingest) FROM session_days), (SELECT max(position) FROM deletions)) AS position`,
    format: 'JSONEachRow',
  })
  const [row] = await answer.json<{ position: string }>()
  return Number(row?.position ?? 0) as IngestPosition
}
