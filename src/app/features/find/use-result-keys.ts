import type { KeyboardEvent } from 'react'

/** Every row that can be opened carries it. */
export const RESULT = 'data-result'

/** Arrow keys, j and k, Home and End walk the rows; Up from the first one goes back to the box. */
export function walkResults(event: KeyboardEvent<HTMLElement>, box: HTMLElement | null): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(`[${RESULT}]`)]
  const fromBox = event.target === box
  const at = rows.findIndex((row) => row === document.activeElement)
  if (!fromBox && at < 0) return
  const to = target(event.key, at, rows.length, fromBox)
  if (to === undefined) return
  event.preventDefault()
  if (to < 0) box?.focus()
  else rows[to]?.focus()
}

/** Index of the row to go to; -1 = the box; undefined: not a key of ours. */
export function target(key: string, at: number, count: number, fromBox: boolean): number | undefined {
  if (fromBox) return key === 'ArrowDown' && count > 0 ? 0 : undefined
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(at + 1, count - 1)
    case 'ArrowUp':
    case 'k':
      return at - 1
    case 'Home':
      return 0
    case 'End':
      return count - 1
    case 'Escape':
      return -1
    default:
      return undefined
  }
}
