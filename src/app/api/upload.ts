import { ImportsAnswer } from '#protocol/schema/imports.ts'
import { readAnswer } from './answers.ts'
import type { ImportEntry } from './imports.ts'

/** Why a file was not imported, as the server said it. */
export interface UploadProblem {
  /** Stable: `unknown-format`, `import-syntax`, … `no-answer` where none came. */
  readonly code: string
  readonly title: string
  readonly detail?: string
  /** Of the fault in the file, from 1. */
  readonly line?: number
  readonly column?: number
  /** Whole events before the fault. */
  readonly salvageable?: number
}

export type UploadOutcome =
  | { readonly kind: 'done'; readonly entry: ImportEntry }
  | { readonly kind: 'failed'; readonly problem: UploadProblem }
  | { readonly kind: 'cancelled' }

export interface UploadRequest {
  readonly file: File
  /** Keep the whole events before a fault instead of refusing the file. */
  readonly salvage: boolean
  /** Bytes that have left this browser. */
  readonly onSent: (bytes: number) => void
  /** Breaks the request off; the server then removes what it had stored. */
  readonly signal: AbortSignal
}

/** Sends one file as it is, and settles when the server has stored all of it. Not `fetch`, which tells no progress. */
export function uploadFile({ file, salvage, onSent, signal }: UploadRequest): Promise<UploadOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const onAbort = () => request.abort()
    const settle = (outcome: UploadOutcome) => {
      signal.removeEventListener('abort', onAbort)
      resolve(outcome)
    }
    if (signal.aborted) return settle({ kind: 'cancelled' })
    signal.addEventListener('abort', onAbort)
    const params = new URLSearchParams({ name: file.name, ...(salvage ? { salvage: 'true' } : {}) })
    request.open('POST', `/api/import?${params}`)
    request.setRequestHeader('x-clueline', '1')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => onSent(event.loaded))
    request.addEventListener('abort', () => settle({ kind: 'cancelled' }))
    request.addEventListener('error', () =>
      settle({ kind: 'failed', problem: { code: 'no-answer', title: 'The server did not answer' } }),
    )
    request.addEventListener('load', () => settle(outcomeOf(request.status, request.responseText)))
    return request.send(file)
  })
}

/** Always an outcome: what waits for it would wait for ever. */
function outcomeOf(status: number, text: string): UploadOutcome {
  let body: unknown
  try {
    body = JSON.parse(text)
    if (status === 200) {
      const [entry] = readAnswer(ImportsAnswer, body).imports
      if (entry) return { kind: 'done', entry }
    }
  } catch {
    // Said below: the file may or may not have been stored.
  }
  if (status !== 200) return { kind: 'failed', problem: problemOf(status, body) }
  const title = 'The answer of the server could not be read'
  return { kind: 'failed', problem: { code: 'unreadable-answer', title } }
}

function problemOf(status: number, body: unknown): UploadProblem {
  const said: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {}
  const number = (name: string) => (typeof said[name] === 'number' ? { [name]: said[name] } : {})
  return {
    code: typeof said['code'] === 'string' ? said['code'] : 'unknown',
    title: typeof said['title'] === 'string' ? said['title'] : `HTTP ${status}`,
    ...(typeof said['detail'] === 'string' ? { detail: said['detail'] } : {}),
    ...number('line'),
    ...number('column'),
    ...number('salvageable'),
  }
}
