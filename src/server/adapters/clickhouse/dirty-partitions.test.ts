import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DirtyPartitions } from './dirty-partitions.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'clueline-dirty-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const DAY_1 = { kind: 'live', day: 20260101 } as const
const DAY_2 = { kind: 'import', day: 20260102 } as const
const file = () => join(directory, 'dirty-partitions.json')
/** A writer with the lease `w1`, as it starts with an empty store. */
const started = (now?: () => number) => {
  const dirty = new DirtyPartitions(directory, now)
  dirty.read(undefined)
  dirty.announce('w1')
  return dirty
}
const left = (newest = 'w1', mayBeLost = false) => {
  const state = new DirtyPartitions(directory).read(newest, () => mayBeLost)
  return state.type === 'unclean' ? state.partitions.map(({ kind, day }) => ({ kind, day })) : state.type
}

describe('DirtyPartitions', () => {
  test('nothing is known before the first write, and of a damaged file', () => {
    expect(left()).toBe('missing')
    writeFileSync(file(), '{"v":2,"clean":fal')
    expect(left()).toBe('missing')
    writeFileSync(file(), '{"v":2,"clean":false,"partitions":[{"kind":"x","day":1}]}')
    expect(left()).toBe('missing')
  })

  test('names what was touched until it is clean', () => {
    const dirty = started()
    dirty.touch([DAY_1])
    dirty.touch([DAY_2, DAY_1])
    expect(left()).toEqual([DAY_1, DAY_2])
    dirty.markClean()
    expect(left()).toBe('clean')
    dirty.touch([DAY_2])
    expect(left()).toEqual([DAY_1, DAY_2])
  })

  test('forgets what was touched long ago, and writes only when there is something new', () => {
    let now = 0
    const dirty = started(() => now)
    dirty.touch([DAY_1])
    const before = readFileSync(file(), 'utf8')
    now = 5 * 60_000
    dirty.touch([DAY_1])
    expect(readFileSync(file(), 'utf8')).toBe(before)
    now = 16 * 60_000
    dirty.touch([DAY_2])
    expect(left()).toEqual([DAY_2])
  })

  test('what an earlier writer left stays named', () => {
    started().touch([DAY_1])
    const next = new DirtyPartitions(directory)
    next.read('w1')
    next.announce('w2')
    expect(left('w1')).toEqual([DAY_1])
    expect(left('w2')).toEqual([DAY_1])
    next.restored([DAY_1])
    next.touch([DAY_2])
    expect(left('w2')).toEqual([DAY_1, DAY_2])
    expect(left('w1')).toBe('missing')
  })

  test('says nothing when another writer had the store since', () => {
    const dirty = started()
    dirty.touch([DAY_1])
    dirty.markClean()
    expect(left('somebody else')).toBe('missing')
  })

  test('a clean stop names what the disk may not hold yet, for the case of a power failure', () => {
    const dirty = started()
    dirty.touch([DAY_1])
    dirty.markClean()
    expect(left('w1', false)).toBe('clean')
    expect(left('w1', true)).toEqual([DAY_1])
  })
})
