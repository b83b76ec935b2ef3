import type { Category } from '../category.ts'
import type { Form } from '../form.ts'
import type { Level } from '../level.ts'

/** What people read. Both languages are always there; the screens choose one. */
export interface Label {
  readonly en: string
  readonly zh: string
}

/** How a value is compared, shown and entered. All values travel as strings. */
export const ATTRIBUTE_TYPES = [
  'text',
  'number',
  'bytes',
  'duration',
  'time',
  'boolean',
  'enum',
  'id',
  'url',
] as const
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number]

/**
 * - `number`: a phone number; process replaces it by a token.
 * - `secret`: a credential; recorders must not send it, process blanks it.
 * - `personal`: names a person or their address; masked in shared slices and exports.
 */
export const SENSITIVITIES = ['none', 'number', 'secret', 'personal'] as const
export type Sensitivity = (typeof SENSITIVITIES)[number]

export interface AttributeDefinition {
  readonly name: string
  readonly type: AttributeType
  readonly sensitivity: Sensitivity
  readonly label: Label
  /** Of `duration` (always milliseconds), `bytes` and some `number`s. */
  readonly unit?: string
  /** Known values of an `enum`; others may come and are shown as they are. */
  readonly values?: Readonly<Record<string, Label>>
  /** OpenTelemetry's name for the same, for import and export. */
  readonly otel?: string
}

/**
 * - `instant`: stands alone (phase `none`).
 * - `span`: BEGIN and END carry the same name.
 * - `opener` / `closer`: BEGIN and END carry different names (`X_START`, `X_END`).
 */
export const SHAPES = ['instant', 'span', 'opener', 'closer'] as const
export type Shape = (typeof SHAPES)[number]

export interface EventType {
  readonly category: Category
  readonly name: string
  readonly shape: Shape
  /** Names that may end it: itself for a span, one or more others for an opener, none for the rest. */
  readonly closers: readonly string[]
  readonly label: Label
  /** Attributes it usually carries; others are allowed. */
  readonly attrs: readonly string[]
  /** Type of the source it usually belongs to. */
  readonly source?: string
  /** Usual form and level; a recorder may raise the level. */
  readonly form: Form
  readonly level: Level
  /** Number in the NetLog document's `event_types.h`. */
  readonly number?: number
  /** False for names this vocabulary does not know: shown generically, never refused. */
  readonly known: boolean
}
