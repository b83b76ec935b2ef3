import { CATEGORIES } from '../category.ts'
import { FORMS } from '../form.ts'
import { KINDS } from '../kind.ts'
import { LEVELS } from '../level.ts'
import { PHASES } from '../phase.ts'
import { SESSION_FIELDS, type SessionField } from '../session.ts'
import { VIAS } from '../via.ts'

/**
 * How a field's value is compared:
 * - `text`: contains, under F (see text-fold.ts)
 * - `keyword`: equals, under F
 * - `id`: equals, character by character
 * - `enum`, `level`: one of a fixed list; a level also has an order
 * - `number`, `time`: on a scale
 * - `phone`: any spelling of a phone number, or its last four digits
 */
type FieldType = 'text' | 'keyword' | 'id' | 'enum' | 'level' | 'number' | 'time' | 'phone'

export interface Described {
  readonly en: string
  readonly zh: string
}

export interface FieldDefinition {
  readonly type: FieldType
  readonly description: Described
  /** Of enums and levels. */
  readonly values?: readonly string[]
  /** A family of fields: the name is followed by a dot and a key. */
  readonly keyed?: true
  /** Values may be compared as numbers (`attr.status:>=500`) although they are text. */
  readonly comparable?: true
  /** What a completion or the guide shows. */
  readonly example: string
}

const SESSION_DESCRIPTIONS: Readonly<Record<SessionField, Described>> = {
  platform: { en: 'Platform of the session: web, native, netlog', zh: '会话平台：web、native、netlog' },
  device: { en: 'Device of the session record', zh: '会话记录中的设备' },
  tab: { en: 'Browser tab', zh: '浏览器标签页' },
  frame: { en: 'Frame within the page', zh: '页面中的框架' },
  worker: { en: 'Worker the session ran in', zh: '会话所在的 Worker' },
  visit: { en: 'Visit: the sessions of one stay', zh: '访问：一次停留中的所有会话' },
  url: { en: 'Address of the page', zh: '页面地址' },
  userAgent: { en: 'User agent text', zh: '用户代理字符串' },
  browser: { en: 'Browser', zh: '浏览器' },
  browserVersion: { en: 'Browser version', zh: '浏览器版本' },
  os: { en: 'Operating system', zh: '操作系统' },
  osVersion: { en: 'Version of the operating system', zh: '操作系统版本' },
  app: { en: 'Application', zh: '应用' },
  release: { en: 'Release of the application', zh: '应用版本' },
  sdk: { en: 'SDK version', zh: 'SDK 版本' },
  language: { en: 'Language of the browser', zh: '浏览器语言' },
  zone: { en: 'Time zone of the device', zh: '设备时区' },
  network: { en: 'Network type', zh: '网络类型' },
  captureLevel: { en: 'Least level that was captured', zh: '采集的最低级别' },
  flags: { en: 'Feature flags', zh: '功能开关' },
}

type SessionFieldName = `session.${SessionField}`

const SESSION_DEFINITIONS = Object.fromEntries(
  SESSION_FIELDS.map((field) => [
    `session.${field}`,
    {
      type: 'keyword',
      comparable: true,
      description: SESSION_DESCRIPTIONS[field],
      example: `session.${field}:…`,
    },
  ]),
) as Readonly<Record<SessionFieldName, FieldDefinition>>

/** Every field of the language, once: the parser, completion, the guide and both back ends read this. */
export const FIELDS = {
  message: {
    type: 'text',
    description: { en: 'Message', zh: '消息' },
    example: 'message:"ticket expired"',
  },
  payload: {
    type: 'text',
    description: { en: 'Payload: the large raw part; slower to search', zh: '负载：原始大段内容，搜索较慢' },
    example: 'payload:candidate',
  },
  name: {
    type: 'keyword',
    description: { en: 'Event type', zh: '事件类型' },
    example: 'name:WEBSOCKET_*',
  },
  phase: {
    type: 'enum',
    values: PHASES,
    description: { en: 'Phase: none, begin, end', zh: '阶段：none、begin、end' },
    example: 'phase:begin',
  },
  level: {
    type: 'level',
    values: LEVELS,
    description: { en: 'Level, ordered', zh: '级别，有高低之分' },
    example: 'level:>=warn',
  },
  category: {
    type: 'enum',
    values: CATEGORIES,
    description: { en: 'Category', zh: '类别' },
    example: 'category:call,webrtc',
  },
  form: {
    type: 'enum',
    values: FORMS,
    description: { en: 'Log form', zh: '日志形式' },
    example: 'form:alarm',
  },
  via: {
    type: 'enum',
    values: VIAS,
    description: { en: 'How the event came', zh: '事件的到达方式' },
    example: 'via:next-visit',
  },
  kind: {
    type: 'enum',
    values: KINDS,
    description: { en: 'Where it is from: live, import, sample', zh: '数据来源：live、import、sample' },
    example: 'kind:import',
  },
  label: {
    type: 'keyword',
    description: { en: 'Label of the tracker instance', zh: 'Tracker 实例的标签' },
    example: 'label:softphone',
  },
  attr: {
    type: 'keyword',
    keyed: true,
    comparable: true,
    description: { en: 'Attribute', zh: '属性' },
    example: 'attr.status:>=500',
  },
  source: {
    type: 'text',
    description: { en: 'Source: its whole id, or part of its name', zh: '来源：完整 ID 或名称的一部分' },
    example: 'source:/api/ticket',
  },
  'source.name': {
    type: 'text',
    description: { en: 'Name of the source', zh: '来源名称' },
    example: 'source.name:refresh',
  },
  'source.id': {
    type: 'id',
    description: { en: 'Id of the source', zh: '来源 ID' },
    example: 'source.id:29',
  },
  'source.type': {
    type: 'keyword',
    description: { en: 'Type of the source', zh: '来源类型' },
    example: 'source.type:URL_REQUEST',
  },
  'source.parent': {
    type: 'id',
    description: { en: 'Id of the source it belongs to', zh: '上级来源 ID' },
    example: 'source.parent:29',
  },
  span: {
    type: 'id',
    description: { en: 'Span: a BEGIN and its END', zh: '跨度：一个 BEGIN 及其 END' },
    example: 'span:a1',
  },
  id: {
    type: 'id',
    description: {
      en: 'Any known id: session, call, source, span, tracking or trace id',
      zh: '任意已知 ID：会话、通话、来源、跨度、跟踪或链路 ID',
    },
    example: 'id:4bf92f3577b34da6',
  },
  callid: {
    type: 'id',
    description: { en: 'Call id', zh: '通话 ID' },
    example: 'callid:c-1001',
  },
  session: {
    type: 'id',
    description: { en: 'Session id', zh: '会话 ID' },
    example: 'session:s-1',
  },
  seq: {
    type: 'number',
    description: { en: 'Number of the event within its session', zh: '事件在会话中的序号' },
    example: 'seq:100..200',
  },
  number: {
    type: 'phone',
    description: {
      en: 'Phone number in any spelling, or its last four digits',
      zh: '电话号码（任意写法）或后四位',
    },
    example: 'number:8000',
  },
  account: {
    type: 'keyword',
    description: { en: 'Account, of the whole session', zh: '账号（整个会话）' },
    example: 'account:acme',
  },
  staff: {
    type: 'keyword',
    description: { en: 'Staff member, of the whole session', zh: '坐席（整个会话）' },
    example: 'staff:1001',
  },
  device: {
    type: 'keyword',
    description: { en: 'Device, of the whole session', zh: '设备（整个会话）' },
    example: 'device:d-7',
  },
  ts: {
    type: 'time',
    description: { en: 'Corrected time', zh: '校正后的时间' },
    example: 'ts:2026-05-01T10:07Z',
  },
  time: {
    type: 'time',
    description: { en: "Time of the device's clock", zh: '设备时钟时间' },
    example: 'time:>=2026-05-01',
  },
  received: {
    type: 'time',
    description: { en: 'Time of receipt by the server', zh: '服务器接收时间' },
    example: 'received:<2026-05-02',
  },
  'session.custom': {
    type: 'keyword',
    keyed: true,
    comparable: true,
    description: { en: 'Custom value of the session', zh: '会话的自定义值' },
    example: 'session.custom.region:cn',
  },
  ...SESSION_DEFINITIONS,
} as const satisfies Readonly<Record<string, FieldDefinition>>

export type FieldName = keyof typeof FIELDS

export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[]

export function fieldDefinition(name: FieldName): FieldDefinition {
  return FIELDS[name]
}

/** `is:` words, each decided on one event row. */
export const FLAGS = {
  error: {
    en: 'Error: level error, or logged in the error form',
    zh: '错误：级别为 error，或以 error 形式记录',
  },
  warn: { en: 'Warning: level warn', zh: '警告：级别为 warn' },
  alarm: { en: 'Alarm: logged in the alarm form', zh: '告警：以 alarm 形式记录' },
  begin: { en: 'Begins a span', zh: '跨度开始' },
  end: { en: 'Ends a span', zh: '跨度结束' },
  instant: { en: 'Neither begins nor ends a span', zh: '瞬时事件' },
  late: {
    en: 'Came after a retry or on the next visit',
    zh: '重试后或下次访问时才到达',
  },
  sample: { en: 'Belongs to the sample', zh: '示例数据' },
  import: { en: 'Came from a file', zh: '由文件导入' },
} as const satisfies Readonly<Record<string, Described>>

export type Flag = keyof typeof FLAGS

export const FLAG_NAMES = Object.keys(FLAGS) as readonly Flag[]

export function isFlag(word: string): word is Flag {
  return Object.hasOwn(FLAGS, word)
}

/** The two words that look like fields and are none. */
export const HAS = 'has'
export const IS = 'is'
