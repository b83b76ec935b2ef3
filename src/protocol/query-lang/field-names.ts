import type { QueryNode } from './ast.ts'
import type { FieldName } from './fields.ts'

/** Every field that a query asks for, each as often as it does. */
export function fieldNames(node: QueryNode): readonly FieldName[] {
  if (node.kind === 'and' || node.kind === 'or') return node.items.flatMap(fieldNames)
  if (node.kind === 'not') return fieldNames(node.item)
  if (node.kind === 'field') return [node.field.name]
  return node.kind === 'has' ? node.fields.map(({ name }) => name) : []
}
