import { useWorkspaceState } from '../../../state/workspace.tsx'
import { placeOf, type Bars } from './bars.ts'
import styles from './histogram.module.css'

/** What the list shows, under the axis. On its own, so that scrolling redraws nothing else. */
export function HistogramBracket({ bars }: { readonly bars: Bars }) {
  const visible = useWorkspaceState((state) => state.visible)
  if (!visible) return null
  const from = placeOf(bars, visible.from)
  const to = placeOf(bars, visible.to)
  return (
    <div
      className={styles['bracket']}
      data-testid="bracket"
      style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
    />
  )
}
