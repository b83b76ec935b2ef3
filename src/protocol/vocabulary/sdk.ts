import { eventTypes, instant, span } from './rows.ts'

const DEBUG = { level: 'debug' } as const
const WARN = { level: 'warn' } as const

/** The SDK about itself: so that "no event" and "no log" never look alike. */
export const SDK_EVENTS = eventTypes(
  'sdk',
  { source: 'SDK' },
  {
    SDK_START: instant('Recording starts', '开始记录', ['version', 'config', 'storage', 'session'], {
      form: 'data',
    }),
    SDK_STOP: instant('Recording stops', '停止记录', ['reason', 'last_seq']),
    SDK_CONFIG: instant('Configuration', '配置变化', ['config'], { form: 'data' }),
    SDK_PLUGIN: instant('Plugin', '插件', ['plugin', 'version', 'result'], DEBUG),
    /** Says who uses the session; counts for the whole of it, also for what came before. */
    IDENTIFY: instant('Identified', '身份标识', ['account', 'staff', 'device', 'staff_name'], {
      form: 'tag',
    }),
    /** Says that two ids mean the same object. */
    ALIAS: instant('Alias', '别名关联', ['alias', 'from', 'to'], { form: 'tag' }),
    /** All states at once, so that replay can start in the middle. */
    STATE_SNAPSHOT: instant('State snapshot', '状态快照', ['last_seq', 'size'], {
      form: 'data',
      level: 'debug',
    }),
    /** Tombstone: the events `from` to `to` (seqs, inclusive) will never come. */
    LOST: instant('Events lost', '日志丢失', ['from', 'to', 'reason'], { form: 'alarm', level: 'warn' }),
    /** An earlier session of this device ended without its last events. */
    SESSION_LOST: instant('End of a session lost', '会话结尾丢失', ['session', 'last_seq', 'reason'], {
      form: 'alarm',
      level: 'warn',
    }),
    SDK_EPOCH: instant('Clock starts anew', '时钟新纪元', ['epoch_cause', 'offset', 'duration']),
    SDK_CLOCK: instant(
      'Clock compared with the server',
      '时钟校准',
      ['offset', 'offset_error', 'rtt'],
      DEBUG,
    ),
    SDK_STORAGE: instant('Storage', '存储', ['storage', 'quota', 'usage'], DEBUG),
    SDK_STORAGE_ERROR: instant('Storage failed', '存储异常', ['storage', 'error', 'error_message'], WARN),
    SDK_UPLOAD: span(
      'Upload',
      '上报',
      ['events', 'size', 'attempt', 'status', 'result', 'duplicates', 'rejected'],
      {
        source: 'UPLOAD',
        level: 'debug',
      },
    ),
    SDK_UPLOAD_FAILED: instant('Upload failed', '上报失败', ['status', 'error', 'retry_in', 'attempt'], {
      source: 'UPLOAD',
      level: 'warn',
    }),
    SDK_REJECTED: instant('Refused by the server', '服务端拒收', ['rejected', 'reason'], {
      source: 'UPLOAD',
      level: 'warn',
    }),
    SDK_DROPPED: instant('Dropped before recording', '记录前丢弃', ['count', 'reason'], WARN),
    SDK_CANARY: instant('Delivery probe', '送达探针', ['event_id'], DEBUG),
    SDK_PULL: span('Log pull', '日志拉取', ['request_id', 'events', 'from', 'to', 'result'], {
      source: 'UPLOAD',
    }),
    SDK_ERROR: instant('SDK failure', 'SDK 异常', ['plugin', 'error', 'error_message'], {
      form: 'error',
      level: 'error',
    }),
    SDK_COST: instant('Cost of recording', '记录开销', ['cost', 'events'], DEBUG),
  },
)
