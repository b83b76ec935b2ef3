import { useState, type MouseEvent, type PointerEvent } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { RowSource } from '../../api/row-source.ts'
import { useMessages } from '../../i18n/language.tsx'
import { useWorkspace, useWorkspaceState } from '../../state/workspace.tsx'
import { GapRow, useGapText } from './gaps/GapRow.tsx'
import { GAP_PX } from './gaps/gaps.ts'
import type { GapsAt } from './gaps/use-gaps.ts'
import { useListState } from './list-store.ts'
import styles from './LogList.module.css'
import { PairGutter } from './pairs/PairGutter.tsx'
import { decorationOf } from './row-decoration.ts'
import type { RowSpan } from './page-plan.ts'
import { EventRow } from './rows/EventRow.tsx'
import type { RowSettings } from './rows/row-settings.ts'
import { WaitingRow } from './rows/WaitingRow.tsx'
import type { RowWindow } from './use-row-window.ts'

interface Props {
  readonly source: RowSource
  readonly window: RowWindow
  readonly visible: RowSpan
  /** CSS pixels that show rows. */
  readonly viewport: number
  readonly eventAt: (position: number) => StoredEvent | undefined
  readonly gapsAt: GapsAt
  readonly settings: RowSettings
  /** About when a row is that is not here yet. */
  readonly timeOf: (position: number) => string | undefined
  readonly rowHeight: number
  readonly onClick: (event: MouseEvent<HTMLElement>) => void
  readonly onPointerOver: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
}

/** The number of slots stays while a row more or less is drawn. */
const SLOT_STEP = 16

/** What is drawn of the list: rows, what stands between them, and brackets beside them. */
export function ListRows(props: Props) {
  const { source, window, visible, viewport, eventAt, gapsAt, settings, timeOf, rowHeight, onClick } = props
  const messages = useMessages()
  const { view } = useWorkspace()
  const gapText = useGapText()
  const list = useListState((state) => state)
  const cursorEvent = useWorkspaceState((state) => state.cursor?.event)
  const isolated = useWorkspaceState((state) => state.isolated)
  const focus = { cursor: cursorEvent, open: view.row, lit: list.litRow, isolated }
  const [pointed, setPointed] = useState<number>()
  const attended = pointed ?? list.cursor
  const attendedEvent = attended === undefined ? undefined : eventAt(attended)

  // A row that leaves the screen gives its elements to one that comes: making them anew costs most of a frame. Rows
  // that are measured keep their own.
  const slots = Math.ceil(window.rows.length / SLOT_STEP) * SLOT_STEP
  const slotOf = (position: number) => (settings.wrap ? position : position % Math.max(1, slots))

  const onPointerOver = (event: PointerEvent<HTMLElement>) => {
    props.onPointerOver(event)
    if (event.pointerType !== 'mouse' || !(event.target instanceof Element)) return
    const row = event.target.closest<HTMLElement>('[data-position]')
    setPointed(row ? Number(row.dataset['position']) : undefined)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- keys are the grid's
    <div
      className={styles['layer']}
      style={{ transform: `translateY(${-Math.round(window.shift)}px)` }}
      onClick={onClick}
      onPointerDown={props.onPointerDown}
      onPointerOver={onPointerOver}
      onPointerLeave={() => setPointed(undefined)}
    >
      {window.rows.map(({ position, y }) => {
        const event = eventAt(position)
        const key = slotOf(position)
        if (!event) {
          return (
            <WaitingRow
              key={`waiting ${key}`}
              listId={settings.listId}
              position={position}
              y={y}
              time={timeOf(position)}
              columns={settings.columns}
              label={messages.list.rows.loading}
            />
          )
        }
        const gaps = gapsAt(position)
        return [
          ...gaps.map((gap, index) => (
            <GapRow key={`${position} gap ${index}`} gap={gap} y={y - (gaps.length - index) * GAP_PX} />
          )),
          <EventRow
            key={key}
            event={event}
            above={position === 0 ? undefined : eventAt(position - 1)}
            position={position}
            y={y}
            decoration={decorationOf(event, position, list, focus)}
            settings={settings}
            measure={settings.wrap ? window.measure : undefined}
            index={window.indexOf(position)}
            cell={list.cursor === position ? list.cell : undefined}
            gapText={gaps.length === 0 ? undefined : gaps.map(gapText).join('. ')}
          />,
        ]
      })}
      {attended !== undefined && attendedEvent ? (
        <PairGutter
          source={source}
          eventAt={eventAt}
          position={attended}
          event={attendedEvent}
          screen={{
            first: visible.first,
            last: visible.last,
            upperEdge: window.shift,
            lowerEdge: window.shift + viewport,
            yOf: (position) => (window.yOf(position) ?? 0) + rowHeight / 2,
          }}
        />
      ) : null}
    </div>
  )
}
