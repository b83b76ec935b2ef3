import { useEffect, useState } from 'react'

const USUAL_HEIGHT = 24

/** Height of a row in CSS pixels, as the reader's density has it; follows the setting at once. */
export function useRowHeight(): number {
  const [height, setHeight] = useState(rowHeight)
  useEffect(() => {
    const observer = new MutationObserver(() => setHeight(rowHeight()))
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] })
    return () => observer.disconnect()
  }, [])
  return height
}

/** Makes the browser work out all styles: to be asked when the setting changes, not with every frame. */
function rowHeight(): number {
  const style = getComputedStyle(document.documentElement)
  const height = Number.parseFloat(style.getPropertyValue('--row-height'))
  return Number.isFinite(height) && height > 0 ? height : USUAL_HEIGHT
}
