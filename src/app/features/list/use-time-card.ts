import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'

/** The pointer rests this long before the card opens: it must not follow somebody who only passes. */
const REST_MS = 450

export interface PointedTime {
  readonly position: number
  readonly at: { readonly x: number; readonly y: number }
}

/** Which row's time is pointed at, once the pointer rests on it. */
export function useTimeCard(pane: RefObject<HTMLElement | null>) {
  const [pointed, setPointed] = useState<PointedTime>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const hide = () => {
    clearTimeout(timer.current)
    setPointed(undefined)
  }
  const onPointerOver = (event: PointerEvent<HTMLElement>) => {
    hide()
    if (event.pointerType !== 'mouse' || !(event.target instanceof Element)) return
    const cell = event.target.closest<HTMLElement>('[data-kind=time]')
    const row = cell?.closest<HTMLElement>('[data-seq]')
    if (!cell || !row) return
    timer.current = setTimeout(() => {
      const frame = pane.current?.getBoundingClientRect()
      const box = cell.getBoundingClientRect()
      if (!frame || !cell.isConnected) return
      // Above the row where there is no room below it.
      const below = box.bottom - frame.top + 2
      const y = below + CARD_PX > frame.height ? below - CARD_PX - box.height : below
      setPointed({ position: Number(row.dataset['position']), at: { x: box.left - frame.left, y } })
    }, REST_MS)
  }
  return { pointed, onPointerOver, hide }
}

/** Height of the card. */
const CARD_PX = 132
