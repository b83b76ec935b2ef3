/* oxlint-disable jsx-a11y/prefer-tag-over-role -- only the rows on the screen exist, so no table element can hold them */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useGoTo } from '../use-go-to.ts'
import { ContextRow } from './ContextRow.tsx'
import {
  fitted,
  FIRST_WINDOW,
  grown,
  positionAt,
  type ContextPlace,
  type ContextWindow,
} from './context-window.ts'
import { useContextRows } from './use-context-rows.ts'
import styles from './context.module.css'

const ROW_HEIGHT = 22
const OVERSCAN = 15
/** Nearer than this to an edge, more rows are added there. */
const EDGE_PX = 4 * ROW_HEIGHT

interface Props {
  readonly event: StoredEvent
  /** Terms of the filter that still hold; empty = none. */
  readonly kept: string
}

const NOWHERE: ContextPlace = { before: 0, after: 0, exact: true }

/** The rows around the open one, growing on both sides as one scrolls. */
export function ContextList({ event, kept }: Props) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.event.context
  const id = useId()
  const goTo = useGoTo()
  const box = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<ContextWindow>(FIRST_WINDOW)
  const [focused, setFocused] = useState<number>()
  // Until the place is known, only the open row itself stands there.
  const [known, setKnown] = useState<ContextPlace>(NOWHERE)
  const window = fitted(wanted, known)
  const lines = window.above + 1 + window.below
  // oxlint-disable-next-line react/incompatible-library -- what it returns stays in this component
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count: lines,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  })
  const shown = virtual.getVirtualItems().map(({ index }) => index)
  const positions = shown.flatMap((line) => positionAt(line, window, known) ?? [])
  const { place, error, rowAt } = useContextRows(event, kept, positions)
  if (place && place !== known) setKnown(place)

  useKeptInPlace(box, `${event.session} ${event.seq}`, window.above)

  const onScroll = () => {
    const element = box.current
    if (!element || place === undefined) return
    const { scrollTop, clientHeight, scrollHeight } = element
    if (scrollTop < EDGE_PX && window.above < known.before) setWanted(grown(window, 'above'))
    else if (scrollTop + clientHeight > scrollHeight - EDGE_PX && window.below < known.after) {
      setWanted(grown(window, 'below'))
    }
  }
  const rowOf = (line: number): StoredEvent | undefined => {
    const position = positionAt(line, window, known)
    return position === undefined ? event : rowAt(position)
  }
  // Counted from the open row, so that the focus stays on its row while rows are added above.
  const present = window.above + (focused ?? 0)
  const move = (line: number) => {
    const next = Math.max(0, Math.min(line, lines - 1))
    setFocused(next - window.above)
    virtual.scrollToIndex(next, { align: 'auto' })
  }
  const onKeyDown = (pressed: KeyboardEvent) => {
    const row = rowOf(present)
    const run = {
      ArrowDown: () => move(present + 1),
      ArrowUp: () => move(present - 1),
      Home: () => move(0),
      End: () => move(lines - 1),
      Enter: () => row && goTo(row),
    }[pressed.key]
    if (!run) return
    pressed.preventDefault()
    pressed.stopPropagation()
    run()
  }
  return (
    <>
      {error ? (
        <p role="alert" className={styles['note']}>
          {words.failed} {error.message}
        </p>
      ) : null}
      <div
        ref={box}
        role="grid"
        tabIndex={0}
        className={styles['list']}
        aria-label={words.label}
        aria-activedescendant={`${id}-${present - window.above}`}
        aria-busy={place === undefined}
        aria-rowcount={place ? place.before + place.after + 1 : -1}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div className={styles['canvas']} style={{ height: virtual.getTotalSize() }} role="presentation">
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rowOf(index)
            return (
              <div
                key={index - window.above}
                id={`${id}-${index - window.above}`}
                role="row"
                tabIndex={-1}
                aria-rowindex={known.before - window.above + index + 1}
                aria-selected={index === present}
                aria-current={index === window.above}
                className={styles['row']}
                data-hidden={index === window.above && !known.exact}
                style={{ transform: `translateY(${start}px)`, height: ROW_HEIGHT }}
                onClick={() => row && index !== window.above && goTo(row)}
                onKeyDown={onKeyDown}
              >
                {row ? (
                  <ContextRow event={row} from={event.ts} />
                ) : (
                  <span role="gridcell">
                    <span className="spoken">{messages.ui.loading}</span>
                    <Skeleton />
                  </span>
                )}
              </div>
            )
          })}
        </div>
      </div>
      <p className={styles['foot']}>
        {place
          ? words.place(formatNumber(place.before + 1), formatNumber(place.before + place.after + 1))
          : ''}
        {place && !place.exact ? ` ${words.hiddenByTerms}` : ''}
      </p>
    </>
  )
}

/** A new open row stands in the middle; rows that are added above it do not move what is read. */
function useKeptInPlace(box: { readonly current: HTMLDivElement | null }, open: string, above: number): void {
  const before = useRef<{ readonly open: string; readonly above: number }>(undefined)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    if (before.current?.open !== open || before.current.above === 0) {
      element.scrollTo({ top: above * ROW_HEIGHT - (element.clientHeight - ROW_HEIGHT) / 2 })
    } else element.scrollBy({ top: (above - before.current.above) * ROW_HEIGHT })
    before.current = { open, above }
  }, [box, open, above])
}
