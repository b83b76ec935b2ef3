/* oxlint-disable jsx-a11y/prefer-tag-over-role -- cells of a table cannot stand at any place of any length */
import { useEffect, useId, useMemo, useRef, useState, type CSSProperties, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { RowSource } from '../../api/row-source.ts'
import { SERVER } from '../../api/server-row-source.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { problemText } from '../../state/problem-text.ts'
import { useVocabulary } from '../../state/vocabulary.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { columnsOf, fittedColumns, gridTemplate } from './columns.ts'
import { NoticeLine } from './ListNotices.tsx'
import { ListHeader } from './tools/ListHeader.tsx'
import { CursorChip } from './CursorChip.tsx'
import { TimeCard } from './TimeCard.tsx'
import { useTimeCard } from './use-time-card.ts'
import { focusList } from './focus-list.ts'
import { GoToField } from './GoToField.tsx'
import { SpokenPosition } from './SpokenPosition.tsx'
import { useListState, useListStore } from './list-store.ts'
import styles from './LogList.module.css'
import { certainDigits } from './rail/density-scale.ts'
import { ScrollRail } from './rail/ScrollRail.tsx'
import type { Reading } from './reading-place.ts'
import { visibleRows } from './row-space.ts'
import type { RowScroller } from './row-scroller.ts'
import { cellId, rowId } from './rows/EventRow.tsx'
import type { RowSettings } from './rows/row-settings.ts'
import { minuteOf, rowClock } from './time-digits.ts'
import { useDensity } from './use-density.ts'
import { useGaps } from './gaps/use-gaps.ts'
import { ListRows } from './ListRows.tsx'
import { useDragSelect } from './tools/use-drag-select.ts'
import { useGoal } from './use-goal.ts'
import { useHeights } from './use-heights.ts'
import { useListCommands } from './use-list-commands.ts'
import { useGridEvents, useRowMoves } from './use-list-keys.ts'
import { useOrigin } from './use-origin.ts'
import { useLength } from './use-length.ts'
import { useNativeScroll } from './use-native-scroll.ts'
import { useReporting } from './use-reporting.ts'
import { useRowHeight } from './use-row-height.ts'
import { useEagerJumps, useRowPages } from './use-row-pages.ts'
import { useRowWindow } from './use-row-window.ts'
import { usePaneWidth } from './use-pane-width.ts'
import { useViewport } from './use-viewport.ts'

interface Props {
  readonly scroller: RowScroller
  readonly source: RowSource
  /** Another list is on its way: this one steps back. */
  readonly isWaiting: boolean
  /** The list as a whole failed, which is said once. */
  readonly isFailed: boolean
  readonly readingRef: RefObject<() => Reading | undefined>
}

/** As `--lead-width`: severity, its shape, and the gutter of brackets. */
const LEAD_PX = 44

/** The rows of one list at one snapshot, as many as fit, at whichever place. */
export function ListPane({ scroller, source, isWaiting, isFailed, readingRef }: Props) {
  const { language, messages } = useLanguage()
  const { view, zone, store, origin: rowOrigin } = useWorkspace()
  const isStored = rowOrigin === SERVER
  const list = useListStore()
  const { space, top } = useStore(scroller.store)
  const element = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const usual = useRowHeight()
  const gridId = useId()
  const pane = useRef<HTMLDivElement>(null)
  const timeCard = useTimeCard(pane)

  useViewport(element, scroller)
  useNativeScroll(element, body, scroller)
  const visible = visibleRows(space, top)
  const loaded = useRowPages(source, visible, space.count)
  const { eventAt } = loaded
  useEagerJumps(scroller)
  useLength(scroller, source, loaded.pageLength)
  const gapsAt = useGaps(eventAt, visible)
  const measured = useHeights(scroller, { usual, wrap: view.wrap, eventAt, gapsAt })
  const window = useRowWindow(element, {
    space: { ...space, heights: measured.heights },
    top,
    version: measured,
    keyOf: measured.keyOf,
    onMeasured: measured.onMeasured,
  })

  const attributeOf = useVocabulary()?.attributeOf
  const paneWidth = usePaneWidth(element)
  const columns = useMemo(
    () => fittedColumns(columnsOf(view, attributeOf), view.columns !== undefined, paneWidth),
    [view, attributeOf, paneWidth],
  )
  const clock = useMemo(() => rowClock(zone), [zone])
  const finding = useListState((state) => state.finding)
  const mode = useListState((state) => state.timeMode)
  const origin = useOrigin(source, mode === 'since-first', space.count)
  const settings = useMemo<RowSettings>(
    () => ({ listId: gridId, isStored, columns, clock, mode, origin, language, wrap: view.wrap, finding }),
    [gridId, isStored, columns, clock, mode, origin, language, view.wrap, finding],
  )
  // The cursor's event becomes known when its row is loaded; other panes show it from then on.
  const cursor = useListState((state) => state.cursor)
  const cell = useListState((state) => state.cell)
  const underCursor = cursor === undefined ? undefined : eventAt(cursor)
  useEffect(() => {
    if (cursor === undefined || !underCursor) return
    if (store.getState().cursor?.event !== underCursor) {
      store.setState({ cursor: { event: underCursor, position: cursor } })
    }
  }, [cursor, underCursor, store])

  useEffect(() => {
    readingRef.current = () => {
      const { space, top } = scroller.store.getState()
      return { source, space, top, eventAt, cursor: list.getState().cursor }
    }
  })
  useGoal(scroller, source)
  useReporting(scroller, { source, eventAt })
  const moves = useRowMoves({ scroller, eventAt })
  const dragSelect = useDragSelect(scroller)
  const grid = useGridEvents({ scroller, eventAt }, moves, columns)
  const [goingTo, setGoingTo] = useState(false)
  const takeFocus = () => focusList(element.current)
  useListCommands({ source, moves, eventAt, onMove: takeFocus, onGoTo: () => setGoingTo(true) })

  const scale = useDensity(source)
  const waitingTime = (position: number) => {
    const ts = scale?.timeAt(position)
    return ts === undefined || !scale ? undefined : certainDigits(clock(ts), scale.grainAt(position))
  }
  const firstEvent = eventAt(visible.first)
  const timedEvent = timeCard.pointed && eventAt(timeCard.pointed.position)
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  const tracks: CSSProperties & Record<'--list-columns', string> = { '--list-columns': gridTemplate(columns) }
  return (
    <>
      {loaded.error && !isFailed ? (
        <NoticeLine tone="warn" action={{ label: messages.list.failed.retry, run: loaded.retry }}>
          {messages.list.failed.because(problemText(loaded.error, messages))}
        </NoticeLine>
      ) : null}
      <div
        ref={pane}
        onPointerLeave={timeCard.hide}
        onWheel={timeCard.hide}
        className={`${styles['pane']} ${isWaiting ? styles['waiting'] : ''}`}
        style={tracks}
      >
        <div
          ref={element}
          id={gridId}
          className={styles['scroller']}
          role="grid"
          tabIndex={0}
          aria-label={messages.list.label}
          aria-rowcount={space.count + 1}
          aria-colcount={columns.length + 1}
          aria-multiselectable="true"
          aria-busy={loaded.isLoading}
          aria-activedescendant={activeId(gridId, cursor, cell)}
          onKeyDown={grid.onKeyDown}
        >
          <div ref={body} className={styles['body']} style={{ minWidth: LEAD_PX + width }}>
            <ListHeader columns={columns} minute={firstEvent && minuteOf(clock(firstEvent.ts))} />
            <div className={styles['stage']} style={{ height: space.viewport }}>
              <ListRows
                source={source}
                window={window}
                visible={visible}
                viewport={space.viewport}
                eventAt={eventAt}
                gapsAt={gapsAt}
                settings={settings}
                timeOf={waitingTime}
                rowHeight={usual}
                onClick={grid.onClick}
                onPointerOver={timeCard.onPointerOver}
                onPointerDown={dragSelect}
              />
            </div>
          </div>
        </div>
        {goingTo ? (
          <GoToField shownClock={firstEvent && clock(firstEvent.ts)} onClose={() => setGoingTo(false)} />
        ) : null}
        {timeCard.pointed && timedEvent ? (
          <TimeCard event={timedEvent} clock={clock} zone={zone} at={timeCard.pointed.at} />
        ) : null}
        <CursorChip scroller={scroller} visible={visible} />
        <SpokenPosition event={underCursor} position={cursor} count={space.count} clock={clock} />
        <ScrollRail scroller={scroller} scale={scale} clock={clock} eventAt={eventAt} controls={gridId} />
      </div>
    </>
  )
}

/** What the keyboard is on: a cell, or the row as a whole. */
function activeId(listId: string, cursor: number | undefined, cell: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  return cell === undefined ? rowId(listId, cursor) : cellId(listId)
}
