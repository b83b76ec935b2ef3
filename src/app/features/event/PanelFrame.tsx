import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { useMessages } from '../../i18n/language.tsx'
import { readPreference, writePreference, type PreferenceName } from '../../state/preferences.ts'
import { fittedSize, MIN_SIZE, readSize, type Side } from './panel-size.ts'
import styles from './panel.module.css'

export interface PanelControl {
  readonly full: boolean
  readonly toggleFull: () => void
}

interface Props {
  readonly children: (frame: PanelControl) => ReactNode
}

const KEPT: Readonly<Record<Side, PreferenceName>> = { right: 'event-width', bottom: 'event-height' }
/** As in `panel.module.css`: below this the panel stands under the list. */
const NARROW = '(max-width: 900px)'
/** Of one press of an arrow key, in CSS pixels. */
const STEP = 24

/** A panel beside the list whose size is remembered; under it where the window is narrow; over it on demand. */
export function PanelFrame({ children }: Props) {
  const messages = useMessages()
  const side = useSide()
  const panel = useRef<HTMLElement>(null)
  const [full, setFull] = useState(false)
  const [sizes, setSizes] = useState<Readonly<Partial<Record<Side, number>>>>({})
  const size = sizes[side] ?? readSize(readPreference(KEPT[side]), side)

  const resize = (wanted: number) => {
    const room = panel.current?.parentElement
    const all = side === 'right' ? room?.clientWidth : room?.clientHeight
    const next = fittedSize(wanted, all ?? window.innerWidth)
    setSizes((old) => ({ ...old, [side]: next }))
    writePreference(KEPT[side], String(next))
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = panel.current?.getBoundingClientRect()
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    resize(side === 'right' ? box.right - event.clientX : box.bottom - event.clientY)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const [grow, shrink] = side === 'right' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
    if (event.key !== grow && event.key !== shrink) return
    event.preventDefault()
    event.stopPropagation()
    resize(size + (event.key === grow ? STEP : -STEP))
  }

  return (
    <aside
      ref={panel}
      className={styles['panel']}
      aria-label={messages.event.panel}
      data-side={side}
      data-full={full}
      style={side === 'right' ? { width: size } : { height: size }}
    >
      {full ? null : (
        <div
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an edge that is dragged, not a break of a text
          role="separator"
          tabIndex={0}
          className={styles['edge']}
          aria-label={messages.event.resize}
          aria-orientation={side === 'right' ? 'vertical' : 'horizontal'}
          aria-valuenow={size}
          aria-valuemin={MIN_SIZE}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={onPointerMove}
          onKeyDown={onKeyDown}
        />
      )}
      <div className={styles['content']}>{children({ full, toggleFull: () => setFull((now) => !now) })}</div>
    </aside>
  )
}

function useSide(): Side {
  const [isNarrow, setNarrow] = useState(() => window.matchMedia(NARROW).matches)
  useEffect(() => {
    const query = window.matchMedia(NARROW)
    const update = () => setNarrow(query.matches)
    query.addEventListener('change', update)
    return () => query.removeEventListener('change', update)
  }, [])
  return isNarrow ? 'bottom' : 'right'
}
