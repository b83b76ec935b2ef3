import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { MAX_UPLOAD_BYTES, MAX_UPLOAD_EXPANDED_BYTES } from '#protocol/limits.ts'
import { shareBytes } from './byte-budget.ts'
import { readUpload } from './read-body.ts'

const MIB = 1024 * 1024

const upload = (body: BodyInit, length?: number) =>
  new Request('http://x/v1/events', {
    method: 'POST',
    body,
    ...(length !== undefined && { headers: { 'content-length': String(length) } }),
    duplex: 'half',
  } as RequestInit)

/** Says that it is large, sends one byte and no more. */
const idleUpload = () =>
  upload(
    new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(1)) }),
    MAX_UPLOAD_BYTES,
  )

async function codeOf(reading: ReturnType<typeof readUpload>): Promise<string> {
  const read = await reading
  return read.ok ? 'ok' : read.error.code
}

test('what a header promises takes no memory from others', async () => {
  const memory = shareBytes(8 * MIB)
  const idle = Array.from({ length: 60 }, () => codeOf(readUpload(idleUpload(), memory.open(), 0.05)))
  const honest = upload(JSON.stringify({ a: ' '.repeat(2 * MIB) }))
  expect(await codeOf(readUpload(honest, memory.open()))).toBe('ok')
  expect(new Set(await Promise.all(idle))).toEqual(new Set(['too-slow']))
})

test('bytes beyond the memory of all are refused while they come', async () => {
  const memory = shareBytes(MIB)
  const held = memory.open()
  expect(await codeOf(readUpload(upload(' '.repeat(MIB / 2)), held))).toBe('busy')
  expect(await codeOf(readUpload(upload('{}'.padEnd(MIB * 0.8)), memory.open()))).toBe('busy')
  held.close()
  expect(await codeOf(readUpload(upload('{}'.padEnd(MIB / 4)), memory.open()))).toBe('ok')
})

test('memory is asked for before anything is unpacked, and what was too much is given back', async () => {
  const bomb = gzipSync(Buffer.alloc(30 * MIB, ' '))
  expect(await codeOf(readUpload(upload(bomb), shareBytes(MIB).open()))).toBe('busy')
  const memory = shareBytes(5 * MIB)
  const kept = memory.open()
  expect(await codeOf(readUpload(upload(gzipSync('{"a":1}')), kept))).toBe('ok')
  expect(memory.open().take(5 * MIB - 100)).toBe(true)
})

test('few are unpacked at the same time', async () => {
  // So much noise that it may unpack to the limit, which it then exceeds.
  const bomb = gzipSync(Buffer.concat([randomBytes(230_000), Buffer.alloc(MAX_UPLOAD_EXPANDED_BYTES)]))
  expect(bomb.length).toBeGreaterThan(MAX_UPLOAD_EXPANDED_BYTES / 100)
  let held = 0
  let most = 0
  const budget = {
    take(bytes: number) {
      held += bytes
      most = Math.max(most, held)
      return true
    },
    give: (bytes: number) => void (held -= bytes),
  }
  const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(readUpload(upload(bomb), budget))))
  expect(new Set(codes)).toEqual(new Set(['expands-too-far']))
  expect(held).toBe(10 * bomb.length)
  expect(most - held).toBe(4 * MAX_UPLOAD_EXPANDED_BYTES)
})
