import type { AttributeDefinition, AttributeType, Label, Sensitivity } from './types.ts'

type Values = Readonly<Record<string, readonly [en: string, zh: string]>>
interface Extra {
  readonly unit?: string
  readonly values?: Values
  readonly otel?: string
}
type Row = readonly [type: AttributeType, sensitivity: Sensitivity, en: string, zh: string, extra?: Extra]

const RESULTS: Values = {
  ok: ['succeeded', '成功'],
  error: ['failed', '失败'],
  aborted: ['aborted', '已中止'],
  timeout: ['timed out', '超时'],
}

const CALL_STATES: Values = {
  new: ['created', '已创建'],
  dialing: ['dialing', '呼叫中'],
  ringing: ['ringing', '振铃'],
  connected: ['talking', '通话中'],
  held: ['on hold', '保持'],
  ended: ['ended', '已结束'],
  failed: ['failed', '失败'],
}

const SEAT_STATES: Values = {
  offline: ['offline', '离线'],
  'logging-in': ['signing in', '签入中'],
  ready: ['ready', '空闲'],
  busy: ['on a call', '通话中'],
  'wrap-up': ['after-call work', '话后处理'],
  paused: ['not ready', '示忙'],
  reconnecting: ['reconnecting', '重连中'],
  dropped: ['dropped', '掉线'],
}

const TICKET_STATES: Values = {
  none: ['none', '无'],
  requested: ['requested', '申请中'],
  valid: ['valid', '有效'],
  expiring: ['about to expire', '即将过期'],
  refreshing: ['being refreshed', '刷新中'],
  expired: ['expired', '已过期'],
}

const WEBSOCKET_STATES: Values = {
  closed: ['closed', '已关闭'],
  connecting: ['connecting', '连接中'],
  open: ['open', '已连接'],
  closing: ['closing', '关闭中'],
}

const ICE_STATES: Values = {
  new: ['new', '新建'],
  checking: ['checking', '检测中'],
  connected: ['connected', '已连通'],
  completed: ['completed', '已完成'],
  disconnected: ['interrupted', '已中断'],
  failed: ['failed', '失败'],
  closed: ['closed', '已关闭'],
}

const DTLS_STATES: Values = {
  new: ['new', '新建'],
  connecting: ['handshaking', '握手中'],
  connected: ['encrypted', '已加密'],
  closed: ['closed', '已关闭'],
  failed: ['failed', '失败'],
}

/** Why a call ended or failed. The outcome rule reads these; see call-outcome.ts. */
const CALL_REASONS: Values = {
  normal: ['hung up', '正常挂断'],
  'no-answer': ['nobody answered', '无人接听'],
  busy: ['line busy', '用户正忙'],
  rejected: ['rejected', '已拒接'],
  cancelled: ['cancelled before the answer', '接听前取消'],
  'powered-off': ['phone switched off', '已关机'],
  'invalid-number': ['number does not exist', '空号'],
  'number-blocked': ['number on the block list', '号码已被拦截'],
  'ticket-expired': ['ticket expired', '票据已过期'],
  'seat-dropped': ['seat dropped', '坐席掉线'],
  'socket-lost': ['signalling connection lost', '信令连接断开'],
  'media-failed': ['no media path', '媒体不通'],
  'microphone-denied': ['microphone refused', '麦克风被拒绝'],
  'page-closed': ['page closed', '页面已关闭'],
  'server-error': ['server error', '服务器错误'],
  timeout: ['no answer from the server', '服务器无响应'],
}

const ENDED_BY: Values = {
  staff: ['staff', '坐席'],
  client: ['client', '客户'],
  system: ['system', '系统'],
  network: ['network', '网络'],
}

/** One row per attribute: type, sensitivity, English, Chinese. Names are what people type after `attr.`: short. */
const ROWS = {
  // What every category may carry.
  result: ['enum', 'none', 'Result', '结果', { values: RESULTS }],
  reason: ['text', 'none', 'Reason', '原因'],
  error: ['text', 'none', 'Error', '错误', { otel: 'error.type' }],
  error_message: ['text', 'none', 'Error message', '错误信息', { otel: 'exception.message' }],
  duration: ['duration', 'none', 'Duration', '耗时', { unit: 'ms' }],
  count: ['number', 'none', 'Count', '次数'],
  size: ['bytes', 'none', 'Size', '大小', { unit: 'B' }],
  attempt: ['number', 'none', 'Attempt', '第几次'],
  retry_in: ['duration', 'none', 'Retry in', '重试间隔', { unit: 'ms' }],
  from: ['text', 'none', 'From', '从'],
  to: ['text', 'none', 'To', '到'],
  direction: ['enum', 'none', 'Direction', '方向', { values: { in: ['in', '收'], out: ['out', '发'] } }],
  truncated_bytes: ['bytes', 'none', 'Bytes cut off', '截断字节数', { unit: 'B' }],

  // Ids: what `id:` finds. Any spelling with other separators or case is the same id attribute.
  request_id: ['id', 'none', 'Request id', '请求编号'],
  tracking_id: ['id', 'none', 'Tracking id', '跟踪编号'],
  traceparent: ['id', 'none', 'Trace parent', '链路标识'],
  trace_id: ['id', 'none', 'Trace id', '链路编号', { otel: 'trace_id' }],
  span_id: ['id', 'none', 'Span id', '跨度编号', { otel: 'span_id' }],
  curl_handle: ['id', 'none', 'curl handle', 'curl 句柄'],
  correlation_id: ['id', 'none', 'Correlation id', '关联编号'],
  message_id: ['id', 'none', 'Message id', '消息编号'],
  push_id: ['id', 'none', 'Push id', '推送编号'],
  event_id: ['id', 'none', 'Event id', '事件编号'],
  'sip.call_id': ['id', 'none', 'SIP Call-ID', 'SIP 呼叫标识'],
  'call.leg': ['id', 'none', 'Call leg', '呼叫分支'],
  alias: ['id', 'none', 'Alias', '别名'],

  // Who: claims of the client.
  account: ['text', 'none', 'Main account', '主账号'],
  staff: ['text', 'none', 'Staff account', '员工账号'],
  device: ['text', 'none', 'Device', '设备'],
  staff_name: ['text', 'personal', 'Staff name', '员工姓名'],
  client_name: ['text', 'personal', 'Client name', '客户姓名'],
  email: ['text', 'personal', 'E-mail', '邮箱'],
  ip: ['text', 'personal', 'IP address', 'IP 地址', { otel: 'client.address' }],

  // Secrets: named here so that recorders and process know them; never kept.
  ticket: ['text', 'secret', 'Ticket', '票据'],
  token: ['text', 'secret', 'Token', '令牌'],
  authorization: ['text', 'secret', 'Authorization', '授权'],
  cookie: ['text', 'secret', 'Cookie', 'Cookie'],
  password: ['text', 'secret', 'Password', '密码'],
  secret: ['text', 'secret', 'Secret', '密钥'],

  // Page.
  url: ['url', 'none', 'Address', '网址', { otel: 'url.full' }],
  referrer: ['url', 'none', 'Referrer', '来源页'],
  route: ['text', 'none', 'Route', '路由'],
  title: ['text', 'none', 'Title', '标题'],
  element: ['text', 'none', 'Element', '元素'],
  role: ['text', 'none', 'Role', '角色'],
  key: ['text', 'none', 'Key', '按键'],
  x: ['number', 'none', 'X', '横坐标', { unit: 'px' }],
  y: ['number', 'none', 'Y', '纵坐标', { unit: 'px' }],
  width: ['number', 'none', 'Width', '宽', { unit: 'px' }],
  height: ['number', 'none', 'Height', '高', { unit: 'px' }],
  visibility: [
    'enum',
    'none',
    'Visibility',
    '可见性',
    { values: { visible: ['visible', '可见'], hidden: ['hidden', '隐藏'] } },
  ],
  persisted: ['boolean', 'none', 'Kept in the back-forward cache', '进入往返缓存'],
  discarded: ['boolean', 'none', 'Tab was discarded', '标签页曾被丢弃'],
  online: ['boolean', 'none', 'Online', '在线'],
  file: ['url', 'none', 'File', '文件', { otel: 'code.file.path' }],
  line: ['number', 'none', 'Line', '行', { otel: 'code.line.number' }],
  column: ['number', 'none', 'Column', '列', { otel: 'code.column.number' }],
  metric: ['text', 'none', 'Metric', '指标'],
  value: ['number', 'none', 'Value', '数值'],
  directive: ['text', 'none', 'Policy directive', '策略指令'],
  permission: ['text', 'none', 'Permission', '权限'],
  permission_state: [
    'enum',
    'none',
    'Permission state',
    '权限状态',
    {
      values: {
        granted: ['granted', '已允许'],
        denied: ['denied', '已拒绝'],
        prompt: ['not asked yet', '待询问'],
      },
    },
  ],

  // Request.
  method: ['text', 'none', 'Method', '方法', { otel: 'http.request.method' }],
  status: ['number', 'none', 'Status', '状态码', { otel: 'http.response.status_code' }],
  status_text: ['text', 'none', 'Status text', '状态文本'],
  code: ['text', 'none', 'Business code', '业务码'],
  code_message: ['text', 'none', 'Business message', '业务提示'],
  host: ['text', 'none', 'Host', '主机', { otel: 'server.address' }],
  port: ['number', 'none', 'Port', '端口', { otel: 'server.port' }],
  path: ['text', 'none', 'Path', '路径', { otel: 'url.path' }],
  initiator: ['text', 'none', 'Started by', '发起方'],
  content_type: ['text', 'none', 'Content type', '内容类型'],
  protocol: ['text', 'none', 'Protocol', '协议', { otel: 'network.protocol.name' }],
  request_size: ['bytes', 'none', 'Request size', '请求大小', { unit: 'B', otel: 'http.request.body.size' }],
  response_size: [
    'bytes',
    'none',
    'Response size',
    '响应大小',
    { unit: 'B', otel: 'http.response.body.size' },
  ],
  dns: ['duration', 'none', 'Name resolution', '域名解析', { unit: 'ms' }],
  tcp: ['duration', 'none', 'TCP connect', 'TCP 连接', { unit: 'ms' }],
  tls: ['duration', 'none', 'TLS handshake', 'TLS 握手', { unit: 'ms' }],
  ttfb: ['duration', 'none', 'Wait for first byte', '首字节等待', { unit: 'ms' }],
  download: ['duration', 'none', 'Download', '下载', { unit: 'ms' }],
  cached: ['boolean', 'none', 'From cache', '来自缓存'],
  redirected: ['boolean', 'none', 'Redirected', '已重定向'],
  operation: ['text', 'none', 'Operation', '操作'],
  ready_state: ['number', 'none', 'Ready state', '就绪状态'],
  in_flight: ['number', 'none', 'Requests under way', '在途请求数'],

  // Push.
  topic: ['text', 'none', 'Topic', '主题'],
  push_seq: ['number', 'none', 'Push sequence', '推送序号'],
  last_event_id: ['id', 'none', 'Last event id', '最后事件编号'],
  latency: ['duration', 'none', 'Latency', '延迟', { unit: 'ms' }],
  handler: ['text', 'none', 'Handler', '处理函数'],
  channel: ['text', 'none', 'Channel', '通道'],
  missing: ['number', 'none', 'Missing', '缺失数'],

  // Call, seat, ticket.
  'call.number': ['text', 'number', 'Outbound number', '外呼号码'],
  'call.caller': ['text', 'number', 'Caller', '主叫号码'],
  'call.callee': ['text', 'number', 'Callee', '被叫号码'],
  'call.display': ['text', 'number', 'Displayed number', '外显号码'],
  'call.transfer_to': ['text', 'number', 'Transferred to', '转接号码'],
  'call.direction': [
    'enum',
    'none',
    'Direction',
    '呼叫方向',
    { values: { outbound: ['outbound', '呼出'], inbound: ['inbound', '呼入'] } },
  ],
  'call.state': ['enum', 'none', 'Call state', '通话状态', { values: CALL_STATES }],
  'call.previous': ['enum', 'none', 'Previous call state', '之前的通话状态', { values: CALL_STATES }],
  'call.reason': ['enum', 'none', 'Reason', '结束原因', { values: CALL_REASONS }],
  'call.ended_by': ['enum', 'none', 'Ended by', '挂断方', { values: ENDED_BY }],
  'call.cause': ['text', 'none', 'Cause', '原因值'],
  'call.recording': [
    'enum',
    'none',
    'Recording',
    '录音',
    { values: { on: ['on', '开启'], off: ['off', '关闭'] } },
  ],
  'call.muted': ['boolean', 'none', 'Muted', '静音'],
  'call.dtmf_count': ['number', 'none', 'Keys sent', '按键个数'],
  'sip.code': ['number', 'none', 'SIP code', 'SIP 状态码'],
  'sip.method': ['text', 'none', 'SIP method', 'SIP 方法'],
  'sip.reason': ['text', 'none', 'SIP reason', 'SIP 原因'],
  'seat.state': ['enum', 'none', 'Seat state', '坐席状态', { values: SEAT_STATES }],
  'seat.previous': ['enum', 'none', 'Previous seat state', '之前的坐席状态', { values: SEAT_STATES }],
  'seat.group': ['text', 'none', 'Skill group', '技能组'],
  'ticket.state': ['enum', 'none', 'Ticket state', '票据状态', { values: TICKET_STATES }],
  'ticket.previous': ['enum', 'none', 'Previous ticket state', '之前的票据状态', { values: TICKET_STATES }],
  'ticket.expires_in': ['duration', 'none', 'Expires in', '剩余有效期', { unit: 'ms' }],
  'ticket.lifetime': ['duration', 'none', 'Lifetime', '有效期', { unit: 'ms' }],
  'ticket.digest': ['text', 'none', 'Ticket digest', '票据摘要'],

  // WebSocket.
  'websocket.state': ['enum', 'none', 'Socket state', '连接状态', { values: WEBSOCKET_STATES }],
  'websocket.previous': [
    'enum',
    'none',
    'Previous socket state',
    '之前的连接状态',
    { values: WEBSOCKET_STATES },
  ],
  subprotocol: ['text', 'none', 'Subprotocol', '子协议'],
  extensions: ['text', 'none', 'Extensions', '扩展'],
  opcode: [
    'enum',
    'none',
    'Frame type',
    '帧类型',
    { values: { text: ['text', '文本'], binary: ['binary', '二进制'] } },
  ],
  message_type: ['text', 'none', 'Message type', '消息类型'],
  message_seq: ['number', 'none', 'Message sequence', '消息序号'],
  rtt: ['duration', 'none', 'Round trip', '往返时间', { unit: 'ms' }],
  close_code: ['number', 'none', 'Close code', '关闭码'],
  close_reason: ['text', 'none', 'Close reason', '关闭原因'],
  clean: ['boolean', 'none', 'Clean close', '正常关闭'],
  buffered: ['bytes', 'none', 'Buffered', '缓冲量', { unit: 'B' }],
  silence: ['duration', 'none', 'Inbound silence', '静默时长', { unit: 'ms' }],
  missed: ['number', 'none', 'Heartbeats missed', '丢失心跳数'],
  sent_count: ['number', 'none', 'Messages sent', '已发消息数'],
  received_count: ['number', 'none', 'Messages received', '已收消息数'],

  // WebRTC.
  'ice.state': ['enum', 'none', 'ICE state', 'ICE 状态', { values: ICE_STATES }],
  'ice.previous': ['enum', 'none', 'Previous ICE state', '之前的 ICE 状态', { values: ICE_STATES }],
  'dtls.state': ['enum', 'none', 'DTLS state', 'DTLS 状态', { values: DTLS_STATES }],
  'dtls.previous': ['enum', 'none', 'Previous DTLS state', '之前的 DTLS 状态', { values: DTLS_STATES }],
  'peer.state': ['text', 'none', 'Connection state', '连接状态'],
  'signaling.state': ['text', 'none', 'Signalling state', '信令状态'],
  'gathering.state': ['text', 'none', 'Gathering state', '收集状态'],
  'sdp.type': [
    'enum',
    'none',
    'Description type',
    'SDP 类型',
    {
      values: {
        offer: ['offer', '提议'],
        answer: ['answer', '应答'],
        pranswer: ['early answer', '临时应答'],
        rollback: ['rollback', '回滚'],
      },
    },
  ],
  'candidate.type': [
    'enum',
    'none',
    'Candidate type',
    '候选类型',
    {
      values: {
        host: ['local', '本地'],
        srflx: ['reflexive', '反射'],
        prflx: ['peer reflexive', '对端反射'],
        relay: ['relayed', '中继'],
      },
    },
  ],
  'candidate.protocol': ['text', 'none', 'Candidate protocol', '候选协议'],
  'candidate.local': ['text', 'none', 'Local candidate', '本地候选'],
  'candidate.remote': ['text', 'none', 'Remote candidate', '远端候选'],
  'media.kind': [
    'enum',
    'none',
    'Media',
    '媒体类型',
    { values: { audio: ['audio', '音频'], video: ['video', '视频'] } },
  ],
  'media.track': ['id', 'none', 'Track', '轨道'],
  'media.device': ['text', 'none', 'Media device', '媒体设备'],
  'media.codec': ['text', 'none', 'Codec', '编码'],
  'media.dtls_cipher': ['text', 'none', 'Cipher', '加密套件'],
  mos: ['number', 'none', 'MOS', '语音质量 MOS'],
  jitter: ['duration', 'none', 'Jitter', '抖动', { unit: 'ms' }],
  loss: ['number', 'none', 'Packet loss', '丢包率', { unit: '%' }],
  bitrate_in: ['number', 'none', 'Bit rate in', '接收码率', { unit: 'bit/s' }],
  bitrate_out: ['number', 'none', 'Bit rate out', '发送码率', { unit: 'bit/s' }],
  packets_in: ['number', 'none', 'Packets in', '接收包数'],
  packets_out: ['number', 'none', 'Packets out', '发送包数'],
  level_in: ['number', 'none', 'Level in', '接收音量'],
  level_out: ['number', 'none', 'Level out', '发送音量'],
  concealed: ['number', 'none', 'Concealed', '补偿比例', { unit: '%' }],
  jitter_buffer: ['duration', 'none', 'Jitter buffer', '抖动缓冲', { unit: 'ms' }],
  threshold: ['number', 'none', 'Threshold', '阈值'],

  // SDK about itself.
  version: ['text', 'none', 'Version', '版本'],
  config: ['text', 'none', 'Configuration digest', '配置摘要'],
  storage: ['text', 'none', 'Storage', '存储方式'],
  quota: ['bytes', 'none', 'Quota', '配额', { unit: 'B' }],
  usage: ['bytes', 'none', 'Used', '已用', { unit: 'B' }],
  events: ['number', 'none', 'Events', '事件数'],
  duplicates: ['number', 'none', 'Duplicates', '重复数'],
  rejected: ['number', 'none', 'Rejected', '拒收数'],
  offset: ['duration', 'none', 'Clock offset', '时钟偏差', { unit: 'ms' }],
  offset_error: ['duration', 'none', 'Clock offset error', '时钟误差', { unit: 'ms' }],
  epoch_cause: [
    'enum',
    'none',
    'New epoch because of',
    '新纪元原因',
    {
      values: {
        start: ['start', '启动'],
        sleep: ['sleep', '休眠'],
        'clock-jump': ['clock jump', '时钟跳变'],
        bfcache: ['return from cache', '缓存恢复'],
      },
    },
  ],
  cost: ['duration', 'none', 'Time spent in the SDK', 'SDK 耗时', { unit: 'ms' }],
  plugin: ['text', 'none', 'Plugin', '插件'],
  last_seq: ['number', 'none', 'Last sequence number', '最后序号'],
  session: ['id', 'none', 'Session', '会话'],

  // App flows.
  flow: ['text', 'none', 'Flow', '流程'],
  step: ['text', 'none', 'Step', '步骤'],
  tag: ['text', 'none', 'Tag', '标签'],
  rule: ['text', 'none', 'Rule', '规则'],

  // Network and database of the NetLog document, as printed there.
  info: ['text', 'none', 'Info', '信息'],
  success: ['boolean', 'none', 'Success', '是否成功'],
  request_line: ['text', 'none', 'Request line', '请求行'],
  status_line: ['text', 'none', 'Status line', '状态行'],
  status_code: ['number', 'none', 'Status code', '状态码'],
  raw_size: ['bytes', 'none', 'Raw size', '原始大小', { unit: 'B' }],
  size_download: ['bytes', 'none', 'Downloaded', '下载大小', { unit: 'B' }],
  total_time_ms: ['duration', 'none', 'Total time', '总耗时', { unit: 'ms' }],
  curl_code: ['number', 'none', 'curl code', 'curl 错误码'],
  net_error: ['number', 'none', 'Network error', '网络错误码'],
  net_error_name: ['text', 'none', 'Network error name', '网络错误名称'],
  byte_count: ['bytes', 'none', 'Bytes', '字节数', { unit: 'B' }],
  source_dependency: ['text', 'none', 'Depends on source', '依赖的来源'],
  source_dependency_type: ['text', 'none', 'Type of that source', '依赖来源类型'],
  cache_hit: ['boolean', 'none', 'Cache hit', '缓存命中'],
  timestamp: ['time', 'none', 'Timestamp', '时间戳'],
  connection_type: ['text', 'none', 'Connection type', '网络类型'],
  effective_type: ['text', 'none', 'Effective type', '有效网络类型'],
  proxy: ['text', 'none', 'Proxy', '代理'],
  cipher: ['text', 'none', 'Cipher suite', '密码套件'],
  database: ['text', 'none', 'Database', '数据库'],
  statement: ['text', 'none', 'Statement', '语句', { otel: 'db.query.text' }],
  table: ['text', 'none', 'Table', '数据表'],
  index: ['text', 'none', 'Index', '索引'],
  rows: ['number', 'none', 'Rows', '行数'],
  savepoint: ['text', 'none', 'Savepoint', '保存点'],
  lock: ['text', 'none', 'Lock', '锁'],
} as const satisfies Readonly<Record<string, Row>>

export type AttributeName = keyof typeof ROWS

/** Attributes with a meaning of their own to the server. Applications must not use them for anything else. */
export const RESERVED_ATTRIBUTES = [
  'account',
  'staff',
  'device',
  'call.number',
  'call.direction',
  'call.state',
  'call.reason',
  'call.ended_by',
  'sip.code',
  'mos',
] as const satisfies readonly AttributeName[]

function definition(name: string, [type, sensitivity, en, zh, extra]: Row): AttributeDefinition {
  const { values, ...rest } = extra ?? {}
  const base = { name, type, sensitivity, label: { en, zh }, ...rest }
  if (values === undefined) return base
  const labels = Object.entries(values).map(([value, [en, zh]]): [string, Label] => [value, { en, zh }])
  return { ...base, values: Object.fromEntries(labels) }
}

export const ATTRIBUTES: ReadonlyMap<string, AttributeDefinition> = new Map(
  Object.entries<Row>(ROWS).map(([name, row]) => [name, definition(name, row)]),
)
