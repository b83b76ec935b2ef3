import type { QueryNode } from '#protocol/query-lang/ast.ts'
import type { FieldName } from '#protocol/query-lang/fields.ts'
import { wellFormed } from '#protocol/well-formed.ts'

/** Exact values of a field that every match must have one of; undefined when the filter asks for no such thing. */
export function requiredValues(filter: QueryNode, name: FieldName): readonly string[] | undefined {
  if (filter.kind === 'and') {
    for (const item of filter.items) {
      const values = requiredValues(item, name)
      if (values) return values
    }
    return undefined
  }
  if (filter.kind !== 'field' || filter.field.name !== name) return undefined
  // The empty text asks for events without the field, which no table of sessions or calls lists.
  const texts = filter.values.flatMap((value) =>
    value.kind === 'text' && value.text !== '' ? [wellFormed(value.text)] : [],
  )
  return texts.length === filter.values.length ? texts : undefined
}
