import type { Micros } from '#protocol/time.ts'
import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { RowPage, RowSource } from '../../api/row-source.ts'
import { barsOf, crowd, densityScale, type Bar } from './rail/density-scale.ts'
import { excessPages, PAGE_ROWS } from './page-plan.ts'

const ROOT = 'rows'
/** A page that nobody looks at goes by itself; before that only the newest are kept (`PAGES_KEPT`). */
const KEPT_MS = 60_000

/** One page of a list. Never stale: equal keys are equal answers for ever. */
export function rowPageQuery(source: RowSource, page: number) {
  return queryOptions({
    queryKey: [ROOT, source.key, page],
    queryFn: async ({ signal, client }): Promise<RowPage> => {
      const rows = await source.rowsAt(page * PAGE_ROWS, PAGE_ROWS, signal)
      dropExcessPages(client)
      return rows
    },
    staleTime: Infinity,
    gcTime: KEPT_MS,
    // Comparing two pages deeply costs more than drawing one.
    structuralSharing: false,
  })
}

export function rowCountQuery(source: RowSource) {
  return queryOptions({
    queryKey: ['row-count', source.key],
    queryFn: ({ signal }) => source.count(signal),
    staleTime: Infinity,
    gcTime: KEPT_MS,
  })
}

/** As many as a rail can show; the server gives no more. */
const BARS = 300

/** Counts over the whole list: where it is dense, and which time a position has before its row is there. */
export function rowDensityQuery(source: RowSource) {
  const { query, order } = source.scope
  return queryOptions({
    queryKey: ['row-density', query, order, source.key],
    queryFn: async ({ signal }) => densityScale(await densityBars(source, signal), order),
    staleTime: Infinity,
    gcTime: KEPT_MS,
    structuralSharing: false,
    // A newer snapshot of the same list differs little; another list not at all.
    placeholderData: (previous, from) =>
      from?.queryKey[1] === query && from.queryKey[2] === order ? previous : undefined,
  })
}

/** Bars over the whole list, and finer ones where nearly all of its rows crowd into a few. */
async function densityBars(source: RowSource, signal: AbortSignal): Promise<readonly Bar[]> {
  const bars = barsOf(await source.histogram(BARS, signal))
  const crowded = crowd(bars, BARS)
  if (!crowded) return bars
  const [first, last] = crowded
  const [begin, end] = [bars[first], bars[last]]
  if (!begin || !end) return bars
  const { from = begin.from, to = (end.from + end.width) as Micros } = source.scope
  const part = source.elsewhere({
    ...source.scope,
    from: Math.max(from, begin.from) as Micros,
    to: Math.min(to, end.from + end.width) as Micros,
  })
  const fine = barsOf(await part.histogram(BARS, signal))
  return [...bars.slice(0, first), ...fine, ...bars.slice(last + 1)]
}

/** Keeps memory bounded however far somebody scrolls. */
function dropExcessPages(client: QueryClient): void {
  const queries = client.getQueryCache().findAll({ queryKey: [ROOT] })
  const pages = queries.map((query) => ({
    query,
    inUse: query.getObserversCount() > 0 || query.state.fetchStatus === 'fetching',
    loadedAt: query.state.dataUpdatedAt,
  }))
  for (const { query } of excessPages(pages)) client.getQueryCache().remove(query)
}
