import type { Outcome } from '#protocol/vocabulary/call-outcome.ts'
import type { Quality } from './media.ts'
import { fictionalNumber } from './people.ts'
import type { Random } from './random.ts'

export interface CallPlan {
  readonly number: string
  readonly direction: 'outbound' | 'inbound'
  readonly outcome: Outcome
  readonly reason: string
  readonly endedBy: string
  readonly sipCode?: string
  readonly ringSeconds: number
  readonly talkSeconds: number
  readonly quality: Quality
}

export type Ending = Pick<CallPlan, 'reason' | 'endedBy' | 'sipCode'>

/** How calls of each outcome end; several ways each, weighted as a busy sales floor sees them. */
const ENDINGS: Readonly<Record<Outcome, readonly (readonly [Ending, number])[]>> = {
  answered: [
    [{ reason: 'normal', endedBy: 'client', sipCode: '200' }, 6],
    [{ reason: 'normal', endedBy: 'staff', sipCode: '200' }, 4],
  ],
  'no-answer': [
    [{ reason: 'no-answer', endedBy: 'system', sipCode: '480' }, 7],
    [{ reason: 'powered-off', endedBy: 'system', sipCode: '480' }, 3],
  ],
  busy: [[{ reason: 'busy', endedBy: 'client', sipCode: '486' }, 1]],
  rejected: [[{ reason: 'rejected', endedBy: 'client', sipCode: '603' }, 1]],
  cancelled: [[{ reason: 'cancelled', endedBy: 'staff', sipCode: '487' }, 1]],
  failed: [
    [{ reason: 'invalid-number', endedBy: 'system', sipCode: '404' }, 4],
    [{ reason: 'server-error', endedBy: 'system', sipCode: '503' }, 3],
    [{ reason: 'media-failed', endedBy: 'network' }, 2],
    [{ reason: 'timeout', endedBy: 'system', sipCode: '504' }, 1],
  ],
  dropped: [
    [{ reason: 'socket-lost', endedBy: 'network' }, 5],
    [{ reason: 'media-failed', endedBy: 'network' }, 4],
    [{ reason: 'seat-dropped', endedBy: 'system' }, 1],
  ],
  unfinished: [[{ reason: '', endedBy: '' }, 1]],
}

const OUTCOME_MIX: readonly (readonly [Outcome, number])[] = [
  ['answered', 54],
  ['no-answer', 21],
  ['busy', 8],
  ['rejected', 6],
  ['cancelled', 5],
  ['failed', 4],
  ['dropped', 2],
]

/** Share of calls that clients make to the seat. */
const INBOUND_SHARE = 0.15

export function planCall(random: Random): CallPlan {
  const isInbound = random.chance(INBOUND_SHARE)
  const outcome = isInbound
    ? random.weighted<Outcome>([
        ['answered', 90],
        ['cancelled', 6],
        ['dropped', 4],
      ])
    : random.weighted(OUTCOME_MIX)
  const ending = random.weighted(ENDINGS[outcome])
  return {
    number: fictionalNumber(random),
    direction: isInbound ? 'inbound' : 'outbound',
    outcome,
    ...ending,
    // Inbound, it is the client who gives up.
    ...(isInbound && outcome === 'cancelled' ? { endedBy: 'client' } : {}),
    ringSeconds: outcome === 'no-answer' ? random.int(25, 60) : random.int(2, 18),
    talkSeconds: Math.min(1_800, Math.round(random.skewed(75)) + 3),
    quality: random.weighted<Quality>([
      ['good', 85],
      ['fair', 9],
      ['poor', 5],
      ['one-way', 1],
    ]),
  }
}
