import type { Level } from '../level.ts'
import type { Micros } from '../time.ts'
import type { FieldName, Flag } from './fields.ts'
import { unreachable } from './unreachable.ts'

/** Where a node stands in the query's text: UTF-16 offsets, `end` is behind the last character. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A field, with the key where the field is a family: `attr.status` is {name: 'attr', key: 'status'}. */
export interface FieldRef extends Span {
  readonly name: FieldName
  readonly key?: string
}

/** A place on a scale. A time is the stretch that was written: a day, a minute, a microsecond; ends included. */
export type Point =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'level'; readonly level: Level }
  | { readonly kind: 'time'; readonly text: string; readonly first: Micros; readonly last: Micros }

export const COMPARISONS = ['>=', '<=', '>', '<'] as const
export type Comparison = (typeof COMPARISONS)[number]

export type TextValue = Span & { readonly kind: 'text'; readonly text: string }
/** Stars stand between the parts: `a*b` is ['a', 'b'], `*` is ['', '']. At least two parts. */
export type PatternValue = Span & { readonly kind: 'pattern'; readonly parts: readonly string[] }
type PointValue = Span & { readonly kind: 'point'; readonly at: Point }
type CompareValue = Span & { readonly kind: 'compare'; readonly op: Comparison; readonly at: Point }
/** Both ends included. */
type BetweenValue = Span & { readonly kind: 'between'; readonly from: Point; readonly to: Point }

export type Value = TextValue | PatternValue | PointValue | CompareValue | BetweenValue

/** Everything. */
export type AllNode = Span & { readonly kind: 'all' }
/** Two or more items, none of them an `and` itself. */
type AndNode = Span & { readonly kind: 'and'; readonly items: readonly QueryNode[] }
/** Two or more items, none of them an `or` itself. */
type OrNode = Span & { readonly kind: 'or'; readonly items: readonly QueryNode[] }
type NotNode = Span & { readonly kind: 'not'; readonly item: QueryNode }
/** A bare word or phrase. */
type WordNode = Span & { readonly kind: 'word'; readonly value: TextValue | PatternValue }
/** Any of the values. */
export type FieldNode = Span & {
  readonly kind: 'field'
  readonly field: FieldRef
  readonly values: readonly Value[]
}
/** Any of the fields is there. */
type HasNode = Span & { readonly kind: 'has'; readonly fields: readonly FieldRef[] }
/** Any of the flags. */
type IsNode = Span & { readonly kind: 'is'; readonly flags: readonly Flag[] }

export type QueryNode = AllNode | AndNode | OrNode | NotNode | WordNode | FieldNode | HasNode | IsNode

/** What the empty query means. */
export const ALL: AllNode = { kind: 'all', start: 0, end: 0 }

/** Joins with AND, keeping the rule that no `and` stands directly in an `and`. */
export function allOf(items: readonly QueryNode[], span: Span): QueryNode {
  return joined('and', items, span)
}

/** Joins with OR, keeping the rule that no `or` stands directly in an `or`. */
export function anyOf(items: readonly QueryNode[], span: Span): QueryNode {
  return joined('or', items, span)
}

function joined(kind: 'and' | 'or', items: readonly QueryNode[], span: Span): QueryNode {
  const [first] = items
  if (first === undefined) return { ...ALL, ...span }
  if (items.length === 1) return first
  return { kind, ...span, items: items.flatMap((item) => (item.kind === kind ? item.items : [item])) }
}

/** The same query without positions: two texts that mean the same tree compare equal. */
export function withoutPositions(node: QueryNode): QueryNode {
  const nowhere: Span = { start: 0, end: 0 }
  switch (node.kind) {
    case 'and':
    case 'or':
      return { ...node, ...nowhere, items: node.items.map(withoutPositions) }
    case 'not':
      return { ...node, ...nowhere, item: withoutPositions(node.item) }
    case 'word':
      return { ...node, ...nowhere, value: { ...node.value, ...nowhere } }
    case 'field':
      return {
        ...node,
        ...nowhere,
        field: { ...node.field, ...nowhere },
        values: node.values.map((value) => ({ ...value, ...nowhere })),
      }
    case 'has':
      return { ...node, ...nowhere, fields: node.fields.map((field) => ({ ...field, ...nowhere })) }
    case 'all':
    case 'is':
      return { ...node, ...nowhere }
    default:
      return unreachable(node)
  }
}
