import { eventTypes, instant, span } from './rows.ts'

const DATA = { level: 'debug', form: 'data' } as const
const WARN = { level: 'warn' } as const
const MESSAGE = ['message_type', 'message_seq', 'message_id', 'opcode', 'size'] as const

/** One source id per socket of the application, kept over its reconnects. */
export const WEBSOCKET_EVENTS = eventTypes(
  'websocket',
  { source: 'WEBSOCKET' },
  {
    WEBSOCKET: span('Socket open', 'WebSocket 连接', [
      'url',
      'close_code',
      'clean',
      'sent_count',
      'received_count',
    ]),
    WEBSOCKET_CONNECT: span('Handshake', 'WebSocket 握手', [
      'url',
      'subprotocol',
      'extensions',
      'attempt',
      'result',
      'duration',
    ]),
    WEBSOCKET_STATE: instant('Socket state', '连接状态变化', ['websocket.state', 'websocket.previous']),
    WEBSOCKET_SENT: instant('Message sent', '发送消息', MESSAGE, DATA),
    WEBSOCKET_RECEIVED: instant('Message received', '收到消息', MESSAGE, DATA),
    WEBSOCKET_EXCHANGE: span(
      'Message and its answer',
      '消息往返',
      [...MESSAGE, 'rtt', 'code', 'result'],
      DATA,
    ),
    WEBSOCKET_HEARTBEAT: span('Heartbeat', '心跳', ['rtt', 'result'], { level: 'debug' }),
    WEBSOCKET_HEARTBEAT_MISSED: instant('Heartbeat missed', '心跳丢失', ['missed'], {
      level: 'warn',
      form: 'alarm',
    }),
    WEBSOCKET_SILENCE: instant('Nothing received', '长时间无消息', ['silence', 'threshold'], WARN),
    WEBSOCKET_BUFFERED: instant('Send buffer grows', '发送缓冲堆积', ['buffered', 'threshold'], WARN),
    WEBSOCKET_RECONNECT: instant('Reconnects', '重连', ['attempt', 'retry_in', 'reason'], WARN),
    WEBSOCKET_CLOSE: instant('Socket closed', '连接关闭', ['close_code', 'close_reason', 'clean']),
    WEBSOCKET_ERROR: instant('Socket error', '连接异常', ['error', 'url'], { level: 'error', form: 'error' }),
    WEBSOCKET_STATS: instant(
      'Socket figures',
      '连接统计',
      ['sent_count', 'received_count', 'buffered', 'silence'],
      DATA,
    ),
  },
)
