import type { DurationMicros } from '../time.ts'
import type { CallFacts } from './call-facts.ts'
import type { Label } from './types.ts'

export const OUTCOMES = [
  'answered',
  'no-answer',
  'busy',
  'rejected',
  'cancelled',
  'failed',
  'dropped',
  'unfinished',
] as const
export type Outcome = (typeof OUTCOMES)[number]

export const OUTCOME_LABELS: Readonly<Record<Outcome, Label>> = {
  answered: { en: 'Answered', zh: '已接通' },
  'no-answer': { en: 'No answer', zh: '无人接听' },
  busy: { en: 'Busy', zh: '用户忙' },
  rejected: { en: 'Rejected', zh: '被拒接' },
  cancelled: { en: 'Cancelled', zh: '已取消' },
  failed: { en: 'Failed', zh: '呼叫失败' },
  dropped: { en: 'Dropped', zh: '异常中断' },
  unfinished: { en: 'Unfinished', zh: '未结束' },
}

export const MEDIA_VERDICTS = ['ok', 'one-way', 'poor', 'none', 'unknown'] as const
export type MediaVerdict = (typeof MEDIA_VERDICTS)[number]

export const MEDIA_LABELS: Readonly<Record<MediaVerdict, Label>> = {
  ok: { en: 'Sound good', zh: '语音正常' },
  'one-way': { en: 'One-way sound', zh: '单通' },
  poor: { en: 'Poor sound', zh: '语音质量差' },
  none: { en: 'No sound', zh: '无语音' },
  unknown: { en: 'Sound not measured', zh: '语音未检测' },
}

export interface CallOutcome {
  readonly outcome: Outcome
  /** Value of `call.reason`, as its recorder wrote it. */
  readonly reason?: string
  readonly endedBy?: string
  /** From the first ringing to the answer, or to the end when nobody answered. */
  readonly ringMicros?: DurationMicros
  /** From the answer to the end. Absent while there is no end. */
  readonly talkMicros?: DurationMicros
  readonly media: MediaVerdict
}

/** Reasons that name the outcome of a call that was never connected. */
const OUTCOME_BY_REASON: Readonly<Record<string, Outcome>> = {
  'no-answer': 'no-answer',
  'powered-off': 'no-answer',
  busy: 'busy',
  rejected: 'rejected',
  cancelled: 'cancelled',
  'invalid-number': 'failed',
  'number-blocked': 'failed',
  'ticket-expired': 'failed',
  'seat-dropped': 'failed',
  'socket-lost': 'failed',
  'media-failed': 'failed',
  'microphone-denied': 'failed',
  'server-error': 'failed',
  timeout: 'failed',
}

/** Final answers of SIP (RFC 3261) that say more than "failed". 487 answers a cancelled invitation. */
const OUTCOME_BY_SIP_CODE: Readonly<Record<number, Outcome>> = {
  408: 'no-answer',
  480: 'no-answer',
  486: 'busy',
  487: 'cancelled',
  600: 'busy',
  603: 'rejected',
}

/** With these a connected call did not end because somebody hung up. */
const DROP_REASONS: ReadonlySet<string> = new Set([
  'ticket-expired',
  'seat-dropped',
  'socket-lost',
  'media-failed',
  'server-error',
  'timeout',
  'page-closed',
])
const DROP_SIDES: ReadonlySet<string> = new Set(['system', 'network'])

/** So many samples below LOW_MOS make a call poor; fewer are a hiccup (phone SDKs warn at three of five). */
const POOR_SAMPLES = 3

function outcomeOfConnected(facts: CallFacts): Outcome {
  if (facts.failedTs !== undefined) return 'dropped'
  if (facts.endedTs === undefined) return 'unfinished'
  const dropped = DROP_SIDES.has(facts.endedBy ?? '') || DROP_REASONS.has(facts.reason ?? '')
  return dropped ? 'dropped' : 'answered'
}

/** The caller's side that gives up cancels; the called side rejects. */
function outcomeOfHangup(facts: CallFacts): Outcome | undefined {
  const caller = facts.direction === 'inbound' ? 'client' : 'staff'
  if (facts.endedBy === caller) return 'cancelled'
  return facts.endedBy === 'client' || facts.endedBy === 'staff' ? 'rejected' : undefined
}

function outcomeOfUnconnected(facts: CallFacts): Outcome {
  if (facts.endedTs === undefined && facts.failedTs === undefined) return 'unfinished'
  const { reason, sipCode } = facts
  const byReason =
    reason !== undefined && Object.hasOwn(OUTCOME_BY_REASON, reason) ? OUTCOME_BY_REASON[reason] : undefined
  if (byReason) return byReason
  const bySip = sipCode === undefined ? undefined : OUTCOME_BY_SIP_CODE[sipCode]
  if (bySip) return bySip
  if (facts.failedTs !== undefined) return 'failed'
  return outcomeOfHangup(facts) ?? (facts.ringingTs === undefined ? 'failed' : 'no-answer')
}

function mediaVerdict(facts: CallFacts): MediaVerdict {
  if (facts.oneWay > 0) return 'one-way'
  const flowed = facts.iceConnectedTs !== undefined || facts.samples > 0
  if (!flowed) return facts.iceFailedTs === undefined ? 'unknown' : 'none'
  if (facts.qualityAlarms > 0 || facts.lowSamples >= POOR_SAMPLES) return 'poor'
  return facts.samples > 0 ? 'ok' : 'unknown'
}

/** Never negative: two devices may disagree about the time. */
function between(from: number | undefined, to: number | undefined): DurationMicros | undefined {
  return from === undefined || to === undefined ? undefined : (Math.max(0, to - from) as DurationMicros)
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)
}

/** The outcome rule, the only one: Find, call card, dashboards and exports show what this says. */
export function callOutcome(facts: CallFacts): CallOutcome {
  const over = latest(facts.endedTs, facts.failedTs)
  const ring = between(facts.ringingTs, facts.connectedTs ?? over)
  const talk = between(facts.connectedTs, over)
  return {
    outcome: facts.connectedTs === undefined ? outcomeOfUnconnected(facts) : outcomeOfConnected(facts),
    ...(facts.reason === undefined ? {} : { reason: facts.reason }),
    ...(facts.endedBy === undefined ? {} : { endedBy: facts.endedBy }),
    ...(ring === undefined ? {} : { ringMicros: ring }),
    ...(talk === undefined ? {} : { talkMicros: talk }),
    media: mediaVerdict(facts),
  }
}
