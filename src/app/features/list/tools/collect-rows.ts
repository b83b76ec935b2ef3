import type { StoredEvent } from '#protocol/event.ts'
import type { RowSource } from '../../../api/row-source.ts'

/** As many as one answer gives. */
const PAGE_ROWS = 1_000

/** Rows `first` to `last` (both included) of the list, in its order, whether they are loaded or not. */
export async function collectRows(
  source: RowSource,
  { first, last }: { readonly first: number; readonly last: number },
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = []
  const wanted = last - first + 1
  while (events.length < wanted) {
    const limit = Math.min(PAGE_ROWS, wanted - events.length)
    const page = await source.rowsAt(first + events.length, limit, signal)
    // An answer is shorter where its rows are large; without any there is nothing further.
    if (page.events.length === 0) break
    events.push(...page.events)
    onProgress(events.length)
  }
  return events
}
