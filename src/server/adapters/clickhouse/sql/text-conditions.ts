import type { PatternValue, TextValue } from '#protocol/query-lang/ast.ts'
import { param, sql, type Sql } from './fragment.ts'

/** How both sides of a comparison are made alike: F for text and keywords, well-formed for ids. */
export type Normal = (text: string) => string

/** The text contains the value, its parts in order. `text` is normalised already. */
export function containsSql(text: Sql, value: TextValue | PatternValue, normal: Normal): Sql {
  const parts = value.kind === 'text' ? [value.text] : value.parts.filter((part) => part !== '')
  const [only = ''] = parts
  // The plain search is several times faster than a pattern.
  if (parts.length === 1) return sql`position(${text}, ${param('String', normal(only))}) > 0`
  return sql`${text} LIKE ${param('String', likePattern(['', ...parts, ''], normal))}`
}

/** The text is the value from end to end. */
export function equalsSql(text: Sql, value: TextValue | PatternValue, normal: Normal): Sql {
  if (value.kind === 'text') return sql`${text} = ${param('String', normal(value.text))}`
  return sql`${text} LIKE ${param('String', likePattern(value.parts, normal))}`
}

/** Parts are escaped one by one: only the stars between them may become wildcards. */
function likePattern(parts: readonly string[], normal: Normal): string {
  return parts.map((part) => normal(part).replace(/[\\%_]/g, '\\$&')).join('%')
}
