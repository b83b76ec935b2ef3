import { expect, test } from 'vitest'
import type { ImportEntry } from '../../api/imports.ts'
import type { Upload } from '../../state/uploads.ts'
import { runningEntry, uploadShare } from './upload-progress.ts'

const upload = (patch: Partial<Upload> = {}): Upload => ({
  key: 1,
  name: 'a.json',
  size: 1_000,
  sent: 800,
  state: { kind: 'running' },
  ...patch,
})
const entry = (patch: Partial<ImportEntry>) =>
  ({ id: 'x', status: 'running', totalBytes: 1_000, bytes: 400, started: 1, ...patch }) as ImportEntry

test('finds its own import among those that run', () => {
  const entries = [
    entry({ id: 'other', totalBytes: 7 }),
    entry({ id: 'old' }),
    entry({ id: 'mine', started: 5 }),
    entry({ id: 'done', status: 'done', started: 9 }),
  ]
  expect(runningEntry(upload(), entries)?.id).toBe('mine')
  expect(runningEntry(upload({ state: { kind: 'waiting' } }), entries)).toBeUndefined()
  expect(runningEntry(upload(), undefined)).toBeUndefined()
})

test('tells what the server has read, or what was sent while it says nothing', () => {
  expect(uploadShare(upload(), entry({}))).toBe(0.4)
  expect(uploadShare(upload(), undefined)).toBe(0.8)
  expect(uploadShare(upload({ size: 0 }), undefined)).toBe(0)
})
