import { SEVERITY } from '#protocol/level.ts'
import type { Comparison, Point, Value } from '#protocol/query-lang/ast.ts'
import { NUMBER_PATTERN, NUMBER_SCALE } from '#protocol/query-lang/number-value.ts'
import { param, sql, type Sql } from './fragment.ts'

const OPERATOR: Readonly<Record<Comparison, Sql>> = { '>=': sql`>=`, '<=': sql`<=`, '>': sql`>`, '<': sql`<` }
const SCALE: Sql = { parts: [String(NUMBER_SCALE)] }

/** First and last of a point on the column's scale, bound. */
interface Stretch {
  readonly first: Sql
  readonly last: Sql
}
type StretchOf = (point: Point) => Stretch

/** A condition on a column whose points are whole integers: level, seq, times. */
export function scaledColumn(
  column: Sql,
  type: 'UInt8' | 'UInt64' | 'Int64' | 'DateTime64',
  value: Value,
): Sql {
  return onScale(column, value, (point) => integerStretch(point, type))
}

/** A condition on text that counts only where the text is a number. Decimals, since doubles round. */
export function numericText(text: Sql, value: Value): Sql {
  const condition = onScale(sql`toDecimal128OrZero(${text}, ${SCALE})`, value, decimalStretch)
  return sql`match(${text}, ${param('String', NUMBER_PATTERN)}) AND ${condition}`
}

function onScale(at: Sql, value: Value, stretchOf: StretchOf): Sql {
  if (value.kind === 'text' || value.kind === 'pattern') throw new Error('text has no place on a scale')
  if (value.kind === 'compare') {
    const { first, last } = stretchOf(value.at)
    const bound = value.op === '>=' || value.op === '<' ? first : last
    return sql`${at} ${OPERATOR[value.op]} ${bound}`
  }
  const [from, to] = value.kind === 'point' ? [value.at, value.at] : [value.from, value.to]
  return sql`${at} >= ${stretchOf(from).first} AND ${at} <= ${stretchOf(to).last}`
}

function integerStretch(point: Point, type: 'UInt8' | 'UInt64' | 'Int64' | 'DateTime64'): Stretch {
  if (point.kind === 'time') return { first: timeSql(point.first, type), last: timeSql(point.last, type) }
  const number = point.kind === 'level' ? String(SEVERITY[point.level]) : point.text
  const bound = param(type === 'DateTime64' ? 'Int64' : type, number)
  return { first: bound, last: bound }
}

function timeSql(micros: number, type: string): Sql {
  const bound = param('Int64', String(micros))
  return type === 'DateTime64' ? sql`fromUnixTimestamp64Micro(${bound}, 'UTC')` : bound
}

function decimalStretch(point: Point): Stretch {
  if (point.kind !== 'number') throw new Error('only numbers are compared with text')
  const bound = sql`toDecimal128(${param('String', point.text)}, ${SCALE})`
  return { first: bound, last: bound }
}
