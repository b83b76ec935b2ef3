import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { GZIP_RATIO_FLOOR_BYTES, MAX_GZIP_RATIO, MAX_UPLOAD_EXPANDED_BYTES } from '#protocol/limits.ts'
import { err, ok, type Result } from '#protocol/result.ts'
import type { ByteBudget } from './byte-budget.ts'

/** Node expands in four threads; more at a time would only hold more memory. */
const MAX_AT_A_TIME = 4
/** zlib's own default is 16 KiB: an ordinary upload would take a hundred turns. */
const MIN_CHUNK_BYTES = 16 * 1024
const MAX_CHUNK_BYTES = 1024 * 1024
/** A gzip file ends with its size. */
const SIZE_BYTES = 4

export type ExpandFault = 'busy' | 'too-large' | 'invalid'

const expand = promisify(gunzip)
const oneOf = takeTurns(MAX_AT_A_TIME)

export function isGzip(body: Buffer): boolean {
  return body[0] === 0x1f && body[1] === 0x8b
}

/**
 * Unpacks what is within size and ratio. The memory is taken from the budget before anything is unpacked, and what was
 * not needed is given back: the caller holds as many bytes more as the answer has.
 */
export async function expandUpload(body: Buffer, budget: ByteBudget): Promise<Result<Buffer, ExpandFault>> {
  const byRatio = Math.max(body.length * MAX_GZIP_RATIO, GZIP_RATIO_FLOOR_BYTES)
  const most = Math.min(byRatio, MAX_UPLOAD_EXPANDED_BYTES)
  return oneOf(async () => {
    if (!budget.take(most)) return err('busy')
    try {
      // zlib counts while it expands and stops at the limit, so a bomb costs no more than an honest upload.
      const expanded = await expand(body, { maxOutputLength: most, chunkSize: chunkSize(body, most) })
      budget.give(most - expanded.length)
      return ok(expanded)
    } catch (error) {
      budget.give(most)
      const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
      return err(tooLarge ? 'too-large' : 'invalid')
    }
  })
}

/** One chunk for all where the size that the sender wrote is true; a lie costs a few chunks more. */
function chunkSize(body: Buffer, most: number): number {
  const written = body.length < SIZE_BYTES ? 0 : body.readUInt32LE(body.length - SIZE_BYTES)
  return Math.max(MIN_CHUNK_BYTES, Math.min(written + 1, most, MAX_CHUNK_BYTES))
}

/** Runs at most `limit` at a time; the others wait in order. */
function takeTurns(limit: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running < limit) running += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
