import type { PointerEvent as ReactPointerEvent } from 'react'

export type Press = ReactPointerEvent<HTMLElement>

/** A press that moves less than this is a click. */
const SLOP_PX = 5

interface DragSteps {
  /** `x` of the page's window, and how far that is from where the drag began; CSS pixels. */
  readonly at: (x: number, moved: number) => void
  readonly drop: (x: number, moved: number) => void
  readonly cancel: () => void
}

/** One drag with a captured pointer; Escape and a lost pointer cancel it. */
export function startDrag(down: Press, { at, drop, cancel }: DragSteps): void {
  if (down.button !== 0) return
  const handle: HTMLElement = down.currentTarget
  const startX = down.clientX
  let dragging = false
  const listening = new AbortController()
  const { signal } = listening
  const stop = () => {
    listening.abort()
    cancel()
  }
  handle.setPointerCapture(down.pointerId)
  handle.addEventListener(
    'pointermove',
    ({ clientX }: PointerEvent) => {
      dragging ||= Math.abs(clientX - startX) >= SLOP_PX
      if (dragging) at(clientX, clientX - startX)
    },
    { signal },
  )
  handle.addEventListener(
    'pointerup',
    ({ clientX }: PointerEvent) => {
      listening.abort()
      if (!dragging) return
      // The click that follows belongs to the drag.
      handle.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => handle.removeEventListener('click', swallow, { capture: true }))
      drop(clientX, clientX - startX)
    },
    { signal },
  )
  handle.addEventListener('pointercancel', stop, { signal })
  handle.ownerDocument.addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'Escape') stop()
    },
    { signal },
  )
}

function swallow(click: Event): void {
  click.preventDefault()
  click.stopPropagation()
}
