import { createTableSink, type EventTable, type TableSink } from '#analysis/event-table.ts'
import { createImporter } from '#importers/create-importer.ts'
import type { ImportFailure, ImportOptions, ImportSummary } from '#importers/importer.ts'
import type { Result } from '#protocol/result.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

export const decodeUtf8: ImportOptions['decodeUtf8'] = (bytes) => decoder.decode(bytes)

export interface ReadImport {
  readonly result: Result<ImportSummary, ImportFailure>
  readonly table: EventTable
  readonly sink: TableSink
}

/** Reads a whole file into a table, in chunks of the given sizes (the last one again and again). */
export function readImport(
  file: string | Uint8Array,
  options: Pick<ImportOptions, 'salvage' | 'copySessions'> & { readonly chunks?: readonly number[] } = {},
): ReadImport {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  const { chunks = [bytes.length], salvage = false, copySessions = false } = options
  const sink = createTableSink()
  const importer = createImporter(sink, { decodeUtf8, salvage, copySessions })
  let from = 0
  for (let i = 0; from < bytes.length; i++) {
    const size = Math.max(1, chunks[Math.min(i, chunks.length - 1)] ?? 1)
    const pushed = importer.push(bytes.subarray(from, from + size))
    if (!pushed.ok) return { result: pushed, table: sink.finish(), sink }
    from += size
  }
  return { result: importer.end(), table: sink.finish(), sink }
}
