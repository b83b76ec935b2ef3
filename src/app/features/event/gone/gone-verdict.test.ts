import { expect, test } from 'vitest'
import type { Micros } from '#protocol/time.ts'
import { dayOf, goneVerdict } from './gone-verdict.ts'

const at = 1_700_000_000_000_000 as Micros
const session = {
  highest: 100,
  holes: [
    { from: 10, to: 12, because: 'lost' },
    { from: 20, to: 20, because: 'rejected' },
    { from: 30, to: 39, because: 'unknown' },
    { from: 40, to: 40, because: 'deleted' },
  ],
}

test.each([
  [11, session, [], { why: 'lost' }],
  [20, session, [], { why: 'rejected' }],
  [35, session, [], { why: 'missing' }],
  [101, session, [], { why: 'not-yet', highest: 100 }],
  [50, session, [], { why: 'unknown' }],
  [1, undefined, [], { why: 'no-session' }],
  [1, undefined, [{ at, reason: 'retention' }], { why: 'expired', at }],
  [
    40,
    session,
    [{ at, reason: 'asked by the client' }],
    { why: 'removed', at, reason: 'asked by the client' },
  ],
  // What never left the device was not removed by anybody here.
  [11, session, [{ at, reason: 'retention' }], { why: 'lost' }],
])('number %d of %o with removals %o', (seq, known, removals, verdict) => {
  expect(goneVerdict(seq, known, removals)).toEqual(verdict)
})

test('the day of a time, in UTC', () => expect(dayOf(at)).toBe(20_231_114))
