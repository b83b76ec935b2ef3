import type { Category } from '../category.ts'
import type { Label } from './types.ts'

export interface SourceType {
  readonly name: string
  readonly category: Category
  readonly label: Label
}

/** The long-lived objects that events belong to. An open registry: NetLog brings its own names. */
const ROWS = {
  PAGE: ['page', 'Page', '页面'],
  TASK: ['page', 'Task', '任务'],
  WORKER: ['page', 'Worker', '工作线程'],
  REQUEST: ['request', 'Request', '请求'],
  PUSH_CHANNEL: ['push', 'Push channel', '推送通道'],
  CALL: ['call', 'Call', '通话'],
  CALL_LEG: ['call', 'Call leg', '呼叫分支'],
  SEAT: ['call', 'Seat', '坐席'],
  TICKET: ['call', 'Ticket', '票据'],
  WEBSOCKET: ['websocket', 'WebSocket', 'WebSocket'],
  PEER_CONNECTION: ['webrtc', 'Peer connection', '对等连接'],
  ICE_TRANSPORT: ['webrtc', 'ICE transport', 'ICE 传输'],
  DTLS_TRANSPORT: ['webrtc', 'DTLS transport', 'DTLS 传输'],
  MEDIA: ['webrtc', 'Media', '媒体'],
  FLOW: ['app', 'Flow', '流程'],
  TRACKER: ['app', 'Tracker', '日志实例'],
  SDK: ['sdk', 'Log SDK', '日志 SDK'],
  UPLOAD: ['sdk', 'Upload', '上报'],
  NETWORK: ['network', 'Network request', '网络请求'],
  SOCKET: ['network', 'Socket', '套接字'],
  DATABASE: ['database', 'Database', '数据库'],
  TRANSACTION: ['database', 'Transaction', '事务'],
  MEETING: ['app', 'Meeting', '会议'],
} as const satisfies Readonly<Record<string, readonly [category: Category, en: string, zh: string]>>

export type SourceTypeName = keyof typeof ROWS

export const SOURCE_TYPES: ReadonlyMap<string, SourceType> = new Map(
  Object.entries(ROWS).map(([name, [category, en, zh]]) => [name, { name, category, label: { en, zh } }]),
)

/** `logSourceType` numbers of the NetLog document. */
export const LEGACY_SOURCE_TYPES: ReadonlyMap<number, string> = new Map([
  [0, 'NONE'],
  [1, 'NETWORK'],
  [2, 'DATABASE'],
  [3, 'MEETING'],
])
