import { ALL, type QueryNode } from '#protocol/query-lang/ast.ts'
import type { FieldName } from '#protocol/query-lang/fields.ts'
import type { EventReader, EventScope, ReadControl } from './event-reader.ts'
import { requiredValues } from './required-values.ts'
import type { ScopeQuery } from './scope-params.ts'

export const AUTO = 'auto'

/** Who asks for one of these may well mean one of the sample. */
const SUBJECTS: readonly FieldName[] = ['session', 'callid', 'number', 'account', 'staff', 'device', 'id']

/**
 * `sample=auto`: the sample counts where the query names a subject or the sample itself, and where nothing else is
 * stored at the snapshot. So a newcomer sees something, and one's own logs are never mixed with it.
 */
export async function chooseSample(
  reader: Pick<EventReader, 'count'>,
  scope: EventScope,
  params: ScopeQuery,
  control: ReadControl,
): Promise<EventScope> {
  if (params.sample !== AUTO) return scope
  if (namesSubject(scope.filter) || namesSample(scope.filter)) return { ...scope, sample: true }
  const { tenant, asOf } = scope
  const { count } = await reader.count({ tenant, asOf, filter: ALL, sample: false }, control)
  return { ...scope, sample: count === 0 }
}

const namesSubject = (filter: QueryNode) =>
  SUBJECTS.some((name) => requiredValues(filter, name) !== undefined)

function namesSample(filter: QueryNode): boolean {
  if (filter.kind === 'and') return filter.items.some(namesSample)
  return filter.kind === 'is' && filter.flags.includes('sample')
}
