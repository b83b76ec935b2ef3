import type { Category } from '../category.ts'
import type { LossReason } from '../envelope.ts'
import type { Form } from '../form.ts'
import type { Kind } from '../kind.ts'
import type { Level } from '../level.ts'
import type { Phase } from '../phase.ts'
import type { Via } from '../via.ts'
import type { Label } from './types.ts'

export const CATEGORY_LABELS: Readonly<Record<Category, Label>> = {
  page: { en: 'Page', zh: '页面交互' },
  request: { en: 'Request', zh: '请求响应' },
  push: { en: 'Push', zh: '事件推送' },
  call: { en: 'Call', zh: '通话状态' },
  websocket: { en: 'WebSocket', zh: 'WebSocket 状态' },
  webrtc: { en: 'WebRTC', zh: 'WebRTC 检测' },
  app: { en: 'Application', zh: '应用日志' },
  sdk: { en: 'Log SDK', zh: '日志 SDK' },
  network: { en: 'Network', zh: '网络' },
  database: { en: 'Database', zh: '数据库' },
}

export const FORM_LABELS: Readonly<Record<Form, Label>> = {
  text: { en: 'Text', zh: '文本' },
  data: { en: 'Data', zh: '数据' },
  tag: { en: 'Tag', zh: '标签' },
  list: { en: 'List', zh: '列表' },
  alarm: { en: 'Alarm', zh: '告警' },
  error: { en: 'Error', zh: '错误' },
}

export const LEVEL_LABELS: Readonly<Record<Level, Label>> = {
  debug: { en: 'Debug', zh: '调试' },
  info: { en: 'Info', zh: '信息' },
  warn: { en: 'Warning', zh: '警告' },
  error: { en: 'Error', zh: '错误' },
}

export const PHASE_LABELS: Readonly<Record<Phase, Label>> = {
  none: { en: 'Instant', zh: '瞬时' },
  begin: { en: 'Begin', zh: '开始' },
  end: { en: 'End', zh: '结束' },
}

export const KIND_LABELS: Readonly<Record<Kind, Label>> = {
  live: { en: 'Live', zh: '实时' },
  import: { en: 'Import', zh: '导入' },
  sample: { en: 'Sample', zh: '示例' },
}

export const VIA_LABELS: Readonly<Record<Via, Label>> = {
  live: { en: 'Live', zh: '实时上报' },
  late: { en: 'Late', zh: '延迟上报' },
  'next-visit': { en: 'On the next visit', zh: '下次访问补报' },
  beacon: { en: 'By beacon', zh: '信标上报' },
  pulled: { en: 'Pulled', zh: '按需拉取' },
  import: { en: 'Imported', zh: '文件导入' },
}

/** Why a tombstone declares events lost. */
export const LOSS_LABELS: Readonly<Record<LossReason, Label>> = {
  expired: { en: 'kept too long', zh: '保存超期' },
  quota: { en: 'storage full', zh: '存储空间不足' },
  cleared: { en: 'cleared by the user', zh: '用户清除' },
  'too-large': { en: 'too large', zh: '单条过大' },
  overflow: { en: 'came too fast', zh: '产生过快' },
}
