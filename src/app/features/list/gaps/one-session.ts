import type { SessionId } from '#protocol/ids.ts'
import { isSessionId } from '#protocol/ids.ts'
import type { QueryNode } from '#protocol/query-lang/ast.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'

/** The session that every row of the query belongs to, where its text says so: `session:abc level:error`. */
export function onlySessionOf(query: string): SessionId | undefined {
  const parsed = parseQuery(query)
  return parsed.ok ? sessionOf(parsed.value) : undefined
}

function sessionOf(node: QueryNode): SessionId | undefined {
  if (node.kind === 'and') return node.items.map(sessionOf).find((it) => it !== undefined)
  if (node.kind !== 'field' || node.field.name !== 'session' || node.values.length !== 1) return undefined
  const [value] = node.values
  return value?.kind === 'text' && isSessionId(value.text) ? value.text : undefined
}

/** Whether the query takes everything, or everything of a session or call: then a pause is silence, not a filter's. */
export function isWholeStream(query: string): boolean {
  const parsed = parseQuery(query)
  if (!parsed.ok) return false
  const { value } = parsed
  return value.kind === 'all' || (value.kind === 'field' && STREAMS.includes(value.field.name))
}

const STREAMS: readonly string[] = ['session', 'callid']
