import { createHash } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import type { RowExport, RowExportState } from '../../../api/row-export.ts'
import { runExport } from './run-export.ts'
import type { FileSink } from './save-stream.ts'

const PIECES = ['{"seq":1}\n', '{"seq":2}\n'].map((text) => new TextEncoder().encode(text))
const sha256 = createHash('sha256').update(Buffer.concat(PIECES)).digest('hex')
const COMPLETE: RowExportState = { rows: 2, isComplete: true, sha256 }

function anExport(state: RowExportState, fault?: Error): RowExport {
  const left = [...PIECES]
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const piece = left.shift()
      if (piece) controller.enqueue(piece)
      else if (fault) controller.error(fault)
      else controller.close()
    },
  })
  return { total: 2, body, state: () => Promise.resolve(state) }
}

function aSink() {
  const written: Uint8Array[] = []
  const sink = {
    write: vi.fn<FileSink['write']>((bytes) => {
      written.push(bytes)
      return Promise.resolve()
    }),
    finish: vi.fn<FileSink['finish']>(() => Promise.resolve()),
    discard: vi.fn<FileSink['discard']>(() => Promise.resolve()),
  }
  return { sink, written }
}

const nobody = () => undefined
const signal = new AbortController().signal

describe('an export', () => {
  test('is written whole, and its hash is that of what was written', async () => {
    const { sink, written } = aSink()
    const progress = vi.fn<Parameters<typeof runExport>[2]>()
    const end = await runExport(anExport(COMPLETE), sink, progress, signal)
    expect(end).toEqual({ kind: 'complete', rows: 2, bytes: 20, sha256 })
    expect(Buffer.concat(written)).toEqual(Buffer.concat(PIECES))
    expect(progress).toHaveBeenLastCalledWith({ rows: undefined, total: 2, bytes: 20 })
    expect(sink.finish).toHaveBeenCalledOnce()
  })

  test.each([
    ['other bytes arrived', { ...COMPLETE, sha256: 'other' }, undefined, { kind: 'mismatch' }],
    [
      'rows went away',
      { rows: 1, isComplete: false, reason: 'deleted' },
      undefined,
      { kind: 'incomplete', reason: 'deleted' },
    ],
    [
      'the connection broke',
      { rows: 1, isComplete: false, reason: 'store' },
      new Error('network'),
      { kind: 'incomplete', reason: 'store' },
    ],
  ] as const)('leaves no file behind when %s', async (_, state, fault, expected) => {
    const { sink } = aSink()
    expect(await runExport(anExport(state, fault), sink, nobody, signal)).toEqual(expected)
    expect([sink.finish.mock.calls.length, sink.discard.mock.calls.length]).toEqual([0, 1])
  })

  test('that is stopped leaves no file behind', async () => {
    const { sink } = aSink()
    const controller = new AbortController()
    sink.write.mockImplementation(() => {
      controller.abort(new Error('stopped'))
      return Promise.resolve()
    })
    await expect(runExport(anExport(COMPLETE), sink, nobody, controller.signal)).rejects.toThrow('stopped')
    expect([sink.finish.mock.calls.length, sink.discard.mock.calls.length]).toEqual([0, 1])
  })

  test('that cannot be written to disk says so', async () => {
    const { sink } = aSink()
    sink.write.mockRejectedValue(new Error('disk full'))
    const unknown = { ...anExport(COMPLETE), state: () => Promise.reject(new Error('gone')) }
    expect(await runExport(unknown, sink, nobody, signal)).toEqual({
      kind: 'incomplete',
      reason: 'disk full',
    })
  })
})
