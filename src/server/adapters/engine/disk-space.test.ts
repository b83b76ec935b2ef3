import { expect, test } from 'vitest'
import { diskSpace } from './disk-space.ts'

const GIB = 1024 ** 3
const disk = (freeBytes: number, totalBytes: number) => () =>
  Promise.resolve({ bsize: 4096, bavail: freeBytes / 4096, blocks: totalBytes / 4096 })

test.each([
  ['a small disk keeps 1 GiB', 8 * GIB, GIB],
  ['a usual disk keeps two per cent', 200 * GIB, 4 * GIB],
  ['a large disk keeps no more than 10 GiB', 4096 * GIB, 10 * GIB],
])('%s', async (_, total, floor) => {
  const enough = await diskSpace('/data', disk(floor, total))
  expect(enough).toEqual({ freeBytes: floor, totalBytes: total, floorBytes: floor })
  const nearlyFull = await diskSpace('/data', disk(floor - 4096, total))
  expect(nearlyFull.refusal).toMatch(/nearly full: .* GiB free.*Nothing new is stored/s)
})

test('asks about the directory it is given, for real', async () => {
  const space = await diskSpace('.')
  expect(space.totalBytes).toBeGreaterThan(0)
  expect(space.freeBytes).toBeLessThanOrEqual(space.totalBytes)
})
