import { createHash } from 'node:crypto'
import { ProblemError } from '../http/problem.ts'
import type { ExportFormat } from './export-format.ts'
import type { ExportRecord } from './export-log.ts'
import type { ExportedEvent } from '#protocol/export/exported-fields.ts'

export interface ExportStream {
  readonly body: ReadableStream<Uint8Array>
  /** Resolves when nothing of it is under way any more. */
  readonly ended: Promise<void>
}

/** Somebody who stops reading for longer (a suspended machine) must not keep others from exporting. */
const MAX_STALL_MS = 5 * 60_000

interface ExportHooks {
  /** When it fires, the export is over. */
  readonly signal: AbortSignal
  /** Ends what is read for it. */
  readonly abort: () => void
  readonly onBug: (cause: unknown) => void
}

type End = Exclude<ExportRecord['state'], 'running'>

/**
 * Writes rows as somebody reads them: at most one piece is ahead of the reader. Counts and hashes in `record`. An export
 * that cannot be finished breaks its connection off, so that no client takes it for a whole one.
 */
export function exportStream(
  rows: AsyncGenerator<readonly ExportedEvent[]>,
  format: ExportFormat,
  record: ExportRecord,
  { signal, abort, onBug }: ExportHooks,
): ExportStream {
  const hash = createHash('sha256')
  const encoder = new TextEncoder()
  let resolveEnd: (() => void) | undefined
  const ended = new Promise<void>((resolve) => {
    resolveEnd = resolve
  })
  let stall: NodeJS.Timeout | undefined
  let head = format.head

  const written = (text: string): Uint8Array => {
    const bytes = encoder.encode(text)
    hash.update(bytes)
    record.bytes += bytes.length
    return bytes
  }
  const end = (state: End, reason?: string) => {
    if (record.state !== 'running') return
    clearTimeout(stall)
    signal.removeEventListener('abort', onAbort)
    record.state = state
    record.complete = state === 'complete'
    record.sha256 = hash.digest('hex')
    if (reason !== undefined) record.reason = reason
    resolveEnd?.()
  }
  const onAbort = () => {
    end('cancelled', 'It was cancelled before its end.')
  }
  signal.addEventListener('abort', onAbort, { once: true })
  const watchForStall = () => {
    clearTimeout(stall)
    stall = setTimeout(() => {
      end('failed', `Nobody read on for ${MAX_STALL_MS / 60_000} minutes.`)
      abort()
    }, MAX_STALL_MS).unref()
  }

  /** The next piece; undefined at the end. Throws what broke it off. */
  async function next(): Promise<string | undefined> {
    if (head !== '') {
      const text = head
      head = ''
      return text
    }
    const piece = await rows.next()
    if (piece.done) return undefined
    record.rows += piece.value.length
    return piece.value.map((exported) => format.line(exported)).join('')
  }

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(stall)
        try {
          const text = await next()
          if (record.state !== 'running') throw new BrokenOff(record.reason)
          if (text !== undefined) {
            controller.enqueue(written(text))
            watchForStall()
            return
          }
          const changed = changedReason(record)
          if (changed !== undefined) throw new BrokenOff(changed)
          end('complete')
          controller.close()
        } catch (cause) {
          const isKnown = cause instanceof ProblemError || cause instanceof BrokenOff
          if (!isKnown) onBug(cause)
          end(isCancelled(cause) ? 'cancelled' : 'failed', reasonOf(cause))
          controller.error(cause)
        }
      },
      async cancel() {
        end('cancelled', 'The reader went away before the end.')
        abort()
        await rows.return(undefined)
      },
    },
    { highWaterMark: 1 },
  )
  return { body, ended }
}

/** An end before the end, with its reason for people. */
class BrokenOff extends Error {
  override readonly name = 'BrokenOff'
}

function changedReason({ total, rows }: ExportRecord): string | undefined {
  if (total === null || total === rows) return undefined
  return `Events were deleted while this was written: ${rows} of ${total} rows are in it.`
}

const isCancelled = (cause: unknown) =>
  cause instanceof ProblemError && cause.problem.code === 'query-cancelled'

function reasonOf(cause: unknown): string {
  if (cause instanceof BrokenOff) return cause.message
  if (!(cause instanceof ProblemError)) return "It is our mistake; the server's log says more."
  const { title, detail } = cause.problem
  return detail === undefined ? `${title}.` : `${title}. ${detail}`
}
