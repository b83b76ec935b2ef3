import type { EventKey, StoredEvent } from '#protocol/event.ts'
import type { MarkColour } from '#protocol/permalink/logs-view.ts'
import type { IsolatedSource } from '../../state/workspace-store.ts'
import type { ListState } from './list-store.ts'

/** Offsets in UTF-16 units of a text; `end` is not included. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** What lies over a row besides its own content. */
export interface RowDecoration {
  /** Of the first mark that the row matches. */
  readonly mark: MarkColour | undefined
  /** Among those that will be copied. */
  readonly selected: boolean
  /** The keyboard is on it. */
  readonly cursor: boolean
  /** Its details stand beside the list. */
  readonly open: boolean
  /** It matches what is looked for. */
  readonly hit: boolean
  /** The hit that find stands on. */
  readonly currentHit: boolean
  /** Of another source than the isolated one: drawn faint. */
  readonly dimmed: boolean
  /** A link led here: lit once. */
  readonly lit: boolean
}

/** What decides on the decoration of a row besides the list's own state. */
export interface RowFocus {
  readonly cursor: EventKey | undefined
  readonly open: EventKey | undefined
  readonly lit: EventKey | undefined
  readonly isolated: IsolatedSource | undefined
}

export const sameEvent = (a: EventKey | undefined, b: EventKey | undefined): boolean =>
  a !== undefined && b !== undefined && a.seq === b.seq && a.session === b.session

export function decorationOf(
  event: StoredEvent,
  position: number,
  { selection, finding, marks }: Pick<ListState, 'selection' | 'finding' | 'marks'>,
  focus: RowFocus,
): RowDecoration {
  const { isolated } = focus
  return {
    mark: marks.find((mark) => mark.matches(event))?.colour,
    selected: selection !== undefined && contains(selection, position),
    cursor: sameEvent(event, focus.cursor),
    open: sameEvent(event, focus.open),
    hit: finding?.matches(event) ?? false,
    currentHit: sameEvent(event, finding?.current),
    dimmed:
      isolated !== undefined && !(event.session === isolated.session && event.source?.id === isolated.source),
    lit: sameEvent(event, focus.lit),
  }
}

/** Positions of rows, both ends included; `head` is the end that moves with Shift. */
export interface RowRange {
  readonly anchor: number
  readonly head: number
}

export const firstOf = ({ anchor, head }: RowRange): number => Math.min(anchor, head)
export const lastOf = ({ anchor, head }: RowRange): number => Math.max(anchor, head)
export const contains = (range: RowRange, position: number): boolean =>
  position >= firstOf(range) && position <= lastOf(range)
