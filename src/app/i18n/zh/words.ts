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
}
