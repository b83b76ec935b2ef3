import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useStore } from 'zustand'
import type { StoredEvent } from '#protocol/event.ts'
import { MARK_COLOURS } from '#protocol/permalink/logs-view.ts'
import type { Micros } from '#protocol/time.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { useListState } from '../list-store.ts'
import { fractionOf, visibleRows } from '../row-space.ts'
import type { RowScroller } from '../row-scroller.ts'
import { certainDigits, type DensityScale } from './density-scale.ts'
import { RAIL_HEIGHT, RAIL_WIDTH, railPaths, tickPath } from './rail-paths.ts'
import styles from './ScrollRail.module.css'

interface Props {
  readonly scroller: RowScroller
  readonly scale: DensityScale | undefined
  readonly clock: (ts: Micros) => string
  readonly eventAt: (position: number) => StoredEvent | undefined
  /** Id of the grid it scrolls. */
  readonly controls: string
}

/** Less cannot be taken hold of. */
const LEAST_THUMB_PX = 28
/** A page key on the rail goes this share of the list. */
const PAGE_SHARE = 0.05

/** The scroll bar of the whole list, and a map of it: how dense it is, where its errors, hits and marks are. */
export function ScrollRail({ scroller, scale, clock, eventAt, controls }: Props) {
  const { messages, formatNumber } = useLanguage()
  const { space, top } = useStore(scroller.store)
  const cursor = useListState((state) => state.cursor)
  const rail = useRef<HTMLDivElement>(null)
  const [grip, setGrip] = useState<number>()
  const { count, viewport, heights } = space
  const length = viewport + 26
  const { first, last } = visibleRows(space, top)
  const thumb = Math.min(length, Math.max(LEAST_THUMB_PX, (viewport / (count * heights.usual)) * length))
  const way = length - thumb
  const y = fractionOf(space, top) * way

  const event = eventAt(first)
  const estimate = scale?.timeAt(first)
  const time = event
    ? clock(event.ts)
    : estimate === undefined || !scale
      ? messages.list.rail.unknown
      : certainDigits(clock(estimate), scale.grainAt(first))
  const row = formatNumber(first + 1)

  const dragTo = (clientY: number, hold: number) => {
    const box = rail.current?.getBoundingClientRect()
    if (box && way > 0) scroller.jumpTo((clientY - box.top - hold) / way)
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = event.clientY - event.currentTarget.getBoundingClientRect().top
    // The thumb is held where it is taken; anywhere else it comes under the pointer.
    const hold = at >= y && at <= y + thumb ? at - y : thumb / 2
    setGrip(hold)
    dragTo(event.clientY, hold)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const fraction = fractionOf(space, top)
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => scroller.scrollBy(heights.usual),
      ArrowUp: () => scroller.scrollBy(-heights.usual),
      PageDown: () => scroller.jumpTo(fraction + PAGE_SHARE),
      PageUp: () => scroller.jumpTo(fraction - PAGE_SHARE),
      Home: () => scroller.jumpTo(0),
      End: () => scroller.jumpTo(1),
    }
    const run = keys[event.key]
    if (!run || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }

  return (
    <div
      ref={rail}
      className={styles['rail']}
      role="scrollbar"
      tabIndex={0}
      aria-label={messages.list.rail.label}
      aria-orientation="vertical"
      aria-controls={controls}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, count)}
      aria-valuenow={Math.min(first + 1, Math.max(1, count))}
      aria-valuetext={messages.list.rail.value(row, formatNumber(count), time)}
      data-dragging={grip !== undefined}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => grip !== undefined && dragTo(event.clientY, grip)}
      onPointerUp={() => setGrip(undefined)}
      onPointerCancel={() => setGrip(undefined)}
      onKeyDown={onKeyDown}
    >
      {scale ? <RailMap scale={scale} /> : null}
      {last - first + 1 < count ? (
        <span className={styles['thumb']} style={{ height: thumb, transform: `translateY(${y}px)` }} />
      ) : null}
      {cursor === undefined ? null : (
        <span
          className={styles['cursor']}
          style={{ transform: `translateY(${((cursor + 0.5) / Math.max(1, count)) * length}px)` }}
        />
      )}
      {grip === undefined ? null : (
        <span
          className={styles['label']}
          style={{ transform: `translateY(${Math.max(0, Math.min(length - 44, y + thumb / 2 - 22))}px)` }}
        >
          <span>{time}</span>
          <span>{messages.list.rows.position(row, formatNumber(count))}</span>
        </span>
      )}
    </div>
  )
}

/** What does not change while one scrolls. Drawn as paths, so that both themes and any pixel density are served. */
function RailMap({ scale }: { readonly scale: DensityScale }) {
  const ticks = useListState((state) => state.ticks)
  const paths = useMemo(() => railPaths(scale), [scale])
  const placed = useMemo(() => {
    const path = (of: readonly { readonly ts: Micros }[], x: number, width: number) =>
      tickPath(
        of.map(({ ts }) => scale.positionAt(ts)),
        scale.count,
        x,
        width,
      )
    return {
      hits: path(
        ticks.filter(({ kind }) => kind === 'hit'),
        0,
        RAIL_WIDTH,
      ),
      marks: MARK_COLOURS.map((colour) => ({
        colour,
        path: path(
          ticks.filter((tick) => tick.kind === 'mark' && tick.colour === colour),
          0,
          5,
        ),
      })).filter(({ path }) => path !== ''),
    }
  }, [scale, ticks])
  return (
    <svg
      className={styles['map']}
      viewBox={`0 0 ${RAIL_WIDTH} ${RAIL_HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles['density']} d={paths.density} />
      <path className={styles['silence']} d={paths.silence} />
      <path className={styles['errors']} d={paths.errors} />
      <path className={styles['hits']} d={placed.hits} />
      {placed.marks.map(({ colour, path }) => (
        <path key={colour} className={styles['mark']} data-colour={colour} d={path} />
      ))}
    </svg>
  )
}
