import { buffersOf, indexJson, type JsonIndex } from '#analysis/payload/json-index.ts'
import { prettyJson } from '#analysis/payload/json-print.ts'
import { findValues } from '#analysis/payload/json-tree.ts'
import type { FromPayloadWorker, ToPayloadWorker } from './payload-messages.ts'

/** Reads one large JSON text off the page's thread, and looks through it. */
let text = ''
let known: JsonIndex | undefined

function answer(message: FromPayloadWorker, moved: ArrayBuffer[]): void {
  postMessage(message, { transfer: moved })
}

addEventListener('message', ({ data }: MessageEvent<ToPayloadWorker>) => {
  if (data.type === 'read') {
    ;({ text } = data)
    const index = indexJson(text)
    answer({ type: 'read', id: data.id, index }, buffersOf(index))
  } else {
    // The first index was moved away; whoever asks once asks again.
    known ??= indexJson(text)
    if (data.type === 'print') {
      answer({ type: 'printed', id: data.id, text: prettyJson(text, known) }, [])
      return
    }
    const hits = findValues(text, known, data.words)
    answer({ type: 'found', id: data.id, hits }, [hits.buffer as ArrayBuffer])
  }
})
