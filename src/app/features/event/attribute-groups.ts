import { attributeOf, eventTypeOf } from '#protocol/vocabulary/lookup.ts'
import type { AttributeDefinition } from '#protocol/vocabulary/types.ts'
import type { Category } from '#protocol/category.ts'
import type { Attributes } from '#protocol/event.ts'

export interface ShownAttribute {
  readonly key: string
  readonly text: string
  readonly definition: AttributeDefinition | undefined
}

export const ATTRIBUTE_GROUPS = ['usual', 'ids', 'others'] as const
export type AttributeGroup = (typeof ATTRIBUTE_GROUPS)[number]
export type GroupedAttributes = Readonly<Record<AttributeGroup, readonly ShownAttribute[]>>

/**
 * Every attribute of an event once: those that its type usually carries, in the vocabulary's order; then ids; then
 * the rest, by name.
 */
export function groupAttributes(category: Category, name: string, attrs: Attributes): GroupedAttributes {
  const usual = new Map(eventTypeOf(category, name).attrs.map((attr, index) => [attr, index]))
  const all: readonly ShownAttribute[] = Object.entries(attrs).map(([key, text]) => ({
    key,
    text,
    definition: attributeOf(key),
  }))
  const rank = ({ key, definition }: ShownAttribute) => usual.get(key) ?? usual.get(definition?.name ?? '')
  const groupOf = (it: ShownAttribute): AttributeGroup => {
    if (rank(it) !== undefined) return 'usual'
    return it.definition?.type === 'id' ? 'ids' : 'others'
  }
  return {
    usual: all.filter((it) => groupOf(it) === 'usual').sort((a, b) => (rank(a) ?? 0) - (rank(b) ?? 0)),
    ids: all.filter((it) => groupOf(it) === 'ids').sort(byName),
    others: all.filter((it) => groupOf(it) === 'others').sort(byName),
  }
}

const byName = (a: ShownAttribute, b: ShownAttribute) => (a.key < b.key ? -1 : 1)

/** Those whose name, label or value contains the words, in any case. */
export function findAttributes(
  attributes: readonly ShownAttribute[],
  words: string,
): readonly ShownAttribute[] {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return attributes
  return attributes.filter(({ key, text, definition }) =>
    [key, text, definition?.label.en ?? '', definition?.label.zh ?? ''].some((it) =>
      it.toLowerCase().includes(wanted),
    ),
  )
}
