import type * as lookup from '#protocol/vocabulary/lookup.ts'
import { useEffect } from 'react'
import { create } from 'zustand'

type Vocabulary = typeof lookup

const useLoaded = create<{ readonly vocabulary: Vocabulary | undefined }>()(() => ({ vocabulary: undefined }))
let loading: Promise<void> | undefined

function load(): Promise<void> {
  const parts = [
    import('#protocol/vocabulary/lookup.ts'),
    import('#protocol/vocabulary/known-ids.ts'),
  ] as const
  loading ??= Promise.all(parts).then(
    ([lookup, ids]) => useLoaded.setState({ vocabulary: { ...lookup, ...ids } }),
    // Names stand for themselves until the next page tries again.
    () => {
      loading = undefined
    },
  )
  return loading
}

/**
 * What events and attributes are called and which belong together: 15 KB that rows can be read without, so they come
 * after the first paint. Undefined until then.
 */
export function useVocabulary(): Vocabulary | undefined {
  useEffect(() => void load(), [])
  return useLoaded((it) => it.vocabulary)
}
