import type { Category } from '../category.ts'
import type { Form } from '../form.ts'
import type { Level } from '../level.ts'
import type { AttributeName } from './attributes.ts'
import type { SourceTypeName } from './source-types.ts'
import type { EventType, Shape } from './types.ts'

export interface RowExtra {
  readonly source?: SourceTypeName
  readonly form?: Form
  readonly level?: Level
  readonly number?: number
}

export interface EventRow extends RowExtra {
  readonly shape: Shape
  /** Only of an opener. */
  readonly closers?: readonly string[]
  readonly en: string
  readonly zh: string
  readonly attrs: readonly AttributeName[]
}

type Attrs = readonly AttributeName[]

/** Row builders, so that a category's table reads as one line per event. */
export const instant = (en: string, zh: string, attrs: Attrs = [], extra: RowExtra = {}): EventRow => ({
  shape: 'instant',
  en,
  zh,
  attrs,
  ...extra,
})

export const span = (en: string, zh: string, attrs: Attrs = [], extra: RowExtra = {}): EventRow => ({
  shape: 'span',
  en,
  zh,
  attrs,
  ...extra,
})

export const opener = (
  closers: readonly string[],
  en: string,
  zh: string,
  attrs: Attrs = [],
  extra: RowExtra = {},
): EventRow => ({ shape: 'opener', closers, en, zh, attrs, ...extra })

export const closer = (en: string, zh: string, attrs: Attrs = [], extra: RowExtra = {}): EventRow => ({
  shape: 'closer',
  en,
  zh,
  attrs,
  ...extra,
})

export interface TableDefaults {
  readonly source?: SourceTypeName
  readonly form?: Form
}

export function eventTypes(
  category: Category,
  defaults: TableDefaults,
  rows: Readonly<Record<string, EventRow>>,
): readonly EventType[] {
  return Object.entries(rows).map(([name, row]) => {
    const { shape, closers, en, zh, attrs, source = defaults.source, number } = row
    return {
      category,
      name,
      shape,
      closers: closers ?? (shape === 'span' ? [name] : []),
      label: { en, zh },
      attrs,
      ...(source === undefined ? {} : { source }),
      form: row.form ?? defaults.form ?? 'text',
      level: row.level ?? 'info',
      ...(number === undefined ? {} : { number }),
      known: true,
    }
  })
}
