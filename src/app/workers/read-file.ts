import { createTableSink } from '#analysis/event-table.ts'
import { createImporter } from '#importers/create-importer.ts'
import { isGzip } from '#importers/detect-format.ts'
import type { ImportFailure, ImportSummary } from '#importers/importer.ts'
import { err, ok, type Result } from '#protocol/result.ts'
import { microsFromMillis } from '#protocol/time.ts'
import { openTable, type OpenedTable } from './opened-table.ts'
import { createPayloadStore } from './payload-store.ts'

/** Of the decompressed file: its columns must fit the memory of one tab. Larger files are imported into the server. */
const MAX_OPENED_BYTES = 1024 ** 3

export interface OpenedFile {
  readonly opened: OpenedTable
  readonly summary: ImportSummary
}

/** Reads a file of any accepted format, gzip or not. `onProgress` is told the bytes of the file read so far. */
export async function readFile(
  file: File,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Result<OpenedFile, ImportFailure>> {
  const table = createTableSink()
  const payloads = createPayloadStore()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const importer = createImporter(
    {
      ...table,
      event(event) {
        table.event(event)
        payloads.append(event.payload ?? '')
      },
    },
    { decodeUtf8: (bytes) => decoder.decode(bytes) },
  )
  let bytes = 0
  for await (const piece of piecesOf(await expanded(file, onProgress))) {
    signal.throwIfAborted()
    bytes += piece.length
    if (bytes > MAX_OPENED_BYTES) return err(tooLarge())
    const pushed = importer.push(piece)
    if (!pushed.ok) return pushed
  }
  const summary = importer.end()
  if (!summary.ok) return summary
  const opened = openTable({
    // What makes a file another one, short of reading it twice.
    name: `${file.name} ${file.size} ${file.lastModified}`,
    table: table.finish(),
    payloads,
    records: table.records,
    opened: microsFromMillis(Date.now()),
  })
  return ok({ opened, summary: summary.value })
}

async function expanded(
  file: File,
  onProgress: (bytes: number) => void,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  let read = 0
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller) {
        read += piece.length
        onProgress(read)
        controller.enqueue(piece)
      },
    }),
  )
  return isGzip(head) ? counted.pipeThrough(new DecompressionStream('gzip')) : counted
}

async function* piecesOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel()
  }
}

function tooLarge(): ImportFailure {
  const detail = `The file has more than ${MAX_OPENED_BYTES / 1024 ** 3} GiB when decompressed: import it instead.`
  return { code: 'too-large', detail, salvageable: 0 }
}
