import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IngestPosition, TenantId } from '#protocol/ids.ts'
import type { Kind } from '#protocol/kind.ts'
import type { Micros } from '#protocol/time.ts'
import { CommittedCounts } from './committed-counts.ts'
import { addCounts, bucketRange } from './read/bucket-counts.ts'
import type { Block } from './write-plan.ts'

const LOCAL = 'local' as TenantId
const at = (position: number) => position as IngestPosition

/** Only what is counted by matters. */
function block(rows: readonly { tenant?: string; kind?: Kind; bucket: number }[]): Block {
  return {
    partition: { kind: 'live', day: 20_260_101 },
    token: 'token',
    rows: rows.map(({ tenant = 'local', kind = 'live', bucket }) => ({
      tenant: tenant as TenantId,
      kind,
      ts: bucketRange(bucket).from satisfies Micros,
    })) as unknown as Block['rows'],
  }
}

const seen = (
  counts: CommittedCounts,
  after: number,
  upTo: number,
  part: 'sample' | 'others' = 'others',
  tenant = LOCAL,
) => {
  const found = counts.between(tenant, part, at(after), at(upTo))
  return found && Object.fromEntries(found.buckets.map((bucket, index) => [bucket, found.counts[index]]))
}

describe('counts of what was committed lately', () => {
  test('add up by bucket, tenant and part', () => {
    const counts = new CommittedCounts(at(5))
    counts.add(at(6), [
      block([{ bucket: 1 }, { bucket: 2 }, { bucket: 1 }]),
      block([{ bucket: 1, kind: 'import' }]),
    ])
    counts.add(at(7), [block([{ bucket: 2 }, { bucket: 3, kind: 'sample' }, { bucket: 9, tenant: 'other' }])])
    expect(seen(counts, 5, 7)).toEqual({ 1: 3, 2: 2 })
    expect(seen(counts, 6, 7)).toEqual({ 2: 1 })
    expect(seen(counts, 5, 6)).toEqual({ 1: 3, 2: 1 })
    expect(seen(counts, 5, 7, 'sample')).toEqual({ 3: 1 })
    expect(seen(counts, 5, 7, 'others', 'other' as TenantId)).toEqual({ 9: 1 })
  })

  test('say that they do not know what came before, or is still to come', () => {
    const counts = new CommittedCounts(at(5))
    counts.add(at(6), [block([{ bucket: 1 }])])
    expect(seen(counts, 4, 6)).toBeUndefined()
    expect(seen(counts, 5, 7)).toBeUndefined()
    expect(seen(counts, 6, 6)).toEqual({})
  })

  test('know nothing of what was there when they were started again', () => {
    const counts = new CommittedCounts(at(5))
    counts.add(at(6), [block([{ bucket: 1 }])])
    counts.startAt(at(6))
    expect(seen(counts, 5, 6)).toBeUndefined()
    counts.add(at(6), [block([{ bucket: 1 }])])
    expect(seen(counts, 6, 6)).toEqual({})
    counts.add(at(7), [block([{ bucket: 4 }])])
    expect(seen(counts, 6, 7)).toEqual({ 4: 1 })
  })

  test('forget the oldest commits first, when they are too many', () => {
    const counts = new CommittedCounts(at(0))
    const many = block(Array.from({ length: 100_000 }, (_, bucket) => ({ bucket })))
    for (const position of [1, 2, 3]) counts.add(at(position), [many])
    expect(seen(counts, 0, 3)).toBeUndefined()
    expect(counts.between(LOCAL, 'others', at(1), at(3))?.total).toBe(200_000)
  })

  test('two stretches add up to the whole', () => {
    const commits = fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1 }), { minLength: 1 })
    fc.assert(
      fc.property(commits, fc.nat(), (all, cut) => {
        const counts = new CommittedCounts(at(0))
        all.forEach((buckets, index) =>
          counts.add(at(index + 1), [block(buckets.map((bucket) => ({ bucket })))]),
        )
        const middle = at(cut % (all.length + 1))
        const [first, second, whole] = [
          counts.between(LOCAL, 'others', at(0), middle),
          counts.between(LOCAL, 'others', middle, at(all.length)),
          counts.between(LOCAL, 'others', at(0), at(all.length)),
        ]
        if (!first || !second || !whole) throw new Error('all of it is remembered')
        expect(addCounts(first, second, 1)).toEqual(whole)
        expect(whole.total).toBe(all.flat().length)
      }),
    )
  })
})
