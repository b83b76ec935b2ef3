import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { useRef, type HTMLAttributes, type ReactNode, type Ref } from 'react'
import styles from './payload.module.css'

export type Scroller = Virtualizer<HTMLDivElement, Element>

interface Props extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  readonly count: number
  /** CSS pixels of one row; a first guess where `measured`. */
  readonly rowHeight: number
  /** True: rows are as high as what they hold. */
  readonly measured?: boolean
  readonly scroller?: Ref<Scroller>
  /** Above the rows, moving sideways with them. */
  readonly head?: ReactNode
  readonly children: (row: number) => ReactNode
}

/** Chromium lays out nothing beyond 33 million pixels; rows after these are said to be there, not shown. */
const MAX_PIXELS = 30_000_000
const OVERSCAN = 8

export const shownRows = (count: number, rowHeight: number) =>
  Math.min(count, Math.floor(MAX_PIXELS / rowHeight))

/** Any number of rows, of which only those on the screen exist. As high as its rows, up to a part of the window. */
export function VirtualRows(props: Props) {
  const {
    count,
    rowHeight,
    measured = false,
    scroller,
    head,
    children,
    className = '',
    role = 'region',
    ...rest
  } = props
  const box = useRef<HTMLDivElement>(null)
  const shown = shownRows(count, rowHeight)
  // oxlint-disable-next-line react/incompatible-library -- what it returns stays in this component
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count: shown,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
  })
  if (typeof scroller === 'function') scroller(virtual)
  else if (scroller) scroller.current = virtual
  return (
    <div {...rest} role={role} ref={box} className={`${styles['scroller']} ${className}`}>
      {head}
      <div className={styles['canvas']} style={{ height: virtual.getTotalSize() }} role="presentation">
        {virtual.getVirtualItems().map((item) => (
          <div
            key={item.key}
            ref={measured ? virtual.measureElement : undefined}
            data-index={item.index}
            role="presentation"
            className={styles['row']}
            style={{
              transform: `translateY(${item.start}px)`,
              ...(measured ? {} : { height: rowHeight }),
            }}
          >
            {children(item.index)}
          </div>
        ))}
      </div>
    </div>
  )
}
