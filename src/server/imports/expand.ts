import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { isGzip } from '#importers/detect-format.ts'

const OUTPUT_BYTES = 256 * 1024
/** Told by two bytes. */
const MAGIC_BYTES = 2

/** Why compressed bytes cannot be read; people see the sentence. */
export class ExpandError extends Error {
  override readonly name = 'ExpandError'
}

export interface Expanded {
  readonly bytes: AsyncIterable<Uint8Array>
  /** After the last byte: the compressed file ended too early. */
  wasCut(): boolean
}

/** The file's own bytes, decompressed when its first bytes are gzip's, whatever it is called. */
export function expand(input: AsyncIterable<Uint8Array>): Expanded {
  let cut = false
  return {
    bytes: read(input, () => {
      cut = true
    }),
    wasCut: () => cut,
  }
}

async function* read(input: AsyncIterable<Uint8Array>, onCut: () => void): AsyncGenerator<Uint8Array> {
  const iterator = input[Symbol.asyncIterator]()
  let head = new Uint8Array(0)
  while (head.length < MAGIC_BYTES) {
    const next = await iterator.next()
    if (next.done) break
    head = Buffer.concat([head, next.value])
  }
  const rest = prepend(head, iterator)
  if (!isGzip(head)) {
    yield* rest
    return
  }
  const source = Readable.from(rest, { objectMode: false, highWaterMark: OUTPUT_BYTES })
  const gunzip = createGunzip({ chunkSize: OUTPUT_BYTES })
  source.on('error', (error) => gunzip.destroy(error))
  source.pipe(gunzip)
  try {
    for await (const piece of gunzip) yield piece as Uint8Array
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // The end is missing, all before it was read: as good as any file that is cut off.
    if (code === 'Z_BUF_ERROR') onCut()
    else if (code?.startsWith('Z_'))
      throw new ExpandError('The file begins as gzip and is damaged: it cannot be decompressed.', {
        cause: error,
      })
    else throw error
  }
}

async function* prepend(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
