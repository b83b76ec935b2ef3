import type { QueryNode } from '#protocol/query-lang/ast.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { printQuery } from '#protocol/query-lang/print.ts'

const NOWHERE = { start: 0, end: 0 }

/**
 * What somebody typed as something to look for: a query where it names a field (`level:error`), else exactly this
 * text, with its blanks and signs. Empty: nothing to look for.
 */
export function findQuery(typed: string): string {
  const text = typed.trim()
  if (text === '') return ''
  const parsed = parseQuery(text)
  if (parsed.ok && namesField(parsed.value)) return text
  return printQuery({ kind: 'word', value: { kind: 'text', text, ...NOWHERE }, ...NOWHERE })
}

function namesField(node: QueryNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.items.some(namesField)
  if (node.kind === 'not') return namesField(node.item)
  return node.kind === 'field' || node.kind === 'has' || node.kind === 'is'
}
