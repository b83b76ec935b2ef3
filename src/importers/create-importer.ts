import type { ColumnSink } from '#analysis/column-sink.ts'
import { err, ok, type Result } from '#protocol/result.ts'
import { ACCEPTED_FORMATS, detectFormat, isGzip } from './detect-format.ts'
import { createDocumentImporter } from './document-importer.ts'
import type { ImportFailure, ImportOptions, Importer } from './importer.ts'
import { DETECTION_BYTES } from './import-limits.ts'
import { createNdjsonImporter } from './ndjson.ts'

/**
 * The importer for a file of any accepted format: looks at the first bytes, then reads on with the one that fits.
 * Bytes come decompressed; who opens the file looks for gzip with `isGzip`.
 */
export function createImporter(sink: ColumnSink, options: ImportOptions): Importer {
  let head = new Uint8Array(0)
  let chosen: Importer | undefined
  let failure: ImportFailure | undefined

  function choose(whole: boolean): Result<undefined, ImportFailure> {
    if (isGzip(head))
      return fail('unknown-format', 'The file is compressed twice: decompress it once and try again.')
    const detected = detectFormat(options.decodeUtf8(head.subarray(0, DETECTION_BYTES)), whole)
    if (detected === undefined) return ok(undefined)
    if (detected === 'empty') return fail('empty', 'The file is empty: there is nothing to import.')
    if (detected === 'unknown')
      return fail(
        'unknown-format',
        `This is no log file that can be imported. Accepted are ${ACCEPTED_FORMATS}.`,
      )
    chosen =
      detected === 'document'
        ? createDocumentImporter(sink, options)
        : createNdjsonImporter(sink, detected === 'own-ndjson', options)
    const first = head
    head = new Uint8Array(0)
    return chosen.push(first)
  }

  function fail(code: ImportFailure['code'], detail: string): Result<undefined, ImportFailure> {
    failure = { code, detail, salvageable: 0 }
    return err(failure)
  }

  return {
    push(bytes) {
      if (failure) return err(failure)
      if (chosen) return chosen.push(bytes)
      const joined = new Uint8Array(head.length + bytes.length)
      joined.set(head)
      joined.set(bytes, head.length)
      head = joined
      return choose(false)
    },
    end() {
      if (failure) return err(failure)
      if (!chosen) {
        const first = choose(true)
        if (!first.ok) return first
      }
      if (!chosen) throw new Error('a whole file must be decided')
      return chosen.end()
    },
  }
}
