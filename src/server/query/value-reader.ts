import type { FieldName } from '#protocol/query-lang/fields.ts'
import type { Answer, EventScope, ReadControl } from './event-reader.ts'

/** Fields whose values are worth listing: the same word in many events. */
export const VALUE_FIELDS = [
  'name',
  'phase',
  'level',
  'category',
  'form',
  'via',
  'kind',
  'label',
  'message',
  'source',
  'source.name',
  'source.id',
  'source.type',
  'source.parent',
  'span',
  'callid',
  'session',
] as const satisfies readonly FieldName[]
export type ValueField = (typeof VALUE_FIELDS)[number]

/** Whose values: of an event, of its attributes or of its session. */
export type ValueSource =
  | { readonly of: 'event'; readonly field: ValueField }
  | { readonly of: 'attribute'; readonly key: string }
  | { readonly of: 'attribute-keys' }
  | { readonly of: 'identity'; readonly field: 'account' | 'staff' | 'device' }
  /** `key` as the record of the session has it: `browser`, `custom.region`. */
  | { readonly of: 'session'; readonly key: string }
  | { readonly of: 'session-custom-keys' }

export interface ValuesRequest {
  readonly source: ValueSource
  /** Only values that contain this, in any case. Empty: all. */
  readonly contains: string
  readonly limit: number
}

export interface Values extends Answer {
  /** Most frequent first, counted in events; never the empty value. */
  readonly values: readonly { readonly value: string; readonly count: number }[]
  /** How many values there are in all that contain the text. */
  readonly distinct: number
}

export interface ValueReader {
  values(scope: EventScope, request: ValuesRequest, control: ReadControl): Promise<Values>
}
