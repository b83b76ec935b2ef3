import { useLayoutEffect, useMemo, useState } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import { GAP_PX } from './gaps/gaps.ts'
import type { GapsAt } from './gaps/use-gaps.ts'
import type { RowHeights } from './row-space.ts'
import type { RowScroller } from './row-scroller.ts'

/** Measured heights of wrapped rows that are remembered; more than somebody scrolls back over. */
const MAX_MEASURED = 20_000

export interface MeasuredHeights {
  readonly heights: RowHeights
  readonly keyOf: (position: number) => string | number
  readonly onMeasured: (position: number, height: number) => void
}

interface Options {
  readonly usual: number
  readonly wrap: boolean
  readonly eventAt: (position: number) => StoredEvent | undefined
  readonly gapsAt: GapsAt
}

/** Heights of rows and of what stands between them, of the rows that are loaded now. */
export function useHeights(scroller: RowScroller, options: Options): MeasuredHeights {
  const { usual, wrap, eventAt, gapsAt } = options
  const [known] = useState(() => new Map<string | number, number>())
  const measured = useMemo(() => {
    const keyOf = (position: number) => {
      const event = eventAt(position)
      return event ? `${event.session} ${event.seq}` : position
    }
    const heights: RowHeights = {
      usual,
      row: (position) => (wrap ? (known.get(keyOf(position)) ?? usual) : usual),
      gap: (position) => gapsAt(position).length * GAP_PX,
    }
    const onMeasured = (position: number, height: number) => {
      if (known.size >= MAX_MEASURED) known.clear()
      known.set(keyOf(position), height)
    }
    return { heights, keyOf, onMeasured }
  }, [usual, wrap, eventAt, gapsAt, known])
  useLayoutEffect(() => scroller.setHeights(measured.heights), [scroller, measured])
  return measured
}
