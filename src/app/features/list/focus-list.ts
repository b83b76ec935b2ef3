/**
 * A key that moves the row moves the focus with it, unless it is where one reads on: in a list, or in the open event.
 * So the arrow keys and those for values work from then on, Enter opens the row instead of pressing the last button
 * again, and a list that is scrolled out of a small window comes into sight.
 */
export function focusList(grid: HTMLElement | null): void {
  if (!grid || document.activeElement?.closest('[role=grid], aside')) return
  grid.focus()
}
