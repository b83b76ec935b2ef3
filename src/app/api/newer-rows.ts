import type { IngestPosition } from '#protocol/ids.ts'
import type { RowSource } from './row-source.ts'
import { openServerRows } from './server-row-source.ts'

/** How many rows of the list there are at a later snapshot. Its range stays where it was fixed. */
export async function countAt(source: RowSource, asOf: IngestPosition, signal: AbortSignal): Promise<number> {
  const later = await openServerRows(source.scope, asOf, signal)
  return (await later.count(signal)).count
}
