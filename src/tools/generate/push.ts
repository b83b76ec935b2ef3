import { MILLI, SECOND, type Offset, type Stage } from './stage.ts'

const TOPICS = ['notice.new', 'queue.length', 'customer.assigned', 'seat.config', 'call.recorded'] as const

/** Share of pushes before which some are missing. */
const GAP_SHARE = 0.004

/** Pushes the server sends while the page lives, at random intervals. */
export function playPushes(stage: Stage, from: Offset, to: Offset, cut: boolean, gapShare = GAP_SHARE): void {
  const { random } = stage
  const source = stage.source('PUSH_CHANNEL', 'agent events')
  const life = stage.begin(from, 'PUSH_CHANNEL', source, { channel: 'agent events' })
  let seq = random.int(100, 9_000)
  for (
    let at = from + random.int(5, 90) * SECOND;
    at + SECOND < to;
    at += Math.round(random.skewed(70) * SECOND)
  ) {
    seq += 1
    if (random.chance(gapShare)) {
      const missing = random.int(1, 3)
      const gap = { from: String(seq), to: String(seq + missing - 1), missing: String(missing) }
      stage.instant(at, 'PUSH_GAP', source, gap, {
        message: stage.say(`推送缺失 ${missing} 条`, `${missing} pushes are missing`),
      })
      seq += missing
    }
    pushOne(stage, at + 100, source, random.pick(TOPICS), seq)
  }
  if (!cut) stage.end(to, 'PUSH_CHANNEL', source, life, { result: 'ok', reason: 'page closes' })
}

export function pushOne(
  stage: Stage,
  at: Offset,
  source: ReturnType<Stage['source']>,
  topic: string,
  seq: number,
  payload = `{"topic":"${topic}","seq":${seq}}`,
  message?: string,
): void {
  const { random } = stage
  const push = `p-${random.hex(10)}`
  const latency = Math.round(random.skewed(35))
  const attrs = {
    push_id: push,
    topic,
    push_seq: String(seq),
    latency: String(latency),
    size: String(payload.length),
  }
  stage.instant(at, 'PUSH_RECEIVED', source, attrs, {
    payload,
    ...(message === undefined ? {} : { message }),
  })
  const took = random.int(1, 9)
  const handled = { push_id: push, topic, handler: 'onPush', duration: String(took) }
  stage.instant(at + took * MILLI, 'PUSH_HANDLED', source, handled)
}
