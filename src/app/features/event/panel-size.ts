/** CSS pixels. Narrower, a time and a name no longer fit on a line; wider, the list does not. */
export const MIN_SIZE = 240
const DEFAULT_WIDTH = 460
const DEFAULT_HEIGHT = 320
/** The list keeps this much beside the panel. */
const LIST_MIN = 280

export type Side = 'right' | 'bottom'

/** Of what was kept as a preference; anything odd gives the usual size. */
export function readSize(stored: string | undefined, side: Side): number {
  const size = Number(stored)
  if (stored === undefined || !Number.isFinite(size) || size <= 0) {
    return side === 'right' ? DEFAULT_WIDTH : DEFAULT_HEIGHT
  }
  return size
}

/** What fits into `room` pixels beside or above the list. */
export function fittedSize(size: number, room: number): number {
  return Math.round(Math.max(MIN_SIZE, Math.min(size, room - LIST_MIN)))
}
