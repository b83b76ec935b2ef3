import { MAX_QUERY_CHARS } from '#protocol/query-lang/limits.ts'
import { namesNumber, withMaskedNumbers } from '#protocol/query-lang/mask-numbers.ts'
import { create } from 'zustand'
import { readPreference, writePreference } from '../../../state/preferences.ts'

export interface SavedQuery {
  readonly name: string
  readonly query: string
}

/** As many as a person can look through. */
export const MAX_RECENT = 20
const MAX_SAVED = 100
export const MAX_NAME_CHARS = 60

/** Phone numbers are kept masked only; what an earlier build kept in clear is forgotten. */
function isQuery(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_QUERY_CHARS && !namesNumber(value)
}

interface QueryMemory {
  /** Newest first. */
  readonly recent: readonly string[]
  /** In the order they were saved. */
  readonly saved: readonly SavedQuery[]
}

/** What was asked lately and what has a name, in this browser; read once, as other tabs write their own. */
export const useQueryMemory = create<QueryMemory>()(() => ({
  recent: readRecent(readPreference('recent-queries')),
  saved: readSaved(readPreference('saved-queries')),
}))

export function rememberQuery(asked: string): void {
  const query = withMaskedNumbers(asked)
  if (query === '') return
  const recent = [query, ...useQueryMemory.getState().recent.filter((it) => it !== query)].slice(
    0,
    MAX_RECENT,
  )
  useQueryMemory.setState({ recent })
  writePreference('recent-queries', JSON.stringify(recent))
}

/** A name that is there already gets the new query. */
export function saveQuery({ name, query: asked }: SavedQuery): void {
  const query = withMaskedNumbers(asked)
  const others = useQueryMemory.getState().saved.filter((it) => it.name !== name)
  setSaved([...others, { name, query }].slice(-MAX_SAVED))
}

export function removeSavedQuery(name: string): void {
  setSaved(useQueryMemory.getState().saved.filter((it) => it.name !== name))
}

function setSaved(saved: readonly SavedQuery[]): void {
  useQueryMemory.setState({ saved })
  writePreference('saved-queries', JSON.stringify(saved))
}

function listOf(text: string | undefined): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value : []
  } catch {
    // Written by somebody else: as if nothing were there.
    return []
  }
}

export function readRecent(text: string | undefined): readonly string[] {
  return listOf(text).filter(isQuery).slice(0, MAX_RECENT)
}

export function readSaved(text: string | undefined): readonly SavedQuery[] {
  return listOf(text)
    .flatMap((it): SavedQuery[] => {
      if (typeof it !== 'object' || it === null) return []
      const { name, query } = it as Partial<Record<string, unknown>>
      return typeof name === 'string' && name !== '' && name.length <= MAX_NAME_CHARS && isQuery(query)
        ? [{ name, query }]
        : []
    })
    .slice(0, MAX_SAVED)
}
