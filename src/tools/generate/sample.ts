import type { SessionId } from '#protocol/ids.ts'
import type { SessionRecord } from '#protocol/session.ts'
import type { Micros } from '#protocol/time.ts'
import { playCall, playRefusedCall } from './call.ts'
import { sessionLines } from './ndjson.ts'
import { changeRoute, click, leavePage, openPage, workABit, type Page } from './page.ts'
import { sessionRecord, type Person } from './people.ts'
import type { CallPlan } from './plan-call.ts'
import { playPushes, pushOne } from './push.ts'
import { createRandom } from './random.ts'
import { createSeat, playExpiredAnswer, playKeepalives, playTicket, signIn, type Seat } from './seat.ts'
import type { GeneratedSession } from './sessions.ts'
import { playSocket } from './socket.ts'
import { createStage, MILLI, MINUTE, SECOND, type Offset, type Stage } from './stage.ts'

/** Where the sample lies in the repository; the server loads it at its first start. */
export const SAMPLE_FILE = 'public/sample/seat-drops.ndjson'

/**
 * The case of the Tracker document, told anew: 27 December 2021, a client reports that seats drop again and again.
 * The log shows answers "ticket expired", healthy socket heartbeats, no disconnection, and no ticket refresh at all;
 * five minutes after each expiry the server takes the seat away. Beside it a colleague's healthy session.
 */
const SAMPLE_SEED = 20_211_227
/** 27 December 2021, midnight in China. */
const MIDNIGHT = 1_640_534_400_000_000
const HEALTHY_SEED = SAMPLE_SEED + 1
const TICKET_MINUTES = 30

interface Cast {
  readonly stage: Stage
  readonly page: Page
  readonly seat: Seat
  /** Offset of a wall clock time of that day, `10:07:30`. */
  at(clock: string): Offset
}

function secondsOf(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number)
  return hours * 3_600 + minutes * 60 + seconds
}

const ACCOUNT = { account: '2885100137', group: '售后服务' } as const
const TROUBLED: Person = {
  ...ACCOUNT,
  staff: '1007',
  name: '测试王小明',
  language: 'zh-CN',
  device: 'd-2712000007',
}
const HEALTHY: Person = {
  ...ACCOUNT,
  staff: '1008',
  name: 'Test Ada',
  language: 'en-US',
  device: 'd-2712000008',
}

const ANSWERED: CallPlan = {
  number: '13800001234',
  direction: 'outbound',
  outcome: 'answered',
  reason: 'normal',
  endedBy: 'client',
  sipCode: '200',
  ringSeconds: 6,
  talkSeconds: 70,
  quality: 'good',
}

/** One call and the wrap-up after it. */
function callAndWrapUp(cast: Cast, clock: string, plan: Partial<CallPlan>): void {
  const { stage, page, seat } = cast
  const at = cast.at(clock)
  click(stage, at - SECOND, page, '呼叫', 'Call')
  const over = playCall(stage, at, { ...ANSWERED, ...plan }, seat)
  seat.enter(over, 'wrap-up')
  seat.enter(over + 8 * SECOND, 'ready')
}

function open(seed: number, person: Person, startClock: string): Cast & { readonly opened: Offset } {
  const random = createRandom(seed)
  const stage = createStage(random, person)
  const [page, opened] = openPage(stage)
  const start = secondsOf(startClock)
  return {
    stage,
    page,
    opened,
    seat: createSeat(stage),
    at: (clock) => (secondsOf(clock) - start) * SECOND,
  }
}

function close(cast: Cast, session: string, startClock: string, record: SessionRecord): GeneratedSession {
  return {
    session: session as SessionId,
    record,
    ending: 'closed',
    events: cast.stage.finish((MIDNIGHT + secondsOf(startClock) * SECOND) as Micros),
  }
}

/** The five minutes between the expired ticket and the lost seat: refused look-ups and calls, socket in good health. */
function workWithoutTicket(cast: Cast, expired: Offset, numbers: readonly string[]): void {
  const { stage, seat, page } = cast
  numbers.forEach((number, index) => {
    const at = expired + (50 + index * 70) * SECOND
    playExpiredAnswer(stage, at - 12 * SECOND, 'GET', '/customer/detail')
    click(stage, at - SECOND, page, '呼叫', 'Call')
    playRefusedCall(stage, at, number, seat, 'ticket-expired')
  })
}

function dropSeat(cast: Cast, at: Offset, pushSeq: number): void {
  const { stage, seat } = cast
  const source = stage.source('PUSH_CHANNEL', 'seat events')
  const payload = '{"topic":"seat.offline","seat":"1007","cause":"ticket_expired"}'
  pushOne(
    stage,
    at,
    source,
    'seat.offline',
    pushSeq,
    payload,
    stage.say('收到坐席离线推送', 'Push: seat is offline'),
  )
  const said = stage.say(
    '坐席掉线：票据过期后未刷新',
    'Seat dropped: the ticket was not refreshed after it expired',
  )
  stage.instant(
    at + 20 * MILLI,
    'SEAT_DROPPED',
    seat.source,
    { reason: 'ticket-expired', code: 'seat_offline' },
    { message: said },
  )
  seat.enter(at + 21 * MILLI, 'dropped', 'ticket-expired')
}

/** Seats drop at 10:07 and at 10:45; the ticket of 9:32 ran out at 10:02, that of 10:10 at 10:40. */
function troubledSession(): GeneratedSession {
  const START = '9:31:50'
  const cast = open(SAMPLE_SEED, TROUBLED, START)
  const { stage, page, seat, opened } = cast
  const end = cast.at('10:50:00')
  const ticket = stage.source('TICKET', 'agent')
  stage.instant(
    opened + 200 * MILLI,
    'LOG',
    page.tracker,
    {},
    { message: '检测到浏览器扩展：后台标签页休眠 (tab sleeper)', label: 'env' },
  )
  playSocket(stage, { from: opened + SECOND, to: end, cut: false, breaks: [], heartbeatSeconds: 45 })
  playPushes(stage, opened + 1_500 * MILLI, end, false, 0)

  const firstExpiry = playTicket(
    stage,
    { from: cast.at('9:32:01'), to: end, lifetimeMinutes: TICKET_MINUTES, missingRefresh: 0 },
    ticket,
  )
  const firstReady = signIn(stage, cast.at('9:32:04'), seat)
  const secondExpiry = playTicket(
    stage,
    { from: cast.at('10:10:10'), to: end, lifetimeMinutes: TICKET_MINUTES, missingRefresh: 0 },
    ticket,
  )
  if (firstExpiry === undefined || secondExpiry === undefined)
    throw new Error('the sample needs tickets that expire')
  const firstDrop = firstExpiry + 5 * MINUTE
  const secondDrop = secondExpiry + 5 * MINUTE

  playKeepalives(stage, seat, firstReady, firstDrop, firstExpiry)
  workABit(stage, firstReady + 20 * SECOND, page)
  callAndWrapUp(cast, '9:34:10', {})
  callAndWrapUp(cast, '9:37:30', { number: '13900002468', talkSeconds: 124 })
  changeRoute(stage, cast.at('9:41:00'), page, '/customers')
  workABit(stage, cast.at('9:41:10'), page)
  callAndWrapUp(cast, '9:43:00', {
    number: '18600001357',
    outcome: 'no-answer',
    reason: 'no-answer',
    endedBy: 'system',
    sipCode: '480',
    ringSeconds: 32,
  })
  callAndWrapUp(cast, '9:46:00', { number: '15000009753', talkSeconds: 95, endedBy: 'staff' })
  stage.instant(cast.at('9:52:40'), 'PAGE_VISIBILITY', page.page, { visibility: 'hidden' })
  stage.instant(cast.at('10:01:20'), 'PAGE_VISIBILITY', page.page, { visibility: 'visible' })
  workWithoutTicket(cast, firstExpiry, ['13800001234', '13900002468', '13800001234'])
  dropSeat(cast, firstDrop, 41)
  playRefusedCall(stage, firstDrop + 40 * SECOND, '13800001234', seat, 'seat-dropped')

  // The staff signs in again by hand: a new ticket, and half an hour later the same.
  click(stage, cast.at('10:10:06'), page, '重新签入', 'Sign in again')
  const secondReady = signIn(stage, cast.at('10:10:14'), seat)
  playKeepalives(stage, seat, secondReady, secondDrop, secondExpiry)
  callAndWrapUp(cast, '10:12:00', { talkSeconds: 48 })
  callAndWrapUp(cast, '10:16:30', { number: '18600001357', outcome: 'busy', reason: 'busy', sipCode: '486' })
  workABit(stage, cast.at('10:19:00'), page)
  callAndWrapUp(cast, '10:22:00', { number: '19900008642', talkSeconds: 80, quality: 'poor' })
  stage.instant(cast.at('10:29:00'), 'PAGE_VISIBILITY', page.page, { visibility: 'hidden' })
  stage.instant(cast.at('10:39:20'), 'PAGE_VISIBILITY', page.page, { visibility: 'visible' })
  // A call that began under the valid ticket is torn down with the seat.
  const lastCall = cast.at('10:39:30')
  const lost: CallPlan = {
    ...ANSWERED,
    number: '13900002468',
    outcome: 'dropped',
    reason: 'seat-dropped',
    endedBy: 'system',
    talkSeconds: Math.round((secondDrop - lastCall) / SECOND) - 9,
  }
  click(stage, lastCall - SECOND, page, '呼叫', 'Call')
  const over = playCall(stage, lastCall, lost, seat)
  playExpiredAnswer(stage, secondExpiry + 45 * SECOND, 'GET', '/customer/detail')
  playExpiredAnswer(stage, secondExpiry + 160 * SECOND, 'POST', '/call/notes')
  dropSeat(cast, over, 57)
  playRefusedCall(stage, over + 75 * SECOND, '13800001234', seat, 'seat-dropped')
  leavePage(stage, end + SECOND, page)
  return close(cast, 'sample-seat-drops', START, {
    ...sessionRecord(createRandom(SAMPLE_SEED, 1), TROUBLED),
    release: '3.8.2',
    flags: 'extension:tab-sleeper',
  })
}

/** The same work in the same morning; every ticket is refreshed two minutes before it would expire. */
function healthySession(): GeneratedSession {
  const START = '9:35:20'
  const cast = open(HEALTHY_SEED, HEALTHY, START)
  const { stage, page, seat, opened } = cast
  const end = cast.at('10:48:00')
  playSocket(stage, { from: opened + SECOND, to: end, cut: false, breaks: [], heartbeatSeconds: 45 })
  playPushes(stage, opened + 1_500 * MILLI, end, false, 0)
  playTicket(stage, { from: cast.at('9:35:30'), to: end, lifetimeMinutes: TICKET_MINUTES })
  const ready = signIn(stage, cast.at('9:35:33'), seat)
  playKeepalives(stage, seat, ready, end - MINUTE, undefined)
  workABit(stage, ready + 15 * SECOND, page)
  callAndWrapUp(cast, '9:37:00', { number: '13900007531' })
  callAndWrapUp(cast, '9:42:20', { number: '13800004321', talkSeconds: 110, endedBy: 'staff' })
  workABit(stage, cast.at('9:48:00'), page)
  callAndWrapUp(cast, '9:52:00', {
    number: '15000008642',
    outcome: 'rejected',
    reason: 'rejected',
    sipCode: '603',
  })
  callAndWrapUp(cast, '10:01:00', { number: '18600003690', talkSeconds: 150 })
  workABit(stage, cast.at('10:08:00'), page)
  callAndWrapUp(cast, '10:14:00', { number: '13800001234', talkSeconds: 62 })
  callAndWrapUp(cast, '10:24:00', { number: '19900001470', talkSeconds: 90 })
  callAndWrapUp(cast, '10:36:00', { number: '13900002580', direction: 'inbound', talkSeconds: 75 })
  leavePage(stage, end + SECOND, page)
  return close(cast, 'sample-healthy', START, {
    ...sessionRecord(createRandom(HEALTHY_SEED, 1), HEALTHY),
    release: '3.8.2',
  })
}

export function sampleSessions(): readonly GeneratedSession[] {
  return [troubledSession(), healthySession()]
}

/** The whole file, always the same text. */
export function sampleText(): string {
  return sampleSessions()
    .flatMap((session) => [...sessionLines(session)])
    .map((line) => `${line}\n`)
    .join('')
}
