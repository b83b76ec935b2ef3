import { queryOptions, useQueries } from '@tanstack/react-query'
import type { StoredEvent } from '#protocol/event.ts'
import type { RowSource } from '../../../api/row-source.ts'
import { otherHalf, type Half } from './other-half.ts'
import type { Pair } from './pairs-around.ts'
import { MAX_LANES, type PairEnds } from './brackets.ts'

/** A pair with where its halves are in the whole list, and how long it took where both are known. */
export interface FoundPair extends PairEnds {
  readonly key: string
  readonly micros: number | undefined
  /** True: its END is not in the list. */
  readonly isUnfinished: boolean
  readonly isLooking: boolean
}

/** Asks for the halves that are not loaded. */
export function usePairEnds(source: RowSource, pairs: readonly Pair[]): readonly FoundPair[] {
  const shown = pairs.slice(-MAX_LANES)
  const lonely = shown.flatMap(({ begin, end }) => (begin && end ? [] : [(begin ?? end)?.event]))
  const asked = lonely.filter((it) => it !== undefined)
  const halves = useQueries({ queries: asked.map((event) => otherHalfQuery(source, event)) })
  return shown.map((pair) => {
    const loaded = pair.begin ?? pair.end
    const index = asked.findIndex((event) => event === loaded?.event)
    const found = index < 0 ? undefined : halves[index]
    const begin: Half | undefined = pair.begin ?? found?.data ?? undefined
    const end: Half | undefined = pair.end ?? found?.data ?? undefined
    const places = [begin?.position, end?.position]
    const [upper, lower] = source.scope.order === 'asc' ? places : [places[1], places[0]]
    return {
      key: loaded ? `${loaded.event.session} ${loaded.event.seq}` : '',
      upper,
      lower,
      micros: begin && end ? end.event.ts - begin.event.ts : undefined,
      isUnfinished: end === undefined && found?.isSuccess === true,
      isLooking: found?.isPending === true,
    }
  })
}

function otherHalfQuery(source: RowSource, event: StoredEvent) {
  return queryOptions({
    queryKey: ['other-half', source.key, event.session, event.seq],
    // A query may not answer undefined.
    queryFn: async ({ signal }) => (await otherHalf(source, event, signal)) ?? null,
    staleTime: Infinity,
    gcTime: 30_000,
    retry: false,
  })
}
