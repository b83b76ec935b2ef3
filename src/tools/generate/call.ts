import type { EventSource } from '#protocol/event.ts'
import type { CallId } from '#protocol/ids.ts'
import { ATTRIBUTES } from '#protocol/vocabulary/attributes.ts'
import { closePeer, connectPeer, playStats, preparePeer, type Peer } from './media.ts'
import type { CallPlan, Ending } from './plan-call.ts'
import { playRequest } from './requests.ts'
import type { Seat } from './seat.ts'
import { MILLI, SECOND, type Extra, type Offset, type Stage } from './stage.ts'

interface Scene {
  readonly stage: Stage
  readonly plan: CallPlan
  readonly callid: CallId
  readonly source: EventSource
  readonly sipCallId: string
  state: string
}

function enter(
  scene: Scene,
  at: Offset,
  to: string,
  attrs: Readonly<Record<string, string>> = {},
  extra: Extra = {},
): void {
  const { stage, source, callid, plan } = scene
  const all = { 'call.state': to, 'call.previous': scene.state, 'call.direction': plan.direction, ...attrs }
  stage.instant(at, 'CALL_STATE', source, all, { callid, ...extra })
  scene.state = to
}

function signal(scene: Scene, at: Offset, direction: 'in' | 'out', method: string, code?: string): void {
  const { stage, source, callid, sipCallId, plan } = scene
  const attrs = { direction, 'sip.method': method, 'sip.call_id': sipCallId }
  const to = `sip:${plan.number.replace('-', '')}@pstn.example.com`
  const head = code === undefined ? `${method} ${to} SIP/2.0` : `SIP/2.0 ${code}`
  const payload = `${head}\r\nTo: <${to}>\r\nCall-ID: ${sipCallId}\r\nCSeq: 1 ${method}\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n`
  stage.instant(at, 'CALL_SIGNAL', source, code === undefined ? attrs : { ...attrs, 'sip.code': code }, {
    callid,
    payload,
  })
}

function endingAttrs({ reason, endedBy, sipCode }: Ending): Readonly<Record<string, string>> {
  return {
    'call.reason': reason,
    'call.ended_by': endedBy,
    ...(sipCode === undefined ? {} : { 'sip.code': sipCode }),
  }
}

const REASONS = ATTRIBUTES.get('call.reason')?.values ?? {}

function reasonText(stage: Stage, reason: string): string {
  const label = Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined
  return label ? stage.say(label.zh, label.en) : reason
}

/** Ended or failed: the last state, the end of the call's span. */
function finishCall(
  scene: Scene,
  at: Offset,
  began: Offset,
  to: 'ended' | 'failed',
  span: ReturnType<Stage['begin']>,
): void {
  const { stage, source, callid, plan } = scene
  const isBad = to === 'failed'
  const attrs = endingAttrs(plan)
  const why = reasonText(stage, plan.reason)
  const said = stage.say(`通话结束：${why}`, `Call over: ${why}`)
  enter(scene, at, to, attrs, isBad ? { level: 'error', message: said } : { message: said })
  if (isBad) {
    stage.instant(
      at + 100,
      'CALL_ERROR',
      source,
      { error: plan.reason, 'call.reason': plan.reason },
      {
        callid,
        message: stage.say(`呼叫异常：${why}`, `Call failed: ${why}`),
      },
    )
  }
  const duration = String(Math.round((at - began) / MILLI))
  stage.end(at + 200, 'CALL', source, span, { ...attrs, duration }, { callid })
}

function talkScenes(scene: Scene, from: Offset, to: Offset): void {
  const { stage, source, callid } = scene
  const { random } = stage
  const extra = { callid }
  const length = to - from
  if (length > 40 * SECOND && random.chance(0.12)) {
    const held = from + length * 0.3
    const resumed = held + length * 0.2
    const span = stage.begin(held, 'CALL_HOLD', source, { reason: 'staff' }, extra)
    enter(scene, held + 50, 'held')
    stage.end(resumed, 'CALL_RESUME', source, span, { result: 'ok' }, extra)
    enter(scene, resumed + 50, 'connected')
  }
  if (random.chance(0.15)) {
    stage.instant(from + length * 0.6, 'CALL_MUTE', source, { 'call.muted': 'true' }, extra)
    stage.instant(from + length * 0.7, 'CALL_MUTE', source, { 'call.muted': 'false' }, extra)
  }
  if (random.chance(0.08))
    stage.instant(from + length * 0.8, 'CALL_DTMF', source, { 'call.dtmf_count': '1' }, extra)
}

/** From the answer to the end. Returns when the call is over. */
function playTalk(
  scene: Scene,
  at: Offset,
  peer: Peer,
  began: Offset,
  span: ReturnType<Stage['begin']>,
): Offset {
  const { stage, plan, callid, source } = scene
  const ready = connectPeer(stage, at + 500, peer, false)
  stage.instant(at, 'CALL_ANSWER', source, {}, { callid })
  enter(scene, at + 100, 'connected', {}, { message: stage.say('客户已接听', 'The client answered') })
  stage.instant(at + 300, 'CALL_RECORDING', source, { 'call.recording': 'on' }, { callid })
  const over = Math.max(ready + SECOND, at + plan.talkSeconds * SECOND)
  talkScenes(scene, ready + 100 * MILLI, over - 500 * MILLI)
  playStats(stage, ready, over, peer, plan.quality)
  if (plan.outcome === 'unfinished') return over
  if (plan.outcome === 'answered') {
    signal(scene, over - 400, plan.endedBy === 'staff' ? 'out' : 'in', 'BYE')
    stage.instant(over - 200, 'CALL_HANGUP', source, endingAttrs(plan), { callid })
    finishCall(scene, over, began, 'ended', span)
  } else {
    finishCall(scene, over, began, 'failed', span)
  }
  closePeer(stage, over + 1_000, peer, 'completed')
  return over + 2_000
}

/** The answer never came. Returns when the call is over. */
function playUnanswered(
  scene: Scene,
  at: Offset,
  peer: Peer,
  began: Offset,
  span: ReturnType<Stage['begin']>,
): Offset {
  const { stage, plan, callid, source } = scene
  if (plan.outcome === 'unfinished') return at
  if (plan.reason === 'media-failed') {
    const failed = connectPeer(stage, at, peer, true)
    finishCall(scene, failed + 1_000, began, 'failed', span)
    closePeer(stage, failed + 2_000, peer, 'failed')
    return failed + 3_000
  }
  if (plan.outcome === 'cancelled')
    stage.instant(at - 300, 'CALL_HANGUP', source, endingAttrs(plan), { callid })
  finishCall(scene, at, began, plan.outcome === 'failed' ? 'failed' : 'ended', span)
  closePeer(stage, at + 1_000, peer, 'new')
  return at + 2_000
}

/** One whole call, from the click to the wrap-up. Returns when it is over. */
export function playCall(stage: Stage, at: Offset, plan: CallPlan, seat: Seat): Offset {
  const { random } = stage
  const scene: Scene = {
    stage,
    plan,
    callid: `1475${random.digits(15)}` as CallId,
    source: stage.source('CALL', undefined, seat.source.id),
    sipCallId: `${random.hex(16)}@agent.example.com`,
    state: 'new',
  }
  const { callid, source } = scene
  const extra = { callid }
  const isOutbound = plan.direction === 'outbound'
  const attrs = { 'call.direction': plan.direction, 'call.number': plan.number }
  const said = isOutbound
    ? stage.say(`发起外呼 ${plan.number}`, `Calls ${plan.number}`)
    : stage.say(`来电 ${plan.number}`, `Call from ${plan.number}`)
  const span = stage.begin(at, 'CALL', source, attrs, { ...extra, message: said })
  seat.enter(at + 50, 'busy')
  let now = at + 100
  if (isOutbound) {
    const body = JSON.stringify({ callee: plan.number, display: '0755-55550100', group: stage.person.group })
    now = playRequest(stage, now, {
      method: 'POST',
      path: '/call/create',
      callid,
      parent: source.id,
      body,
      medianMillis: 130,
    })
    enter(scene, now + 100, 'dialing')
  } else {
    stage.instant(now, 'CALL_INCOMING', source, { ...attrs, 'sip.call_id': scene.sipCallId }, extra)
    signal(scene, now + 100, 'in', 'INVITE')
    enter(scene, now + 200, 'ringing')
    now += plan.ringSeconds * SECOND
    if (plan.outcome === 'cancelled') {
      signal(scene, now, 'in', 'CANCEL')
      finishCall(scene, now + 200, at, 'ended', span)
      return now + 400
    }
  }
  const peer = preparePeer(stage, now + 300, callid, source.id, isOutbound ? 'caller' : 'callee')
  let answered = peer.readyAt + 1_000
  if (isOutbound) {
    const inviting = stage.begin(
      peer.readyAt,
      'CALL_INVITE',
      source,
      { 'call.number': plan.number, 'sip.call_id': scene.sipCallId },
      extra,
    )
    signal(scene, peer.readyAt + 100, 'out', 'INVITE')
    signal(scene, peer.readyAt + random.int(20, 90) * MILLI, 'in', 'INVITE', '100')
    const rang = peer.readyAt + random.int(900, 3_500) * MILLI
    const rings = plan.outcome !== 'failed'
    if (rings) {
      signal(scene, rang, 'in', 'INVITE', '180')
      enter(scene, rang + 100, 'ringing')
    }
    answered = rang + (rings ? plan.ringSeconds * SECOND : random.int(100, 900) * MILLI)
    const code = plan.outcome === 'answered' || plan.outcome === 'dropped' ? '200' : (plan.sipCode ?? '200')
    signal(scene, answered - 1_000, 'in', 'INVITE', code)
    const result = code === '200' ? 'ok' : 'error'
    stage.end(answered - 500, 'CALL_INVITE', source, inviting, { 'sip.code': code, result }, extra)
  }
  const talks = plan.outcome === 'answered' || plan.outcome === 'dropped' || plan.outcome === 'unfinished'
  return talks ? playTalk(scene, answered, peer, at, span) : playUnanswered(scene, answered, peer, at, span)
}

/** The ticket is over: the server refuses to create the call. Returns when the call has failed. */
export function playRefusedCall(
  stage: Stage,
  at: Offset,
  number: string,
  seat: Seat,
  reason: 'ticket-expired' | 'seat-dropped',
): Offset {
  const plan: CallPlan = {
    number,
    direction: 'outbound',
    outcome: 'failed',
    reason,
    endedBy: 'system',
    ringSeconds: 0,
    talkSeconds: 0,
    quality: 'good',
  }
  const source = stage.source('CALL', undefined, seat.source.id)
  const callid = `1475${stage.random.digits(15)}` as CallId
  const scene: Scene = { stage, plan, callid, source, sipCallId: '', state: 'new' }
  const extra = { callid, message: stage.say(`发起外呼 ${number}`, `Calls ${number}`) }
  const span = stage.begin(at, 'CALL', source, { 'call.direction': 'outbound', 'call.number': number }, extra)
  const refused = playRequest(stage, at + 100, {
    method: 'POST',
    path: '/call/create',
    callid,
    parent: source.id,
    body: JSON.stringify({ callee: number, display: '0755-55550100' }),
    code:
      reason === 'ticket-expired'
        ? ['ticket_expired', stage.say('票据已过期，请重新获取', 'ticket expired, obtain a new one')]
        : ['seat_offline', stage.say('坐席不在线', 'the seat is not online')],
    medianMillis: 60,
  })
  finishCall(scene, refused + 500, at, 'failed', span)
  return refused + 1_000
}
