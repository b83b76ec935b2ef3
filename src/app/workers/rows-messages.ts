import type { ImportFailure, ImportSummary } from '#importers/importer.ts'
import type { EventKey, EventPosition } from '#protocol/event.ts'
import type { Micros } from '#protocol/time.ts'
import type { RowScope, ValuesQuestion } from '../api/row-source.ts'

/** One question about a list; the answer is what the method of `RowSource` of the same name gives. */
export type Question =
  | { readonly method: 'count' }
  | { readonly method: 'rowsAt'; readonly position: number; readonly limit: number }
  | { readonly method: 'positionOf'; readonly target: EventKey | { readonly ts: Micros } }
  | {
      readonly method: 'find'
      readonly query: string
      readonly from: EventPosition | undefined
      readonly direction: 'next' | 'previous'
    }
  | { readonly method: 'histogram'; readonly bins: number }
  | { readonly method: 'facets'; readonly values: number }
  | { readonly method: 'values'; readonly question: ValuesQuestion }
  | { readonly method: 'row'; readonly key: EventKey }
  | {
      readonly method: 'context'
      readonly key: EventKey
      readonly around: { readonly before: number; readonly after: number }
    }

export type ToRows =
  | { readonly type: 'open'; readonly id: number; readonly file: File }
  | { readonly type: 'ask'; readonly id: number; readonly scope: RowScope; readonly question: Question }
  | { readonly type: 'abort'; readonly id: number }

/** `ApiError`, as it crosses the border; class instances do not. */
export interface SentError {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string | undefined
  readonly position: number | undefined
}

export type FromRows =
  | { readonly type: 'progress'; readonly id: number; readonly bytes: number }
  | { readonly type: 'opened'; readonly id: number; readonly name: string; readonly summary: ImportSummary }
  | { readonly type: 'refused'; readonly id: number; readonly failure: ImportFailure }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: SentError }
