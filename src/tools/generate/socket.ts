import type { EventSource } from '#protocol/event.ts'
import { MILLI, SECOND, type Offset, type Stage } from './stage.ts'

export interface SocketPlan {
  /** When the page opens it, and when it closes it; `cut` leaves it open, as a page that died does. */
  readonly from: Offset
  readonly to: Offset
  readonly cut: boolean
  /** Instants at which the connection breaks and is built up again; ascending, at least a minute apart. */
  readonly breaks: readonly Offset[]
  readonly heartbeatSeconds: number
}

const URL = 'wss://push.example.com/v2/agent'

/** One socket over its reconnects, with heartbeats. */
export function playSocket(stage: Stage, plan: SocketPlan): EventSource {
  const source = stage.source('WEBSOCKET', 'push.example.com')
  const { random } = stage
  let state = 'closed'
  let sent = 0
  let received = 0

  function enter(at: Offset, to: string): void {
    stage.instant(at, 'WEBSOCKET_STATE', source, { 'websocket.state': to, 'websocket.previous': state })
    state = to
  }

  function connect(at: Offset, attempt: number): Offset {
    const took = Math.round(random.skewed(120)) + 20
    const opened = at + took * MILLI
    enter(at, 'connecting')
    const span = stage.begin(at + 1, 'WEBSOCKET_CONNECT', source, {
      url: URL,
      attempt: String(attempt),
      subprotocol: 'agent.v2',
    })
    stage.end(opened, 'WEBSOCKET_CONNECT', source, span, { result: 'ok', duration: String(took) })
    enter(opened + 1, 'open')
    return opened
  }

  /** Heartbeats that leave time for their answer. */
  function beat(from: Offset, to: Offset): void {
    const period = plan.heartbeatSeconds * SECOND
    for (let at = from + period; at + 2 * SECOND < to; at += period + random.int(-40_000, 40_000)) {
      const rtt = Math.round(random.skewed(38)) + 4
      const span = stage.begin(at, 'WEBSOCKET_HEARTBEAT', source)
      stage.end(at + rtt * MILLI, 'WEBSOCKET_HEARTBEAT', source, span, { rtt: String(rtt) })
      sent += 1
      received += 1
    }
  }

  const life = stage.begin(plan.from, 'WEBSOCKET', source, { url: URL })
  let from = connect(plan.from + 1, 1)
  for (const broken of plan.breaks) {
    beat(from, broken)
    const [code, reason] = random.pick([
      ['1006', ''],
      ['1001', 'server restarts'],
    ])
    stage.instant(
      broken,
      'WEBSOCKET_ERROR',
      source,
      { error: 'Event', url: URL },
      {
        message: stage.say('长连接异常断开，准备重连', 'Socket broke, reconnecting'),
      },
    )
    stage.instant(
      broken + 200,
      'WEBSOCKET_CLOSE',
      source,
      { close_code: code, close_reason: reason, clean: 'false' },
      { level: 'warn' },
    )
    state = 'closed'
    const wait = random.int(500, 4_000)
    stage.instant(broken + 400, 'WEBSOCKET_RECONNECT', source, {
      attempt: '1',
      retry_in: String(wait),
      reason: 'closed',
    })
    from = connect(broken + 400 + wait * MILLI, 2)
  }
  beat(from, plan.to)
  if (!plan.cut) {
    enter(plan.to, 'closing')
    stage.instant(plan.to + 300, 'WEBSOCKET_CLOSE', source, {
      close_code: '1000',
      close_reason: 'page closes',
      clean: 'true',
    })
    stage.end(plan.to + 400, 'WEBSOCKET', source, life, {
      close_code: '1000',
      clean: 'true',
      sent_count: String(sent),
      received_count: String(received),
    })
  }
  return source
}
