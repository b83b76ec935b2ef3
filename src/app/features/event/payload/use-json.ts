import { useEffect, useState } from 'react'
import type { JsonIndex } from '#analysis/payload/json-index.ts'
import { openJson, type JsonReader } from '../../../workers/json-reader.ts'

export type ReadJson =
  | { readonly status: 'reading' }
  | { readonly status: 'failed' }
  | { readonly status: 'read'; readonly index: JsonIndex; readonly reader: JsonReader }

/** The table of a JSON text; a large one is read in a worker while the page goes on. */
export function useJson(text: string): ReadJson {
  const [read, setRead] = useState<{ readonly text: string; readonly state: ReadJson }>()
  useEffect(() => {
    const reader = openJson(text)
    let closed = false
    reader.index.then(
      (index) => closed || setRead({ text, state: { status: 'read', index, reader } }),
      () => closed || setRead({ text, state: { status: 'failed' } }),
    )
    return () => {
      closed = true
      reader.close()
    }
  }, [text])
  return read?.text === text ? read.state : { status: 'reading' }
}
