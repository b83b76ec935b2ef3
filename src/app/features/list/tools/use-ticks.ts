import { useEffect, useMemo } from 'react'
import type { Mark } from '#protocol/permalink/logs-view.ts'
import { useListStore, type RailTick } from '../list-store.ts'
import type { HitFigures } from './use-hit-figures.ts'

/** Tells the rail where hits and marked rows lie. */
export function useTicks(
  find: HitFigures | undefined,
  marks: readonly Mark[],
  figures: readonly HitFigures[],
): void {
  const store = useListStore()
  const ticks = [
    ...marks.flatMap(({ colour }, index) =>
      (figures[index]?.times ?? []).map((ts): RailTick => ({ kind: 'mark', ts, colour })),
    ),
    ...(find?.times ?? []).map((ts): RailTick => ({ kind: 'hit', ts })),
  ]
  // The figures come anew with each render; the rail is drawn only when they say something else.
  const text = JSON.stringify(ticks)
  const stable = useMemo(() => JSON.parse(text) as readonly RailTick[], [text])
  useEffect(() => {
    store.setState({ ticks: stable })
    return () => store.setState({ ticks: [] })
  }, [store, stable])
}
