import { beforeEach, expect, test, vi } from 'vitest'
import type { UploadOutcome, UploadRequest } from '../api/upload.ts'
import { cancelUpload, forgetUpload, MAX_FILES, retryUpload, uploadFiles, useUploads } from './uploads.ts'

/** Requests that are under way, with what ends each. */
const underWay: { readonly request: UploadRequest; readonly end: (outcome: UploadOutcome) => void }[] = []

vi.mock('../api/upload.ts', () => ({
  uploadFile: (request: UploadRequest) =>
    new Promise<UploadOutcome>((resolve) => {
      underWay.push({ request, end: resolve })
      request.signal.addEventListener('abort', () => resolve({ kind: 'cancelled' }))
    }),
}))

const file = (name: string) => new File(['x'], name)
const failed: UploadOutcome = { kind: 'failed', problem: { code: 'import-syntax', title: 'Not valid' } }
const states = () => useUploads.getState().uploads.map(({ name, state }) => `${name} ${state.kind}`)

beforeEach(async () => {
  for (const { key } of useUploads.getState().uploads) cancelUpload(key)
  await vi.waitUntil(() => states().every((it) => !/running|waiting/.test(it)))
  for (const { key } of useUploads.getState().uploads) forgetUpload(key)
  underWay.length = 0
})

test('one file at a time, in order; what fails does not hold the rest', async () => {
  uploadFiles([file('a'), file('b')])
  expect(states()).toEqual(['a running', 'b waiting'])
  underWay[0]?.end(failed)
  await expect.poll(states).toEqual(['a failed', 'b running'])
  expect(underWay).toHaveLength(2)
})

test('those that wait and those that run can be broken off', async () => {
  const [a = 0, b = 0] = uploadFiles([file('a'), file('b')])
  cancelUpload(b)
  expect(states()).toEqual(['a running', 'b cancelled'])
  cancelUpload(a)
  await expect.poll(states).toEqual(['a cancelled', 'b cancelled'])
  expect(underWay).toHaveLength(1)
})

test('a file that failed is tried again, with its whole events if wanted', async () => {
  const [a = 0] = uploadFiles([file('a')])
  underWay[0]?.end(failed)
  await expect.poll(states).toEqual(['a failed'])
  retryUpload(a, true)
  await expect.poll(() => underWay.map(({ request }) => request.salvage)).toEqual([false, true])
  expect(states()).toEqual(['a running'])
})

test('tells what was sent, and takes no more files than one can follow', () => {
  const many = Array.from({ length: MAX_FILES + 5 }, (_, index) => file(String(index)))
  expect(uploadFiles(many)).toHaveLength(MAX_FILES)
  underWay[0]?.request.onSent(42)
  expect(useUploads.getState().uploads[0]?.sent).toBe(42)
})
