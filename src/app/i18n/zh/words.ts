import type { words as en } from '../en/words.ts'

export const words: typeof en = {
  levels: { debug: '调试', info: '信息', warn: '警告', error: '错误' },
  categories: {
    page: '页面',
    request: '请求',
    push: '推送',
    call: '通话',
    websocket: 'WebSocket',
    webrtc: 'WebRTC',
    app: '应用',
    sdk: 'SDK',
    network: '网络',
    database: '数据库',
  },
  phases: { none: '', begin: '开始', end: '结束' },
  noPhase: '瞬时',
  forms: { text: '文本', data: '数据', tag: '标签', list: '列表', alarm: '告警', error: '错误' },
  kinds: { live: '实时', import: '导入', sample: '示例' },
  vias: {
    live: '实时上报',
    late: '延迟上报',
    'next-visit': '下次访问补报',
    beacon: '信标上报',
    pulled: '按需拉取',
    import: '文件导入',
  },
}
