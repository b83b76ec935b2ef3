import type { ImportEntry } from '../../api/imports.ts'
import type { Upload } from '../../state/uploads.ts'

/** The server's own view of a file that is on its way: the running import of as many bytes, the newest of them. */
export function runningEntry(
  { size, state }: Upload,
  entries: readonly ImportEntry[] | undefined,
): ImportEntry | undefined {
  if (state.kind !== 'running') return undefined
  return entries
    ?.filter((it) => it.status === 'running' && it.totalBytes === size)
    .toSorted((a, b) => b.started - a.started)[0]
}

/** 0 to 1. The server reads as it receives, so what it has read counts; what was sent may wait in buffers. */
export function uploadShare({ size, sent }: Upload, entry: ImportEntry | undefined): number {
  if (size === 0) return 0
  return Math.min(1, (entry?.bytes ?? sent) / size)
}
