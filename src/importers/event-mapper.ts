import type { SessionId } from '#protocol/ids.ts'
import type { RawElement } from './line-block.ts'

/** What mapping one element came to. */
export type Mapped =
  | { readonly kind: 'event'; readonly cut: boolean }
  | { readonly kind: 'rejected'; readonly detail: string }

/** A member of the document beside its events, as it will be shown. */
export interface DocumentMember {
  readonly key: string
  /** Cut when shorter than `bytes`. */
  readonly text: string
  readonly bytes: number
}

/** Turns the elements of one document format into events of the sink. */
export interface EventMapper {
  readonly session: SessionId
  map(element: RawElement, seq: number): Mapped
  /** The file is whole: what stands beside the events follows them, from `seq` on. Returns how many events that made. */
  finish(members: readonly DocumentMember[], seq: number, rawOffset: number): number
}
