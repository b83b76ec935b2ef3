import { exportedField, type ExportedEvent } from '#protocol/export/exported-fields.ts'
import { csvLine, ndjsonLine, textLine } from '#protocol/export/lines.ts'
import { createSha256 } from '#protocol/export/sha-256.ts'
import { zonedTime } from '#protocol/export/zoned-time.ts'
import type { RowExport, RowExportRequest, RowExportState } from '../api/row-export.ts'
import type { RowSource } from '../api/row-source.ts'

const PAGE_ROWS = 1_000
const BYTE_ORDER_MARK = '\uFEFF'

/** The file that the server would write of these rows, made here: an opened file never leaves the page. */
export function exportRows(source: RowSource, wanted: RowExportRequest, signal: AbortSignal): RowExport {
  const encoder = new TextEncoder()
  const line = lineOf(wanted)
  const hash = createSha256()
  let rows = 0
  let state: RowExportState = { rows, isComplete: false }

  async function written(position: number): Promise<string> {
    const { events } = await source.rowsAt(position, PAGE_ROWS, signal)
    const lines: string[] = []
    for (const event of events) {
      const withPayload = wanted.payload && event.payloadBytes > 0
      lines.push(
        line(
          withPayload
            ? await source.row(event, signal)
            : { event, ...(wanted.payload ? { payload: '' } : {}) },
        ),
      )
    }
    rows += events.length
    return lines.join('')
  }

  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (wanted.format !== 'csv') return
      put(controller, BYTE_ORDER_MARK + csvLine(columnsOf(wanted)))
    },
    async pull(controller) {
      const text = await written(rows)
      if (text !== '') return put(controller, text)
      state = { rows, isComplete: true, sha256: hash.digest() }
      return controller.close()
    },
  })

  function put(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>, text: string): void {
    const bytes = encoder.encode(text)
    hash.update(bytes)
    controller.enqueue(bytes)
  }

  return {
    total: undefined,
    body,
    state: () => Promise.resolve(state.isComplete ? state : { rows, isComplete: false }),
  }
}

const columnsOf = ({ columns, payload }: RowExportRequest): readonly string[] => [
  ...columns.filter((name) => name !== 'payload'),
  ...(payload ? ['payload'] : []),
]

function lineOf(wanted: RowExportRequest): (exported: ExportedEvent) => string {
  if (wanted.format === 'ndjson') return ndjsonLine
  const fields = columnsOf(wanted).map((name) => {
    const field = exportedField(name)
    if (!field) throw new Error(`"${name}" is no field of a row`)
    return field
  })
  const written = wanted.format === 'csv' ? csvLine : textLine
  return (exported) => written(fields.map((field) => field(exported, (time) => zonedTime(wanted.zone, time))))
}
