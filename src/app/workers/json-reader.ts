import { indexJson, type JsonIndex } from '#analysis/payload/json-index.ts'
import { prettyJson } from '#analysis/payload/json-print.ts'
import { findValues } from '#analysis/payload/json-tree.ts'
import type { FromPayloadWorker, ToPayloadWorker } from './payload-messages.ts'

/** A JSON text that is read once and searched often. Close it when it goes from the screen. */
export interface JsonReader {
  readonly index: Promise<JsonIndex>
  /** Values in which the words stand, in the order of the text. */
  find(words: string): Promise<Uint32Array>
  /** Over many lines, each value as it was written. */
  pretty(): Promise<string>
  close(): void
}

/** Shorter texts are read within a few milliseconds; a worker would take longer to start. */
const WORKER_CHARS = 256 * 1024

export function openJson(text: string): JsonReader {
  return text.length < WORKER_CHARS ? readHere(text) : readInWorker(text)
}

function readHere(text: string): JsonReader {
  const index = indexJson(text)
  return {
    index: Promise.resolve(index),
    find: async (words) => findValues(text, index, words),
    pretty: async () => prettyJson(text, index),
    close: () => undefined,
  }
}

function readInWorker(text: string): JsonReader {
  const worker = new Worker(new URL('./payload-worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, (message: FromPayloadWorker) => void>()
  const failed = new Set<(cause: Error) => void>()
  let lastId = 0
  worker.addEventListener('message', ({ data }: MessageEvent<FromPayloadWorker>) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })
  worker.addEventListener('error', ({ message }) => {
    for (const reject of failed) reject(new Error(message))
  })
  const ask = (make: (id: number) => ToPayloadWorker) =>
    new Promise<FromPayloadWorker>((resolve, reject) => {
      lastId += 1
      waiting.set(lastId, resolve)
      failed.add(reject)
      worker.postMessage(make(lastId), [])
    })
  return {
    index: ask((id) => ({ type: 'read', id, text })).then((answer) => {
      if (answer.type !== 'read') throw new Error(`unexpected answer: ${answer.type}`)
      return answer.index
    }),
    find: async (words) => {
      const answer = await ask((id) => ({ type: 'find', id, words }))
      if (answer.type !== 'found') throw new Error(`unexpected answer: ${answer.type}`)
      return answer.hits
    },
    pretty: async () => {
      const answer = await ask((id) => ({ type: 'print', id }))
      if (answer.type !== 'printed') throw new Error(`unexpected answer: ${answer.type}`)
      return answer.text
    },
    close: () => worker.terminate(),
  }
}
