import { eventTypes, instant, span } from './rows.ts'

const TARGET = ['method', 'url', 'host', 'path', 'initiator', 'request_id', 'traceparent'] as const
const DEBUG = { level: 'debug' } as const
const WARN = { level: 'warn' } as const

/** fetch, XHR, beacons: one REQUEST span per request, phases inside it on the same source. */
export const REQUEST_EVENTS = eventTypes(
  'request',
  { source: 'REQUEST' },
  {
    REQUEST: span('Request', '请求', [
      ...TARGET,
      'request_size',
      'status',
      'result',
      'duration',
      'response_size',
      'code',
      'code_message',
      'tracking_id',
      'attempt',
    ]),
    REQUEST_HEADERS_SENT: instant('Headers sent', '已发送请求头', ['size'], DEBUG),
    REQUEST_BODY_SENT: instant('Body sent', '已发送请求体', ['request_size', 'content_type'], {
      level: 'debug',
      form: 'data',
    }),
    RESPONSE_HEADERS: instant(
      'Response headers',
      '收到响应头',
      ['status', 'content_type', 'tracking_id', 'ttfb'],
      DEBUG,
    ),
    RESPONSE_BODY: span('Response body', '接收响应体', ['response_size', 'content_type'], {
      level: 'debug',
      form: 'data',
    }),
    REQUEST_READY_STATE: instant('Ready state', '就绪状态', ['ready_state'], DEBUG),
    REQUEST_REDIRECT: instant('Redirected', '重定向', ['status', 'url'], DEBUG),
    REQUEST_TIMING: instant(
      'Network timing',
      '网络耗时',
      ['dns', 'tcp', 'tls', 'ttfb', 'download', 'protocol', 'cached', 'response_size'],
      { level: 'debug', form: 'data' },
    ),
    REQUEST_RETRY: instant('Retry', '重试', ['attempt', 'retry_in', 'reason'], WARN),
    REQUEST_TIMEOUT: instant('Timed out', '请求超时', ['duration'], WARN),
    REQUEST_ABORT: instant('Aborted', '请求中止', ['reason'], WARN),
    REQUEST_ERROR: instant('Request failed', '请求失败', ['error', 'error_message', 'status'], {
      level: 'error',
      form: 'error',
    }),
    REQUEST_BUSINESS_ERROR: instant(
      'Refused by the application',
      '业务返回错误',
      ['code', 'code_message', 'tracking_id'],
      WARN,
    ),
    REQUEST_BEACON: instant('Beacon sent', '发送信标', ['url', 'size', 'result'], DEBUG),
    REQUESTS_IN_FLIGHT: instant('Requests under way at the end', '结束时未完成的请求', ['in_flight'], {
      form: 'list',
      level: 'warn',
    }),
  },
)
