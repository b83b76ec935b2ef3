import { eventTypes, instant, span } from './rows.ts'

const WARN = { level: 'warn' } as const

/** Events the server or another context pushed to the page, and what became of them. */
export const PUSH_EVENTS = eventTypes(
  'push',
  { source: 'PUSH_CHANNEL' },
  {
    PUSH_CHANNEL: span('Push channel', '推送通道', ['channel', 'url', 'result', 'reason']),
    PUSH_SUBSCRIBE: span('Subscribe', '订阅', ['topic', 'channel', 'result']),
    PUSH_RECEIVED: instant('Push received', '收到推送', ['push_id', 'topic', 'push_seq', 'latency', 'size'], {
      form: 'data',
    }),
    PUSH_HANDLED: instant('Push handled', '推送已处理', ['push_id', 'topic', 'handler', 'duration'], {
      level: 'debug',
    }),
    PUSH_HANDLER_ERROR: instant(
      'Push handler failed',
      '推送处理异常',
      ['push_id', 'handler', 'error', 'error_message'],
      {
        level: 'error',
        form: 'error',
      },
    ),
    PUSH_DUPLICATE: instant('Push received twice', '重复推送', ['push_id', 'push_seq'], WARN),
    PUSH_GAP: instant('Pushes missing', '推送缺失', ['from', 'to', 'missing'], {
      level: 'warn',
      form: 'alarm',
    }),
    PUSH_LATE: instant('Push came late', '推送延迟', ['push_id', 'latency', 'threshold'], WARN),
    PUSH_POLL: span('Long poll', '长轮询', ['url', 'count', 'result', 'last_event_id'], { level: 'debug' }),
    PUSH_RECONNECT: instant(
      'Push channel reconnects',
      '推送重连',
      ['attempt', 'retry_in', 'last_event_id'],
      WARN,
    ),
    PUSH_ERROR: instant('Push channel failed', '推送通道异常', ['error', 'ready_state'], {
      level: 'error',
      form: 'error',
    }),
    PUSH_MESSAGE: instant(
      'Message between contexts',
      '跨上下文消息',
      ['channel', 'direction', 'message_type', 'size'],
      {
        level: 'debug',
        form: 'data',
      },
    ),
  },
)
