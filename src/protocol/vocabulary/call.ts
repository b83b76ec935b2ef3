import { closer, eventTypes, instant, opener, span } from './rows.ts'

const WARN = { level: 'warn' } as const
const ALARM = { level: 'error', form: 'alarm' } as const
const SEAT = { source: 'SEAT' } as const
const TICKET = { source: 'TICKET' } as const

/** Calls, seats and the tickets (short-lived credentials) that keep a seat signed in. */
export const CALL_EVENTS = eventTypes(
  'call',
  { source: 'CALL' },
  {
    CALL: span('Call', '通话', [
      'call.direction',
      'call.number',
      'call.display',
      'call.reason',
      'call.ended_by',
      'sip.code',
      'duration',
    ]),
    CALL_STATE: instant('Call state', '通话状态变化', [
      'call.state',
      'call.previous',
      'call.reason',
      'call.ended_by',
      'call.cause',
      'call.direction',
      'sip.code',
    ]),
    CALL_INVITE: span('Invitation', '发起呼叫', [
      'call.number',
      'call.display',
      'sip.call_id',
      'sip.code',
      'result',
    ]),
    CALL_INCOMING: instant('Incoming call', '来电', [
      'call.caller',
      'call.number',
      'sip.call_id',
      'call.direction',
    ]),
    CALL_EARLY_MEDIA: instant('Early media', '早期媒体', ['sip.code']),
    CALL_ANSWER: instant('Answered', '接听', ['call.leg']),
    CALL_HANGUP: instant('Hung up', '挂断', ['call.ended_by', 'call.reason', 'sip.code']),
    CALL_HOLD: opener(['CALL_RESUME'], 'Held', '保持', ['reason']),
    CALL_RESUME: closer('Resumed', '取回', ['result']),
    CALL_MUTE: instant('Muted or unmuted', '静音切换', ['call.muted']),
    CALL_DTMF: instant('Keys sent', '发送按键', ['call.dtmf_count']),
    CALL_TRANSFER: span('Transfer', '转接', ['call.transfer_to', 'result', 'sip.code']),
    CALL_CONFERENCE: span('Conference', '三方通话', ['count', 'result']),
    CALL_RECORDING: instant('Recording', '录音', ['call.recording']),
    CALL_DEVICE: instant('Audio device changed', '音频设备切换', ['media.device']),
    CALL_SIGNAL: instant(
      'Signalling message',
      '信令消息',
      ['direction', 'sip.method', 'sip.code', 'sip.reason', 'sip.call_id'],
      {
        level: 'debug',
        form: 'data',
      },
    ),
    CALL_ERROR: instant('Call error', '通话异常', ['error', 'error_message', 'call.reason', 'sip.code'], {
      level: 'error',
      form: 'error',
    }),
    CALL_NUMBER_CHECK: instant('Number checked', '号码校验', ['call.number', 'result', 'reason']),
    SEAT_LOGIN: span('Seat sign-in', '坐席签入', ['account', 'staff', 'seat.group', 'result', 'code'], SEAT),
    SEAT_LOGOUT: span('Seat sign-out', '坐席签出', ['reason', 'result'], SEAT),
    SEAT_STATE: instant('Seat state', '坐席状态变化', ['seat.state', 'seat.previous', 'reason'], SEAT),
    SEAT_REGISTER: span('Registration', '注册', ['sip.code', 'result', 'duration'], SEAT),
    SEAT_KEEPALIVE: span('Seat keep-alive', '坐席保活', ['result', 'code'], { ...SEAT, level: 'debug' }),
    SEAT_DROPPED: instant('Seat dropped', '坐席掉线', ['reason', 'code'], { ...SEAT, ...ALARM }),
    SEAT_KICKED: instant('Signed in elsewhere', '坐席被踢下线', ['device', 'reason'], { ...SEAT, ...ALARM }),
    TICKET_REQUEST: span(
      'Ticket request',
      '申请票据',
      ['result', 'code', 'ticket.lifetime', 'ticket.digest'],
      TICKET,
    ),
    TICKET_ISSUED: instant('Ticket issued', '票据已签发', ['ticket.lifetime', 'ticket.digest'], TICKET),
    TICKET_EXPIRING: instant('Ticket about to expire', '票据即将过期', ['ticket.expires_in'], TICKET),
    TICKET_EXPIRED: instant('Ticket expired', '票据已过期', ['code', 'path'], {
      ...TICKET,
      level: 'warn',
      form: 'alarm',
    }),
    TICKET_REFRESH: span(
      'Ticket refresh',
      '刷新票据',
      ['result', 'code', 'ticket.lifetime', 'ticket.digest'],
      TICKET,
    ),
    TICKET_STATE: instant('Ticket state', '票据状态变化', ['ticket.state', 'ticket.previous'], TICKET),
    TICKET_REJECTED: instant('Ticket refused', '票据被拒绝', ['code', 'path', 'tracking_id'], {
      ...TICKET,
      ...WARN,
    }),
  },
)
