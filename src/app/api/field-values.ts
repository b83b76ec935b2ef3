import { ValuesAnswer } from '#protocol/schema/query-answers.ts'
import { printSearchParams } from '#protocol/search-params.ts'
import { readAnswer } from './answers.ts'
import { request } from './client.ts'
import type { RowSource, Shortfall } from './row-source.ts'
import { scopeParams } from './server-row-source.ts'

export interface FieldValues {
  /** Most frequent first; never the empty value. */
  readonly values: readonly { readonly value: string; readonly count: number }[]
  readonly distinct: number
  /** The counts are of the newest events only. */
  readonly shortfall?: Shortfall
}

export interface ValuesQuestion {
  /** Field of the query language; `attr.` and `session.custom.` ask for keys. */
  readonly field: string
  readonly contains: string
  readonly limit: number
}

/** The most frequent values of any field among the rows of a list, at its snapshot. `query` in place of the list's own. */
export async function fieldValues(
  source: RowSource,
  { field, contains, limit }: ValuesQuestion,
  signal: AbortSignal,
  query: string = source.scope.query,
): Promise<FieldValues> {
  const params = {
    ...scopeParams({ ...source.scope, query }),
    asOf: String(source.asOf),
    field,
    contains: contains === '' ? undefined : contains,
    limit: String(limit),
  }
  const answer = readAnswer(
    ValuesAnswer,
    await request(`/api/events/values${printSearchParams(params)}`, { signal }),
  )
  return {
    values: answer.values,
    distinct: answer.distinct,
    ...(answer.partial ? { shortfall: answer.partial as Shortfall } : {}),
  }
}
