import { useSyncExternalStore } from 'react'

const USUAL_HEIGHT = 24

/** Height of a row in CSS pixels, as the reader's density has it; follows the setting at once. */
export function useRowHeight(): number {
  return useSyncExternalStore(watchDensity, rowHeight)
}

function watchDensity(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] })
  return () => observer.disconnect()
}

function rowHeight(): number {
  const height = Number.parseFloat(
    getComputedStyle(document.documentElement).getPropertyValue('--row-height'),
  )
  return Number.isFinite(height) && height > 0 ? height : USUAL_HEIGHT
}
