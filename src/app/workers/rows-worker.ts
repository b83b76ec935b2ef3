import { ApiError } from '../api/client.ts'
import type { RowScope, RowSource } from '../api/row-source.ts'
import type { OpenedTable } from './opened-table.ts'
import { readFile } from './read-file.ts'
import type { FromRows, Question, SentError, ToRows } from './rows-messages.ts'
import { openTableRows } from './table-row-source.ts'

/** Entry of the worker that holds one opened file and answers what is asked about its rows. */

interface Port {
  postMessage(message: FromRows): void
  onmessage: ((event: MessageEvent<ToRows>) => void) | null
}
const port = globalThis as unknown as Port

/** Lists whose matches are remembered: the one on the screen, the one before it, and a few marks and counts. */
const MAX_SOURCES = 12
/** Progress is for eyes. */
const PROGRESS_MS = 50

const running = new Map<number, AbortController>()
const sources = new Map<string, RowSource>()
let opened: OpenedTable | undefined

port.onmessage = ({ data }) => {
  if (data.type === 'abort') running.get(data.id)?.abort()
  else void perform(data)
}

async function perform(message: Exclude<ToRows, { readonly type: 'abort' }>): Promise<void> {
  const { id } = message
  const controller = new AbortController()
  running.set(id, controller)
  try {
    port.postMessage(
      message.type === 'open'
        ? await open(id, message.file, controller.signal)
        : { type: 'answer', id, value: await answer(message.scope, message.question, controller.signal) },
    )
  } catch (cause) {
    // Who gave up waits for nothing.
    if (!controller.signal.aborted) port.postMessage({ type: 'failed', id, error: sentError(cause) })
  } finally {
    running.delete(id)
  }
}

async function open(id: number, file: File, signal: AbortSignal): Promise<FromRows> {
  let told = 0
  const read = await readFile(
    file,
    (bytes) => {
      const now = performance.now()
      if (now - told < PROGRESS_MS) return
      told = now
      port.postMessage({ type: 'progress', id, bytes })
    },
    signal,
  )
  if (!read.ok) return { type: 'refused', id, failure: read.error }
  opened = read.value.opened
  sources.clear()
  return { type: 'opened', id, name: opened.name, summary: read.value.summary }
}

function answer(scope: RowScope, question: Question, signal: AbortSignal): Promise<unknown> {
  const source = sourceOf(scope)
  switch (question.method) {
    case 'count':
      return source.count(signal)
    case 'rowsAt':
      return source.rowsAt(question.position, question.limit, signal)
    case 'positionOf':
      return source.positionOf(question.target, signal)
    case 'find':
      return source.find(question.query, question.from, question.direction, signal)
    case 'histogram':
      return source.histogram(question.bins, signal)
    case 'facets':
      return source.facets(question.values, signal)
    case 'values':
      return source.values(question.question, signal)
    case 'row':
      return source.row(question.key, signal)
    case 'context':
      return source.context(question.key, question.around, signal)
    default:
      throw new Error(`no such question: ${JSON.stringify(question satisfies never)}`)
  }
}

/** The least recently asked one goes first. */
function sourceOf(scope: RowScope): RowSource {
  if (opened === undefined) throw new ApiError(409, 'no-file', 'No file is open')
  const key = JSON.stringify(scope)
  const source = sources.get(key) ?? openTableRows(opened, scope)
  sources.delete(key)
  sources.set(key, source)
  for (const oldest of sources.keys()) {
    if (sources.size <= MAX_SOURCES) break
    sources.delete(oldest)
  }
  return source
}

function sentError(cause: unknown): SentError {
  if (cause instanceof ApiError) {
    const { status, code, message, detail, position } = cause
    return { status, code, title: message, detail, position }
  }
  const title = cause instanceof Error ? cause.message : String(cause)
  return { status: 0, code: 'worker', title, detail: undefined, position: undefined }
}
