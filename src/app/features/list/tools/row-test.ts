import type { StoredEvent } from '#protocol/event.ts'
import type { QueryNode } from '#protocol/query-lang/ast.ts'
import { fieldNames } from '#protocol/query-lang/field-names.ts'
import { compileMatcher } from '#protocol/query-lang/matcher.ts'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import type { SessionContext } from '#protocol/query-lang/queryable-event.ts'
import { attributeIds } from '#protocol/vocabulary/known-ids.ts'

/** What a row of a list does not carry: only the source can say whether such a query matches. */
const ELSEWHERE = /^(?:payload|number|account|staff|device|session\..*)$/
const NO_SESSION: SessionContext = { accounts: [], staffs: [], devices: [] }
const NEVER = () => false

/**
 * Whether a row that is loaded matches a query, decided here. A query that cannot be read, and one that asks for what
 * rows do not carry, matches none: its rows are still counted, found and shown on the rail.
 */
export function rowTest(query: string): (event: StoredEvent) => boolean {
  const node = readNode(query)
  if (!node || fieldNames(node).some((name) => ELSEWHERE.test(name))) return NEVER
  const matches = compileMatcher(node, () => [])
  return (event) =>
    matches({ event, payload: '', ids: attributeIds(event.attrs), numbers: [], session: NO_SESSION })
}

/** Undefined where there is nothing to match. */
export function readNode(query: string): QueryNode | undefined {
  const parsed = query === '' ? undefined : parseQuery(query)
  return parsed?.ok ? parsed.value : undefined
}
