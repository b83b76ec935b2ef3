import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { Kbd } from './Kbd.tsx'
import { lazyOverlay } from './lazy-overlay.tsx'
import styles from './Tooltip.module.css'

interface Props {
  readonly text: ReactNode
  readonly keys?: string
  /** True when the text is the element's own name already: then it is not read out twice. */
  readonly names?: boolean
  /** One element that takes the focus. */
  readonly children: ReactNode
}

/** Long enough not to flicker while the pointer passes over a row of tools. */
const DELAY_MS = 500

const Bubble = lazyOverlay(() => import('./overlay/TooltipBubble.tsx').then((it) => it.TooltipBubble))

/** A hint at an element that is pointed at or has the keyboard's focus; Escape hides it. */
export function Tooltip({ text, keys, names = false, children }: Props) {
  const id = useId()
  const wrapper = useRef<HTMLSpanElement>(null)
  const target = useRef<Element | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [isOpen, setOpen] = useState(false)
  const show = (delay: number) => {
    target.current = wrapper.current?.firstElementChild ?? null
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOpen(true), delay)
  }
  const hide = () => {
    clearTimeout(timer.current)
    setOpen(false)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    const element = wrapper.current?.firstElementChild
    if (isOpen && !names) element?.setAttribute('aria-describedby', id)
    return () => element?.removeAttribute('aria-describedby')
  }, [isOpen, names, id])
  return (
    // Only listens to what its child does.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <span
      ref={wrapper}
      className={styles['anchor']}
      onPointerEnter={(event) => event.pointerType === 'mouse' && show(DELAY_MS)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && show(DELAY_MS)}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children}
      {isOpen ? (
        <Bubble id={id} target={target} onClose={hide}>
          {text}
          {keys ? <Kbd keys={keys} /> : null}
        </Bubble>
      ) : null}
    </span>
  )
}
