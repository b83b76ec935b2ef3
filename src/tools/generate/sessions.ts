import type { RecordedEvent } from '#protocol/event.ts'
import type { SessionId } from '#protocol/ids.ts'
import type { SessionRecord } from '#protocol/session.ts'
import { MICROS_PER_DAY, type Micros } from '#protocol/time.ts'
import { playCall, playRefusedCall } from './call.ts'
import { click, leavePage, openPage, workABit } from './page.ts'
import { choosePerson, fictionalNumber, sessionRecord } from './people.ts'
import { planCall } from './plan-call.ts'
import { playPushes } from './push.ts'
import { createRandom } from './random.ts'
import { createSeat, playKeepalives, playTicket, signIn } from './seat.ts'
import { playSocket } from './socket.ts'
import { createStage, MINUTE, SECOND, type Offset } from './stage.ts'
import { playUploads } from './uploads.ts'

export interface GeneratedSession {
  readonly session: SessionId
  readonly record: SessionRecord
  /** `cut`: the page died or the wanted number of events was reached; some BEGINs have no END. */
  readonly ending: 'closed' | 'cut'
  readonly events: readonly RecordedEvent[]
}

export interface GeneratePlan {
  readonly seed: number
  /** Exactly so many, over all sessions. */
  readonly events: number
  /** Start of the first day, in the staff's zone. */
  readonly start: Micros
  readonly days: number
}

/** 13 December 2021, midnight in China. */
export const DEFAULT_START = 1_639_324_800_000_000 as Micros
export const DEFAULT_DAYS = 14

/** Shares of sessions in which something goes wrong for good. */
const CUT_SHARE = 0.06
const EXPIRED_TICKET_SHARE = 0.03
/** An expired ticket costs the seat after this long. */
const DROP_AFTER = 5 * MINUTE

/** Hours of the day at which a shift may begin, with weights: two peaks, few at night. */
const SHIFT_HOURS: readonly (readonly [hour: number, weight: number])[] = [
  [8, 6],
  [9, 18],
  [10, 14],
  [11, 8],
  [13, 12],
  [14, 16],
  [15, 10],
  [16, 7],
  [17, 4],
  [18, 3],
  [20, 2],
]

function shiftStart(plan: GeneratePlan, done: number, random: ReturnType<typeof createRandom>): Micros {
  const day = Math.min(plan.days - 1, Math.floor((done / plan.events) * plan.days))
  const hour = random.weighted(SHIFT_HOURS)
  return (plan.start + day * MICROS_PER_DAY + hour * 60 * MINUTE + random.int(0, 60 * MINUTE - 1)) as Micros
}

function breaksOf(random: ReturnType<typeof createRandom>, from: Offset, to: Offset): readonly Offset[] {
  if (!random.chance(0.25)) return []
  const count = random.int(1, 3)
  const step = (to - from) / (count + 1)
  return step < 2 * MINUTE ? [] : Array.from({ length: count }, (_, index) => from + step * (index + 1))
}

/** One page load of one seat: a shift or part of one, with its calls. The index chooses who, when and what happens. */
export function generateSession(plan: GeneratePlan, index: number, done: number): GeneratedSession {
  const random = createRandom(plan.seed, index)
  const person = choosePerson(random)
  const stage = createStage(random, person)
  const start = shiftStart(plan, done, random)
  const length = Math.min(240, Math.round(random.skewed(70)) + 6) * MINUTE
  const isCut = random.chance(CUT_SHARE)

  const [page, opened] = openPage(stage)
  const socketAt = opened + SECOND
  playSocket(stage, {
    from: socketAt,
    to: length,
    cut: isCut,
    breaks: breaksOf(random, socketAt, length),
    heartbeatSeconds: 30,
  })
  const expired = playTicket(stage, {
    from: opened + 100,
    to: length,
    lifetimeMinutes: random.pick([30, 60, 120]),
    ...(random.chance(EXPIRED_TICKET_SHARE) ? { missingRefresh: random.int(0, 2) } : {}),
  })
  const seat = createSeat(stage)
  const ready = signIn(stage, opened + 2 * SECOND, seat)
  playPushes(stage, opened + 1_500_000, length, isCut)
  playUploads(stage, opened, length)
  playKeepalives(stage, seat, ready, length - MINUTE, expired)

  const dropAt = expired === undefined ? Number.POSITIVE_INFINITY : expired + DROP_AFTER
  let now = ready + random.int(2, 40) * SECOND
  while (now < length - 2 * MINUTE) {
    now = workABit(stage, now, page)
    if (now > dropAt) break
    if (expired !== undefined && now > expired - 10 * MINUTE) {
      // From here on the ticket may run out in the middle of a call, so only short work until it has.
      if (now > expired) now = playRefusedCall(stage, now, fictionalNumber(random), seat, 'ticket-expired')
      now += random.int(20, 60) * SECOND
      continue
    }
    const call = planCall(random)
    if (call.direction === 'outbound') click(stage, now, page, '呼叫', 'Call')
    now = playCall(stage, now + 50_000, call, seat)
    seat.enter(now, 'wrap-up')
    now += random.int(3, 50) * SECOND
    if (random.chance(0.06)) {
      seat.enter(now, 'paused', 'break')
      now += random.int(1, 12) * MINUTE
    }
    seat.enter(now, 'ready')
    now += random.int(2, 60) * SECOND
  }
  if (expired !== undefined && dropAt < length) {
    const at = Math.max(dropAt, now)
    stage.instant(
      at,
      'SEAT_DROPPED',
      seat.source,
      { reason: 'ticket-expired', code: 'seat_offline' },
      { message: stage.say('坐席掉线', 'The seat dropped') },
    )
    seat.enter(at + 100, 'dropped', 'ticket-expired')
  }
  if (!isCut) leavePage(stage, Math.max(length, now) + SECOND, page)
  const events = stage.finish(start, isCut ? length - random.int(0, 90) * SECOND : undefined)
  return {
    session: `g${plan.seed.toString(36)}-${index.toString(36)}` as SessionId,
    record: sessionRecord(random, person),
    ending: isCut ? 'cut' : 'closed',
    events,
  }
}

/** Sessions one after the other until exactly `plan.events` events are made; days ascend. Never two of one id. */
export function* generateSessions(plan: GeneratePlan): Generator<GeneratedSession, void, undefined> {
  let done = 0
  for (let index = 0; done < plan.events; index += 1) {
    const session = generateSession(plan, index, done)
    const left = plan.events - done
    done += session.events.length
    yield session.events.length <= left
      ? session
      : { ...session, ending: 'cut', events: session.events.slice(0, left) }
  }
}
