import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Completing } from '#protocol/query-lang/completion.ts'
import type { RowValues, ValuesQuestion } from '../../../api/row-source.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { MAX_PROPOSALS, proposalsFor, valuesField, type Proposal } from './proposals.ts'

/** Asks the data for values; equal keys, equal answers. */
export interface ValueLoader {
  readonly key: string
  readonly load: (question: ValuesQuestion, signal: AbortSignal) => Promise<RowValues>
}

export interface Proposals {
  readonly proposals: readonly Proposal[]
  readonly isLoading: boolean
  /** Counts are of the newest events only. */
  readonly ofNewest: boolean
}

/** Somebody who types on does not want the answer yet. */
const PAUSE_MS = 150

/** What fits at the caret, from the language at once and from the data when it has answered. */
export function useProposals(completing: Completing | undefined, loader: ValueLoader | undefined): Proposals {
  const { language, messages } = useLanguage()
  const field = completing && valuesField(completing)
  // With its field, so that what was typed for one is never asked of the next.
  const typed = `${field ?? ''}\n${completing?.prefix ?? ''}`
  const settled = useSettled(typed)
  const contains = settled.startsWith(`${field ?? ''}\n`) ? settled.slice((field?.length ?? 0) + 1) : ''
  const first = useValues(loader, field, '')
  // Where the first answer held all values, nothing more need be asked.
  const isWhole = first.data !== undefined && first.data.distinct <= first.data.values.length
  const more = useValues(loader, isWhole || contains === '' ? undefined : field, contains)
  const known = isWhole || contains === '' ? first : more
  const data = known.data ?? first.data
  const values = field === undefined ? undefined : data
  const proposals = useMemo(
    () => (completing ? proposalsFor(completing, values, language, messages) : []),
    [completing, values, language, messages],
  )
  return {
    proposals,
    isLoading: field !== undefined && known.isFetching,
    ofNewest: field !== undefined && data?.shortfall !== undefined,
  }
}

function useValues(values: ValueLoader | undefined, field: string | undefined, contains: string) {
  return useQuery<RowValues>({
    queryKey: ['field-values', values?.key, field, contains],
    enabled: values !== undefined && field !== undefined,
    queryFn: ({ signal }) => {
      if (!values || field === undefined) throw new Error('asked without a field')
      return values.load({ field, contains, limit: MAX_PROPOSALS }, signal)
    },
    staleTime: Infinity,
    // A proposal that fails to come is only missing; the query can be written without it.
    retry: false,
    throwOnError: false,
    placeholderData: (previous) => (contains === '' ? undefined : previous),
  })
}

/** The value once it has not changed for a while. */
export function useSettled<Value>(value: Value, millis = PAUSE_MS): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), millis)
    return () => clearTimeout(timer)
  }, [value, millis])
  return settled
}
