import type { ImportFailure, ImportSummary } from '#importers/importer.ts'
import { joinQuery } from '#protocol/query-lang/join-query.ts'
import { err, ok, type Result } from '#protocol/result.ts'
import { ApiError } from '../api/client.ts'
import type { RowScope, RowSource } from '../api/row-source.ts'
import { exportRows } from './export-rows.ts'
import { TABLE_SNAPSHOT } from './opened-table.ts'
import type { FromRows, Question, ToRows } from './rows-messages.ts'

/** A file that is read here, in a worker, and sent nowhere. */
export interface LocalFile {
  readonly summary: ImportSummary
  rows(scope: RowScope): RowSource
  /** Ends the worker and frees what it holds. Whoever still waits is told so. */
  close(): void
}

/** Files are shared with the worker, not handed over. */
const NOTHING_MOVED: Transferable[] = []

interface Waiting {
  readonly resolve: (message: FromRows) => void
  readonly reject: (cause: unknown) => void
  readonly onProgress?: (bytes: number) => void
}

/** Opens a file of any accepted format. `onProgress` is told the bytes read so far. */
export async function openLocalFile(
  file: File,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Result<LocalFile, ImportFailure>> {
  const link = connect()
  try {
    const answer = await link.ask((id) => ({ type: 'open', id, file }), signal, onProgress)
    if (answer.type === 'opened') return ok(localFile(link, answer.name, answer.summary))
    link.close()
    if (answer.type === 'refused') return err(answer.failure)
    throw new Error(`unexpected answer: ${answer.type}`)
  } catch (cause) {
    link.close()
    throw cause
  }
}

interface Link {
  ask(
    make: (id: number) => ToRows,
    signal: AbortSignal,
    onProgress?: (bytes: number) => void,
  ): Promise<FromRows>
  close(): void
}

function connect(): Link {
  const worker = new Worker(new URL('./rows-worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let broken: ApiError | undefined

  function breakOff(error: ApiError): void {
    broken ??= error
    worker.terminate()
    for (const { reject } of waiting.values()) reject(broken)
    waiting.clear()
  }

  worker.addEventListener('message', ({ data }: MessageEvent<FromRows>) => {
    const asker = waiting.get(data.id)
    if (data.type === 'progress') {
      asker?.onProgress?.(data.bytes)
      return
    }
    waiting.delete(data.id)
    if (data.type !== 'failed') asker?.resolve(data)
    else {
      const { status, code, title, detail, position } = data.error
      asker?.reject(new ApiError(status, code, title, detail, position))
    }
  })
  worker.addEventListener('error', ({ message }) => breakOff(new ApiError(0, 'worker', message)))

  return {
    ask(make, signal, onProgress) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error)
        if (broken) return reject(broken)
        const id = ++lastId
        const abort = () => {
          if (!waiting.delete(id)) return
          worker.postMessage({ type: 'abort', id } satisfies ToRows, NOTHING_MOVED)
          reject(signal.reason as Error)
        }
        const settle =
          <Value>(then: (value: Value) => void) =>
          (value: Value) => {
            signal.removeEventListener('abort', abort)
            then(value)
          }
        signal.addEventListener('abort', abort, { once: true })
        waiting.set(id, {
          resolve: settle(resolve),
          reject: settle(reject),
          ...(onProgress ? { onProgress } : {}),
        })
        return worker.postMessage(make(id), NOTHING_MOVED)
      })
    },
    close: () => breakOff(new ApiError(0, 'closed', 'The file was closed')),
  }
}

function localFile(link: Link, name: string, summary: ImportSummary): LocalFile {
  return { summary, rows: (scope) => workerRows(link, name, scope), close: () => link.close() }
}

/** The second adapter of the port, beside the server's: the same questions, answered by the worker. */
function workerRows(link: Link, name: string, scope: RowScope): RowSource {
  /** The worker is ours and of this build: what it answers to a method is what the method promises. */
  async function ask<Value>(question: Question, signal: AbortSignal): Promise<Value> {
    const answer = await link.ask((id) => ({ type: 'ask', id, scope, question }), signal)
    if (answer.type !== 'answer') throw new Error(`unexpected answer: ${answer.type}`)
    return answer.value as Value
  }
  const source: RowSource = {
    key: JSON.stringify(['table', name, scope]),
    scope,
    asOf: TABLE_SNAPSHOT,
    within: (query) => workerRows(link, name, { ...scope, query: joinQuery(scope.query, query) }),
    elsewhere: (other) => workerRows(link, name, other),
    count: (signal) => ask({ method: 'count' }, signal),
    rowsAt: (position, limit, signal) => ask({ method: 'rowsAt', position, limit }, signal),
    positionOf: (target, signal) => ask({ method: 'positionOf', target }, signal),
    find: (query, from, direction, signal) => ask({ method: 'find', query, from, direction }, signal),
    histogram: (bins, signal) => ask({ method: 'histogram', bins }, signal),
    facets: (values, signal) => ask({ method: 'facets', values }, signal),
    values: (question, signal) => ask({ method: 'values', question }, signal),
    row: (key, signal) => ask({ method: 'row', key }, signal),
    exported: (wanted, signal) => Promise.resolve(exportRows(source, wanted, signal)),
    context: (key, around, signal) => ask({ method: 'context', key, around }, signal),
  }
  return source
}
