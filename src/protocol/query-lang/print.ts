import type { FieldRef, PatternValue, Point, QueryNode, TextValue, Value } from './ast.ts'
import { isBareSafe, MINUS } from './characters.ts'
import { HAS, IS } from './fields.ts'
import { unreachable } from './unreachable.ts'

/**
 * Writes a query in its one canonical spelling: `parseQuery(printQuery(node))` is the same tree, and two texts with
 * the same tree print the same. The query that means everything prints as the empty text.
 */
export function printQuery(node: QueryNode): string {
  return node.kind === 'all' ? '' : print(node)
}

function print(node: QueryNode): string {
  switch (node.kind) {
    case 'all':
      return '*'
    case 'or':
      return node.items.map(print).join(' OR ')
    case 'and':
      return node.items.map((item) => (item.kind === 'or' ? group(item) : print(item))).join(' ')
    case 'not':
      return (
        MINUS + (node.item.kind === 'or' || node.item.kind === 'and' ? group(node.item) : print(node.item))
      )
    case 'word':
      return printText(node.value)
    case 'field':
      return `${printFieldName(node.field)}:${node.values.map(printValue).join(',')}`
    case 'has':
      return `${HAS}:${node.fields.map(printFieldName).join(',')}`
    case 'is':
      return `${IS}:${node.flags.join(',')}`
    default:
      return unreachable(node)
  }
}

const group = (node: QueryNode) => `(${print(node)})`

/** As it stands in front of the colon. */
export function printFieldName({ name, key }: FieldRef): string {
  if (key === undefined) return name
  return `${name}.${isBareSafe(key) ? key : quoted(key)}`
}

function printValue(value: Value): string {
  switch (value.kind) {
    case 'text':
    case 'pattern':
      return printText(value)
    case 'point':
      return printPoint(value.at)
    case 'compare':
      return value.op + printPoint(value.at)
    case 'between':
      return `${printPoint(value.from)}..${printPoint(value.to)}`
    default:
      return unreachable(value)
  }
}

function printPoint(point: Point): string {
  return point.kind === 'level' ? point.level : point.text
}

/** As it stands behind the colon: quoted or escaped where it must be. */
export function printText(value: TextValue | PatternValue): string {
  if (value.kind === 'text') return isBareSafe(value.text) ? value.text : quoted(value.text)
  return value.parts.map(escaped).join('*').replace(/^-/, '\\-')
}

/** A phrase. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`
}

function escaped(part: string): string {
  return part.replace(/[\s()（）:：,，"“”*\\<>]/g, '\\$&')
}
