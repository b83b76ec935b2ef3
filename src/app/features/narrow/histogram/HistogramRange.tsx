import { useId, useRef, useState, type KeyboardEvent, type PointerEvent, type Ref } from 'react'
import type { Micros } from '#protocol/time.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { durationText } from '../../../ui/duration-text.ts'
import { barAt, type Bars } from './bars.ts'
import styles from './histogram.module.css'

interface Props {
  readonly ref: Ref<HTMLDivElement>
  readonly bars: Bars
  readonly summary: string
  readonly timeText: (time: Micros) => string
  readonly onZoom: (from: Micros, to: Micros) => void
  readonly onShow: (time: Micros) => void
}

/** Bars from `anchor` to `edge`, both included; `edge` is what keys and pointer move. */
interface Selection {
  readonly anchor: number
  readonly edge: number
}

/** A hand that shakes while it clicks does not drag. */
const DRAG_PX = 4

/** Over the bars: the pointer drags a range to zoom and clicks to go there, the keyboard does the same. */
export function HistogramRange({ ref, bars, summary, timeText, onZoom, onShow }: Props) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.narrow.histogram
  const helpId = useId()
  const [selection, setSelection] = useState<Selection>()
  const [hovered, setHovered] = useState<number>()
  const pressed = useRef<{ readonly x: number; readonly bar: number; readonly moved: boolean }>(undefined)

  const low = selection && Math.min(selection.anchor, selection.edge)
  const high = selection && Math.max(selection.anchor, selection.edge)
  const shown = selection?.edge ?? hovered
  const bar = shown === undefined ? undefined : bars.bars[Math.min(shown, bars.bars.length - 1)]

  const zoom = ({ anchor, edge }: Selection) => {
    const [first, last] = [bars.bars[Math.min(anchor, edge)], bars.bars[Math.max(anchor, edge)]]
    setSelection(undefined)
    if (first && last) onZoom(first.from, last.to)
  }

  const barUnder = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    return barAt(bars, (event.clientX - left) / width)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const last = bars.bars.length - 1
    const now = selection ?? { anchor: last, edge: last }
    const to = (edge: number) => {
      const kept = Math.min(last, Math.max(0, edge))
      setSelection({ anchor: event.shiftKey ? now.anchor : kept, edge: kept })
    }
    const step = event.ctrlKey || event.metaKey ? 10 : 1
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => to(selection ? now.edge - step : last),
      ArrowRight: () => to(selection ? now.edge + step : 0),
      Home: () => to(0),
      End: () => to(last),
      Enter: () => zoom(now),
      ' ': () => {
        const at = bars.bars[now.edge]
        if (at) onShow(at.from)
      },
      Escape: () => setSelection(undefined),
    }
    const action = actions[event.key]
    if (!action || (event.key === 'Escape' && !selection)) return
    event.preventDefault()
    event.stopPropagation()
    action()
  }

  const barText =
    bar && words.bar(timeText(bar.from), timeText(bar.to), formatNumber(bar.total), formatNumber(bar.error))
  const first = bars.bars[low ?? 0]
  const lastBar = bars.bars[high ?? 0]
  const selected =
    selection && low !== high && first && lastBar
      ? words.selected(durationText(lastBar.to - first.from, messages.ui.units))
      : undefined
  return (
    <>
      <div
        ref={ref}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input has one value and cannot be dragged over
        role="slider"
        tabIndex={0}
        className={styles['range']}
        aria-label={`${words.label}. ${summary}`}
        aria-describedby={helpId}
        aria-valuemin={0}
        aria-valuemax={bars.bars.length - 1}
        aria-valuenow={shown ?? bars.bars.length - 1}
        aria-valuetext={[barText ?? summary, selected].filter((it) => it !== undefined).join(', ')}
        onKeyDown={onKeyDown}
        onBlur={() => setSelection(undefined)}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          pressed.current = { x: event.clientX, bar: barUnder(event), moved: false }
        }}
        onPointerMove={(event) => {
          const at = barUnder(event)
          setHovered(at)
          const press = pressed.current
          if (!press) return
          if (press.moved || Math.abs(event.clientX - press.x) >= DRAG_PX) {
            pressed.current = { ...press, moved: true }
            setSelection({ anchor: press.bar, edge: at })
          }
        }}
        onPointerUp={(event) => {
          const press = pressed.current
          pressed.current = undefined
          if (!press) return
          const at = bars.bars[press.bar]
          if (press.moved) zoom({ anchor: press.bar, edge: barUnder(event) })
          else if (at) onShow(at.from)
        }}
        onPointerCancel={() => {
          pressed.current = undefined
          setSelection(undefined)
        }}
        onPointerLeave={() => setHovered(undefined)}
      >
        {shown === undefined ? null : (
          <Band className={styles['hover']} from={shown} to={shown} of={bars.bars.length} />
        )}
        {low === undefined || high === undefined ? null : (
          <Band className={styles['selection']} from={low} to={high} of={bars.bars.length} />
        )}
      </div>
      <span id={helpId} className="spoken">
        {words.help}
      </span>
      {barText === undefined ? null : (
        <p
          className={styles['readout']}
          data-side={(shown ?? 0) * 2 < bars.bars.length ? 'end' : 'start'}
          aria-hidden="true"
        >
          {barText}
          {selected === undefined ? '' : ` · ${selected} · ${words.zoomHint}`}
        </p>
      )}
    </>
  )
}

interface BandProps {
  readonly className: string | undefined
  readonly from: number
  readonly to: number
  readonly of: number
}

function Band({ className, from, to, of }: BandProps) {
  return (
    <div
      className={className}
      style={{ left: `${(from / of) * 100}%`, width: `${((to - from + 1) / of) * 100}%` }}
    />
  )
}
