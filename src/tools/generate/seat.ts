import type { EventSource } from '#protocol/event.ts'
import { playRequest } from './requests.ts'
import { MILLI, MINUTE, SECOND, type Offset, type Stage } from './stage.ts'

export interface Seat {
  readonly source: EventSource
  state(): string
  enter(at: Offset, to: string, reason?: string): void
}

export function createSeat(stage: Stage): Seat {
  const source = stage.source('SEAT', stage.person.staff)
  let state = 'offline'
  return {
    source,
    state: () => state,
    enter: (at, to, reason) => {
      const attrs = { 'seat.state': to, 'seat.previous': state }
      stage.instant(at, 'SEAT_STATE', source, reason === undefined ? attrs : { ...attrs, reason })
      state = to
    },
  }
}

/** Signs the seat in. Returns when it is ready. */
export function signIn(stage: Stage, at: Offset, seat: Seat): Offset {
  const { person, random } = stage
  seat.enter(at, 'logging-in')
  const span = stage.begin(at + 100, 'SEAT_LOGIN', seat.source, {
    account: person.account,
    staff: person.staff,
    'seat.group': person.group,
  })
  const answered = playRequest(stage, at + 200, { method: 'POST', path: '/seat/login', medianMillis: 180 })
  const registering = stage.begin(answered + 500, 'SEAT_REGISTER', seat.source)
  const took = Math.round(random.skewed(60)) + 5
  const registered = answered + took * MILLI
  stage.end(registered, 'SEAT_REGISTER', seat.source, registering, {
    'sip.code': '200',
    result: 'ok',
    duration: String(took),
  })
  stage.end(
    registered + 300,
    'SEAT_LOGIN',
    seat.source,
    span,
    { result: 'ok' },
    { message: stage.say('坐席签入成功', 'Seat signed in') },
  )
  seat.enter(registered + 400, 'ready')
  return registered + 400
}

export interface TicketPlan {
  readonly from: Offset
  readonly to: Offset
  readonly lifetimeMinutes: number
  /** Which refresh never comes: 0 is the first. Absent: all come. */
  readonly missingRefresh?: number
}

/** A refresh is due this long before the ticket expires. */
const REFRESH_LEAD = 2 * MINUTE

/** The ticket's life: requested, issued, refreshed in time. Returns when it expired for want of a refresh, if it did. */
export function playTicket(
  stage: Stage,
  plan: TicketPlan,
  source: EventSource = stage.source('TICKET', 'agent'),
): Offset | undefined {
  const { random } = stage
  const life = plan.lifetimeMinutes * MINUTE
  const lifetime = String(plan.lifetimeMinutes * 60_000)

  function obtain(at: Offset, name: 'TICKET_REQUEST' | 'TICKET_REFRESH', path: string): Offset {
    const digest = random.hex(8)
    const span = stage.begin(at, name, source)
    const answered = playRequest(stage, at + 300, { method: 'POST', path, medianMillis: 110 })
    stage.end(answered + 100, name, source, span, {
      result: 'ok',
      'ticket.lifetime': lifetime,
      'ticket.digest': digest,
    })
    stage.instant(
      answered + 200,
      'TICKET_ISSUED',
      source,
      { 'ticket.lifetime': lifetime, 'ticket.digest': digest },
      {
        message: stage.say(
          `票据有效期 ${plan.lifetimeMinutes} 分钟`,
          `Ticket is valid for ${plan.lifetimeMinutes} minutes`,
        ),
      },
    )
    return answered + 200
  }

  function expire(at: Offset): Offset | undefined {
    if (at >= plan.to) return undefined
    stage.instant(
      at,
      'TICKET_EXPIRED',
      source,
      { code: 'ticket_expired' },
      {
        message: stage.say('票据已过期', 'The ticket has expired'),
      },
    )
    return at
  }

  let issued = obtain(plan.from, 'TICKET_REQUEST', '/ticket/issue')
  for (let refresh = 0; issued + life - REFRESH_LEAD < plan.to; refresh += 1) {
    if (refresh === plan.missingRefresh) {
      return expire(issued + life)
    }
    const due = issued + life - REFRESH_LEAD
    stage.instant(due, 'TICKET_EXPIRING', source, { 'ticket.expires_in': String(REFRESH_LEAD / MILLI) })
    issued = obtain(due + random.int(50, 900) * MILLI, 'TICKET_REFRESH', '/ticket/refresh')
  }
  return undefined
}

/** A request that the server refuses because the ticket is over; what the case study's log is full of. */
export function playExpiredAnswer(stage: Stage, at: Offset, method: 'GET' | 'POST', path: string): Offset {
  return playRequest(stage, at, {
    method,
    path,
    code: ['ticket_expired', stage.say('票据已过期，请重新获取', 'ticket expired, obtain a new one')],
    medianMillis: 60,
  })
}

/** The seat asks to be kept; refused as soon as the ticket is over. */
export function playKeepalives(
  stage: Stage,
  seat: Seat,
  from: Offset,
  to: Offset,
  expired: Offset | undefined,
): void {
  for (let at = from + MINUTE; at < to; at += MINUTE + stage.random.int(0, 2) * SECOND) {
    const span = stage.begin(at, 'SEAT_KEEPALIVE', seat.source)
    const refused = expired !== undefined && at > expired
    const ended = refused
      ? playExpiredAnswer(stage, at + 200, 'POST', '/seat/keepalive')
      : playRequest(stage, at + 200, { method: 'POST', path: '/seat/keepalive', medianMillis: 40 })
    stage.end(
      ended + 100,
      'SEAT_KEEPALIVE',
      seat.source,
      span,
      refused ? { result: 'error', code: 'ticket_expired' } : { result: 'ok' },
      refused ? { level: 'warn' } : {},
    )
  }
}
