import type { CallId, SourceId } from '#protocol/ids.ts'
import { MILLI, type Offset, type Stage } from './stage.ts'

export interface RequestPlan {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly callid?: CallId
  readonly parent?: SourceId
  readonly status?: number
  /** Business code and its text, where the answer is a refusal inside a 200. */
  readonly code?: readonly [code: string, message: string]
  readonly body?: string
  readonly answer?: string
  readonly medianMillis?: number
  /** The network failed; there is no answer. */
  readonly broken?: boolean
  readonly attempt?: number
}

const HOST = 'api.example.com'

/** One request with its phases. Returns when it ended. */
export function playRequest(stage: Stage, at: Offset, plan: RequestPlan): Offset {
  const { random } = stage
  const { method, path, status = 200, code } = plan
  const source = stage.source('REQUEST', path, plan.parent)
  const extra = plan.callid === undefined ? {} : { callid: plan.callid }
  const attempt = plan.attempt === undefined ? {} : { attempt: String(plan.attempt) }
  const span = stage.begin(
    at,
    'REQUEST',
    source,
    {
      method,
      url: `https://${HOST}${path}`,
      path,
      initiator: random.chance(0.8) ? 'fetch' : 'xhr',
      request_id: `r-${random.hex(16)}`,
      traceparent: `00-${random.hex(32)}-${random.hex(16)}-01`,
      ...attempt,
    },
    extra,
  )
  if (plan.body !== undefined) {
    const size = String(plan.body.length)
    stage.instant(
      at + 300,
      'REQUEST_BODY_SENT',
      source,
      { request_size: size, content_type: 'application/json' },
      {
        ...extra,
        payload: plan.body,
      },
    )
  }
  const took = Math.round(random.skewed(plan.medianMillis ?? 90)) + 8
  const ended = at + took * MILLI + random.int(0, 999)
  if (plan.broken === true) {
    stage.instant(
      ended - 20,
      'REQUEST_ERROR',
      source,
      { error: 'TypeError', error_message: 'Failed to fetch' },
      {
        ...extra,
        message: stage.say(`请求失败：${method} ${path} 网络错误`, `${method} ${path} failed: network error`),
      },
    )
    stage.end(
      ended,
      'REQUEST',
      source,
      span,
      { result: 'error', duration: String(took) },
      { ...extra, level: 'error' },
    )
    return ended
  }
  const tracking = `t-${random.digits(16)}`
  const headersAt = at + Math.round(took * 0.8) * MILLI
  stage.instant(
    headersAt,
    'RESPONSE_HEADERS',
    source,
    {
      status: String(status),
      content_type: 'application/json',
      tracking_id: tracking,
      ttfb: String(Math.round(took * 0.8)),
    },
    extra,
  )
  if (random.chance(0.2)) {
    const dns = random.chance(0.1) ? String(random.int(1, 60)) : '0'
    stage.instant(
      ended - 10,
      'REQUEST_TIMING',
      source,
      { dns, tcp: '0', tls: '0', ttfb: String(Math.round(took * 0.8)), download: '1', protocol: 'h2' },
      extra,
    )
  }
  if (code !== undefined) {
    stage.instant(
      ended - 5,
      'REQUEST_BUSINESS_ERROR',
      source,
      { code: code[0], code_message: code[1], tracking_id: tracking },
      { ...extra, message: `${method} ${path} → ${code[0]} ${code[1]}` },
    )
  }
  const isBad = status >= 400
  const answer = plan.answer ?? JSON.stringify({ code: code?.[0] ?? 'ok', message: code?.[1] ?? '' })
  stage.end(
    ended,
    'REQUEST',
    source,
    span,
    {
      status: String(status),
      result: isBad ? 'error' : 'ok',
      duration: String(took),
      response_size: String(answer.length),
      tracking_id: tracking,
      ...(code === undefined ? {} : { code: code[0] }),
    },
    {
      ...extra,
      ...(isBad ? { level: 'error' as const } : code === undefined ? {} : { level: 'warn' as const }),
      ...(plan.answer === undefined && code === undefined ? {} : { payload: answer }),
    },
  )
  return ended
}
