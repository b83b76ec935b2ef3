import { parseQuery } from '#protocol/query-lang/parse.ts'
import { printQuery } from '#protocol/query-lang/print.ts'

/** The terms of a query that must all hold, each readable by itself; none where the query cannot be read. */
export function termsOf(query: string): readonly string[] {
  const parsed = parseQuery(query)
  if (!parsed.ok || parsed.value.kind === 'all') return []
  const items = parsed.value.kind === 'and' ? parsed.value.items : [parsed.value]
  return [...new Set(items.map((item) => (item.kind === 'or' ? `(${printQuery(item)})` : printQuery(item))))]
}
