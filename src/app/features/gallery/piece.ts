import type { ComponentType } from 'react'

/** One entry of the gallery. `Show` is rendered once per theme and language. */
export interface Piece {
  readonly name: string
  readonly Show: ComponentType
}
