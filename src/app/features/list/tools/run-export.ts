import { createSha256 } from '#protocol/export/sha-256.ts'
import type { RowExport } from '../../../api/row-export.ts'
import type { FileSink } from './save-stream.ts'

export interface ExportProgress {
  /** Undefined: not told yet. */
  readonly rows: number | undefined
  /** Undefined: could not be counted. */
  readonly total: number | undefined
  readonly bytes: number
}

export type ExportEnd =
  | { readonly kind: 'complete'; readonly rows: number; readonly bytes: number; readonly sha256: string }
  /** Everything arrived, and it is not what was sent. */
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'incomplete'; readonly reason: string | undefined }

/** Rows are asked for about this often: it is for eyes. */
const ASK_MS = 500

/** Writes an export into its file. Leaves no file behind unless every row of it is there and the checksums agree. */
export async function runExport(
  exported: RowExport,
  sink: FileSink,
  onProgress: (progress: ExportProgress) => void,
  signal: AbortSignal,
): Promise<ExportEnd> {
  const hash = createSha256()
  const reader = exported.body.getReader()
  const { total } = exported
  let bytes = 0
  let rows: number | undefined
  const tell = () => onProgress({ rows, total, bytes })
  const timer = setInterval(() => {
    exported.state(signal).then(
      (state) => {
        rows = state.rows
        tell()
      },
      // The file itself tells soon enough what went wrong.
      () => undefined,
    )
  }, ASK_MS)
  const stop = () => void reader.cancel(signal.reason).catch(() => undefined)
  signal.addEventListener('abort', stop, { once: true })
  try {
    signal.throwIfAborted()
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      hash.update(next.value)
      await sink.write(next.value)
      bytes += next.value.length
      tell()
    }
    signal.throwIfAborted()
    const sha256 = hash.digest()
    const state = await exported.state(signal)
    if (!state.isComplete) return await givenUp(sink, { kind: 'incomplete', reason: state.reason })
    if (state.sha256 !== sha256) return await givenUp(sink, { kind: 'mismatch' })
    await sink.finish()
    return { kind: 'complete', rows: state.rows, bytes, sha256 }
  } catch (cause) {
    await sink.discard().catch(() => undefined)
    if (signal.aborted) throw cause
    const state = await exported.state(signal).catch(() => undefined)
    return {
      kind: 'incomplete',
      reason: state?.reason ?? (cause instanceof Error ? cause.message : undefined),
    }
  } finally {
    clearInterval(timer)
    signal.removeEventListener('abort', stop)
  }
}

async function givenUp(sink: FileSink, end: ExportEnd): Promise<ExportEnd> {
  await sink.discard()
  return end
}
